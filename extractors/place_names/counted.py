"""Lists of places that say how many they are: 北京、上海、湖北3省（直辖市）."""

from __future__ import annotations

import re

_NUMBERS = {name: at for at, name in enumerate("〇一二三四五六七八九十")}
_COUNT = re.compile(
    r"(?:等?(?:(?P<figures>\d{1,2})|(?P<numerals>[一二三四五六七八九十]{1,3}))个?(?:省市?|地?市|城市|地区|省级行政区)"
    r"(?:[(（][^()（）]*[)）])?|等(?:地区?|省市?|市|城市)?)(?=[。.;；]?$)"
)


def without_count(text: str) -> str:
    """The list without how many places it has."""
    return _COUNT.sub("", text)


def count_places(text: str) -> int | None:
    """How many places the list says that it has; ``None`` where it does not."""
    found = _COUNT.search(text)
    if found is None or not (found["figures"] or found["numerals"]):  # 等地: of some that are not named
        return None
    if found["figures"]:
        return int(found["figures"])
    tens, ten, ones = found["numerals"].rpartition("十")
    return 10 * (_NUMBERS[tens] if tens else 1) * bool(ten) + (_NUMBERS[ones] if ones else 0)
