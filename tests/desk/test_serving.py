"""``licet serve`` in several processes: one desk for whoever asks, whichever process answers."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import httpx2
import pytest
from starlette.types import Message, Receive, Scope, Send

from pipeline.review.serving import bind
from pipeline.review.turns import AT_ONCE, Turns
from pipeline.review.views.login import MOST_FAILURES
from tests.desk.people import PASSWORD

SECONDS = 90.0  # a busy machine lets things wait


@dataclass(frozen=True)
class Serving:
    """A desk of two processes, and the one that keeps them alive."""

    keeper: subprocess.Popen[str]
    address: str

    def workers(self) -> list[int]:
        children = Path(f"/proc/{self.keeper.pid}/task/{self.keeper.pid}/children").read_text().split()
        commands = {int(pid): Path(f"/proc/{pid}/cmdline").read_bytes() for pid in children}
        return [pid for pid, command in commands.items() if b"spawn_main" in command]

    def get(self, path: str, cookie: str = "") -> httpx2.Response:
        """Over a connection of its own, which any process may take."""
        return httpx2.get(self.address + path, headers={"cookie": cookie, "accept": "text/html"})

    def log_in(self, name: str, password: str) -> httpx2.Response:
        form = self.get("/login")
        token = re.findall(r'name="form_token" value="([^"]+)"', form.text)[0]
        told = {"name": name, "password": password, "form_token": token}
        return httpx2.post(
            f"{self.address}/login", data=told, headers={"cookie": f"licet_form={form.cookies['licet_form']}"}
        )


def _until(holds: Callable[[], bool], what: str) -> None:
    last = time.monotonic() + SECONDS
    while not holds():
        assert time.monotonic() < last, what
        time.sleep(0.1)


def test_an_answer_does_not_wait_for_an_acknowledgement() -> None:
    """A server's head and body are two packets: without it the second is held for 40 ms."""
    with bind("127.0.0.1", 0) as bound:
        bound.listen()
        with socket.create_connection(bound.getsockname()):
            accepted, _ = bound.accept()
            with accepted:
                assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


@pytest.fixture
def serving(db: str, tmp_path: Path) -> Iterator[Serving]:
    command = [sys.executable, "-c", "from pipeline.cli import app; app()", "serve", "--workers", "2"]
    options = ["--db", db, "--port", "0", "--uploads", str(tmp_path / "uploads")]
    keeper = subprocess.Popen([*command, *options], stderr=subprocess.PIPE, text=True)
    assert keeper.stderr is not None
    found = re.search(r"http://\S+", keeper.stderr.readline())
    assert found is not None
    desk = Serving(keeper, found[0])
    _until(lambda: len(desk.workers()) == 2 and _answers(desk), "the desk does not answer")
    yield desk
    with suppress(ProcessLookupError):
        keeper.terminate()
    keeper.wait(SECONDS)
    keeper.stderr.close()


def _answers(desk: Serving) -> bool:
    with suppress(httpx2.TransportError):
        return desk.get("/login").status_code == 200
    return False


def test_one_desk_in_two_processes(serving: Serving) -> None:
    cookie = f"licet_session={serving.log_in('admin', PASSWORD).cookies['licet_session']}"
    answers = [serving.get("/queue", cookie).status_code for _ in range(12)]
    assert answers == [200] * 12  # the session is every process's
    wrong = [serving.log_in("other", "not it").status_code for _ in range(MOST_FAILURES + 1)]
    assert wrong == [401] * MOST_FAILURES + [429]
    # One is killed while it is asked whether it lives: another takes its place, and the port is served.
    first = serving.workers()
    os.kill(first[0], signal.SIGSTOP)
    time.sleep(1.5)
    os.kill(first[0], signal.SIGKILL)
    _until(lambda: len(set(serving.workers()) - {first[0]}) == 2, "no other took its place")
    assert serving.get("/queue", cookie).status_code == 200
    # The keeper is killed: nobody stays behind and holds the port.
    left = serving.workers()
    serving.keeper.kill()
    _until(lambda: not any(Path(f"/proc/{pid}/exe").exists() for pid in left), "a process stayed behind")
    with pytest.raises(httpx2.TransportError):
        serving.get("/login")


def test_it_ends_when_told_to_and_a_taken_port_is_refused(serving: Serving, db: str) -> None:
    port = serving.address.rpartition(":")[2]
    command = [sys.executable, "-c", "from pipeline.cli import app; app()", "serve", "--db", db, "--port"]
    second = subprocess.run([*command, port], capture_output=True, text=True, timeout=SECONDS, check=False)
    assert second.returncode == 2 and "--port" in second.stderr
    workers = serving.workers()
    serving.keeper.terminate()
    assert serving.keeper.wait(SECONDS) == 0
    assert not any(Path(f"/proc/{pid}/exe").exists() for pid in workers)


class _Counting:
    """An application that notes how many of its requests are worked on at once."""

    def __init__(self) -> None:
        self.now = self.most = 0

    async def __call__(self, _scope: Scope, _receive: Receive, send: Send) -> None:
        self.now += 1
        self.most = max(self.most, self.now)
        await asyncio.sleep(0.01)
        self.now -= 1
        await send({"type": "http.response.start", "status": 200, "headers": []})


@pytest.mark.parametrize(("path", "most"), [("/queue", AT_ONCE), ("/certificates/7", AT_ONCE), ("/login", 6)])
def test_turns(path: str, most: int) -> None:
    """A browser that does not take its answer holds up no other one."""
    counting, taken = _Counting(), []

    async def ask_all() -> None:
        turns, stuck = Turns(counting), asyncio.Event()

        async def receive() -> Message:
            return {"type": "http.request"}

        async def send(message: Message) -> None:
            taken.append(message)
            await stuck.wait()

        scope = {"type": "http", "method": "GET", "path": path}
        asked = [asyncio.ensure_future(turns(scope, receive, send)) for _ in range(6)]
        while len(taken) < 6:
            await asyncio.sleep(0.01)
        stuck.set()
        await asyncio.gather(*asked)

    asyncio.run(asyncio.wait_for(ask_all(), SECONDS))
    assert counting.most == most
