"""The annex that says where a service may be offered: its machine rooms, nodes, or numbers and provinces."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.normalize.text import fold
from extractors.page_lines.layout import Line, reading_order
from extractors.page_lines.ruling import Edge
from extractors.place_names.places import known_places
from extractors.tables.as_above import as_above
from extractors.tables.table import TableRow, find_table
from extractors.tables.table_head import TableForm, find_head
from extractors.telecom_lists.scope import is_qualifier

# What places look like where a seal covers their head: names side by side, or a known one alone.
# A name may be wrapped, so that one character of it stands at an end, or a mark at the beginning.
_PLACES = re.compile(
    rf"[、,;:·]?(?:[㐀-鿿]{{1,8}}[、,;:·](?:[㐀-鿿]{{2,8}}[、,;:·])*(?:[㐀-鿿]{{1,8}})?|(?:{known_places().pattern}))"
)
_RUN_ON = re.compile(rf"[0-9] ?((?:{known_places().pattern}).*)")
_OTHERS = re.compile("公司|授权|被授|合作")  # heads of a table of subsidiaries and partners
_OF_LICENSE = re.compile("日期|有效期|代表人|机关|许可证编号")  # what a license has, and no service of it
_ROOMS = re.compile("机房|节点|城市")
_FORM = TableForm(
    heads={
        "service": ("业务种类", "业务名称", "业务类别", "业务类型", "业务"),
        "limits": ("服务项目",),
        "code": ("码号", "号码", "接入号码", "接入号"),
        "areas": (
            "机房所在城市", "节点城市", "节点所在城市", "机房城市", "机房/节点城市", "机房所在地", "机房",
            "节点", "覆盖省", "覆盖省份", "覆盖范围", "业务覆盖范围", "覆盖地区", "城市",
        ),
    },
    telling=("areas", "service"),
    contents={"areas": _PLACES},
    minor=frozenset({"limits"}),  # 业务, wrapped beside a label's (服务项目), is no table's head
)  # fmt: skip


@dataclass(frozen=True)
class AreaRow:
    """The lines of the service's name and of its places; ``ruled`` as in ``TableRow``; ``of_rooms``: its
    places are those of machine rooms or nodes; ``limits``: what 服务项目 leaves out or limits."""

    service: tuple[Line, ...]
    areas: tuple[Line, ...]
    ruled: bool
    of_rooms: bool = False
    limits: tuple[Line, ...] = ()

    @property
    def granted(self) -> tuple[Line, ...]:
        """The service with what limits it."""
        return (*self.service, *self.limits)


def find_area_table(
    lines: Sequence[Line], vertical: Sequence[Edge], level: Sequence[Edge]
) -> tuple[list[AreaRow], list[Line]]:
    """The rows of the page's table of services and places, and the lines outside it; all if it has none.

    What other companies may offer, each in a row, is not granted to the license's own."""
    table = find_table(lines, _FORM, vertical, level)
    if any(_OF_LICENSE.search(fold(head.text)) for head in table.unread):  # labels above their values
        return [], list(lines)
    if any(_OTHERS.search(fold(head.text)) for head in table.unread):
        return [], list(table.rest)
    places = as_above([_areas(row) for row in table.rows])
    of_rooms = bool(table.rows) and _heads_rooms(lines)
    found = [_to_row(row, own, of_rooms=of_rooms) for row, own in zip(table.rows, places, strict=True)]
    whole = [row for row in found if row.service and row.areas]
    return whole, list(table.rest) if whole else list(lines)


def _heads_rooms(lines: Sequence[Line]) -> bool:
    """Whether the column of places is headed as that of machine rooms or nodes."""
    head = find_head(reading_order(lines), _FORM)
    places = head.known.get("areas") if head is not None else None
    return places is not None and _ROOMS.search(fold(places.text)) is not None


def _areas(row: TableRow) -> tuple[Line, ...]:
    """The places of a row, those before them that were read as one with its number: 106973646山东."""
    runs_on = [(line, _RUN_ON.search(line.text)) for line in row.cells.get("code", ())]
    before = [line.part(found.start(1), len(line.text)) for line, found in runs_on if found is not None]
    return (*before, *row.cells.get("areas", ()))


def _to_row(row: TableRow, places: tuple[Line, ...], *, of_rooms: bool) -> AreaRow:
    """Its service is that of 服务项目 where the table has no other column for it."""
    named, limits = row.cells.get("service", ()), row.cells.get("limits", ())
    if not named:
        return AreaRow(limits, places, row.ruled, of_rooms)
    limiting = limits if is_qualifier("".join(line.text for line in limits)) else ()
    return AreaRow(named, places, row.ruled, of_rooms, limiting)
