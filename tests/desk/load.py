"""How fast the desk answers on many certificates: ``python -m tests.desk.load --db URL --count 100000``.

Rows are made straight in the database, as saving certificates would leave them; the register and the
search index are then written by the desk's own code. Clients ask over HTTP, one request after another.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import httpx2
from sqlalchemy import func, select, text

from extractors.telecom_lists.issuers import ISSUERS
from pipeline.options import CORES
from pipeline.store.desk import Desk, open_desk
from pipeline.store.register import fill_register
from pipeline.store.users import Role, list_users
from schemas.tables import certificates as c
from tests.desk.conftest import add_people
from tests.desk.load_rows import company, fill
from tests.desk.people import PASSWORD

Told = dict[str, list[float]]


def prepare(db: str, count: int) -> None:
    """The database with as many certificates and the accounts of the tests, if it has not got them."""
    desk = open_desk(db)
    with desk.writing() as connection:
        known = connection.scalar(select(func.count()).select_from(c.CertificateRow)) or 0
        if not known:
            began = time.monotonic()
            fill(connection, count)
            print(f"{count} certificates in {time.monotonic() - began:.0f} s", flush=True)
    began, written = time.monotonic(), 0
    while True:
        with desk.writing() as connection:
            step = fill_register(connection)
        if not step:
            break
        written += step
    if written:
        seconds = time.monotonic() - began
        print(
            f"register and index of {written}: {seconds:.0f} s, {1000 * seconds / written:.1f} ms each",
            flush=True,
        )
    with desk.reading() as connection:
        has_people = any(account.role is Role.ADMIN for account in list_users(connection))
    if not has_people:
        add_people(desk)
    _analyze(desk)
    desk.close()


def _analyze(desk: Desk) -> None:
    with desk.writing() as connection:
        connection.execute(text("ANALYZE"))


async def _log_in(client: httpx2.AsyncClient) -> dict[str, str]:
    form = await client.get("/login")
    token = form.text.split('name="form_token" value="')[1].split('"')[0]
    cookie = {"cookie": f"licet_form={form.cookies['licet_form']}"}
    data = {"name": "admin", "password": PASSWORD, "form_token": token}
    answer = await client.post("/login", data=data, headers=cookie)
    return {"cookie": f"licet_session={answer.cookies['licet_session']}", "accept": "text/html"}


def _paths(chance: random.Random, count: int) -> tuple[str, str]:
    """A kind of page and one of its addresses."""
    at, issuer = chance.randrange(1, count + 1), chance.choice(ISSUERS)
    paths = {
        "queue": ("/queue", f"/queue?issuer={issuer}", f"/queue?after=2-{at}", "/queue?show=all"),
        "search": (
            f"/search?q={company(at)[2:5]}", f"/search?q={at}.com&field=domain", "/search?q=信息服务业务",
            f"/search?q=电信条例&issuer={issuer}",
        ),
        "certificate": (f"/certificates/{at}",),
    }  # fmt: skip
    kind = chance.choice(tuple(paths))
    return kind, chance.choice(paths[kind])


async def _look(
    client: httpx2.AsyncClient, session: dict[str, str], at: int, given: argparse.Namespace, told: Told
) -> None:
    chance = random.Random(at)
    last = time.monotonic() + given.seconds
    await asyncio.sleep(chance.random())  # people do not all come at the same moment
    while time.monotonic() < last:
        if given.pause:
            await asyncio.sleep(chance.expovariate(1 / given.pause))
        kind, path = _paths(chance, given.count)
        began = time.monotonic()
        answer = await client.get(path, headers=session)
        told.setdefault(kind, []).append(time.monotonic() - began)
        assert answer.status_code == 200, (path, answer.status_code)


async def ask(address: str, given: argparse.Namespace) -> Told:
    """Seconds of every answer by kind of page."""
    told: Told = {}
    async with httpx2.AsyncClient(base_url=address, timeout=60) as client:
        session = await _log_in(client)
        await asyncio.gather(*(_look(client, session, at, given, told) for at in range(given.clients)))
    return told


def main() -> None:
    """Prepare, serve in a process of its own, ask, and print medians and 95th percentiles."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--db", required=True)
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--clients", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--pause", type=float, default=1.0, help="mean seconds to the next request")
    parser.add_argument("--port", type=int, default=8799)
    parser.add_argument("--workers", type=int, default=CORES)
    given = parser.parse_args()
    prepare(given.db, given.count)
    address = f"http://127.0.0.1:{given.port}"
    command = "from pipeline.cli import app; app()"
    options = (
        "serve", "--db", given.db, "--port", str(given.port), "--uploads", tempfile.mkdtemp(),
        "--workers", str(given.workers),
    )  # fmt: skip
    with subprocess.Popen([sys.executable, "-c", command, *options], cwd=Path(__file__).parents[2]) as server:
        try:
            _wait(address)
            before = _used(server.pid)
            told = asyncio.run(ask(address, given))
            after = _used(server.pid)
        finally:
            server.terminate()
    count = sum(map(len, told.values()))
    clients, served = (1000 * (end - begin) / count for begin, end in zip(before, after, strict=True))
    print(
        f"{count / given.seconds:.0f} answers a second;"
        f" processor for each: server {served:.1f} ms, clients {clients:.1f} ms"
    )
    for kind, seconds in sorted(told.items()):
        ordered = sorted(seconds)
        median, late = statistics.median(ordered), ordered[int(0.95 * len(ordered))]
        print(
            f"{kind:12} {len(ordered):6} answers  median {1000 * median:5.0f} ms  p95 {1000 * late:5.0f} ms"
        )


def _used(server: int) -> tuple[float, float]:
    """Seconds of processor that this process has used, and the server with its processes."""
    own = resource.getrusage(resource.RUSAGE_SELF)
    family, ticks = {server}, 0
    for stat in sorted(Path("/proc").glob("[0-9]*/stat"), key=lambda path: int(path.parent.name)):
        with suppress(OSError):  # gone meanwhile
            told = stat.read_text().rpartition(")")[2].split()
            if int(stat.parent.name) in family or int(told[1]) in family:
                family.add(int(stat.parent.name))
                ticks += int(told[11]) + int(told[12])
    return own.ru_utime + own.ru_stime, ticks / os.sysconf("SC_CLK_TCK")


def _wait(address: str) -> None:
    last = time.monotonic() + 60
    while True:
        try:
            httpx2.get(f"{address}/login")
        except httpx2.TransportError:
            if time.monotonic() > last:
                raise
            time.sleep(0.2)
        else:
            return


if __name__ == "__main__":
    main()
