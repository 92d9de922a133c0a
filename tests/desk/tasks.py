"""Tasks for the worker that go wrong in every way that decoding a hostile file can."""

from __future__ import annotations

import os
import signal
import time


def answer(value: int) -> int:
    return value


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def hang() -> None:
    time.sleep(600)


def fail() -> None:
    raise MemoryError


def hog() -> int:
    return len(bytearray(2**50))
