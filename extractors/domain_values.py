"""The domains of one cell or field, each with the text, the place and the scores of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extractors.candidates import Candidate
from extractors.normalize.domain_list import normalize_domains
from extractors.normalize.normal import Check
from extractors.normalize.told import find_spans, resolve_told

SURE = 0.9  # engine score of a letter, dot or hyphen below which a domain is in doubt: no word bears it out
TWINS = frozenset("1lIi|!0Oo")  # their score is that of their shape, and told elsewhere
UNLIKE = 0.8  # up to here their shape leaves room for another, though a word may bear them out
_NO_DOMAIN = frozenset({Check.DOMAIN_FORM, Check.DOMAIN_SUFFIX})


def candidate_to_domains(candidate: Candidate) -> list[Candidate]:
    """A candidate for each domain of ``candidate``, in order; one whose text is not found again in what was
    read has that of all."""
    domains = normalize_domains(candidate.raw)
    found = resolve_told(domains, candidate.raw, candidate.told)
    spans = find_spans(domains, candidate.raw)
    return [
        _doubted(replace(candidate if span is None else candidate.part(*span), normal=normal))
        for normal, span in zip(found, spans, strict=True)
    ]


def _doubted(domain: Candidate) -> Candidate:
    unsure = any(
        score <= UNLIKE if char in TWINS else score < SURE and (char.isalnum() or char in ".-")
        for line in domain.lines
        for char, score in zip(line.text, line.scores, strict=True)
    )
    return _with(domain, Check.UNSURE_DOMAIN) if unsure else domain


def doubt_torn(rows: Sequence[Sequence[Candidate]]) -> list[list[Candidate]]:
    """The domains of each row of a table. Where a row ends in a piece that is no domain, a false rule may
    have torn it from the next row's first (ioio, fast.com): that is in doubt too."""
    found = [list(row) for row in rows]
    for above, below in pairwise(found):
        if above and below and _NO_DOMAIN & {*above[-1].failed}:
            below[0] = _with(below[0], Check.DOMAIN_BREAK)
    return found


def _with(domain: Candidate, check: Check) -> Candidate:
    failed = tuple(dict.fromkeys((*domain.failed, check)))
    return replace(domain, normal=replace(domain.normal, failed=failed))
