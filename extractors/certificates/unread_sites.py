"""Domains on an annex that no site was read with: it has a form that is not known."""

from __future__ import annotations

import re
from collections.abc import Set

from extractors.certificates.listed_sites import SITE_FIELDS
from extractors.issue_messages.messages import issue
from extractors.normalize.domains import is_domain
from extractors.normalize.text import fold
from extractors.pages.group import PageGroup
from extractors.pages.page_facts import PageFacts
from extractors.record import Record
from schemas.certificate import PageKind

_REMARKS = re.compile("备注|说明|备案号")  # columns of what is no value of a site
_PARTS = re.compile(r"[,;、。()\s]+")
# What is a domain though a dot of it was read as a comma.
_WWW = re.compile(r"(?<![0-9A-Za-z])www[.,][0-9A-Za-z.,-]+")
_DOTTED = re.compile(r"(?<![0-9A-Za-z.@/-])[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)+(?![0-9A-Za-z])")


def tell_unread_sites(record: Record, group: PageGroup, bare: Set[int]) -> None:
    """Note the domains of annexes, of pages that may be some and of the ``bare`` ones, which name sites
    without a domain: those that stand in no value, and the columns of their tables that no value was read
    from; and what pages of clauses list of sites, which is not read."""
    for page_no, page in enumerate(group.pages, start=1):
        if page.kind == PageKind.PROVISIONS and (listed := _listed(page)):
            record.note([issue("sites_unread", detail=f"p{page_no}: {', '.join(listed)}")])
        if page.kind in (PageKind.ANNEX, PageKind.OTHER) or page_no in bare:
            unread = _unread(page, record)
            if unread:
                record.note([issue("sites_unread", detail=f"p{page_no}: {', '.join(unread)}")])
            heads = [line.text for line in page.site_table.unread if not _REMARKS.search(fold(line.text))]
            if heads:
                record.note([issue("column_unread", detail=f"p{page_no}: {', '.join(heads)}")])


def _listed(page: PageFacts) -> list[str]:
    """The names and domains of sites in a table of the page, or behind labels."""
    cells = [line.text for row in page.sites for line in (*row.name, *row.domains)]
    return cells + [held.raw for name, held in page.fields if name in SITE_FIELDS and held is not None]


def _unread(page: PageFacts, record: Record) -> list[str]:
    """The domains that stand on the page alone or within a sentence, and in nothing that was read."""
    cells = [
        line.text for row in page.sites for line in (*row.name, *row.domains, *row.services, *row.addresses)
    ]
    values = [candidate.raw for _, candidate in page.fields if candidate is not None]
    entered = [field.raw for key, field in record.fields.items() if ".domains" in key and field.raw]
    held = fold("\n".join([*cells, *values, *entered]))
    domains = [part for part in _PARTS.split(held) if "." in part]
    texts = [_WWW.sub(lambda match: match[0].replace(",", "."), fold(line.text)) for line in page.lines]
    named = [part for text in texts for part in _PARTS.split(text) if not part.isascii()]  # 懂车.中国
    parts = [
        part
        for part in (*named, *(one for text in texts for one in _DOTTED.findall(text)))
        if is_domain(part)
    ]
    return [part for part in parts if part not in held and not any(domain in part for domain in domains)]
