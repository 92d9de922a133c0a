"""The holder's own seal, which stands on copies of its paper and is no authority's."""

from __future__ import annotations

from rapidfuzz import fuzz

from extractors.normalize.text import fold

OWN = 80.0  # likeness (0-100) of a seal's text to the holder's name from which the seal is its own


def is_own_seal(text: str, holder: str | None) -> bool:
    """Whether a seal with this ``text`` is the ``holder``'s, as far as its name was read."""
    return bool(holder) and fuzz.ratio(fold(text), fold(holder or "")) >= OWN
