"""Workers that crash, hang, grow and print: each costs its file an attempt, never the batch."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy.engine import make_url

from pipeline.executors import worker_process
from pipeline.executors.executor import Executor, ingest_files
from pipeline.executors.messages import Setup
from pipeline.executors.processes import ProcessExecutor
from pipeline.ocr.engine import OcrEngine
from pipeline.options import Options, WorkerLimits
from pipeline.store.store import open_store
from schemas.errors import EngineMissingError, StoreError
from tests.command import outcomes
from tests.conftest import PostgresServer
from tests.executors.troubled import CRASHES, GROWS, HANGS, PRINTS, RAISES, SLOW, Troubled, picture

ROOT = Path(__file__).parents[2]
GOOD = (201, 211, 221, 231)
Start = Callable[["Archive"], "subprocess.Popen[str]"]
LIMITS = WorkerLimits(page_seconds=15.0, memory_bytes=600_000_000)
"""Time enough for a first page whose modules are compiled on a busy machine."""


class Archive:
    """Files of one grey each, a database, and what an executor made of them."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.database = folder, folder / "licet.db"
        (folder / "marks").mkdir()

    def add(self, *levels: int) -> list[Path]:
        paths = [self.folder / f"{level}.png" for level in levels]
        for path, level in zip(paths, levels, strict=True):
            path.write_bytes(picture(level))
        return paths

    def setup(self, times: int = 1_000_000, limits: WorkerLimits = LIMITS) -> Setup:
        build: Callable[[], OcrEngine] = partial(Troubled, self.folder / "marks", times)
        return Setup(build, str(self.database), Options(threads=1), limits)

    def marks(self, level: int) -> int:
        return (self.folder / "marks" / str(level)).stat().st_size


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path)


def codes(executor: Executor, paths: list[Path]) -> dict[str, str]:
    """The code of each file's outcome by its name; each comes back once."""
    results = list(ingest_files(executor, paths))
    assert sorted(result.path for result in results) == sorted(paths)
    return {result.path.stem: result.outcome.code for result in results}


def test_trouble_costs_the_file_and_not_the_batch(archive: Archive) -> None:
    troubles = {
        CRASHES: "worker_crashed", HANGS: "worker_hung", GROWS: "worker_memory", RAISES: "worker_crashed",
    }  # fmt: skip
    levels = [GOOD[0], CRASHES, GOOD[1], HANGS, GROWS, GOOD[2], RAISES, GOOD[3]]
    paths = archive.add(*levels)
    expected = {str(level): troubles.get(level, "no_text") for level in levels}
    with ProcessExecutor(archive.setup(), 2) as executor:
        assert codes(executor, paths) == expected
    stored = {Path(name).stem: code for name, (_, code) in outcomes(archive.database).items()}
    assert stored == expected
    assert {level: archive.marks(level) for level in troubles} == dict.fromkeys(troubles, 2)


def test_what_was_printed_last_is_told(archive: Archive) -> None:
    with ProcessExecutor(archive.setup(), 1) as executor:
        (result,) = ingest_files(executor, archive.add(RAISES))
    assert "a library's own error" in result.outcome.message


def test_trouble_that_passes_leaves_no_trace(archive: Archive) -> None:
    with ProcessExecutor(archive.setup(times=1), 2) as executor:
        assert set(codes(executor, archive.add(GOOD[0], CRASHES, GOOD[1], HANGS)).values()) == {"no_text"}


def test_an_engine_that_prints_and_asks_harms_nobody(
    archive: Archive, capfd: pytest.CaptureFixture[str]
) -> None:
    with ProcessExecutor(archive.setup(times=1), 1) as executor:
        assert codes(executor, archive.add(PRINTS)) == {str(PRINTS): "no_text"}
    assert capfd.readouterr() == ("", "")


def test_workers_are_replaced(archive: Archive) -> None:
    limits = WorkerLimits(files=2)
    with ProcessExecutor(archive.setup(limits=limits), 1) as executor:
        assert len(codes(executor, archive.add(*range(200, 205)))) == 5
    assert archive.marks(255) >= 3  # the white page of the warm-up


@pytest.mark.parametrize(("resting", "starts"), [(1, 3), (10**12, 1)])
def test_workers_that_hold_much_between_files_are_replaced(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, resting: int, starts: int
) -> None:
    monkeypatch.setattr(worker_process, "FEWEST_FILES", 2)
    limits = WorkerLimits(resting_bytes=resting)
    with ProcessExecutor(archive.setup(limits=limits), 1) as executor:
        assert len(codes(executor, archive.add(*range(200, 205)))) == 5
    assert archive.marks(255) == starts  # the white page of the warm-up


def test_an_engine_that_cannot_be_built_ends_the_run(archive: Archive) -> None:
    setup = Setup(_missing, str(archive.database), Options(), LIMITS)
    with ProcessExecutor(setup, 2) as executor, pytest.raises(EngineMissingError, match="install it"):
        list(ingest_files(executor, archive.add(*GOOD)))
    assert not archive.database.exists()
    setup = Setup(_dies, str(archive.database), Options(), LIMITS)
    with ProcessExecutor(setup, 2) as executor, pytest.raises(EngineMissingError, match="No worker"):
        list(ingest_files(executor, archive.add(*GOOD)))


def _missing() -> OcrEngine:
    raise EngineMissingError("install it")


def _dies() -> OcrEngine:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


