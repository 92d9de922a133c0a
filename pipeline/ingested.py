"""What became of files; and the outcomes that need no reading: of files that are as they were, and of
those that cannot or must not be opened.

Apart from ``run``, since who shares files out never reads one.
"""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.inputs import recorded_path
from pipeline.load.remote import path_to_name
from pipeline.store.opening import FileStore
from pipeline.store.saved import Saved
from schemas.errors import InputError, WorkerError
from schemas.outcome import FileReading, Outcome, OutcomeStatus

if TYPE_CHECKING:
    from pipeline.store.store import Store


@dataclass(frozen=True)
class Ingested:
    """What became of one file. ``saved`` is ``None`` when its content was known already,
    ``sha256`` where its bytes could not be had."""

    path: Path
    outcome: Outcome
    saved: Saved | None
    sha256: str | None = None


def error_to_outcome(error: InputError | WorkerError) -> Outcome:
    """The outcome of a file that cannot be read at all."""
    return Outcome(status=OutcomeStatus.FAILED, code=error.code, message=str(error))


def unchanged_files(paths: Sequence[Path], store: Store) -> dict[Path, Ingested]:
    """What is known of those of ``paths`` whose files have the size and the time of modification with
    which they were read completely: they need not even be hashed."""
    looks: dict[str, tuple[int, int]] = {}
    for path in paths:
        with contextlib.suppress(OSError, ValueError):
            status = path.stat()
            looks[str(path.absolute())] = (status.st_size, status.st_mtime_ns)
    known = store.unchanged(looks)
    return {
        path: Ingested(path, outcome, None)
        for path in paths
        if (outcome := known.get(str(path.absolute()))) is not None
    }


def fail_unread(path: Path, error: InputError | WorkerError, store: FileStore) -> Ingested:
    """Store why there is nothing of a file, not even its hash: the outcome is that of its path.

    Raises:
        StoreError: the database failed; nothing of this is in it.
    """
    reading = FileReading(
        path=path_to_name(recorded_path(path)),
        sha256=None,
        size=None,
        media_type=None,
        outcome=error_to_outcome(error),
    )
    return Ingested(path, reading.outcome, store.save(reading))
