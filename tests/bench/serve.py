"""A contender in a process of its own."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from multiprocessing.connection import Connection

from tests.bench.clock import Clock
from tests.bench.contenders import CONTENDERS


@dataclass(frozen=True)
class Round:
    """Of one contender: pages a second, processor seconds a page, bytes at the peak."""

    speed: float
    cpu: float
    peak: int


def serve(name: str, line: Connection) -> None:
    """Build the contender, and read each time that the parent says so."""
    logging.disable(logging.WARNING)
    contender = CONTENDERS[name]()
    line.send("built")
    while line.recv() is not None:
        clock = Clock()
        pages = contender(clock)
        line.send(Round(pages / clock.seconds, clock.cpu_seconds / pages, clock.peak_bytes))
