"""Lists of places that say how many they are: 北京、上海、湖北3省（直辖市）."""

from __future__ import annotations

import re

_NUMBERS = {name: at for at, name in enumerate("〇一二三四五六七八九十")}
_HOW_MANY = (
    r"等?(?:(?P<figures>\d{1,2})|(?P<numerals>[一二三四五六七八九十]{1,3}))个?"
    r"(?:省市?|直辖市|自治区|地?市|城市|地区|省级行政区)(?:[(（][^()（）]*[)）])?"
)
_COUNT = re.compile(rf"(?:{_HOW_MANY}|等(?:地区?|省市?|市|城市)?)(?=[。.;；]?$)")
_BEGIN = re.compile("[:：;；。()（）]")
_MARK, _MARK_OR_WORD = re.compile("[、,，]"), re.compile("[、,，和及与]")  # 呼和浩特 has one of these words
_WITHIN = re.compile(rf"(?<=[\u3400-\u9fff)）]){_HOW_MANY}")


def without_count(text: str) -> str:
    """The list without how many places it has."""
    return _COUNT.sub("", text)


def without_counts(text: str, instead: str) -> str:
    """Several lists, one behind the other, with ``instead`` where one tells how many places it has."""
    return _WITHIN.sub(instead, text)


def is_miscounted(text: str) -> bool:
    """Whether one of several lists, one behind the other, names fewer or more places than it says."""
    start = 0
    for found in _WITHIN.finditer(text):
        listed = _BEGIN.split(text[start : found.start()])[-1]
        start = found.end()
        parted, joined = (len(mark.split(listed)) for mark in (_MARK, _MARK_OR_WORD))
        if _to_number(found) not in (parted, joined) and "全国" not in listed:
            return True
    return False


def count_places(text: str) -> int | None:
    """How many places the list says that it has; ``None`` where it does not."""
    found = _COUNT.search(text)
    if found is None or not (found["figures"] or found["numerals"]):  # 等地: of some that are not named
        return None
    return _to_number(found)


def _to_number(found: re.Match[str]) -> int:
    if found["figures"]:
        return int(found["figures"])
    tens, ten, ones = found["numerals"].rpartition("十")
    return 10 * (_NUMBERS[tens] if tens else 1) * bool(ten) + (_NUMBERS[ones] if ones else 0)
