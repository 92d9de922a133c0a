"""What is printed where a form has nothing to say: a row of asterisks or dashes, a stroke, 无."""

from __future__ import annotations

import re

from extractors.normalize.text import fold

_MARKS = re.compile(r"[*＊※]{2,}|[-—–―－_一]{2,}|[/\\]+|无")


def is_blank_mark(text: str) -> bool:
    """Whether the whole of ``text`` fills a blank: ``******``, ``——``, ``/`` or 无.

    A single dash may be dirt."""
    return _MARKS.fullmatch(fold(text).strip(":;,.。、")) is not None
