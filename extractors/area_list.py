"""The annex that says item by item where a service may be offered: 一、国内呼叫中心业务, 覆盖范围：全国."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractors.area_table import AreaRow
from extractors.catalogue import find_service
from extractors.layout import Line, join, to_rows
from extractors.places import is_known_place, text_to_places
from extractors.scope import parse_scope

_NUMBERED = re.compile(r"\s*(?:[一二三四五六七八九十]{1,3}|\d{1,2})[、.．,，]\s*(?!\d)")
_CAPTION = re.compile(r"\s*(?:业务)?(?:覆盖|经营|服务)(?:范围|区域|地域|地区)\s*[:：]\s*")
_PLACES = re.compile(r"[\u3400-\u9fff、,;，；\s]+[。.]?\s*")
_GAP, _FAR = 1.2, 2.6  # heights of a line from one to the next of the same places; at most
_MARKS = tuple("、,，;；")


def find_area_list(lines: Sequence[Line]) -> list[AreaRow]:
    """Its items: a numbered row that names services, and below it their places behind a caption."""
    rows = [join(row) for row in to_rows(lines)]
    found = []
    for number, (above, row) in enumerate(pairwise(rows), start=1):
        mark, caption = _NUMBERED.match(above.text), _CAPTION.match(row.text)
        if mark is None or caption is None or caption.end() == len(row.text):
            continue
        service = above.part(mark.end(), len(above.text))
        if any(item.code for item in parse_scope(service.text)):
            places = (row.part(caption.end(), len(row.text)), *_continued(rows[number:]))
            found.append(AreaRow((service,), places, ruled=False))
    return found


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
