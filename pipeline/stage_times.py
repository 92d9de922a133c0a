"""How long each stage of reading took in this process, by the clock: for reports, never for decisions."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import wraps
from threading import Lock
from typing import ParamSpec, TypeVar

_Given = ParamSpec("_Given")
_Result = TypeVar("_Result")

_seconds: dict[str, float] = defaultdict(float)
_lock = Lock()


def stage(name: str) -> Callable[[Callable[_Given, _Result]], Callable[_Given, _Result]]:
    """Count the time of each call to the stage ``name``. Stages do not call one another; of pages that are
    read side by side, each counts."""

    def counted(function: Callable[_Given, _Result]) -> Callable[_Given, _Result]:
        @wraps(function)
        def call(*args: _Given.args, **kwargs: _Given.kwargs) -> _Result:
            with timed(name):
                return function(*args, **kwargs)

        return call

    return counted


@contextmanager
def timed(name: str) -> Iterator[None]:
    """Count the time of a block to the stage ``name``."""
    start = time.perf_counter()
    try:
        yield
    finally:
        with _lock:
            _seconds[name] += time.perf_counter() - start


def stage_seconds() -> Mapping[str, float]:
    """Seconds by stage since the process began."""
    with _lock:
        return dict(_seconds)
