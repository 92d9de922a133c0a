"""Time, processor time and memory of this process and those that it started."""

from __future__ import annotations

import os
import time
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")


class Clock:
    """Measures what lies between ``start`` and ``stop``."""

    seconds = 0.0
    cpu_seconds = 0.0
    peak_bytes = 0  # most memory that the processes held, each at its own peak

    def start(self) -> None:
        self._cpu = _cpu_seconds()
        self._start = time.perf_counter()

    def stop(self) -> None:
        self.seconds = time.perf_counter() - self._start
        self.cpu_seconds = _cpu_seconds() - self._cpu
        self.peak_bytes = sum(_peak_bytes(process) for process in _family())


def _family() -> list[Path]:
    """``/proc`` of this process and of its children."""
    own = Path(f"/proc/{os.getpid()}")
    children = " ".join(path.read_text() for path in own.glob("task/*/children")).split()
    return [own, *(Path(f"/proc/{child}") for child in children)]


def _cpu_seconds() -> float:
    """Of processes that live, and of children that have ended (of which Tesseract has many)."""
    total = 0.0
    for index, process in enumerate(_family()):
        fields = (process / "stat").read_text().rpartition(")")[2].split()
        total += sum(int(value) for value in fields[11 : 15 if index == 0 else 13]) / _TICKS
    return total


def _peak_bytes(process: Path) -> int:
    for line in (process / "status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * 1024
    return 0
