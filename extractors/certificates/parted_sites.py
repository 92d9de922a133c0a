"""An annex whose sites stand on several servers, or are connected by several providers: a part for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from extractors.candidates import Candidate
from extractors.certificates.listed_sites import SITE_FIELDS
from extractors.normalize.text import fold
from extractors.page_lines.layout import Line
from extractors.pages.page_facts import PageFacts
from extractors.tables.site_table import SiteRow

PLACES = ("server_location", "access_provider")


def part_by_place(page: PageFacts) -> list[PageFacts]:
    """The page as often as its sites have another place or provider, each time with those of one; the page
    itself where all have the same, or some have none."""
    parts = _part_rows(page) if page.sites else _part_fields(page)
    return [part if at == 0 else replace(part, area_rows=()) for at, part in enumerate(parts)]


def _part_rows(page: PageFacts) -> list[PageFacts]:
    """By the rows of a ruled table, unless a label tells it of all."""
    if any(name in PLACES for name, _ in page.fields) or not all(row.ruled for row in page.sites):
        return [page]
    groups = [tuple(group) for _, group in groupby(page.sites, key=_places)]
    told = [[bool(text) for text in _places(group[0])] for group in groups]
    if len(groups) == 1 or any(own != told[0] for own in told) or not any(told[0]):
        return [page]
    return [replace(page, site_table=replace(page.site_table, rows=group)) for group in groups]


def _places(row: SiteRow) -> tuple[str, str]:
    return _text(row.server_location), _text(row.access_provider)


def _text(lines: Sequence[Line]) -> str:
    return fold("".join(line.text for line in lines))


def _part_fields(page: PageFacts) -> list[PageFacts]:
    """Blocks of labels, each with a place or provider of its own behind the sites that it is of."""
    differ = any(
        len({one.value for name, one in page.fields if name == place and one}) > 1 for place in PLACES
    )
    blocks: list[list[tuple[str, Candidate | None]]] = [[]]
    for name, candidate in page.fields:
        ended = {known for known, _ in blocks[-1]}.intersection(PLACES)
        if name in SITE_FIELDS and ended:
            blocks.append([])
        blocks[-1].append((name, candidate))
    told = [{name for name, _ in block}.intersection((*PLACES, *SITE_FIELDS)) for block in blocks]
    if not differ or len(blocks) == 1 or any(own.isdisjoint(PLACES) for own in told):
        return [page]
    return [replace(page, fields=tuple(block)) for block in blocks]
