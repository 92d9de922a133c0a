"""A row as the recognizer read it, weighed against what its columns spell."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from extractors.normalize.domain_twins import ALIKE, is_worded
from extractors.normalize.suffixes import is_usual_suffix
from pipeline.latin.rows import MARKS

MOST = 0.98  # that a look-alike counts in the network
NEAR = 2  # letters beyond a mark that a row's picture may hold
SHORTEST = 6  # letters of a name: what is shorter is words by chance
_LETTERS = re.compile("[A-Za-z0-9]+")


@dataclass(frozen=True)
class Spelled:
    """What a row says, in small letters: ``text`` the likeliest, ``share`` how probable it is but for
    look-alikes, ``letters`` how probable each of its characters is where the others are right."""

    text: str
    share: float
    letters: tuple[float, ...]


def fold(text: str) -> str:
    """Small letters without accents, which dirt gives them, look-alikes as one; one character for each."""
    return "".join(map(_letter, text)).translate(ALIKE)


def _letter(char: str) -> str:
    if char.isascii():
        return char.lower()
    bare = unicodedata.normalize("NFD", char)[0].lower()
    return bare if bare.isascii() else char


def without_neighbours(texts: Mapping[str, float], read: str, before: str, behind: str) -> dict[str, float]:
    """The texts without the letters that stand before and behind the row ``read`` in its line, beyond a mark,
    and without the mark behind a suffix as the stroke that it is seen as: its picture reaches that far."""
    last = "".join(_LETTERS.findall(before)[-1:])
    first = "".join(_LETTERS.findall(behind)[:1])
    beside = [
        (last[len(last) - one :], first[:other]) for one in range(NEAR + 1) for other in range(NEAR + 1)
    ]
    whole = {fold(f"{one}{read}{other}"): (len(one), len(other)) for one, other in beside if one or other}
    if behind[:1] in MARKS and is_usual_suffix(read.lower().rpartition(".")[2]):
        whole.setdefault(f"{fold(read)}i", (0, 1))
    own: dict[str, float] = defaultdict(float)
    for text, share in texts.items():
        start, end = whole.get(fold(text), (0, 0))
        own[text[start : len(text) - end]] += share
    return dict(own)


def spell(texts: Mapping[str, float], like: str | None = None) -> Spelled:
    """The likeliest of ``texts`` (probabilities by text), or of those that are ``like`` but for
    look-alikes."""
    shares: dict[str, float] = defaultdict(float)
    for text, share in texts.items():
        shares[fold(text)] += share
    shape = max(shares, key=shares.__getitem__) if like is None else fold(like)
    own = {text: share for text, share in texts.items() if fold(text) == shape}
    if not own:
        return Spelled(like or "", 0.0, (0.0,) * len(like or ""))
    best = max(own, key=own.__getitem__)
    letters = tuple(
        sum(share for text, share in own.items() if text[at] == char) / shares[shape]
        for at, char in enumerate(best)
    )
    return Spelled(best, shares[shape], letters)


def surer(text: str, sure: float, other: str, beside: float) -> tuple[str, float]:
    """Which of two readings of one look-alike it is and how probably: ``text`` by its shape, with the
    probability ``sure``, ``other`` by the network, which is believed up to ``MOST``."""
    by_network = min(beside, MOST)
    same = by_network if text.lower() == other else 1 - by_network
    kept = sure * same / (sure * same + (1 - sure) * (1 - same))
    return (text, kept) if kept >= 0.5 or text.lower() == other else (other, 1 - kept)


def changed(read: str, spelled: str) -> list[tuple[range, range]]:
    """Which characters of ``read`` are which others of ``spelled``; but for look-alikes."""
    return [
        (range(step.src_start, step.src_end), range(step.dest_start, step.dest_end))
        for step in Levenshtein.opcodes(fold(read), fold(spelled))
        if step.tag != "equal"
    ]


def only_one_is_words(read: str, spelled: str) -> bool:
    """Whether ``read`` is a domain of words and ``spelled``, which has other letters in their place, is none:
    maoloop.top, maolo6p.top. Hardly a site's name is one letter off words."""
    names = [text.lower().rpartition(".")[0] for text in (read, spelled)]
    return len(names[0]) == len(names[1]) >= SHORTEST and [*map(is_worded, names)] == [True, False]