def test_a_database_that_fails_ends_the_run(archive: Archive) -> None:
    archive.database.write_bytes(b"no database" * 1000)
    with ProcessExecutor(archive.setup(), 2) as executor, pytest.raises(StoreError, match="not a readable"):
        list(ingest_files(executor, archive.add(*GOOD)))


def test_workers_reach_a_database_by_the_name_of_its_host(
    archive: Archive, postgres: PostgresServer, postgres_url: str
) -> None:
    """And by nothing else: a driver looks up the address in Python, where workers have no network."""
    name = make_url(postgres_url).database
    url = f"postgresql+psycopg://licet@localhost:{postgres.port}/{name}"
    setup = replace(archive.setup(), database=url)
    with ProcessExecutor(setup, 1) as executor:
        assert codes(executor, archive.add(*GOOD[:2])) == {"201": "no_text", "211": "no_text"}


def test_stop_ends_with_the_files_at_hand(archive: Archive) -> None:
    paths = archive.add(SLOW, *range(181, 199))
    with ProcessExecutor(archive.setup(), 1) as executor:
        for path in paths[: executor.room]:
            executor.submit(path)
        executor.stop()
        taken = executor.take(60.0)
        assert taken is not None and taken.path == paths[0]
        assert executor.waiting == 0
    assert set(outcomes(archive.database)) == {paths[0].name}


RUN = """
import sys
from functools import partial
from pathlib import Path
import typer
from pipeline.commands.run_files import RunPlan, run_files
from pipeline.executors.messages import Setup
from pipeline.options import Options, WorkerLimits
from tests.executors.troubled import Troubled

folder = Path(sys.argv[1])
build = partial(Troubled, folder / "marks")
setup = Setup(build, str(folder / "licet.db"), Options(threads=1), WorkerLimits())
files = sorted(folder.glob("*.png"))
app = typer.Typer()
plan = RunPlan(setup, "processes", 2, quiet=False, json_log=True)
app.command()(lambda: run_files(lambda: files, plan))
app([])
"""


@pytest.fixture
def start() -> Iterator[Callable[[Archive], subprocess.Popen[str]]]:
    """Starts another program that reads the archive with two workers; it tells of each file."""
    started: list[subprocess.Popen[str]] = []

    def start_program(archive: Archive) -> subprocess.Popen[str]:
        started.append(
            subprocess.Popen(
                [sys.executable, "-c", RUN, str(archive.folder)],
                env={**os.environ, "PYTHONPATH": str(ROOT)},
                stderr=subprocess.PIPE,
                text=True,
            )
        )
        return started[-1]

    yield start_program
    for process in started:
        process.kill()
        process.communicate()


def first_file(process: subprocess.Popen[str]) -> str:
    """What is told of the first file that is done."""
    assert process.stderr is not None
    return str(json.loads(process.stderr.readline())["path"])


def children(process_id: int) -> list[int]:
    found = Path(f"/proc/{process_id}/task/{process_id}/children").read_text(encoding="ascii")
    return [int(child) for child in found.split()]


def begun(archive: Archive, level: int) -> None:
    """Waits until a worker is at the page of this grey."""
    last = time.monotonic() + 60
    while not (archive.folder / "marks" / str(level)).exists():
        assert time.monotonic() < last
        time.sleep(0.05)


def gone(process_ids: list[int]) -> bool:
    """Whether the processes end soon."""
    last = time.monotonic() + 60  # a loaded machine lets them wait
    while any(Path(f"/proc/{one}").exists() and not _is_zombie(one) for one in process_ids):
        if time.monotonic() > last:
            return False
        time.sleep(0.05)
    return True


def test_workers_end_with_their_parent(archive: Archive, start: Start) -> None:
    archive.add(HANGS, *GOOD)
    parent = start(archive)
    first_file(parent)
    workers = children(parent.pid)
    assert len(workers) == 2
    parent.kill()
    parent.wait(30)
    assert gone(workers)
    with open_store(str(archive.database)) as store:
        assert sum(store.counts().files.values()) >= 1


def test_an_interrupt_ends_after_the_files_at_hand(archive: Archive, start: Start) -> None:
    paths = [archive.folder / f"{index:02}.png" for index in range(40)]
    for index, path in enumerate(paths):
        path.write_bytes(picture(SLOW, 64 + index))
    parent = start(archive)
    first_file(parent)
    parent.send_signal(signal.SIGINT)
    _, told = parent.communicate(timeout=60)
    assert parent.returncode == 130
    *_, end = [json.loads(line) for line in told.splitlines() if line.startswith("{")]
    assert end["event"] == "end" and end["files"] < 10
    assert len(outcomes(archive.database)) == end["files"]


def test_a_second_interrupt_ends_at_once(archive: Archive, start: Start) -> None:
    archive.add(HANGS, *GOOD)
    parent = start(archive)
    first_file(parent)
    begun(archive, HANGS)  # or the first one would already end the run
    workers = children(parent.pid)
    for _ in range(2):
        parent.send_signal(signal.SIGINT)
        time.sleep(0.5)
    parent.communicate(timeout=30)
    assert parent.returncode == 130
    assert gone(workers)


def _is_zombie(process_id: int) -> bool:
    try:
        state = Path(f"/proc/{process_id}/stat").read_text(encoding="ascii").rpartition(")")[2]
    except FileNotFoundError:
        return True
    return state.split()[0] == "Z"
