"""Runs over one archive whose programs are killed at random moments, until it is read.

``python -m tests.executors.killing --kills 100`` is the long form; it prints its figures. With ``--real`` it
is ``licet ingest`` itself, with its engine, over small pages.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import cv2
import typer

from pipeline.executors.executor import ingest_files
from pipeline.executors.serial import SerialExecutor
from pipeline.inputs import find_files
from pipeline.ocr.registry import build_engine
from pipeline.options import Options
from pipeline.store.store import open_store
from samples.forms.catalogue import compose_form
from samples.raster import sheet_to_pixels
from tests.executors.recorded import LONG_AGO, Recorded, write_archive
from tests.store.content import rows

ROOT = Path(__file__).parents[2]
FORMS = (
    "business_license/2019-company",
    "food_business_license/company",
    "work_safety_license/portrait",
    "construction_qualification/form",
)
NO_WORKER = 6  # the exit status where worker after worker was killed before it was ready


@dataclass
class Figures:
    """What was done to the runs, and what is left."""

    kills: Counter[str] = field(default_factory=Counter)
    runs: int = 0
    lost: int = 0
    doubled: int = 0


def read_serially(archive: Path, records: Path, database: Path) -> dict[str, Counter[str]]:
    """What one process, never disturbed, makes of the archive."""
    with SerialExecutor(Recorded(records), open_store(str(database)), Options(threads=1)) as executor:
        assert len(list(ingest_files(executor, find_files([archive])))) == len(find_files([archive]))
    return rows(f"sqlite:///{database}")


def read_serially_for_real(archive: Path, database: Path) -> dict[str, Counter[str]]:
    """The same with the engine and the pixels."""
    engine = build_engine("rapidocr", None, 1)
    with SerialExecutor(engine, open_store(str(database)), Options(threads=1)) as executor:
        assert len(list(ingest_files(executor, find_files([archive])))) == len(find_files([archive]))
    return rows(f"sqlite:///{database}")


def start_real(archive: Path, url: str) -> subprocess.Popen[bytes]:
    """``licet ingest`` with two workers."""
    words = ["ingest", str(archive), "--db", url, "--workers", "2", "--threads", "1", "--quiet"]
    command = [sys.executable, "-c", "from pipeline.cli import app; app()", *words]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(command, env=environment, stderr=subprocess.PIPE)


def write_real(archive: Path, certificates: int) -> list[Path]:
    """Small pages of certificates of several types, every fifth scanned once more, every seventh broken."""
    for at in range(certificates):
        form = FORMS[at % len(FORMS)]
        (sheet,) = compose_form(form, random.Random(f"kill {at}"), ()).sheets
        pixels = sheet_to_pixels(sheet, 90)[:, :, ::-1]
        folder = archive / f"{at // 4}"
        folder.mkdir(parents=True, exist_ok=True)
        for quality in (95, 60) if at % 5 == 0 else (95,):
            path = folder / f"{'abcd'[at % 4]}{quality}.jpg"
            assert cv2.imwrite(str(path), pixels, [cv2.IMWRITE_JPEG_QUALITY, quality])
            os.utime(path, (LONG_AGO, LONG_AGO))
        if at % 7 == 0:
            (folder / "broken.jpg").write_bytes(path.read_bytes()[:4000])
    return find_files([archive])


def start(archive: Path, records: Path, url: str, *options: str) -> subprocess.Popen[bytes]:
    """A run of two workers."""
    command = [sys.executable, "-m", "tests.executors.archive_run", str(archive), str(records), url, *options]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE)


def read_killed(
    begin: Callable[[], subprocess.Popen[bytes]], kills: int, seed: int, longest: float = 4.0
) -> Figures:
    """Runs ``begin`` until the archive is read, of which parents and workers are killed on the way: ``kills``
    times, if it takes as long as that, no more than ``longest`` seconds apart."""
    draw = random.Random(seed)
    figures = Figures()
    while True:
        figures.runs += 1
        undisturbed = True
        process = begin()
        while figures.kills.total() < kills and _works(process):
            if not _runs_for(process, draw.uniform(0.0, longest)):
                break
            workers = _children(process.pid)
            victim = draw.choice(workers) if workers and draw.random() < 0.5 else process.pid
            os.kill(victim, signal.SIGKILL)
            figures.kills["parent" if victim == process.pid else "worker"] += 1
            undisturbed = False
            if victim == process.pid:
                break
        _, told = process.communicate()
        if process.returncode not in (0, 4, NO_WORKER, -signal.SIGKILL):
            raise AssertionError(told.decode())
        if undisturbed:  # files that a killed worker had twice were failures, and are read again
            return figures


def _works(process: subprocess.Popen[bytes]) -> bool:
    """Waits for the first workers; false where the run ends before."""
    while not _children(process.pid):
        if not _runs_for(process, 0.05):
            return False
    return True


def _runs_for(process: subprocess.Popen[bytes], seconds: float) -> bool:
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        return True
    return False


def _children(process_id: int) -> Sequence[int]:
    try:
        text = Path(f"/proc/{process_id}/task/{process_id}/children").read_text(encoding="ascii")
    except FileNotFoundError:
        return []
    return [int(child) for child in text.split()]


def compare(figures: Figures, found: dict[str, Counter[str]], expected: dict[str, Counter[str]]) -> None:
    """Count rows that are missing, and rows that are too many."""
    for table, rows_expected in expected.items():
        figures.lost += (rows_expected - found[table]).total()
        figures.doubled += (found[table] - rows_expected).total()


def main(
    kills: int = 100,
    certificates: int = 300,
    seed: int = 1,
    longest: float = 3.0,
    url: str = "",
    real: bool = False,
) -> None:
    """Kill runs over one archive at random moments, and compare with a run that was left alone."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        archive, records = folder / "archive", folder / "records"
        files = write_real(archive, certificates) if real else write_archive(archive, records, certificates)
        killed = url or f"sqlite:///{folder}/killed.db"
        begin = partial(start_real, archive, killed) if real else partial(start, archive, records, killed)
        begun = time.monotonic()
        figures = read_killed(begin, kills, seed, longest)
        seconds = time.monotonic() - begun
        serial = folder / "serial.db"
        expected = (
            read_serially_for_real(archive, serial) if real else read_serially(archive, records, serial)
        )
        compare(figures, rows(killed), expected)
    print(
        f"{len(files)} files, {figures.runs} runs, {seconds:.0f} s, killed: {dict(figures.kills)};"
        f" rows {sum(count.total() for count in expected.values())}, lost {figures.lost},"
        f" doubled {figures.doubled}"
    )


if __name__ == "__main__":
    typer.run(main)
