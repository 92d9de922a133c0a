"""What became of a file: its pages, its certificates and exactly one outcome."""

from __future__ import annotations

from enum import StrEnum

from schemas.certificate import Certificate
from schemas.geometry import Frozen
from schemas.page import Carried, Page


class OutcomeStatus(StrEnum):
    COMPLETE = "complete"  # every page was read
    PARTIAL = "partial"  # some pages were read, some failed
    FAILED = "failed"  # nothing was read


class PageFailure(Frozen):
    """A page that could not be read; ``code`` is that of the error."""

    page_no: int
    code: str
    message: str


class Outcome(Frozen):
    """``code`` tells outcomes of one status apart. Complete: ``read``, ``doubtful`` (values wait
    for a person), ``no_text`` (blank pages only), ``no_certificate`` (text, but of no known type).
    Partial and failed: the error's code (``schemas.errors``). ``message`` says what to do.
    ``carried`` is what the file carries beside its pages."""

    status: OutcomeStatus
    code: str
    message: str
    pages: int = 0
    certificates: int = 0
    failures: tuple[PageFailure, ...] = ()
    carried: tuple[Carried, ...] = ()


class FileReading(Frozen):
    """Everything that one file gave: what the store saves in one transaction.

    ``sha256`` is ``None`` when the bytes could not be had (missing, no permission); ``path`` is
    absolute; ``size`` is in bytes; ``media_type`` is decided by content (``image/jpeg`` …);
    ``certificates`` are what the file gives by itself. ``modified_ns`` is when it was last modified,
    where that tells that it is unchanged; ``seconds`` is how long reading it took.
    """

    path: str
    sha256: str | None
    size: int | None
    media_type: str | None
    outcome: Outcome
    pages: tuple[Page, ...] = ()
    certificates: tuple[Certificate, ...] = ()
    modified_ns: int | None = None
    seconds: float | None = None
