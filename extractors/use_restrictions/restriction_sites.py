"""A restriction that names a site of the certificate spells its domain as the annex does."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from extractors.pages.group import PageGroup
from extractors.record import Record
from extractors.use_restrictions.restriction_text import find_domains, parse_restriction
from extractors.use_restrictions.restrictions import FoundRestriction
from extractors.use_restrictions.whole_watermarks import with_whole_watermarks
from schemas.field import FieldStatus

_ALIKE = str.maketrans("lI|i!O0", "11111oo")
_SITE = re.compile(r"annexes\.\d+\.websites\.\d+\.domains\.\d+")


def restrictions_by_page(record: Record, group: PageGroup) -> list[list[FoundRestriction]]:
    """The restrictions of each page, the domains in them spelled as those that the annexes, which
    ``record`` holds already, list without doubt; worn watermarks as other pages have them."""
    sites = {
        value.value
        for key, value in record.fields.items()
        if _SITE.fullmatch(key) and value.status == FieldStatus.ACCEPTED and value.value
    }
    spelled = [[with_sites(found, sites) for found in page.restrictions] for page in group.pages]
    return with_whole_watermarks(spelled)


def with_sites(found: FoundRestriction, sites: Collection[str]) -> FoundRestriction:
    """``found``, the domains in it that look like one of ``sites`` and no other spelled as that one, their
    letters in doubt no more: the same name read twice, in two places and types."""
    by_look: dict[str, set[str]] = {}
    for site in sites:
        by_look.setdefault(_look(site), set()).add(site)
    text, shapes = found.read.text, dict(found.read.shapes)
    for start, end in find_domains(text):
        named = by_look.get(_look(text[start:end]), set())
        if len(named) == 1:
            text = text[:start] + next(iter(named)) + text[end:]
            shapes |= dict.fromkeys(range(start, end), 1.0)
    if shapes == found.read.shapes:
        return found
    restriction = parse_restriction(text, found.restriction.page_no)
    return replace(found, read=replace(found.read, text=text, shapes=shapes), restriction=restriction)


def _look(domain: str) -> str:
    """Equal for domains of one length that look-alikes alone part."""
    return domain.translate(_ALIKE).lower()
