"""Amounts of money as printed (人民币壹仟万元, 1000万元人民币, 500.00万美元) to ``"10000000 CNY"``."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from extractors.normalize.normal import Check, Normal, Repair, unique_repairs
from extractors.normalize.text import fold, fold_with_offsets, is_cjk

_CURRENCIES = {
    "人民币": "CNY", "RMB": "CNY", "CNY": "CNY", "¥": "CNY", "美元": "USD", "美金": "USD", "USD": "USD",
    "$": "USD", "港元": "HKD", "港币": "HKD", "HKD": "HKD", "欧元": "EUR", "EUR": "EUR", "€": "EUR",
    "日元": "JPY", "日圆": "JPY", "JPY": "JPY", "英镑": "GBP", "GBP": "GBP", "新台币": "TWD",
    "台币": "TWD", "新加坡元": "SGD", "新元": "SGD", "加元": "CAD", "澳元": "AUD", "澳门元": "MOP",
    "瑞士法郎": "CHF", "韩元": "KRW",
}  # fmt: skip
_DIGITS = {
    "零": 0, "〇": 0, "○": 0, "一": 1, "壹": 1, "二": 2, "贰": 2, "两": 2, "三": 3, "叁": 3, "四": 4,
    "肆": 4, "五": 5, "伍": 5, "六": 6, "陆": 6, "七": 7, "柒": 7, "八": 8, "捌": 8, "九": 9, "玖": 9,
}  # fmt: skip
_SMALL_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_LARGE_UNITS = {"万": 10**4, "亿": 10**8}
# In an amount none of these can stand, and each looks like one numeral or unit.
_LOOKALIKES = {
    "园": "圆", "员": "圆", "伯": "佰", "任": "仟", "阡": "仟", "染": "柒", "参": "叁", "叄": "叁",
    "弍": "贰", "弐": "贰", "抬": "拾", "捨": "拾", "方": "万", "乙": "亿", "忆": "亿", "億": "亿",
    "壱": "壹",
}  # fmt: skip
# Of these, what no one prints in an amount: 园, 参 and 弍 for 圆, 叁 and 贰 are printed.
_MISREAD = {read: _LOOKALIKES[read] for read in "伯任染抬捨方忆"}
_IN_AMOUNTS = {"參": "叁"}  # which is 参 in other words
_CURRENCY = re.compile("(?<=人民)[市巾布]")  # an amount names no other thing of the people
_ARABIC_LOOKALIKES = {"O": "0", "o": "0", "〇": "0", "○": "0", "l": "1", "I": "1", "|": "1"}

_NAMES = "|".join(map(re.escape, sorted(_CURRENCIES, key=len, reverse=True)))
_CHINESE = "".join((*_DIGITS, *_SMALL_UNITS, *_LARGE_UNITS))
_CHINESE_READ = _CHINESE + "".join(_LOOKALIKES)
_AMOUNT = re.compile(
    rf"(?P<before>{_NAMES})?:?"
    rf"(?:(?P<arabic>[0-9OoIl|][0-9OoIl|,.]*)(?P<units>[{_CHINESE_READ}]{{0,3}}?)"
    rf"|(?P<chinese>[{_CHINESE_READ}]+?(?:点[{''.join(_DIGITS)}]+万?)?))"
    rf"(?P<after>{_NAMES}|[元圆园员])?(?:(?<=人民币)[元圆])?(?P<cents>[{''.join(_DIGITS)}]角(?:[{''.join(_DIGITS)}]分)?)?"
    rf"[整正]?(?![{_CHINESE_READ}0-9])\)?\(?(?P<late>{_NAMES})?"
)
_SPECKS = " .．·•"
_LEAST = 10_000  # currency units that a capital has, where no 元 tells that it is whole
_GOES_ON = "".join({name[0] for name in _CURRENCIES}) + "整正大小写其中实认折合等值即以上"
_LABEL_ENDS = "本额金为计共"
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")


def is_amount(text: str) -> bool:
    """Whether a text is an amount with its currency and nothing else: 人民币500万元, 伍亿圆整, 500万美元."""
    match = _AMOUNT.fullmatch(fold(text))
    currency = match and (match["before"] or match["late"] or match["after"])
    return currency is not None and currency not in _LOOKALIKES


def mend_amount(text: str) -> str:
    """The text with those characters of its amounts put right that can only be misread: 伍拾方元, 1OO万元,
    人民市; of 參 the simplified form is 叁 there. Specks behind it are no part of an amount."""
    folded, offsets = fold_with_offsets(text)
    printed = list(text)
    for match in _AMOUNT.finditer(folded):
        for group, table in (("arabic", _ARABIC_LOOKALIKES), ("units", _MISREAD), ("chinese", _MISREAD)):
            for at in range(*match.span(group)):
                own = printed[offsets[at]]
                printed[offsets[at]] = table.get(folded[at], _IN_AMOUNTS.get(own, own))
    return _CURRENCY.sub("币", "".join(printed)).rstrip(_SPECKS)


def normalize_money(text: str) -> Normal:
    """The one amount in the text, as a plain number in currency units and its ISO 4217 code."""
    folded = fold(text)
    found = list(_AMOUNT.finditer(folded))
    amounts = [
        _amount(match) if _stands_free(match, folded) else Normal(None, failed=(Check.AMOUNT_FORM,))
        for match in found
    ]
    if not amounts:
        return Normal(None, failed=(Check.AMOUNT_MISSING,))
    if "。" in folded[: found[0].start()]:  # the end of a sentence about something else
        return replace(amounts[0], failed=(*amounts[0].failed, Check.AMOUNT_FORM))
    # An amount is often printed twice, in figures and in words: they must agree.
    if len({amount.value for amount in amounts}) > 1:
        return Normal(None, failed=(Check.AMOUNT_AMBIGUOUS,))
    return amounts[0]


def _stands_free(match: re.Match[str], folded: str) -> bool:
    """Whether no unknown character touches the amount: it may be a misread part of it, or a note."""
    before = folded[match.start() - 1] if match.start() and not match["before"] else ""
    after = folded[match.end() : match.end() + 1]
    if match["after"] or match["late"]:  # 500万元 goes on with words about money, if with any
        return not any(is_cjk(char) and char not in _GOES_ON for char in after)
    return not (before.isalnum() and before not in _LABEL_ENDS) and not after.isalnum()


def _amount(match: re.Match[str]) -> Normal:
    repairs: list[Repair] = []
    names = [match[name] for name in ("before", "after", "late") if match[name] in _CURRENCIES]
    codes = {_CURRENCIES[name] for name in names}
    if len(codes) > 1:
        return Normal(None, failed=(Check.AMOUNT_AMBIGUOUS,))
    if match["arabic"]:
        quantity = _arabic_amount(match["arabic"], match["units"], repairs)
    else:
        quantity = _chinese_amount(match["chinese"], repairs)
    if quantity is None or _is_cut(match, quantity):
        return Normal(None, failed=(Check.AMOUNT_FORM,))
    if not codes and not match["after"]:
        if not (match["units"] or match["chinese"]):
            return Normal(None, failed=(Check.AMOUNT_UNIT,))
        repairs.append(Repair.CURRENCY_ASSUMED)
    if match["after"] in _LOOKALIKES:
        repairs.append(Repair.CONFUSION)
    total = quantity + _cents(match["cents"])
    return Normal(f"{_plain(total)} {codes.pop() if codes else 'CNY'}", repairs=unique_repairs(repairs))


def _is_cut(match: re.Match[str], quantity: Decimal) -> bool:
    """Whether the amount has lost its end or its beginning, as where a line of it was not read:
    numerals that neither 元 nor a large unit ends (人民币壹亿贰仟伍), figures too low for a capital with
    nothing behind them (人民币256), and 拾万元, which money in words writes 壹拾万元."""
    if match["after"] or match["late"]:
        return match["chinese"] is not None and not match["before"] and match["chinese"][0] in "拾零"
    if match["chinese"]:
        return _LOOKALIKES.get(match["chinese"][-1], match["chinese"][-1]) not in _LARGE_UNITS
    return match["before"] is not None and quantity < _LEAST


def _plain(amount: Decimal) -> str:
    """No exponent, and no zeros after the point."""
    plain = f"{amount:f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def _put_right(read: str, table: dict[str, str], repairs: list[Repair]) -> str:
    meant = "".join(table.get(character, character) for character in read)
    if meant != read:
        repairs.append(Repair.CONFUSION)
    return meant


def _arabic_amount(read: str, units: str, repairs: list[Repair]) -> Decimal | None:
    """``read`` times its units (万, 百万); a comma anywhere but before three digits is an error."""
    digits = _put_right(read.rstrip(",."), _ARABIC_LOOKALIKES, repairs)
    if not _GROUPED.fullmatch(digits):
        return None
    factor = 1
    for unit in _put_right(units, _LOOKALIKES, repairs):
        size = _SMALL_UNITS.get(unit) or _LARGE_UNITS.get(unit)
        if size is None:
            return None
        factor *= size
    return Decimal(digits.replace(",", "")) * factor


def _chinese_amount(read: str, repairs: list[Repair]) -> Decimal | None:
    numerals = _put_right(read, _LOOKALIKES, repairs)
    whole, point, decimals = numerals.partition("点")
    if point:
        factor = _LARGE_UNITS.get(decimals[-1], 1)
        digits = "".join(str(_DIGITS[digit]) for digit in decimals if digit in _DIGITS)
        start = _whole_number(whole)
        return None if start is None else Decimal(f"{start}.{digits}") * factor
    number = _whole_number(numerals)
    return None if number is None else Decimal(number)


def _whole_number(numerals: str) -> int | None:
    """The number that Chinese numerals write, ``None`` if they break the order of units."""
    for unit, size in (("亿", 10**8), ("万", 10**4)):
        head, found, tail = numerals.rpartition(unit)
        if found:
            left = _whole_number(head)
            right = _whole_number(tail) if tail else 0
            if not left or right is None or right >= size:
                return None
            return left * size + right
    return _below_ten_thousand(numerals)


def _below_ten_thousand(numerals: str) -> int | None:
    total, digit, last_unit = 0, -1, 10_000
    for numeral in numerals:
        if numeral in _DIGITS:
            if digit > 0:
                return None  # two digits in a row
            digit = _DIGITS[numeral]
            continue
        unit = _SMALL_UNITS.get(numeral)
        if unit is None:
            return None  # 圆, of 员 or 园 amid numerals
        leading_ten = unit == 10 and total == 0 and digit == -1
        if unit >= last_unit or (digit < 1 and not leading_ten):
            return None
        total += unit * (1 if leading_ten else digit)
        digit, last_unit = -1, unit
    # Units and 零 may be followed by a last digit; 零 at the very end stands for nothing.
    return total + max(digit, 0) if numerals else None


def _cents(read: str | None) -> Decimal:
    if read is None:
        return Decimal(0)
    digits = [_DIGITS[numeral] for numeral in read if numeral in _DIGITS]
    return Decimal(digits[0]) / 10 + (Decimal(digits[1]) / 100 if len(digits) > 1 else Decimal(0))
