"""What libtiff and libjpeg say about damage: they write to standard error and to nowhere else."""

from __future__ import annotations

import os
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_STDERR: Final = 2
_ALONE: Final = threading.Lock()  # it is the process's own: two threads would keep what the other puts back
_MOST_KEPT: Final = 1024 * 1024


@contextmanager
def decoder_messages() -> Iterator[list[str]]:
    """Lines that C code writes to standard error inside; the list is filled at the end.

    Nothing reaches the terminal meanwhile; a process without standard error gives no lines.
    """
    with _ALONE:
        yield from _kept_lines()


def _kept_lines() -> Iterator[list[str]]:
    lines: list[str] = []
    try:
        kept = os.dup(_STDERR)
    except OSError:
        yield lines
        return
    try:
        with tempfile.TemporaryFile() as sink:
            os.dup2(sink.fileno(), _STDERR)
            try:
                yield lines
            finally:
                os.dup2(kept, _STDERR)
                sink.seek(0)
                lines.extend(sink.read(_MOST_KEPT).decode("utf-8", "replace").splitlines())
    finally:
        os.close(kept)
