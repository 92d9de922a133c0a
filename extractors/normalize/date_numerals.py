"""Numerals of dates: Arabic and Chinese, digit by digit or with tens, and what is misread for them."""

from __future__ import annotations

import re

from extractors.normalize.lookalikes import DIGIT_LOOKALIKES
from extractors.normalize.normal import Repair

_NUMERALS = {
    "〇": 0, "○": 0, "◯": 0, "零": 0, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7,
    "八": 8, "九": 9, "十": 10, "廿": 20, "卅": 30, "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5,
    "陆": 6, "柒": 7, "捌": 8, "玖": 9, "拾": 10, "两": 2, "元": 1,
}  # fmt: skip
# Between 年, 月 and 日 nothing but a numeral can stand, so these are misread numerals.
_NUMERAL_LOOKALIKES = {
    "-": "一", "—": "一", "–": "一", "―": "一", "ー": "一", "=": "二", "ニ": "二", "ミ": "三", "人": "八",
    "入": "八", "ハ": "八", "+": "十", "千": "十", "卄": "廿", "口": "〇", "匹": "四", "丸": "九",
    "O": "〇", "o": "〇", "Q": "〇", "D": "〇", "貳": "贰", "參": "叁", "参": "叁",
}  # fmt: skip
ARABIC = "0-9" + re.escape("".join(DIGIT_LOOKALIKES))
CHINESE = "".join(_NUMERALS) + re.escape("".join(_NUMERAL_LOOKALIKES))
SLOT = f"[{ARABIC}{CHINESE}]"
"""Characters of patterns: Arabic digits, Chinese ones, and either, each with what is misread for it."""


def year_digits(read: str, repairs: list[Repair]) -> int | None:
    """A year is four digits, Arabic or Chinese, one by one; with fewer, one was lost.

    After 二 stands 〇, so that 二二四 can only be 二〇二四.
    """
    digits = [_digit(character, repairs) for character in read]
    if len(digits) == 3 and digits[0] == 2 and digits[1] in (1, 2, 3, 4) and not read.isascii():
        digits.insert(1, 0)
        repairs.append(Repair.ZERO_MISSING)
    if len(digits) != 4 or any(digit > 9 for digit in digits):
        return None
    return int("".join(map(str, digits)))


def _digit(character: str, repairs: list[Repair]) -> int:
    if character.isascii() and character.isdigit():
        return int(character)
    if character in _NUMERALS:
        return _NUMERALS[character]
    repairs.append(Repair.CONFUSION)
    if character in _NUMERAL_LOOKALIKES:
        return _NUMERALS[_NUMERAL_LOOKALIKES[character]]
    return int(DIGIT_LOOKALIKES[character])


def small_number(read: str, repairs: list[Repair]) -> int | None:
    """1-99 from 01, 十二, 二十三, 廿三, 卅, or digit by digit (二三); ``None`` for anything else."""
    digits = [_digit(character, repairs) for character in read]
    if len(digits) > 2 and max(digits) < 10:  # 031 is 03 and a misread 日
        return None
    while len(digits) > 1 and digits[0] == 0:
        digits = digits[1:]
    match digits:
        case [single]:
            return single or None
        case [tens, unit] if tens in (10, 20, 30) and 0 < unit < 10:
            return tens + unit
        case [tens, 10] if 0 < tens < 10:
            return tens * 10
        case [tens, 10, unit] if 0 < tens < 10 and 0 < unit < 10:
            return tens * 10 + unit
        case [tens, unit] if tens < 10 and unit < 10:
            return tens * 10 + unit
        case _:
            return None
