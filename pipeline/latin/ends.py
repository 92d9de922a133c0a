"""How likely a row's end is: a suffix that sites of licenses have, or a piece of one where its line ends."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from extractors.normalize.suffixes import begins_usual_suffix, is_at_home, is_suffix

OTHER: Final = 0.02  # how often a site ends in another top-level domain, against a usual one,
NONE: Final = 0.002  # and in what is none


def with_usual_ends(texts: Mapping[str, float], behind: str) -> dict[str, float]:
    """The ``texts`` of a row (probabilities by text) weighed by how often sites end so; ``behind`` is what
    follows it in its line, where it may go on in the next if nothing does."""
    weighed = {text: share * _odds(text, may_go_on=not behind.strip()) for text, share in texts.items()}
    whole = sum(weighed.values())
    return {text: share / whole for text, share in weighed.items()} if whole else dict(texts)


def _odds(text: str, *, may_go_on: bool) -> float:
    _, dot, last = text.rpartition(".")
    if not dot or is_at_home(last) or (may_go_on and begins_usual_suffix(last)):
        return 1.0
    return OTHER if is_suffix(last) else NONE
