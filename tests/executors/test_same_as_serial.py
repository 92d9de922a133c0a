"""Several processes, killed or not, leave the very rows that one process leaves."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

import pipeline.run
from pipeline.executors.executor import ingest_files
from pipeline.executors.messages import Setup
from pipeline.executors.processes import ProcessExecutor
from pipeline.inputs import find_files
from pipeline.options import Options, WorkerLimits
from pipeline.store.store import open_store
from tests.conftest import PostgresServer
from tests.executors.killing import Figures, compare, read_killed, read_serially, start
from tests.executors.recorded import Recorded, write_archive
from tests.store.content import rows

CERTIFICATES = 30


@pytest.fixture(autouse=True, scope="module")
def _pages_are_read_as_before() -> Iterator[None]:
    """The engine of the serial run changes how pages are read in this process too."""
    before = pipeline.run.read_pages
    yield
    pipeline.run.read_pages = before


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("archive")
    write_archive(made / "archive", made / "records", CERTIFICATES)
    return made


@pytest.fixture(scope="module")
def expected(folder: Path) -> dict[str, Counter[str]]:
    found = read_serially(folder / "archive", folder / "records", folder / "serial.db")
    files = len(find_files([folder / "archive"]))
    assert found["outcomes"].total() == files
    assert found["certificates"].total() >= CERTIFICATES
    assert found["near_pages"].total() == 2 * CERTIFICATES // 10  # each second scan, both ways
    return found


def test_processes_in_any_order(folder: Path, expected: dict[str, Counter[str]]) -> None:
    paths = find_files([folder / "archive"])
    random.Random(3).shuffle(paths)
    build = partial(Recorded, folder / "records")
    setup = Setup(build, str(folder / "many.db"), Options(threads=1), WorkerLimits())
    with ProcessExecutor(setup, 3) as executor:
        assert len(list(ingest_files(executor, paths))) == len(paths)
    assert rows(f"sqlite:///{folder}/many.db") == expected


def test_killed_at_random_moments(folder: Path, expected: dict[str, Counter[str]]) -> None:
    url = f"sqlite:///{folder}/killed.db"
    begin = partial(start, folder / "archive", folder / "records", url)
    figures = read_killed(begin, kills=6, seed=2, longest=2.5)
    assert figures.kills.total() > 1
    compare(figures, rows(url), expected)
    assert (figures.lost, figures.doubled) == (0, 0), figures


def test_a_full_disk(folder: Path, expected: dict[str, Counter[str]]) -> None:
    url = f"sqlite:///{folder}/full.db"
    open_store(url).close()
    room = (folder / "full.db").stat().st_size + 60_000  # for some files, not for all
    run = start(folder / "archive", folder / "records", url, "--file-bytes", str(room))
    run.communicate(timeout=60)
    assert run.returncode == 5
    begun = rows(url)["outcomes"].total()
    assert 0 < begun < expected["outcomes"].total()
    run = start(folder / "archive", folder / "records", url)
    run.communicate(timeout=60)
    figures = Figures()
    compare(figures, rows(url), expected)
    assert (figures.lost, figures.doubled) == (0, 0)


def test_a_database_that_is_gone_for_a_while(
    folder: Path, expected: dict[str, Counter[str]], postgres: PostgresServer, postgres_url: str
) -> None:
    run = start(folder / "archive", folder / "records", postgres_url)
    last = time.monotonic() + 60
    while _outcomes(postgres_url) < 5:
        assert time.monotonic() < last
        time.sleep(0.1)
    postgres.stop()
    time.sleep(2)
    assert run.poll() is None
    postgres.start()
    before = _outcomes(postgres_url)
    _, told = run.communicate(timeout=120)
    assert run.returncode == 4  # some files of the archive are broken
    assert before < expected["outcomes"].total()
    figures = Figures()
    compare(figures, rows(postgres_url), expected)
    assert (figures.lost, figures.doubled) == (0, 0)
    words = told.decode()
    assert words.index("数据库暂时无法使用") < words.index("the database is there again")


def _outcomes(url: str) -> int:
    with open_store(url) as store:
        return sum(store.counts().files.values())
