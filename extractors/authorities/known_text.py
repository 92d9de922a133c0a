"""A text of a closed list that a seal bears, and what else of the certificate names it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class KnownText:
    """A text of a closed list that stands on a seal rather than any other; ``confidence`` is 0-1."""

    text: str
    confidence: float


@dataclass(frozen=True)
class Borne:
    """What else of the certificate names: authorities by other seals and the number, purposes by other seals
    of the same shape, and by that shape."""

    authorities: frozenset[str] = frozenset()
    purposes: frozenset[str] = frozenset()


NOTHING = Borne()
