"""Domains on an annex that no site was read with: it has a form that is not known."""

from __future__ import annotations

import re

from extractors.issue_messages.messages import issue
from extractors.normalize.domains import is_domain
from extractors.normalize.text import fold
from extractors.pages.group import PageGroup
from extractors.pages.page_facts import PageFacts
from extractors.record import Record
from schemas.certificate import PageKind

_REMARKS = re.compile("备注|说明|备案号")  # columns of what is no value of a site
_PARTS = re.compile(r"[,;、\s]+")


def tell_unread_sites(record: Record, group: PageGroup) -> None:
    """Note the domains of annexes, and of pages that may be some, which stand in no value, and the columns
    of their tables that no value was read from."""
    for page_no, page in enumerate(group.pages, start=1):
        if page.kind in (PageKind.ANNEX, PageKind.OTHER):
            unread = _unread(page)
            if unread:
                record.note([issue("sites_unread", detail=f"p{page_no}: {', '.join(unread)}")])
            heads = [line.text for line in page.site_table.unread if not _REMARKS.search(fold(line.text))]
            if heads:
                record.note([issue("column_unread", detail=f"p{page_no}: {', '.join(heads)}")])


def _unread(page: PageFacts) -> list[str]:
    cells = [line.text for row in page.sites for line in (*row.name, *row.domains, *row.services)]
    values = [candidate.raw for _, candidate in page.fields if candidate is not None]
    held = fold("\n".join([*cells, *values]))
    domains = [part for part in _PARTS.split(held) if "." in part]
    parts = [part for line in page.lines for part in _PARTS.split(fold(line.text)) if is_domain(part)]
    return [part for part in parts if part not in held and not any(domain in part for domain in domains)]
