"""A terminal that may be closed while a run goes on: writing there fails from then on."""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TextIO, cast


class _Terminal:
    """A stream to the terminal that writes to nowhere once that is gone, and is else as it was."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def write(self, text: str) -> int:
        try:
            return self._stream.write(text)
        except OSError as error:
            _leave_if_gone(error)
            return len(text)

    def flush(self) -> None:
        try:
            self._stream.flush()
        except OSError as error:
            _leave_if_gone(error)


@contextmanager
def outliving_terminal() -> Iterator[None]:
    """What is told on standard error while the context lasts ends no run where its terminal is closed."""
    before = sys.stderr
    sys.stderr = cast(TextIO, _Terminal(before))
    try:
        yield
    finally:
        sys.stderr = before


def leave_terminal() -> None:
    """Write to nowhere what goes to the terminal."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for descriptor in (1, 2):
        if stat.S_ISCHR(os.fstat(descriptor).st_mode):
            os.dup2(nowhere, descriptor)
    os.close(nowhere)


def _leave_if_gone(error: OSError) -> None:
    """
    Raises:
        OSError: the ``error``, where it is another.
    """
    if error.errno != errno.EIO:
        raise error
    leave_terminal()
