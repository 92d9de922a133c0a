"""The record of changes (变更记录): what it says of a company is of one day, and no value of a main page."""

from __future__ import annotations

import re
from collections.abc import Iterable

from extractors.normalize.text import fold
from extractors.page_lines.layout import Line, join, to_rows
from extractors.pages.page_text import PageText
from schemas.geometry import BBox

CHANGE = "变更"
HEADER = 2  # labels of a main page that a page's head may have, at most

_TITLE = re.compile(
    r"[^:。,，]{0,16}变更(?:登记|核准|审批|事项|内容|情况)*(?:记录|登记|事项|情况)(?:表|栏|页)?"
)
_HEADS = re.compile(
    r"变更(?:前|后|日期|时间|内容|事项|项目)|(?:原|变更前)登记(?:事项|内容)|(?:核准|变更)登记(?:事项|内容)"
)
_BECAME = f"{CHANGE}为"
_FILLED = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|[二一][0〇○零九][0〇○零一二三四五六七八九]{2}|" + _BECAME)


def is_changes_title(text: str) -> bool:
    """Whether a row (folded) is the title of a record of changes, and nothing else."""
    return _TITLE.fullmatch(text) is not None


def find_changes(text: PageText, labels: Iterable[BBox], *, is_form: bool) -> Line | None:
    """What heads the page's record of changes: its title, or the heads of its table. Above it stand no more
    of the ``labels`` than a page's head has, or it is a part of a main page. On what ``is_form`` of another
    page by all else, words like the title are a stamp's or a heading, unless a change is told below."""
    top = next(iter(sorted(box.top for box in labels)[HEADER:]), float("inf"))
    is_titled = not is_form or any(_BECAME in fold(line.text) for line in text.lines)
    for row in to_rows(text.lines):
        whole = join(row)
        words = fold(whole.text)
        if whole.box.top >= top:
            return None
        if len(set(_HEADS.findall(words))) > 1 or (is_titled and is_changes_title(words)):
            return whole
    return None


def is_record(lines: Iterable[Line], head: Line) -> bool:
    """Whether the ``head`` is a record's own title and changes were entered below it."""
    return is_changes_title(fold(head.text)) and is_filled(lines, head)


def is_filled(lines: Iterable[Line], head: Line) -> bool:
    """Whether a change was entered below the ``head``: a printed form without one says nothing."""
    return any(line.middle > head.middle and _FILLED.search(fold(line.text)) for line in lines)
