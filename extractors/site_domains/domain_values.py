"""The domains of one cell or field, each with the text, the place and the scores of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extractors.candidates import Candidate
from extractors.normalize.domain_list import normalize_domains
from extractors.normalize.domain_twins import ALIKE
from extractors.normalize.normal import Check
from extractors.normalize.site_words import has_hooked_i
from extractors.normalize.suffixes import is_only_suffix, suffix_labels, suffix_letters
from extractors.normalize.told import find_spans, resolve_told
from extractors.site_domains.domain_words import with_words
from schemas.page import InkLayer

SURE = 0.9  # engine score of a letter, dot or hyphen below which a domain is in doubt
CERTAIN = 0.998  # of all letters, from which no word speaks against one
HARDLY = 0.5  # of a dot before a suffix, below which more may stand there
UNLIKE = 0.8  # of what is hardly a letter, up to which it may be another
TWICE = 0.5  # of i and o, which seldom are, that of what two looks read otherwise
_UNSURE = {**dict.fromkeys("1lI0O", 0.0), **dict.fromkeys("|!", UNLIKE), "i": TWICE, "o": TWICE}
_MARKS = ".-|!,，。·•・"  # of a domain, or read as its dots
_NO_DOMAIN = frozenset({Check.DOMAIN_FORM, Check.DOMAIN_SUFFIX})


def candidate_to_domains(candidate: Candidate) -> list[Candidate]:
    """A candidate for each domain of ``candidate``, in order; one whose text is not found again in what was
    read has that of all."""
    domains = normalize_domains(candidate.raw)
    told = resolve_told(domains, candidate.raw, candidate.shapes, candidate.read)
    spans = find_spans(domains, candidate.raw)
    found = []
    for one, span in zip(told, spans, strict=True):
        own = candidate.with_scores(one.sure)
        domain = replace(own if span is None else own.part(*span), normal=one.normal)
        found.append(_doubted(_as_named(with_words(domain))))
    return [_with(domain, Check.PLACE) for domain in found] if Check.PLACE in candidate.failed else found


def _as_named(domain: Candidate) -> Candidate:
    """The domain; letters that make no word are no misreading where the file names its characters, or the
    reading leaves no doubt about any."""
    sure = min(domain.scores, default=0.0) >= CERTAIN and not has_hooked_i(domain.value or "")
    if sure or all(line.layer == InkLayer.TEXT_LAYER for line in domain.lines):
        return _without(domain, Check.MISSPELLED_DOMAIN)
    return domain


def _doubted(domain: Candidate) -> Candidate:
    scored = [
        (char, score)
        for line in domain.lines
        for char, score in zip(line.text, line.scores, strict=True)
        if char.isalnum() or char in _MARKS
    ]
    own = len(scored) - suffix_letters(domain.value or "")  # of a suffix's look-alikes only one fits
    told = len(scored) - _told_by_suffix(domain.value or "", scored)
    unsure = any(
        score <= _UNSURE[char] and place < own if char in _UNSURE else score < SURE
        for place, (char, score) in enumerate(scored[:told])
    )
    return _with(domain, Check.UNSURE_DOMAIN) if unsure else domain


def _told_by_suffix(value: str, scored: Sequence[tuple[str, float]]) -> int:
    """How many characters at the end of what was read are those of the suffix and its dot, where no other
    suffix has the sure ones of them: they are told by that, however they were read. A dot that was hardly
    read may be more than one."""
    labels = value.split(".")
    suffix = ".".join(labels[-suffix_labels(labels) :])
    end = scored[-len(suffix) :]
    if "".join(char for char, _ in end).lower().translate(ALIKE) != suffix.translate(ALIKE):
        return 0
    unsure = {at for at, (_, score) in enumerate(end) if score < SURE}
    dot = scored[-len(suffix) - 1 : -len(suffix)]
    told = is_only_suffix(suffix, unsure) and all(score >= HARDLY for _, score in dot)
    return len(suffix) + 1 if told else 0


def doubt_torn(rows: Sequence[Sequence[Candidate]]) -> list[list[Candidate]]:
    """The domains of each row of a table. Where a row ends in a piece that is no domain, a false rule may
    have torn it from the next row's first (ioio, fast.com): that is in doubt too."""
    found = [list(row) for row in rows]
    for above, below in pairwise(found):
        if above and below and _NO_DOMAIN & {*above[-1].failed}:
            below[0] = _with(below[0], Check.DOMAIN_BREAK)
    return found


def _without(domain: Candidate, check: Check) -> Candidate:
    failed = tuple(other for other in domain.failed if other != check)
    return replace(domain, normal=replace(domain.normal, failed=failed))


def _with(domain: Candidate, check: Check) -> Candidate:
    failed = tuple(dict.fromkeys((*domain.failed, check)))
    return replace(domain, normal=replace(domain.normal, failed=failed))
