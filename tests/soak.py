"""Weeks of a daemon's life in minutes: ``python -m tests.soak --minutes 30``.

Files are dropped slowly, half-written, renamed, replaced and in bursts, on an inbox with two daemons,
one of which is killed every minute. In the end each file must have exactly one outcome and lie put away
exactly once, and the daemons' memory must not have grown. The engine is a double: what is tried here is
everything but reading.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import random
import sqlite3
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from PIL import Image as PillowImage
from PIL.PngImagePlugin import PngInfo

from tests.watch.station import Station

SETTLE = 1.0
GROWTH = 1.3  # most that a daemon's memory may grow by after its first minutes
_SAMPLE_SECONDS = 2.0


class Dropper:
    """Drops files of different content, and remembers which. ``surely`` are those that must come out,
    ``perhaps`` those that were replaced and may have been taken before."""

    def __init__(self, station: Station, seed: int) -> None:
        self._station, self._chance = station, random.Random(seed)
        self._count = 0
        self.surely: set[str] = set()
        self.perhaps: set[str] = set()

    def content(self, *, remember: bool = True) -> bytes:
        """A picture that no other file has."""
        self._count += 1
        told = PngInfo()
        told.add_text("number", f"{self._count} {self._chance.random()}")
        grey = self._chance.choice(range(181, 219))
        buffer = io.BytesIO()
        PillowImage.new("RGB", (64, 48), (grey,) * 3).save(buffer, "PNG", pnginfo=told)
        if remember:
            self.surely.add(_sha256(buffer.getvalue()))
        return buffer.getvalue()

    def whole(self) -> None:
        """Renamed into the inbox, in a sub-folder now and then."""
        folder = self._chance.choice(["", "", "北京/", f"证照 {self._count}/"])
        self._station.drop(f"{folder}{self._count}.png", self.content())

    def slow(self) -> None:
        """By a program that pauses for longer than files have to settle."""
        content = self.content()
        with (self._station.inbox / f"slow {self._count}.png").open("wb", buffering=0) as stream:
            for start in range(0, len(content), 60):
                stream.write(content[start : start + 60])
                time.sleep(1.5 * SETTLE if start == 60 else 0.02)

    def half_written(self) -> None:
        """As over a network share: no program here has it open, and it grows."""
        content = self.content()
        path = self._station.inbox / f"half {self._count}.png"
        for end in (30, 70, len(content)):
            path.write_bytes(content[:end])
            time.sleep(0.3 * SETTLE)

    def renamed(self) -> None:
        """Under a passing name first."""
        number = self._count
        partial = self._station.inbox / f"{number}.png.part"
        partial.write_bytes(self.content())
        time.sleep(self._chance.random() * SETTLE)
        partial.rename(self._station.inbox / f"{number}.png")

    def replaced(self) -> None:
        """Another file under the same name, before or after the first was taken."""
        name = f"replaced {self._count}.png"
        first = self.content(remember=False)
        self.perhaps.add(_sha256(first))
        self._station.drop(name, first)
        time.sleep(self._chance.random() * 2 * SETTLE)
        self._station.drop(name, self.content())

    def one(self) -> None:
        """A file in one of these ways."""
        ways: list[Callable[[], None]] = [
            self.whole, self.slow, self.half_written, self.renamed, self.replaced,
        ]  # fmt: skip
        self._chance.choice(ways)()


class Watcher(threading.Thread):
    """Samples the memory of the daemons that run, in MB, by process and seconds of its life."""

    def __init__(self, station: Station) -> None:
        super().__init__(daemon=True)
        self._station = station
        self.samples: dict[int, list[float]] = {}
        self.ended = threading.Event()

    def run(self) -> None:
        while not self.ended.wait(_SAMPLE_SECONDS):
            for daemon in list(self._station.daemons):
                if daemon.process.poll() is None:
                    resident = _resident_mb(daemon.process.pid)
                    if resident:
                        self.samples.setdefault(daemon.process.pid, []).append(resident)

    def growth(self) -> tuple[float, float, float]:
        """Of the daemon that lived longest: MB after its first quarter, at its end, and their ratio."""
        longest = max(self.samples.values(), key=len)
        begun, ended = longest[len(longest) // 4], longest[-1]
        return begun, ended, ended / begun


def soak(folder: Path, minutes: float, burst: int, kill_seconds: float, seed: int) -> dict[str, object]:
    """Run, and return the figures.

    Raises:
        AssertionError: a file was lost, doubled or left, or memory grew.
    """
    station = Station(folder)
    dropper, watcher = Dropper(station, seed), Watcher(station)
    options = ("--settle", str(SETTLE), "--workers", "1", "--rescan", "2")
    steady, other = station.start(*options), station.start(*options)
    watcher.start()
    begun = time.monotonic()
    next_kill, kills = begun + kill_seconds, 0
    next_burst = next_kill - 2 * SETTLE  # every other kill is in the middle of one
    while (now := time.monotonic()) < begun + 60 * minutes:
        dropper.one()
        if now > next_burst:
            for _ in range(burst):
                dropper.whole()
            next_burst += 2 * kill_seconds
        if now > next_kill:
            victim, next_kill, kills = other, now + kill_seconds, kills + 1
            if kills % 5 == 0:  # the steady one lives longer, for its memory's sake
                victim, steady = steady, other
            victim.kill()
            other = station.start(*options)
    _wait_until_empty(station, 120 + len(dropper.surely) / 20)
    watcher.ended.set()
    for daemon in (steady, other):
        assert daemon.end() == 0
    figures = _check(station, dropper)
    before, after, growth = watcher.growth()
    figures |= {"kills": kills, "daemon_mb": [round(before), round(after)], "growth": round(growth, 3)}
    assert growth < GROWTH, figures
    return figures


def _check(station: Station, dropper: Dropper) -> dict[str, object]:
    with closing(sqlite3.connect(station.database)) as connection:
        stored = Counter(
            sha256
            for (sha256,) in connection.execute(
                "SELECT s.sha256 FROM source_files s JOIN outcomes o ON o.source_file_id = s.id"
            )
        )
        loose = connection.execute("SELECT path, code FROM outcomes WHERE path IS NOT NULL").fetchall()
    paths = [path for path in station.done.rglob("*") if path.is_file()]
    kept = Counter(_sha256(path.read_bytes()) for path in paths)
    failed = list(station.failed.rglob("*.error.json"))
    told = Counter(event["sha256"] for event in station.finished())
    assert not dropper.surely - stored.keys(), f"{len(dropper.surely - stored.keys())} without outcome"
    assert not stored.keys() - dropper.surely - dropper.perhaps, "outcomes of what was never dropped"
    assert kept.keys() == stored.keys(), "put away is not what was read"
    assert not loose and not failed, (loose, failed)
    for name, counts in (("outcomes", stored), ("put away", kept), ("told", told)):
        twice = [sha256 for sha256, count in counts.items() if count > 1]
        assert not twice, f"{len(twice)} files twice: {name}"
    assert list(station.inbox.rglob("*.png*")) == []
    assert not any(path.name.startswith(".") for path in station.inbox.iterdir())
    return {
        "dropped": len(dropper.surely),
        "replaced": len(dropper.perhaps),
        "read": len(stored),
        "put_away": len(paths),
        "taken_over": sum(len(daemon.said("taken_over")) for daemon in station.daemons),
        "claims_lost": sum(len(daemon.said("claim_lost")) for daemon in station.daemons),
        "read_while_changing": sum(len(daemon.said("changed_while_read")) for daemon in station.daemons),
        "daemons": len(station.daemons),
    }


def _wait_until_empty(station: Station, seconds: float) -> None:
    last = time.monotonic() + seconds
    while station.left():
        assert time.monotonic() < last, [str(path) for path in station.left()][:20]
        time.sleep(0.5)


def _resident_mb(process_id: int) -> float:
    try:
        return int(Path(f"/proc/{process_id}/statm").read_text(encoding="ascii").split()[1]) * 4096 / 1e6
    except (OSError, IndexError):
        return 0.0


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def main() -> int:
    """Print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=30.0)
    parser.add_argument("--burst", type=int, default=500)
    parser.add_argument("--kill-seconds", type=float, default=60.0)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="licet-soak-") as folder:
        figures = soak(Path(folder), chosen.minutes, chosen.burst, chosen.kill_seconds, chosen.seed)
    print(json.dumps(figures, indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main())
