"""A record to one line of JSON, quickly: what is JSON already is not read and written again."""

from __future__ import annotations

import json
import re
from abc import ABC, abstractmethod
from typing import Any, Final, Protocol, TypeAlias

import orjson
from pydantic_core import from_json

Record: TypeAlias = dict[str, Any]

_COMPACT: Final = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":"))
_UNSEEN: Final = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
# One of them is in the UTF-8 of each; a search for these is far quicker than one for the set.
_UNSEEN_LEADS: Final = (b"\x7f", b"\xc2", b"\xd8", b"\xe2\x80", b"\xe2\x81")


class Recorded(Protocol):
    """What is exported: a certificate, or one as the store holds it."""

    def record(self) -> Record:
        """See ``Certificate.record``."""


class Stored(ABC):
    """One as the store holds it."""

    @abstractmethod
    def record(self) -> Record:
        """See ``Certificate.record``."""

    @abstractmethod
    def written_record(self) -> Record:
        """``record()``, where what ``written`` gives may stand for values."""


def certificate_to_json(certificate: Recorded) -> bytes:
    """The record as ``to_json`` has it: the same bytes for a certificate and for its rows."""
    try:
        return _dump(
            certificate.written_record() if isinstance(certificate, Stored) else certificate.record()
        )
    except orjson.JSONEncodeError:
        return to_json(certificate.record())


def written(text: str) -> Any:
    """JSON of numbers that the database holds, to be handed on as it is; parsed where numbers have an
    exponent, which each writer spells in its own way (1e-07, 1e-7)."""
    return from_json(text) if "e-" in text or "e+" in text else orjson.Fragment(text)


def to_json(value: Any) -> bytes:
    """One line of UTF-8, without spaces between. What could steer a terminal or turn the reading direction
    is escaped, and is the same to whoever parses it; so is a lone surrogate (a path that is not UTF-8)."""
    try:
        return _dump(value)
    except orjson.JSONEncodeError:  # of a surrogate
        return _escaped(_COMPACT.encode(value)).encode("utf-8", "backslashreplace")


def _dump(value: Any) -> bytes:
    line = orjson.dumps(value)
    if not any(lead in line for lead in _UNSEEN_LEADS):
        return line
    return _escaped(line.decode("utf-8")).encode("utf-8")


def _escaped(text: str) -> str:
    return _UNSEEN.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
