"""How a run begins: its first worker before all else, the others when that one is ready."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

import pipeline.executors.processes
from pipeline.executors.limits import give_back_memory, resident_bytes
from pipeline.executors.messages import Setup
from pipeline.executors.processes import ProcessExecutor
from pipeline.ocr.engine import OcrEngine
from pipeline.options import Options, WorkerLimits
from tests.executors.troubled import SLOW, Troubled, picture

ROOT = Path(__file__).parents[2]
OF_WORKERS = ("numpy", "cv2", "sqlalchemy", "alembic", "pdfplumber", "extractors.assemble", "openvino")


class Late(Troubled):
    """Is not built before the file ``go`` is there; leaves a mark when its making begins."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        (folder / f"begun {os.getpid()}").touch()
        while not (folder / "go").exists():
            time.sleep(0.01)


def _late(folder: Path) -> OcrEngine:
    return Late(folder)


def _begun(folder: Path) -> int:
    return len(list(folder.glob("begun *")))


def _setup(folder: Path) -> Setup:
    return Setup(partial(_late, folder), str(folder / "licet.db"), Options(threads=1), WorkerLimits())


def test_a_worker_can_be_started_without_what_only_workers_need() -> None:
    code = (
        "import sys, pipeline.commands.ingest, pipeline.executors.processes;"
        f"print([name for name in {OF_WORKERS!r} if name in sys.modules])"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    run = subprocess.run(
        [sys.executable, "-c", code], check=False, env=environment, capture_output=True, text=True
    )
    assert (run.stdout.strip(), run.stderr) == ("[]", "")


@pytest.mark.parametrize(("cores", "at_first"), [(2, 1), (4, 2)])
def test_a_worker_that_starts_has_two_cores(
    cores: int, at_first: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline.executors.processes, "usable_cores", lambda: cores)
    paths = [tmp_path / f"{at}.png" for at in range(6)]
    for at, path in enumerate(paths):
        path.write_bytes(picture(SLOW, 64 + at))
    with ProcessExecutor(_setup(tmp_path), 3) as executor:
        for path in paths:
            executor.submit(path)
        last = time.monotonic() + 60
        while _begun(tmp_path) < at_first and time.monotonic() < last:
            executor.take(0.1)
        executor.take(2.0)
        assert _begun(tmp_path) == at_first
        (tmp_path / "go").touch()
        done = []
        while executor.waiting:
            if (result := executor.take(1.0)) is None:
                continue
            done.append(result.path)
            if _begun(tmp_path) < 3 and len(paths) < 60:  # a busy machine reads them all before
                paths.append(tmp_path / f"{len(paths)}.png")
                paths[-1].write_bytes(picture(SLOW, 64 + len(paths)))
                executor.submit(paths[-1])
    assert sorted(done) == sorted(paths)
    assert _begun(tmp_path) == 3


def test_a_worker_that_is_not_ready_is_not_waited_for(tmp_path: Path) -> None:
    began = time.monotonic()
    with ProcessExecutor(_setup(tmp_path), 2) as executor:
        executor.expect()
        while not _begun(tmp_path) and time.monotonic() - began < 60:
            time.sleep(0.05)
        before = time.monotonic()
    assert time.monotonic() - before < 2.0
    assert not (tmp_path / "licet.db").exists()


def test_memory_is_given_back() -> None:
    held = [bytes(100_000) for _ in range(2_000)]
    last = bytes(100_000)  # what is freed below it stays with the allocator
    held.clear()
    before = resident_bytes(os.getpid())
    give_back_memory()
    assert resident_bytes(os.getpid()) < before - 100_000_000
    assert last
