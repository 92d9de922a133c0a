"""The annex that says item by item where a service may be offered: 一、国内呼叫中心业务 or 一、业务种类：
国内呼叫中心业务, 覆盖范围：全国, in a row of its own or behind the service: 1、国内呼叫中心业务：全国。"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractors.normalize.see_annex import refers_to_annex
from extractors.page_lines.layout import Line, join, to_rows
from extractors.place_names.places import is_known_place, text_to_places
from extractors.tables.area_table import AreaRow
from extractors.telecom_lists.catalogue import find_service
from extractors.telecom_lists.scope import parse_scope

_NUMBERED = re.compile(
    r"\s*(?:(?:[一二三四五六七八九十]{1,3}|\d{1,2})[、.．,，]|[(（](?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）])\s*(?!\d)"
)
_KIND = re.compile(r"(?:业务)?(?:种类|名称)(?:\(服务项目\)|（服务项目）)?\s*[:：]\s*")  # before a service
_BEHIND = re.compile(r"[,，]?\s*(?:(?:业务)?(?:覆盖|经营|服务)(?:范围|区域|地域|地区))?\s*[:：]\s*")
_CAPTION = re.compile(r"\s*(?:业务)?(?:覆盖|经营|服务)(?:范围|区域|地域|地区)\s*[:：]\s*")
_PLACES = re.compile(r"[\u3400-\u9fff、,;，；\s]+[。.]?\s*")
_SERVICE = re.compile("业务|服务(?!器)")  # 服务器放置地 is none
_GAP, _FAR = 1.2, 2.6  # heights of a line from one to the next of the same places; at most
_MARKS = tuple("、,，;；")


def find_area_list(lines: Sequence[Line]) -> tuple[list[AreaRow], list[Line]]:
    """Its items: a numbered row that names services, and behind it or below it, behind a caption, their
    places. One among others whose places were not found has none. And the other lines, where each item
    begins with the label of the services itself: it is none of a main page's."""
    pieces = to_rows(lines)
    rows = [join(row) for row in pieces]
    found: list[tuple[int, AreaRow, bool]] = []
    for number, row in enumerate(rows):
        mark = _NUMBERED.match(row.text)
        if mark is None or mark.end() == len(row.text):
            continue
        kind = _KIND.match(row.text, mark.end())
        own = row.part(mark.end() if kind is None else kind.end(), len(row.text))
        below = rows[number + 1 : number + 2]
        caption = _CAPTION.match(below[0].text) if below else None
        if caption is not None and refers_to_annex(below[0].text[caption.end() :]):
            continue  # the last service of a main page, and its field 业务覆盖范围：（见附页）
        if caption is not None and caption.end() < len(below[0].text):
            places = (below[0].part(caption.end(), len(below[0].text)), *_continued(rows[number + 1 :]))
            found.append((number, AreaRow((own,), places, ruled=False), kind is not None))
        else:
            service, first = _cut_behind(own)
            places = (first, *_continued(rows[number:])) if first is not None else ()
            found.append((number, AreaRow((service,), places, ruled=False), kind is not None))
    named = [one for one in found if _names_service(one[1])]
    if not any(row.areas and _is_known(row) for _, row, _ in named):
        return [], list(lines)
    taken = {
        id(piece)
        for number, row, is_labelled in named
        if is_labelled
        for own in pieces[number : number + 1 + len(row.areas)]
        for piece in own
    }
    return [row for _, row, _ in named], [line for line in lines if id(line) not in taken]


def _names_service(row: AreaRow) -> bool:
    """Whether a row is of a service, also of one that no catalogue has or that was misread."""
    return _is_known(row) or (bool(row.areas) and _SERVICE.search(row.service[0].text) is not None)


def _is_known(row: AreaRow) -> bool:
    return any(item.code for item in parse_scope(row.service[0].text))


def _cut_behind(row: Line) -> tuple[Line, Line | None]:
    """The service of a row, and the places behind it; none where what stands there names something else."""
    for mark in _BEHIND.finditer(row.text):
        if 0 < mark.start() < mark.end() < len(row.text):
            behind = row.part(mark.end(), len(row.text))
            places = text_to_places(behind.text)
            if places and all(map(is_known_place, places)):
                return row.part(0, mark.start()), behind
    return row, None


def _continued(rows: Sequence[Line]) -> Iterator[Line]:
    """The rows below the first one that go on listing places: of known places, of ideographs alone where
    they are near, or, whatever they hold, where a mark leads on or a bracket opens."""
    for before, row in pairwise(rows):
        if _NUMBERED.match(row.text) or find_service(row.text):
            return
        away = (row.box.top - before.box.bottom) / max(row.height, 1.0)
        led = before.text.rstrip().endswith(_MARKS) or row.text.lstrip().startswith((*_MARKS, "（", "("))
        near = away < _GAP and _PLACES.fullmatch(row.text) is not None
        if away >= _FAR or not (led or near or all(map(is_known_place, text_to_places(row.text)))):
            return
        yield row
