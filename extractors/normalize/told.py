"""Domains whose look-alikes were told apart by shape are in doubt no more."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from types import MappingProxyType

from extractors.normalize.domain_twins import PAIRS, is_worded
from extractors.normalize.normal import Check, Normal, Repair, unique_repairs
from extractors.normalize.suffixes import suffix_letters
from extractors.normalize.twin_odds import SHORTEST, weigh_label

_BETWEEN = " \n\t、;；,，:：.。·"  # what stands between two domains


TOLD = 0.85  # probability of a character from which its look-alikes are out of the question
READ = 0.9  # engine's score of a look-alike of no told shape from which it is,
SPELLED = 0.75  # where its label is words and numbers
SOONER, CAPITAL = 0.7, 0.3  # sooner what was read; but an I sooner another
PLAIN = 0.8  # by its shape, from which no words make it another: for a person, then
EVEN = 0.55  # below nearly as likely another, and in doubt whatever words say, for it may be none of these
SELDOM, CLEAR = 0.9, 0.97  # an i or o is seldom another: from that shape on it counts so much at least

_NONE: Mapping[int, float] = MappingProxyType({})


@dataclass(frozen=True)
class Told:
    """A domain, and by offset into what it was read from how probable (0-1) its look-alikes are."""

    normal: Normal
    sure: Mapping[int, float] = field(default_factory=dict)


def resolve_told(
    domains: Sequence[Normal], raw: str, shapes: Mapping[int, float], read: Mapping[int, float] = _NONE
) -> tuple[Told, ...]:
    """``domains`` as normalized from ``raw``, in order, in their likeliest reading, and without doubt about
    the characters that are told.

    ``shapes`` are the probabilities (0-1) by which the shape of characters tells them from their look-alikes,
    ``read`` the engine's scores of those that it told nothing of, both by offset into ``raw``. A domain that
    is not found in ``raw`` letter by letter keeps its doubts.
    """
    return tuple(
        Told(domain) if places is None else _weighed(domain, places, shapes, read)
        for domain, places in zip(domains, _letter_places(domains, raw), strict=True)
    )


def find_spans(domains: Sequence[Normal], raw: str) -> tuple[tuple[int, int] | None, ...]:
    """Start and end in ``raw`` of what each domain was normalized from, from its first letter to the mark
    before the next one; ``None`` where it or the next is not found letter by letter."""
    found = _letter_places(domains, raw)
    starts = [places[0] if places else None for places in found]
    spans: list[tuple[int, int] | None] = []
    for start, following in pairwise([*starts, len(raw)]):
        if start is None or following is None:
            spans.append(None)
        else:
            spans.append((start, start + len(raw[start:following].rstrip(_BETWEEN))))
    return tuple(spans)


def to_labels(value: str) -> list[tuple[str, bool]]:
    """The domain's labels, and whether each is its own and not of its suffix."""
    own = sum(map(str.isalnum, value)) - suffix_letters(value)
    labels, letters = list[tuple[str, bool]](), 0
    for label in value.split("."):
        labels.append((label, letters < own))
        letters += sum(map(str.isalnum, label))
    return labels


def _letter_places(domains: Sequence[Normal], raw: str) -> list[list[int] | None]:
    """The offsets in ``raw`` of each domain's letters and digits before its top-level domain."""
    letters = [
        (char, offset)
        for offset, printed in enumerate(raw)
        for char in unicodedata.normalize("NFKC", printed).lower()
        if char.isalnum()
    ]
    text = "".join(char for char, _ in letters)
    places: list[list[int] | None] = []
    start = 0
    for domain in domains:
        own = _own_letters(domain)
        found = text.find(own, start) if own else -1
        if found < 0:
            places.append(None)
            continue
        start = found + len(own)
        places.append([offset for _, offset in letters[found:start]])
    return places


def _own_letters(domain: Normal) -> str:
    """Letters and digits before the top-level domain, which may have been repaired."""
    own = (domain.value or "").rpartition(".")[0]
    return "".join(char for char in own if char.isalnum())


def _weighed(
    domain: Normal, places: Sequence[int], shapes: Mapping[int, float], read: Mapping[int, float]
) -> Told:
    """The domain in its likeliest reading; ``places`` are those of its letters."""
    labels, left, sure = list[str](), list[int](), dict[int, float]()
    start = 0
    for label, is_own in to_labels(domain.value or ""):
        raw = {at: places[_letters_before(domain, start + at)] for at in _twins(label)} if is_own else {}
        asked = {
            at: _likely(
                label[at], shapes.get(place), read.get(place), is_doubtful=start + at in domain.doubtful
            )
            for at, place in raw.items()
        }
        likely = {at: probable for at, probable in asked.items() if probable is not None}
        best, known = weigh_label(label, likely)
        worded = is_worded(best) and len(best.replace("-", "")) >= SHORTEST
        least_read = SPELLED if worded else READ
        told = {
            at: probable
            for at, probable in known.items()
            if (raw[at] in shapes or read.get(raw[at], 0.0) >= least_read)
            and not (best[at] != label[at] and shapes.get(raw[at], 0.0) >= PLAIN)
        }
        left += [start + at for at in sorted(known) if told.get(at, 0.0) < TOLD]
        sure |= {raw[at]: probable for at, probable in told.items()}
        labels.append(best)
        start += len(label) + 1
    value = ".".join(labels)
    failed: list[Check] = [check for check in domain.failed if check != Check.CONFUSABLE_DOMAIN]
    repairs = domain.repairs if value == domain.value else unique_repairs([*domain.repairs, Repair.CONFUSION])
    if left:
        failed.append(Check.CONFUSABLE_DOMAIN)
    normal = replace(domain, value=value, doubtful=tuple(left), failed=tuple(failed), repairs=repairs)
    return Told(normal, sure)


def _likely(char: str, shape: float | None, read: float | None, *, is_doubtful: bool) -> float | None:
    """How probable a look-alike is by itself; ``None`` where that is not asked: of what neither grammar nor
    engine doubts."""
    is_seldom_other = char in "io"
    if shape is not None:
        return max(shape, CLEAR) if is_seldom_other and shape >= SELDOM else shape
    is_unsure = read is not None and read < READ
    if not is_doubtful and (is_seldom_other or not is_unsure):
        return None
    if char == "i":
        return CAPITAL
    return EVEN if is_unsure or read is None else SOONER


def _twins(label: str) -> list[int]:
    return [at for at, char in enumerate(label) if char in PAIRS]


def _letters_before(domain: Normal, offset: int) -> int:
    return sum(char.isalnum() for char in (domain.value or "")[:offset])
