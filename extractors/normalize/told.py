"""Domains whose look-alikes were told apart by shape are in doubt no more."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import replace

from extractors.normalize.domains import with_pinyin
from extractors.normalize.normal import Check, Normal


def resolve_told(domains: Sequence[Normal], raw: str, told: Collection[int]) -> tuple[Normal, ...]:
    """``domains`` as normalized from ``raw``, in order, without doubt about the characters at ``told``.

    ``told`` are offsets into ``raw``. A domain that is not found in ``raw`` letter by letter keeps
    its doubts. What stays in doubt is given as pinyin has it, where that is one reading.
    """
    letters = [
        (char, offset)
        for offset, printed in enumerate(raw)
        for char in unicodedata.normalize("NFKC", printed).lower()
        if char.isalnum()
    ]
    text = "".join(char for char, _ in letters)
    resolved, start = [], 0
    for domain in domains:
        own = _own_letters(domain)
        found = text.find(own, start) if own else -1
        if found < 0:
            resolved.append(domain)
            continue
        start = found + len(own)
        resolved.append(_without(domain, [offset in told for _, offset in letters[found:start]]))
    return tuple(map(with_pinyin, resolved))


def _own_letters(domain: Normal) -> str:
    """Letters and digits before the top-level domain, which may have been repaired."""
    own = (domain.value or "").rpartition(".")[0]
    return "".join(char for char in own if char.isalnum())


def _without(domain: Normal, sure: Sequence[bool]) -> Normal:
    """The domain without the doubtful places whose letter is sure; ``sure`` counts letters alone."""
    value = domain.value or ""
    left = tuple(
        offset for offset in domain.doubtful if not sure[sum(char.isalnum() for char in value[:offset])]
    )
    failed = domain.failed
    if not left:
        failed = tuple(check for check in failed if check != Check.CONFUSABLE_DOMAIN)
    return replace(domain, doubtful=left, failed=failed)
