"""A daemon whose database is another machine's: it goes away, and comes back."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from tests.store.conftest import BINARIES
from tests.watch.station import Station, wait_for


class Server:
    """A PostgreSQL cluster that can be stopped and started, reached through a socket."""

    def __init__(self, folder: Path) -> None:
        assert BINARIES, "PostgreSQL is not installed: `make test` installs it"
        self._binaries, self.folder = BINARIES[-1].parent, folder
        self._user = "postgres" if os.getuid() == 0 else None
        if self._user is not None:
            account = pwd.getpwnam(self._user)
            os.chown(folder, account.pw_uid, account.pw_gid)
        self._run("initdb", "-U", "licet", "-A", "trust", "-E", "UTF8", "--no-sync")
        self.url = f"postgresql+psycopg://licet@/postgres?host={folder}"

    def _run(self, program: str, *arguments: str) -> None:
        subprocess.run(
            [str(self._binaries / program), "-D", str(self.folder / "data"), *arguments],
            user=self._user, cwd=self.folder, check=True, stdout=subprocess.DEVNULL, timeout=60,
            extra_groups=[] if self._user else None,
        )  # fmt: skip

    def start(self) -> None:
        options = f"-c listen_addresses='' -c unix_socket_directories={self.folder} -c fsync=off"
        self._run("pg_ctl", "-o", options, "-l", str(self.folder / "log"), "-w", "start")

    def stop(self) -> None:
        self._run("pg_ctl", "-m", "immediate", "-w", "stop")


@pytest.fixture
def server() -> Iterator[Server]:
    folder = Path(tempfile.mkdtemp(prefix="licet-pg-"))
    made = Server(folder)
    made.start()
    try:
        yield made
    finally:
        made.stop()
        shutil.rmtree(folder, ignore_errors=True)


def test_a_database_that_is_away(station: Station, server: Server) -> None:
    daemon = station.start("--db", server.url)
    station.drop("before.png", level=201)
    station.wait_finished(1)
    server.stop()
    station.drop("meanwhile.png", level=202)
    wait_for(lambda: bool(daemon.said("paused")))
    assert daemon.said("paused")[0]["why"] == "database"
    server.start()
    station.wait_finished(2, 60)
    assert set(station.kept(station.done)) == {"before.png", "meanwhile.png"}
    engine = create_engine(server.url)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM outcomes")).scalar() == 2
    engine.dispose()
