"""A value and everything that is known about how it was read."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from schemas.geometry import Frozen, Quad
from schemas.page import Share


class FieldStatus(StrEnum):
    ACCEPTED = "accepted"  # confidence at or above the threshold, no failed check
    REVIEW = "review"  # a value stands here, a person should look
    ABSENT = "absent"  # the document does not carry it, or says so: ******, ——, /, 无 (then ``raw``)
    ILLEGIBLE = "illegible"  # its label is there, no value could be read


class FieldValue(Frozen):
    """``raw`` is the text as read, ``value`` its normal form; ``None`` only when absent or illegible.

    ``confidence`` is the probability (0-1) that ``value`` is exactly right. ``page_no`` counts
    the certificate's pages from 1; ``quad`` is in that page's source pixels. ``evidence`` holds
    the named features that ``confidence`` was worked out from; empty where it was not by them.
    """

    raw: str | None
    value: str | None
    confidence: Share
    status: FieldStatus
    page_no: int | None = None
    quad: Quad | None = None
    engine: str | None = None
    evidence: Mapping[str, float] = {}


class Severity(StrEnum):
    ERROR = "error"  # a person must look
    WARNING = "warning"  # unusual, and possibly right
    INFO = "info"


class Issue(Frozen):
    """Something a person may have to know. ``field`` is a key of ``Certificate.fields``."""

    code: str
    severity: Severity
    field: str | None = None
    message: str
