"""How likely each reading of a label's look-alikes is: by what shape says of each, and by what sites are
named. dinghello is a name, dinghe11o hardly ever one."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from itertools import product
from typing import Final

from extractors.normalize.domain_twins import PAIRS, is_worded

WORDS: Final = 1.0  # how often sites are named by words that other letters than look-alikes tell,
NUMBERED: Final = 0.08  # against that by other words (lol), and by words and numbers in turn,
FIGURED: Final = 0.07  # by words and a figure behind them,
OTHER: Final = 0.005  # and by what is none of these
CAPITAL: Final = 0.02  # how often a label's first l is a capital I, which it is like in faces without serifs,
DOTLESS: Final = 0.002  # and how often any l or 1 is an i whose dot a copy has lost; asked of labels that are
LONG: Final = 9  # letters long or longer, for shorter ones are words by chance with it
SHORTEST: Final = 6  # letters of words; fewer may be anything
_ALIKE_ALONE: Final = re.compile(f"[{''.join(filter(str.isalpha, PAIRS))}]{{3}}")
_MOST: Final = 512  # readings of a label that are weighed, of its least sure look-alikes


def weigh_label(label: str, likely: Mapping[int, float]) -> tuple[str, dict[int, float]]:
    """The likeliest reading of ``label`` (small letters), and by place how probable (0-1) its character is.

    ``likely`` holds for places of look-alikes how probably each is what it was read as, by itself; at others
    the label is as it was read.
    """
    places: list[int] = []
    for place in sorted(likely, key=lambda place: likely[place]):
        if math.prod(len(_choices(label, at, likely[at])) for at in (*places, place)) <= _MOST:
            places.append(place)
    odds: dict[str, float] = {}
    for chosen in product(*(_choices(label, place, likely[place]).items() for place in places)):
        reading, weight = list(label), 1.0
        for place, (char, share) in zip(places, chosen, strict=True):
            reading[place] = char
            weight *= share
        odds["".join(reading)] = weight * _usualness("".join(reading))
    best = max(odds, key=lambda reading: odds[reading])
    total = sum(odds.values())
    sure = {
        place: sum(weight for reading, weight in odds.items() if reading[place] == best[place]) / total
        for place in places
    }
    return best, {**likely, **sure}


def _choices(label: str, place: int, own: float) -> dict[str, float]:
    """What the character at ``place`` may be, and how probably each, where the label says nothing of it;
    ``own`` is that of what was read."""
    read = label[place]
    others = PAIRS[read].replace(read, "")
    choices = {read: own, **dict.fromkeys(others, (1 - own) / len(others))}
    if read not in "l1":
        return choices
    if (place, read) == (0, "l"):
        return {**choices, "i": CAPITAL}
    return {**choices, "i": DOTLESS} if len(label) >= LONG else choices


def _usualness(label: str) -> float:
    if is_worded(label):
        return WORDS if _is_told(label.replace("-", "")) else NUMBERED
    return FIGURED if label[-1:].isdecimal() and is_worded(label[:-1]) else OTHER


def _is_told(letters: str) -> bool:
    """Whether other letters than look-alikes tell the words: shanlian, and not shanlol."""
    return letters.isalpha() and len(letters) >= SHORTEST and _ALIKE_ALONE.search(letters) is None
