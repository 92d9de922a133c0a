"""Rows that begin with a label of their own, of which the type knows nothing, or with an entry of a list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extractors.normalize.text import fold
from extractors.page_lines.layout import Line
from extractors.value_lines.value_rows import LONGEST_PITCH

_WORDS = "[\u3400-\u9fff]"
# 服务接入代码： and 邮编：650000 of a row of its own.
_ENTRY = re.compile(
    rf"{_WORDS}{{0,6}}(?:[代编]码|(?<!型)号|话|传真|邮箱|址|名称|联系人|日期|(?<!分支)机构|机关|单位|部门):"
    rf"|[^:;,、]{{2,12}}:(?=.*\d)[^\u3400-\u9fff]{{5,}}$"
)
# 备注：, and 销售： of a list; 信息服务业务： and 广东省： go on in one.
_HEAD = re.compile(rf"{_WORDS}{{2,8}}(?<![务目含限括下省市区县]):")
LEADS_ON = re.compile(r"[:;,、]$")  # a row whose list goes on in the next


def is_entry(text: str) -> bool:
    """Whether a row begins with a label of its own: by its last word, or as no words follow it."""
    return _ENTRY.match(fold(text)) is not None


def mixes_rows(lines: Sequence[Line], count: int, flush: float) -> bool:
    """Whether one of the first ``count`` lines, of a value, may be a row of its own, or the one below them,
    which was left out, one of theirs: of lines that begin left of ``flush``, as labels do."""
    return any(
        _leads_on(above.text) if place == count else not _leads_on(above.text)
        for place, (above, below) in enumerate(pairwise(lines), start=1)
        if below.box.left < flush
        and below.middle - above.middle < LONGEST_PITCH * below.height
        and (is_entry if place == count else _may_be_entry)(below.text)
    )


def _may_be_entry(text: str) -> bool:
    return _HEAD.match(fold(text)) is not None


def _leads_on(text: str) -> bool:
    """Whether a row ends where a list or a bracket goes on."""
    folded = fold(text)
    return LEADS_ON.search(folded) is not None or folded.count("(") > folded.count(")")
