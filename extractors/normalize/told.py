"""Domains whose look-alikes were told apart by shape are in doubt no more."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from extractors.normalize.domain_twins import is_like_words, is_worded, with_pinyin
from extractors.normalize.normal import Check, Normal

_BETWEEN = " \n\t、;；,，:：.。·"  # what stands between two domains


TOLD = 0.96  # probability of a character's shape from which its look-alikes are out of the question
LIKELY, READ = 0.8, 0.9  # the same where words bear it out, and the engine's score where no shape was told
AGAINST = 0.99  # the same where a look-alike of the label says words

_NONE: Mapping[int, float] = MappingProxyType({})


def resolve_told(
    domains: Sequence[Normal], raw: str, shapes: Mapping[int, float], read: Mapping[int, float] = _NONE
) -> tuple[Normal, ...]:
    """``domains`` as normalized from ``raw``, in order, without doubt about the characters that are told.

    ``shapes`` are the probabilities (0-1) by which the shape of characters tells them from their look-alikes,
    ``read`` the engine's scores of those that it told nothing of, both by offset into ``raw``. A domain that
    is not found in ``raw`` letter by letter keeps its doubts. What stays in doubt is given as pinyin has it,
    where that is one reading.
    """
    return tuple(
        with_pinyin(domain if places is None else _without(domain, places, shapes, read))
        for domain, places in zip(domains, _letter_places(domains, raw), strict=True)
    )


def find_spans(domains: Sequence[Normal], raw: str) -> tuple[tuple[int, int] | None, ...]:
    """Start and end in ``raw`` of what each domain was normalized from, from its first letter to the mark
    before the next one; ``None`` where it or the next is not found letter by letter."""
    found = _letter_places(domains, raw)
    starts = [places[0] if places else None for places in found]
    spans: list[tuple[int, int] | None] = []
    for start, following in zip(starts, [*starts[1:], len(raw)], strict=True):
        if start is None or following is None:
            spans.append(None)
        else:
            spans.append((start, start + len(raw[start:following].rstrip(_BETWEEN))))
    return tuple(spans)


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


def _without(
    domain: Normal, places: Sequence[int], shapes: Mapping[int, float], read: Mapping[int, float]
) -> Normal:
    """The domain without the doubtful characters that are sure; ``places`` are those of its letters."""
    left: list[int] = []
    start = 0
    for label in (domain.value or "").split("."):
        inside = [offset for offset in domain.doubtful if start <= offset < start + len(label)]
        least = _least(label) if inside else TOLD
        for offset in inside:
            place = places[_letters_before(domain, offset)]
            borne_out = least == LIKELY and read.get(place, 0.0) >= READ
            if shapes.get(place, 0.0) < least and not borne_out:
                left.append(offset)
        start += len(label) + 1
    failed = domain.failed
    if not left:
        failed = tuple(check for check in failed if check != Check.CONFUSABLE_DOMAIN)
    return replace(domain, doubtful=tuple(left), failed=failed)


def _least(label: str) -> float:
    """The probability of a shape from which a character of the label is sure, by what words say."""
    if is_worded(label):
        return LIKELY
    return AGAINST if is_like_words(label) else TOLD


def _letters_before(domain: Normal, offset: int) -> int:
    return sum(char.isalnum() for char in (domain.value or "")[:offset])
