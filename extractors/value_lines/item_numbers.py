"""Items of a list with numbers: what begins with the next number goes on with the list."""

from __future__ import annotations

import re
from collections.abc import Iterable

from extractors.page_lines.layout import Line

NEXT = 3.0  # line heights from one item to the next, which may be of two rows, at most
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_HAN = "一二三四五六七八九十"
_NUMBER = re.compile(
    rf"\s*(?:(?P<circled>[{_CIRCLED}])|[(（]?(?:(?P<figures>\d{{1,2}})|(?P<han>[{_HAN}]))(?:[)）]|[.．、](?!\d)))"
)


def item_number(text: str) -> int | None:
    """The number that a row of a list begins with; ``None`` where it begins with none."""
    found = _NUMBER.match(text)
    if found is None:
        return None
    if found["circled"]:
        return _CIRCLED.index(found["circled"]) + 1
    return int(found["figures"]) if found["figures"] else _HAN.index(found["han"]) + 1


def is_next_item(above: str, below: str) -> bool:
    """Whether both rows begin with the number of an item, the lower one with the next."""
    first, second = item_number(above), item_number(below)
    return first is not None and second == first + 1


def below_items(lines: Iterable[Line], bottom: float, height: float) -> float:
    """``bottom``, or what lies below the items that go on beyond it with a list which begins above."""
    numbered = [(line.middle, at) for line in lines if (at := item_number(line.text)) is not None]
    number, last = 0, bottom
    for middle, own in sorted(numbered):
        if middle < bottom:
            number, last = own, middle
        elif own == number + 1 and number and middle - last < NEXT * height:
            number, last, bottom = own, middle, middle + height
    return bottom


def are_in_order(texts: Iterable[str]) -> bool:
    """Whether the items that rows begin with stand in the order of their numbers."""
    numbers = [number for text in texts if (number := item_number(text)) is not None]
    return numbers == sorted(numbers)
