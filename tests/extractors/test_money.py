from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.normalize.money import is_amount, mend_amount, normalize_money
from extractors.normalize.normal import Check, Repair


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("人民币壹仟万元", "10000000 CNY"),
        ("1000万元人民币", "10000000 CNY"),
        ("壹仟万圆整", "10000000 CNY"),
        ("壹 仟 万 元 整", "10000000 CNY"),
        ("500.00万美元", "5000000 USD"),
        ("(人民币)伍佰万元", "5000000 CNY"),
        ("1,000万元", "10000000 CNY"),
        ("１０００万元", "10000000 CNY"),
        ("3.5亿元", "350000000 CNY"),
        ("壹亿贰仟叁佰肆拾伍万陆仟柒佰捌拾玖元", "123456789 CNY"),
        ("贰仟零伍拾万元整", "20500000 CNY"),
        ("一万零五百元", "10500 CNY"),
        ("十二万元", "120000 CNY"),
        ("壹佰贰拾叁元肆角伍分", "123.45 CNY"),
        ("2百万元", "2000000 CNY"),
        ("一千万元港币", "10000000 HKD"),
        ("USD 500,000", "500000 USD"),
        ("人民币壹仟万元（1000万元）", "10000000 CNY"),
        ("注册资本：伍拾万元", "500000 CNY"),
        ("壹仟方园整", "10000000 CNY"),
        ("人民币拾万元整", "100000 CNY"),
        ("人民币壹仟万", "10000000 CNY"),
        ("1OOO万元", "10000000 CNY"),
        ("2000万人民币元", "20000000 CNY"),
        ("500.00万人民币元整", "5000000 CNY"),
    ],
)
def test_amounts(text: str, value: str) -> None:
    assert normalize_money(text).value == value


@pytest.mark.parametrize(
    ("text", "check"),
    [
        ("注册资本", Check.AMOUNT_MISSING),
        ("", Check.AMOUNT_MISSING),
        ("1000", Check.AMOUNT_UNIT),
        ("1,00万元", Check.AMOUNT_FORM),
        ("壹仟佰万元", Check.AMOUNT_FORM),
        ("壹贰万元", Check.AMOUNT_FORM),
        ("仟万元", Check.AMOUNT_FORM),
        ("壹X万元", Check.AMOUNT_FORM),
        ("人民币壹仟某元", Check.AMOUNT_FORM),
        ("某仟万元", Check.AMOUNT_FORM),
        ("人民币壹亿贰仟伍", Check.AMOUNT_FORM),
        ("人民币贰佰伍拾陆", Check.AMOUNT_FORM),
        ("人民币壹仟", Check.AMOUNT_FORM),
        ("人民币256", Check.AMOUNT_FORM),
        ("零伍万元整", Check.AMOUNT_FORM),
        ("拾陆万元整", Check.AMOUNT_FORM),
        ("壹仟万元（100万元）", Check.AMOUNT_AMBIGUOUS),
        ("人民币100万美元", Check.AMOUNT_AMBIGUOUS),
    ],
)
def test_no_value_without_a_whole_amount(text: str, check: Check) -> None:
    normal = normalize_money(text)
    assert normal.value is None
    assert normal.failed == (check,)


def test_an_assumed_currency_is_told() -> None:
    assert normalize_money("1000万").repairs == (Repair.CURRENCY_ASSUMED,)
    assert normalize_money("1000万元").repairs == ()


def _words(number: int) -> str:
    """The number, below 10^12, in capital numerals."""
    for size, unit in ((10**8, "亿"), (10**4, "万")):
        if number >= size:
            head, tail = divmod(number, size)
            zero = "零" if 0 < tail < size // 10 else ""
            return _words(head) + unit + zero + (_words(tail) if tail else "")
    words, gap = "", False
    for size, unit in ((1000, "仟"), (100, "佰"), (10, "拾"), (1, "")):
        digit, number = divmod(number, size)
        if digit:
            words += ("零" if gap and words else "") + "零壹贰叁肆伍陆柒捌玖"[digit] + unit
        gap = digit == 0
    return words


@given(st.integers(1, 10**12 - 1))
def test_every_number_in_words(number: int) -> None:
    assert normalize_money(f"人民币{_words(number)}元整").value == f"{number} CNY"


@given(st.integers(1, 10**9), st.sampled_from(["", "万", "亿"]))
def test_every_number_in_figures(number: int, unit: str) -> None:
    factor = {"": 1, "万": 10**4, "亿": 10**8}[unit]
    assert normalize_money(f"{number:,}{unit}元").value == f"{number * factor} CNY"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("人民币500万元", True), ("伍亿圆整", True), ("500万美元", True), ("1,000万元人民币", True),
        ("12", False), ("3园", False), ("B50", False), ("注册资本500万元", False), ("兴庆路100号", False),
    ],
)  # fmt: skip
def test_what_is_an_amount_and_nothing_else(text: str, *, told: bool) -> None:
    assert is_amount(text) is told


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("伍拾方元", "伍拾万元"),
        ("贰佰万元人民市", "贰佰万元人民币"),
        ("人民币壹仟贰伯万元整", "人民币壹仟贰佰万元整"),
        ("1OOO方元", "1000万元"),
        ("参佰万园整", "参佰万园整"),
        ("人民币參佰萬元整", "人民币叁佰萬元整"),
        ("5000万元人民币", "5000万元人民币"),
        ("人民币伍佰万元.", "人民币伍佰万元"),
    ],
)
def test_what_no_amount_holds_is_put_right(read: str, printed: str) -> None:
    assert mend_amount(read) == printed


@pytest.mark.parametrize("text", ["园", "员", "园园", "壹园佰万元"])
def test_what_is_read_like_yuan_is_no_numeral(text: str) -> None:
    normal = normalize_money(text)
    assert (normal.value, normal.failed) == (None, (Check.AMOUNT_FORM,))


def test_the_end_of_a_sentence_before_an_amount_is_told() -> None:
    """A name whose label stands a row above: 法定代表人：司 / 徒雷朋。注册资本：壹仟万圆。"""
    normal = normalize_money("徒雷朋。壹仟万圆。")
    assert (normal.value, normal.failed) == ("10000000 CNY", (Check.AMOUNT_FORM,))
    assert normalize_money("人民币壹仟万圆。").failed == ()
