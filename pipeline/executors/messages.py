"""What a worker and its parent say to one another.

The parent's words are pickled, since they hold what builds the engine. The worker's are JSON: it
reads files of strangers, and nothing that it sends is ever run.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from pydantic import TypeAdapter

from pipeline.ingested import Ingested
from pipeline.options import Options, WorkerLimits
from pipeline.store.saved import Saved
from schemas.errors import LicetError, WorkerError
from schemas.outcome import Outcome

if TYPE_CHECKING:
    from pipeline.ocr.engine import OcrEngine

BuildEngine: TypeAlias = "Callable[[], OcrEngine]"
"""Builds the engine in the process that it is to work in; can be pickled."""

_SAVED = TypeAdapter(Saved)


@dataclass(frozen=True)
class Setup:
    """The first words to a worker: all that it needs to know before the first file.

    ``options.threads`` are read with where all workers have a file; where there are fewer files than
    workers, up to ``cores`` of this machine. ``remote`` files are fetched by the worker itself: only then
    has it a network.
    """

    build: BuildEngine
    database: str
    options: Options
    limits: WorkerLimits
    cores: int = 1
    remote: bool = False


@dataclass(frozen=True)
class FileToRead:
    """A file to be read, on so many threads; with ``failure``, one that is not to be read again, only to
    be stored as failed."""

    path: Path
    threads: int
    failure: WorkerError | None = None


@dataclass(frozen=True)
class Ready:
    """The engine is built and warm."""


@dataclass(frozen=True)
class Alive:
    """One more page or step of the file is done."""


@dataclass(frozen=True)
class Done:
    """The file is in the database."""

    outcome: Outcome
    saved: Saved | None
    sha256: str | None

    def of(self, path: Path) -> Ingested:
        """What became of the file at ``path``."""
        return Ingested(path, self.outcome, self.saved, self.sha256)


@dataclass(frozen=True)
class Refused:
    """The worker cannot work at all: no engine, no database."""

    error: LicetError


@dataclass(frozen=True)
class OutOfMemory:
    """The worker asked for more memory than it was given, and ends."""


FromWorker: TypeAlias = Ready | Alive | Done | Refused | OutOfMemory


def message_to_bytes(message: FromWorker) -> bytes:
    """As JSON in ASCII, so that any string survives."""
    content: dict[str, Any] = {"kind": type(message).__name__}
    if isinstance(message, Done):
        content["outcome"] = message.outcome.model_dump()
        content["sha256"] = message.sha256
        content["saved"] = None if message.saved is None else _SAVED.dump_python(message.saved)
    elif isinstance(message, Refused):
        content |= {"code": message.error.code, "text": str(message.error)}
    return json.dumps(content).encode("ascii")


def parse_message(data: bytes) -> FromWorker:
    """The message that was sent.

    Raises:
        ValueError: it is none.
    """
    content = json.loads(data)
    match content.get("kind"):
        case "Ready":
            return Ready()
        case "Alive":
            return Alive()
        case "OutOfMemory":
            return OutOfMemory()
        case "Done":
            saved = content["saved"]
            return Done(
                Outcome.model_validate(content["outcome"]),
                None if saved is None else _SAVED.validate_python(saved),
                None if content["sha256"] is None else str(content["sha256"]),
            )
        case "Refused":
            kinds = {kind.code: kind for kind in _kinds(LicetError)}
            return Refused(kinds.get(content["code"], LicetError)(content["text"]))
    raise ValueError("not a message of a worker")


def _kinds(kind: type[LicetError]) -> Iterator[type[LicetError]]:
    yield kind
    for below in kind.__subclasses__():
        yield from _kinds(below)
