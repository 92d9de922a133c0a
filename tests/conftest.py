"""Databases of every kind, and a PostgreSQL cluster of our own, for tests of whatever writes to one."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from sqlalchemy import create_engine, text

from tests import remembering

# A machine that does other work as well takes longer than Hypothesis' 200 ms for any example.
settings.register_profile("licet", deadline=None)
settings.load_profile("licet")

BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))


# Longest first, or the last of them runs alone when the other test processes have nothing left.
LONGEST = (
    "executors/test_same_as_serial.py", "desk/test_browser.py", "executors/test_processes.py",
    "watch/test_daemon.py", "test_ingest.py", "executors/test_ray.py", "store/test_order.py",
    "desk/test_safety.py", "test_cli.py", "store/test_database.py", "watch/test_faults.py", "test_engines.py",
    "store/test_store.py", "test_seed.py", "test_type_samples.py", "test_samples.py", "desk/test_serving.py",
    "desk/test_corrections.py", "test_hostile.py", "test_straight.py", "executors/test_start.py",
    "desk/test_bounds.py", "test_watermark.py", "watch/test_names.py", "test_types.py",
)  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    rank = {Path(__file__).parent / name: at for at, name in enumerate(LONGEST)}
    items.sort(key=lambda item: rank.get(item.path, len(LONGEST)))


class PostgresServer:
    """A cluster of our own, reached through a socket in its own folder, or by the name of this host at
    ``port``; PostgreSQL must be installed."""

    def __init__(self, folder: Path) -> None:
        # Not under pytest's own folder, which only its user may enter; PostgreSQL refuses to run as root.
        self._user = "postgres" if os.getuid() == 0 else None
        self._folder = folder
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.url = f"postgresql+psycopg://licet@/{{}}?host={folder}&port={self.port}"
        if self._user is not None:
            account = pwd.getpwnam(self._user)
            os.chown(folder, account.pw_uid, account.pw_gid)
        self._run("initdb", "-U", "licet", "-A", "trust", "-E", "UTF8", "--no-sync")

    def start(self) -> None:
        places = f"-c listen_addresses=127.0.0.1 -c port={self.port}"
        options = f"{places} -c unix_socket_directories={self._folder} -c fsync=off"
        self._run("pg_ctl", "-o", options, "-l", str(self._folder / "log"), "-w", "start")

    def stop(self) -> None:
        """At once, as in a crash of the machine."""
        self._run("pg_ctl", "-m", "immediate", "-w", "stop")

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(BINARIES[-1].parent / program), "-D", str(self._folder / "data"), *arguments]
        subprocess.run(
            command, user=self._user, cwd=self._folder, check=True, stdout=subprocess.DEVNULL, timeout=60,
            extra_groups=[] if self._user else None,
        )  # fmt: skip


@pytest.fixture(autouse=True, scope="session")
def _pages_read_once_a_run(tmp_path_factory: pytest.TempPathFactory) -> None:
    if "PYTEST_XDIST_WORKER" in os.environ:  # each process has a folder of its own in that of the run
        remembering.share(tmp_path_factory.getbasetemp().parent / "pages read")


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A running cluster."""
    if not BINARIES:
        pytest.fail("PostgreSQL is not installed: `make test` installs it")
    folder = Path(tempfile.mkdtemp(prefix="licet-pg-"))
    server = PostgresServer(folder)
    server.start()
    try:
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgres_server(postgres: PostgresServer) -> str:
    """URL of a cluster, with a place for the name of a database."""
    return postgres.url


@pytest.fixture
def postgres_url(postgres_server: str, request: pytest.FixtureRequest) -> Iterator[str]:
    """URL of an empty PostgreSQL database."""
    name = f"licet_{abs(hash(request.node.nodeid))}"
    engine = create_engine(
        postgres_server.format("postgres"), isolation_level="AUTOCOMMIT", pool_pre_ping=True
    )
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield postgres_server.format(name)
    with engine.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """URL of an empty database, of each kind in turn."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/new/licet.db"
    return str(request.getfixturevalue("postgres_url"))
