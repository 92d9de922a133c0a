from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.normalize.license_number import (
    CharRepair,
    find_license_number,
    find_license_numbers,
    normalize_license_number,
    parse_license_number,
)
from extractors.normalize.normal import Check, Repair
from extractors.telecom_lists.issuers import PROVINCES


@pytest.mark.parametrize(
    "number",
    [
        "京B2-20240286", "粤B2-20090059", "浙B2-20080224-1", "B1-20150233", "A2.B1.B2-20090003",
        "合字B2-20190046", "京ICP证080575号", "京ICP证150016号", "沪B1.B2-20181234",
        "滇B2-20160043", "黔B2-20180030", "黔ICP证050012号", "云B2-20160043",
    ],
)  # fmt: skip
def test_a_clean_number_is_itself(number: str) -> None:
    parsed = parse_license_number(number)
    assert parsed.value == number
    assert (parsed.repairs, parsed.failed, parsed.char_repairs) == ((), (), ())


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("京82-20240286", "京B2-20240286"),
        ("京BZ一2O24O286", "京B2-20240286"),
        ("京日2—2024 02B6", "京B2-20240286"),
        ("京 B 2 ~ 2 0 2 4 0 2 8 6", "京B2-20240286"),
        ("京B220240286", "京B2-20240286"),
        ("京B2-2D24Q28G", "京B2-20240286"),
        ("Bl-2Ol5O233", "B1-20150233"),
        ("A2,B1·82-20090003", "A2.B1.B2-20090003"),
        ("B1B2-20150233", "B1.B2-20150233"),
        ("合宇B2-20190046", "合字B2-20190046"),
        ("粵B2-20090059", "粤B2-20090059"),
        ("奥B2-20090059", "粤B2-20090059"),
        ("京lCP證O80575號", "京ICP证080575号"),
        ("京ICP证080575", "京ICP证080575号"),
        ("京B2－２０２４０２８６", "京B2-20240286"),
    ],
)
def test_repairs(read: str, meant: str) -> None:
    assert normalize_license_number(read).value == meant


@pytest.mark.parametrize(
    "text",
    [
        "沪ICP备13034501号-2", "京公网安备 11010502026149", "浙D3-20210002", "京网文（2023）4872-140号",
        "第291号", "JY14403070071511", "京B2-202402861", "京B2-2024028", "9111010MA01B220240286",
        "电话8220240286", "京B3-20240286", "京B2-18240286", "进网许可 02-5678-201234", "", "京ICP备080575号",
    ],
)  # fmt: skip
def test_other_numbers_are_none(text: str) -> None:
    assert find_license_numbers(text) == ()
    assert normalize_license_number(text).failed == (Check.NUMBER_FORM,)


def test_repaired_characters_are_told() -> None:
    number = find_license_number("编号： 京82-2O240286")
    assert number is not None
    assert number.char_repairs == (CharRepair(5, "8", "B"), CharRepair(9, "O", "0"))
    assert number.repairs == (Repair.CONFUSION,)
    assert (number.start, number.end) == (4, 16)


def test_a_province_of_two_readings_is_never_taken_for_none() -> None:
    number = find_license_number("责B2-20240286")
    assert number is not None
    assert number.province is None
    assert number.failed == (Check.NUMBER_PREFIX,)


def test_a_label_before_the_ministrys_number_is_no_province() -> None:
    number = find_license_number("经营许可证编号B1-20150233")
    assert number is not None
    assert (number.value, number.failed) == ("B1-20150233", ())


def test_several_numbers_in_order() -> None:
    found = find_license_numbers("京B2-20240286，另见A2.B1-20090003")
    assert [number.value for number in found] == ["京B2-20240286", "A2.B1-20090003"]


def test_parse_wants_a_number_and_nothing_else() -> None:
    assert parse_license_number("（京B2-20240286）").year == 2024
    for text in ("编号京B2-20240286", "京B2-20240286 京B2-20240287", "无"):
        with pytest.raises(ValueError, match="not one license number"):
            parse_license_number(text)


_NUMBERS = st.builds(
    lambda prefix, classes, year, serial: f"{prefix}{'.'.join(classes)}-{year}{serial:04}",
    st.sampled_from([*PROVINCES, "合字", ""]),
    st.lists(st.sampled_from(["A1", "A2", "B1", "B2"]), min_size=1, max_size=4, unique=True).map(sorted),
    st.integers(1990, 2039),
    st.integers(0, 9999),
)


@given(_NUMBERS, st.data())
def test_confusions_never_give_another_number(number: str, data: st.DataObject) -> None:
    looks = {"0": "0OoQD〇", "1": "1lI|", "2": "2Z", "5": "5S", "8": "8B", "-": "-—一~", "B": "B8"}
    dash = number.index("-")
    read = "".join(
        data.draw(st.sampled_from(looks.get(character, character))) if index >= dash else character
        for index, character in enumerate(number)
    )
    assert normalize_license_number(f"编号: {read}").value == number


@pytest.mark.parametrize(
    "text", ["编号：鄂ICP证B2-20081945", "川SP证B2-20081945", "吉B.B2-20212090-12", "编号：晋BY.B2-20160135"]
)
def test_a_province_parted_off_by_another_kind_or_half_a_class_is_told(text: str) -> None:
    """Without its province it would be the ministry's."""
    number = find_license_number(text)
    assert number is not None
    assert number.failed == (Check.NUMBER_PREFIX,)


def test_the_name_of_the_license_before_the_ministrys_number_is_no_other_kind() -> None:
    number = find_license_number("增值电信业务经营许可证B2-20060089")
    assert number is not None
    assert (number.value, number.failed) == ("B2-20060089", ())


@pytest.mark.parametrize("hyphen", ["\u2010", "\u2011", "\u2012", "\u2212"])
def test_a_hyphen_of_a_pdf_is_one(hyphen: str) -> None:
    found = find_license_number(f"合字B2{hyphen}20220109")
    assert found is not None and found.value == "合字B2-20220109"
