"""What is set about a label and is none of its words: brackets (【公司名称】), dashes (— 公司名称 —),
the number of its row or site (1、名称：, 网站名称2：), what it says further (法人代表（负责人）：), the
colon."""

from __future__ import annotations

import re
from functools import lru_cache

from extractors.normalize.text import fold, fold_with_offsets
from extractors.printed_labels.former_labels import former_end, is_former_mark

ENDS = ":;：；_"  # what OCR makes of the colon after a label
_SPECKS = "．.·…"  # the colon of a label of two lines, between them; a list goes on with 、
ROW_NUMBER = re.compile(r"\(?(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})[.、,)]+")
# Folded: NFKC makes [ of ［. Round brackets are the label's own.
OPENED, CLOSED = "【〖〔[「『{<《〈", "】〗〕]」』}>》〉"
SAID_FURTHER = r"\((?!仅|不|含|见|附)[^():]{1,10}(?<![国省市区县])\)"  # and no value: (全国)
NUMBER = r"\(?(?:[0-9A-Za-z|]{1,2}|[一二三四五六七八九十]{1,3})\)?"  # 1 is read as l, I or | too
_DASH = "-\u2012-\u2015"  # — 公司名称 —, of which OCR makes 一 too
_FLOURISH = re.compile(f"(?:[{_DASH}]|一(?!般))+")
_FLOURISH_END = re.compile(f"[{_DASH}一]+$")
_SPECK = re.compile(r"[·•.。'`,、*-]{1,2}")
_OPENING = re.compile(f"[{re.escape(OPENED)}]+")
_PLAIN_END = re.compile(rf"(?:为(?=:))?[{re.escape(CLOSED)}]?[:;_]*[{re.escape(CLOSED)}]?[:;_]*")
_FURTHER_END = re.compile(rf"{SAID_FURTHER}[{re.escape(CLOSED)}]?[:;_]+[{re.escape(CLOSED)}]?")
_NUMBERED_END = re.compile(rf"{NUMBER}[{re.escape(CLOSED)}]?[:;_]+[{re.escape(CLOSED)}]?")
_LEADERS = re.compile(r"[.·•](?:[.·•]|$)")  # dots that lead from a label to its value, without rules
_CLOSING = re.compile(rf"[:;_]?[{re.escape(CLOSED)}]")
_ALONE = re.compile(rf"\(?(?:[0-9]{{1,2}}|[lI|])\)?[{re.escape(CLOSED)}]?")
_CIRCLED = re.compile(r"\s*(?:[\u2460-\u2473]|[\u2776-\u277f]|[(（\[]\s*[0-9０-９]{1,2}\s*[)）\]])")


@lru_cache(maxsize=4096)  # each row is looked through for every label
def label_begin(text: str) -> int:
    """Where in ``text`` (folded) a label may begin: behind a speck, a row's number, brackets and the mark of
    what no longer holds."""
    at = 0
    for mark in (_SPECK, ROW_NUMBER, _FLOURISH, _OPENING, None, _OPENING):
        found = None if mark is None else mark.match(text, at)
        at = at + former_end(text[at:]) if mark is None else (at if found is None else found.end())
    return at


def is_former_head(text: str) -> bool:
    """Whether what stands before a label marks what no longer holds: 原, 【原, 2、原."""
    bare = ROW_NUMBER.sub("", fold(text), count=1)
    return is_former_mark(bare.strip(OPENED))


def is_dirt(text: str) -> bool:
    """Whether what stands before a label is nobody's text: a speck, a bracket, the number of the row, a dash,
    or the mark of what no longer holds."""
    bare = _FLOURISH.sub("", ROW_NUMBER.sub("", fold(text), count=1))
    return not any(map(str.isalnum, bare)) or is_former_head(text)


def without_opening(text: str) -> str:
    """What stands before a label within its line, without the bracket that opens about the label."""
    return text.rstrip().rstrip(f"{OPENED}［｛＜").rstrip()


def ends_label(text: str, at: int) -> bool:
    """Whether in ``text`` (folded) the marks behind a label end it: a bracket that closes, dots that lead on,
    or a number or what is said further, before a colon."""
    marks = (_CLOSING, _FURTHER_END, _NUMBERED_END, _FLOURISH_END, _LEADERS)
    return any(mark.match(text, at) is not None for mark in marks)


def past_label(text: str, end: int, *, numbered: bool) -> int:
    """The offset in ``text`` where the value behind a label begins that ends at ``end``; of labels that are
    ``numbered`` a number before the colon, or one set in a circle or brackets, is theirs."""
    circled = _CIRCLED.match(text, end) if numbered else None
    if circled is not None and not _counts_on(text, circled.end()):
        end = circled.end()
    folded, offsets = fold_with_offsets(text[end:])
    ends = [
        mark.match(folded) for mark in (_FURTHER_END, *((_NUMBERED_END,) if numbered else ()), _PLAIN_END)
    ]
    size = max(found.end() for found in ends if found is not None)
    past = end + offsets[size - 1] + 1 if size else end
    if _FLOURISH.match(fold(text)) and _FLOURISH_END.match(fold(text[past:])):
        return len(text)
    while past < len(text) and (text[past] in ENDS + _SPECKS or text[past].isspace()):
        past += 1
    return past


def is_number(text: str) -> bool:
    """Whether the text behind a label is a number alone: the site's, where the value stands further right."""
    return _ALONE.fullmatch(fold(text)) is not None


def _counts_on(text: str, at: int) -> bool:
    """Whether another number in a circle or brackets follows: they are of a list."""
    return any(_CIRCLED.match(text, place) for place in range(at, len(text)))
