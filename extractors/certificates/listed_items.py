"""The services of an annex that the scope refers to (见附页): a row's are granted where its places are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from extractors.candidates import Candidate, to_candidate
from extractors.certificates.listed_areas import ListedAreas, is_unread, row_to_places
from extractors.issue_messages.messages import issue
from extractors.pages.group import PageGroup
from extractors.place_names.counted import count_places
from extractors.place_names.places import are_usual_places, holds_seal, is_known_but_for
from extractors.record import Record
from extractors.tables.area_table import AreaRow
from extractors.tables.table import misplacement
from extractors.telecom_lists.scope import is_cut, parse_scope
from schemas.certificate import BusinessItem
from schemas.document_type import FieldKind

SURE = 0.95  # score of a character from which a place that is not known is one that is not listed here


def read_listed_items(record: Record, rows: Iterable[tuple[int, AreaRow]]) -> tuple[BusinessItem, ...]:
    """The items of rows, each with the number of its page, in order; rows of which one part is not known are
    told elsewhere."""
    items: list[BusinessItem] = []
    for page_no, row in rows:
        areas = {listed.code: listed for listed in row_to_places(row, page_no)}
        for item in parse_scope("\n".join(line.text for line in row.granted)):
            key, own = f"business_items.{len(items)}", areas.get(item.code or "")
            named = to_candidate(FieldKind.SERVICES, row.granted, misplacement(row.granted, ruled=row.ruled))
            named = replace(named, normal=replace(named.normal, value=item.name))
            record.put(f"{key}.name", named, page_no)
            if own is None:
                record.doubt(f"{key}.name", issue("service_unknown", f"{key}.name", item.name))
            elif is_cut(item):
                record.doubt(f"{key}.name", issue("character_lost", f"{key}.name", item.name))
            items.append(item if own is None else item.model_copy(update={"areas": own.areas}))
            if own is not None:
                enter_areas(record, f"{key}.areas", own)
    return tuple(items)


def listed_rows(group: PageGroup) -> list[tuple[int, AreaRow]]:
    """The rows that are read, with the number of their page: where some say what a service covers, not those
    that say where its machine rooms are."""
    rows = [
        (page_no, row)
        for page_no, page in enumerate(group.pages, start=1)
        for row in page.area_rows
        if not is_unread(row)
    ]
    return [one for one in rows if not one[1].of_rooms] or rows


def enter_areas(record: Record, key: str, places: ListedAreas) -> None:
    """Enter the places of an item, in doubt where a seal's words or another value run on in them, or one is
    likely misread."""
    record.put(key, places.candidate, places.page_no)
    raw = places.candidate.raw
    miscounted = count_places(raw.replace("\n", "")) not in (None, len(places.areas))
    is_misread = _holds_misread(places.candidate, places.areas)
    if holds_seal(raw) or miscounted or is_misread or not are_usual_places(places.areas):
        record.doubt(key, issue("areas_run_on", key, "、".join(places.areas)))


def _holds_misread(candidate: Candidate, places: Sequence[str]) -> bool:
    """Whether a character that was read unsurely is all that keeps a place from being a known one."""
    return any(
        line.scores[start + at] < SURE and is_known_but_for(place, at)
        for line in candidate.lines
        if line.scores
        for place in places
        if (start := line.text.find(place)) >= 0
        for at in range(len(place))
    )
