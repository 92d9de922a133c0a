"""Paths in a page's content, found without parsing it: ornament of 28,000 operators is common, and each of
its numbers would become an object."""

from __future__ import annotations

import re
from typing import Final

# Numbers, their separators and operators that pdfminer reads as ISO 32000-1 does; all else stays.
_SPACE: Final = rb"[ \t\r\n]"
_NUMBER: Final = rb"[-+]?(?:\d{1,20}+(?:\.\d{0,20}+)?|\.\d{1,20}+)" + _SPACE + rb"++"
_PAIR: Final = _NUMBER + _NUMBER
_PATH: Final = (
    rb"(?:%(pair)s(?:[ml]|%(pair)s(?:[vy]|re|%(pair)sc))|%(number)s[wJjMi]|[hnSsF]|[fBbW]\*?+)%(space)s++"
    % {b"pair": _PAIR, b"number": _NUMBER, b"space": _SPACE}
)


def _string(depth: int) -> bytes:
    inner = b"|" + _string(depth - 1) if depth else b""
    return rb"\((?:[^()\\]++|\\." + inner + rb")*+\)"


STRING: Final = _string(2) + rb"|<[0-9A-Fa-f\s]*+>"
_ARRAY: Final = rb"\[(?:[^][()<>{}%]++|" + STRING + rb")*+\]"
_OPERAND: Final = STRING + b"|" + _ARRAY
_DICTIONARY: Final = rb"<<(?:[^][()<>{}%]++|" + _OPERAND + rb")*+>>"
_NAME_OR_COMMENT: Final = rb"/[^][()<>{}/%\s]*+|%[^\r\n]*+"
_PART: Final = re.compile(
    rb"(?P<paths>(?<=" + _SPACE + rb")(?:" + _PATH + rb")++)"
    rb"|" + _NAME_OR_COMMENT + rb"|" + _OPERAND + rb"|" + _DICTIONARY + rb"|(?P<end>[][()<>{}]|BI)",
    re.DOTALL,
)


def without_paths(content: bytes) -> tuple[bytes, bool]:
    """``content`` without the operators that draw paths and set how lines are drawn, with their operands;
    and whether all of it was looked through.

    What stands in strings, arrays, dictionaries and comments is none. From the first thing on that is not
    told for sure, a picture among the operators or a bracket without its other, all is left as it is.
    """
    kept, start = [], 0
    for part in _PART.finditer(content):
        if part.lastgroup == "paths":
            kept.append(content[start : part.start()])
            start = part.end()
        elif part.lastgroup == "end":
            return b"".join([*kept, content[start:]]), False
    return b"".join([*kept, content[start:]]), True
