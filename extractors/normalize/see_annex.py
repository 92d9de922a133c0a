"""Values that stand elsewhere: (见附页)."""

from __future__ import annotations

import re

from extractors.normalize.text import fold

# 详见附件一; specks are read as a mark or two, and of a watermark that crosses it one character is left.
# The annex may be named: 见附件《业务种类及覆盖范围》.
_SEE_ANNEX = re.compile(
    r"(?:[^\w(]{0,2}|\w(?=\())\(?[详请]?见附(?:页|件|表)[0-9一二三四五六]?\)?[^\w]{0,2}"
    r"(?:(?:业务|种类|服务|项目|覆盖|经营|许可|范围|区域|名称|清单|目录|明细|[、及和与表])+\)?[^\w]{0,2})?"
)
_STRAY = re.compile(r"^\w(?=[(（])")
_NAMES_ANNEX = re.compile(r"[见以按]附[页件录表]|^\W*附[页件录表]\W*$")


def refers_to_annex(text: str) -> bool:
    """Whether the value is (见附页) and stands elsewhere."""
    return _SEE_ANNEX.fullmatch(fold(text)) is not None


def as_reference(text: str) -> str:
    """The value, where it refers to an annex without the character of a watermark that was read before it."""
    return _STRAY.sub("", text) if refers_to_annex(text) else text


def names_annex(text: str) -> bool:
    """Whether the value, or a part of it, stands elsewhere: 浙江（具体见附页）, 以附页为准."""
    return refers_to_annex(text) or _NAMES_ANNEX.search(fold(text)) is not None
