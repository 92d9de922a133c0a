from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.normalize.credit_code import code_to_check_character, normalize_credit_code
from extractors.normalize.normal import Check, Repair

# Both check characters of these hold.
_CODES = ["91110108700338416R", "91110108MA01EBFH9B", "911101053179472352"]


@pytest.mark.parametrize("code", _CODES)
def test_good_codes(code: str) -> None:
    normal = normalize_credit_code(f"统一社会信用代码：{code[:9]} {code[9:]}")
    assert (normal.value, normal.failed, normal.repairs) == (code, (), ())


@given(st.sampled_from(_CODES), st.integers(0, 17), st.sampled_from("0123456789ABCDEFGHJKLMNPQRTUWXY"))
def test_one_wrong_character_is_always_flagged(code: str, place: int, character: str) -> None:
    wrong = code[:place] + character + code[place + 1 :]
    normal = normalize_credit_code(wrong)
    assert (normal.failed == ()) == (normal.value == code)


def test_letters_outside_the_alphabet_are_repaired() -> None:
    normal = normalize_credit_code("9III0I08700338416R")
    assert (normal.value, normal.repairs) == ("91110108700338416R", (Repair.CONFUSION,))


@pytest.mark.parametrize("text", ["9111", "", "91110108700338416R 91110108MA01EBFH9B", "91110108700338416RR"])
def test_not_one_code(text: str) -> None:
    assert normalize_credit_code(text).failed == (Check.CREDIT_CODE_FORM,)


def test_check_character() -> None:
    assert code_to_check_character("91110108700338416") == "R"


def test_a_registration_number_in_its_place_is_kept_and_flagged() -> None:
    normal = normalize_credit_code("130100000231178")
    assert (normal.value, normal.failed) == ("130100000231178", (Check.CREDIT_CODE_FORM,))
    assert normalize_credit_code("13010000023117").value is None
