"""A list of services that goes on beside the next label: its last items are the list's, not that label's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.candidates import OUT_OF_PLACE
from extractors.normalize.text import fold
from extractors.place_names.places import is_known_place, text_to_places
from extractors.telecom_lists.catalogue import service_names
from extractors.value_lines.values import Value
from schemas.document_type import FieldKind

_ITEM = re.compile(r"[2-9][、.]|第[一二]类")  # how a further item begins
_LIMITS = re.compile("仅限|不含")  # of services; beside 覆盖范围(服务项目) they may stand alone


def give_back_services(values: Sequence[Value]) -> list[Value]:
    """``values`` with the rows of further services at the head of another text given to the services above
    it. Both are out of place: a person must see what belongs where."""
    found = list(values)
    for at, services in enumerate(found):
        if services.label.spec.kind != FieldKind.SERVICES or not services.rows:
            continue
        for below, other in enumerate(found):
            count = _further_rows(services, other)
            if count:
                cost = max(services.cost, other.cost, OUT_OF_PLACE)
                found[at] = replace(services, rows=(*services.rows, *other.rows[:count]), cost=cost)
                found[below] = replace(other, rows=other.rows[count:], cost=cost)
    return found


def _further_rows(services: Value, other: Value) -> int:
    """How many rows at the head of ``other`` are services that go on from those above."""
    if other.label.spec.kind != FieldKind.TEXT or len(other.rows) < 2:
        return 0
    if other.label.box.top < services.label.box.bottom or other.rows[0].middle < services.rows[-1].middle:
        return 0
    heads = [fold(row.text) for row in other.rows[:-1]]
    if _LIMITS.search(heads[0]) and _are_places(other.rows[-1].text):
        return len(heads)
    if not _ITEM.match(heads[0]):
        return 0
    last = max((index for index, text in enumerate(heads) if _names_service(text)), default=-1)
    return last + 1


def _are_places(text: str) -> bool:
    """Whether it is a list of places that are known, and so all of a coverage."""
    places = text_to_places(text)
    return bool(places) and all(map(is_known_place, places))


def _names_service(text: str) -> bool:
    return any(name in text for name in service_names())
