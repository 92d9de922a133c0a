"""How far words bear out the letters of a domain that were read unsurely."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from extractors.candidates import Candidate
from extractors.normalize.domain_twins import is_worded
from extractors.normalize.site_words import exchange
from extractors.normalize.suffixes import is_usual_end
from extractors.normalize.told import to_labels

KEPT: Final = 0.15  # how often a misread letter leaves words what they are: 0.12 to 0.17 of 1,400 domains
LEAST, UNSURE = 0.7, 0.9  # engine score of a letter from which words bear it out, and from which none need to
MOST: Final = 0.5  # share of a label's letters; where more are unsure, the doubt is about it as a whole

_TWINS: Final = frozenset("l1I0O")  # which are weighed by themselves


@dataclass(frozen=True)
class _Label:
    """A label without hyphens, where its letters stand in the text as read, and what it must be."""

    text: str
    places: Sequence[int]
    is_one: Callable[[str], bool]
    is_own: bool


def with_words(domain: Candidate) -> Candidate:
    """The domain with surer letters and dots where its labels are words and numbers and its suffix is a usual
    one, which hardly a misread letter leaves them; but for letters that make other words as well (le, te).
    Look-alikes are as sure as they were."""
    places = [at for at, char in enumerate(domain.raw) if char.isalnum()]
    if len(places) != sum(map(str.isalnum, domain.value or "")):
        return domain
    scores = domain.read | domain.shapes
    borne_out: list[int] = []
    is_dotted = False  # whether what stands before the label's dot is words too
    for label in _labels(domain.value or "", places):
        is_one = label.is_one(label.text)
        if is_one:
            borne_out += _letters(label, domain, scores)
        if is_one and is_dotted:
            borne_out += _dot_before(label, domain.raw)
        is_dotted = is_one
    return domain.with_scores({at: _surer(scores[at]) for at in borne_out if scores[at] >= LEAST})


def _surer(score: float) -> float:
    return score / (score + (1 - score) * KEPT)


def _labels(value: str, places: Sequence[int]) -> Iterator[_Label]:
    start = 0
    for label, is_own in to_labels(value):
        text = "".join(filter(str.isalnum, label))  # a label that is none may hold other signs
        end = start + len(text)
        yield _Label(text, places[start:end], is_worded if is_own else is_usual_end, is_own)
        start = end


def _dot_before(label: _Label, raw: str) -> list[int]:
    before = label.places[0] - 1
    return [before] if before >= 0 and raw[before] == "." else []


def _letters(label: _Label, domain: Candidate, scores: Mapping[int, float]) -> list[int]:
    """Where the letters stand that are as read, or the label would be none."""
    shapes = domain.shapes
    letters = [
        (at, place)
        for at, place in enumerate(label.places)
        if not (label.is_own and (place in shapes or domain.raw[place] in _TWINS))
    ]
    if sum(scores[place] < UNSURE for _, place in letters) > MOST * len(letters):
        return [place for _, place in letters]
    return [place for at, place in letters if not any(map(label.is_one, exchange(label.text, at)))]
