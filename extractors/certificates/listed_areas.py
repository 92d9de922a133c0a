"""Where a service may be offered, as an annex lists it: one place or several a row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from extractors.candidates import Candidate, to_candidate
from extractors.normalize.normal import Check
from extractors.page_lines.gaps import widest_gap
from extractors.pages.group import PageGroup
from extractors.place_names.counted import count_places, without_count
from extractors.place_names.places import (
    NATIONWIDE,
    is_known_place,
    known_places,
    text_to_places,
    without_caption,
)
from extractors.tables.area_table import AreaRow
from extractors.tables.table import misplacement
from extractors.telecom_lists.scope import parse_scope
from extractors.value_lines.vouched import SCORE
from schemas.document_type import FieldKind

PLACE_LOST = 3.5  # usual steps between two known places from which another may be missing, with two marks 5
_MARKS = "、，,；;：:。.· "  # between places and behind the last
_ENDS_OPEN = re.compile("、\\s*$")  # another place follows, which a seal hides; other marks may be dirt
SEPARATOR = "、"  # between the places of a value, whatever marks the paper has


@dataclass(frozen=True)
class ListedAreas:
    """Where a service of this ``code`` may be offered, by the rows of an annex from ``page_no`` on."""

    code: str
    areas: tuple[str, ...]
    candidate: Candidate
    page_no: int


def find_listed_areas(group: PageGroup) -> dict[str, ListedAreas]:
    """By code of the service the places of all its rows, in order."""
    listed: dict[str, ListedAreas] = {}
    for row in _rows(group):
        known = listed.get(row.code)
        listed[row.code] = row if known is None else _joined(known, row)
    return listed


def is_unread(row: AreaRow) -> bool:
    """Whether a row names no service of the catalogue, or no place."""
    return not (_to_codes(row) and text_to_places(_to_text(row)))


def _rows(group: PageGroup) -> Iterator[ListedAreas]:
    for page_no, page in enumerate(group.pages, start=1):
        for row in page.area_rows:
            if not is_unread(row):
                yield from row_to_places(row, page_no)


def _to_codes(row: AreaRow) -> list[str]:
    """The services of a row, which may be limited as those of a scope are: 信息服务业务（不含…）."""
    return [item.code for item in parse_scope("\n".join(line.text for line in row.granted)) if item.code]


def _to_text(row: AreaRow) -> str:
    text = without_caption("\n".join(line.text for line in row.areas))
    squeezed = text.replace("\n", "")
    return text if count_places(squeezed) is None else without_count(squeezed)


def row_to_places(row: AreaRow, page_no: int) -> Iterator[ListedAreas]:
    """By service of the row its places."""
    candidate = to_candidate(FieldKind.TEXT, row.areas, misplacement(row.areas, ruled=row.ruled))
    areas = text_to_places(_to_text(row))
    if candidate.normal.value is not None:
        candidate = replace(candidate, normal=replace(candidate.normal, value=SEPARATOR.join(areas)))
    if all(map(is_known_place, areas)):  # which marks part them, and how surely these were read, is all one
        is_even = widest_gap(candidate.lines, known_places()) <= PLACE_LOST
        is_whole = NATIONWIDE.issuperset(areas) or not any(line.is_cut for line in row.areas)
        told = {*([Check.UNDER_SEAL] if is_whole else []), *([Check.CHARACTER_LOST] if is_even else [])}
        failed = tuple(check for check in candidate.failed if check not in told)
        failed += (Check.CHARACTER_LOST,) if _ENDS_OPEN.search(candidate.raw) else ()
        normal = replace(candidate.normal, failed=failed)
        candidate = _vouched(replace(candidate, normal=normal, words=known_places()))
        candidate = candidate.part(0, len(candidate.raw.rstrip(_MARKS)))
    for code in _to_codes(row):
        yield ListedAreas(code, areas, candidate, page_no)


def _vouched(candidate: Candidate) -> Candidate:
    """The candidate, the characters of known places, and the marks between them, as sure as those of other
    known words."""
    read = candidate.read
    vouched = {at for place in known_places().finditer(candidate.raw) for at in range(*place.span())}
    vouched |= {at for at, char in enumerate(candidate.raw) if char in _MARKS}
    return candidate.with_scores({at: max(read.get(at, 0.0), SCORE) for at in vouched})


def _joined(known: ListedAreas, row: ListedAreas) -> ListedAreas:
    """One more row of the same service. A value has its place on one page: those of another page are for a
    person to compare."""
    areas = tuple(dict.fromkeys((*known.areas, *row.areas)))
    first, other = known.candidate, row.candidate
    on_page = known.page_no == row.page_no
    failed = (*first.failed, *other.failed, *(() if on_page else (Check.PLACE,)))
    value = SEPARATOR.join(areas)
    normal = replace(first.normal, value=value, failed=tuple(dict.fromkeys(failed)))
    joined = replace(
        first,
        raw="\n".join((first.raw, other.raw)) if on_page else first.raw,
        normal=normal,
        lines=(*first.lines, *other.lines) if on_page else first.lines,
        misplaced=max(first.misplaced, other.misplaced),
    )
    return replace(known, areas=areas, candidate=joined)
