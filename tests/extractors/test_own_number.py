"""Pages that bear more than one license's number: their own stands under its label."""

from __future__ import annotations

import pytest

from extractors.normalize.license_number import find_license_number
from extractors.pages.numbers_in_line import is_number_alone
from schemas.field import FieldStatus
from schemas.page import InkLayer
from tests.lines import (
    TELECOM,
    VALUES,
    annex_lines,
    certificate,
    certificates,
    line,
    main_lines,
    of_file,
    page,
    provision_lines,
    row,
    seen,
)


def test_a_note_names_the_license_that_this_one_replaces() -> None:
    note = line("本证由浙B2-20140388号许可证换发", 300, 380, angle=4, layer=InkLayer.RED)
    (found,) = certificates(*of_file("a.pdf", page(note, *main_lines())))
    assert found.license_number == "浙B2-20190046"
    assert found.fields["license_number"].status == FieldStatus.ACCEPTED


def test_an_annex_names_the_license_of_its_provider_more_often_than_its_own() -> None:
    """Before, it was a certificate of the provider's number, and its sites were lost to its own."""
    named = row(6, "备注：", "由浙B2-20080101提供接入", "（浙B2-20080101）")
    annex = page(*annex_lines(), *named, page_no=2)
    (found,) = certificates(*of_file("a.pdf", page(*main_lines()), annex))
    assert found.license_number == "浙B2-20190046"
    assert [site.name for site in found.annexes[0].websites] == ["清河社区"]


def test_a_digit_misread_under_the_label_is_outvoted_as_before() -> None:
    lines = main_lines(number="浙B2-20190048")
    again = [line(f"编号见 浙B2-20190046 {place}", 240, 1500 + 60 * at) for at, place in enumerate("上下")]
    (found,) = certificates(*of_file("a.pdf", page(*lines, *again)))
    assert found.license_number == "浙B2-20190046"


@pytest.mark.parametrize(
    ("above", "number", "told"),
    [
        ("浙B2-20080137此号作废", "浙B2-20190046", False),
        ("浙B2-20080137", None, True),  # struck out, or put in its place: a person must see which
        ("（原编号：浙B2-20080137）", "浙B2-20190046", False),
    ],
)
def test_of_two_numbers_in_one_place_a_person_chooses(above: str, number: str | None, *, told: bool) -> None:
    found = certificate(line(above, VALUES, 450), *main_lines())
    assert any(entry.code == "numbers_differ" for entry in found.issues) is told
    assert (found.fields["license_number"].status == FieldStatus.REVIEW) is told
    if number is not None:
        assert found.license_number == number


def test_a_small_letter_in_a_number_is_a_capital() -> None:
    found = find_license_number(".浙b2-20080317-1")
    assert found is not None and found.value == "浙B2-20080317-1"


def test_a_number_that_lost_its_province_on_one_page_of_three_is_no_other() -> None:
    clauses = provision_lines("B2-20190046", "一、应当标明编号。", "二、应当报告。")
    pages = [page(*main_lines()), page(*annex_lines(), page_no=2), page(*clauses, page_no=3)]
    (found,) = certificates(*of_file("a.pdf", *pages))
    assert (found.license_number, len(found.provisions)) == ("浙B2-20190046", 2)
    assert "numbers_differ" not in {entry.code for entry in found.issues}


def test_a_main_page_whose_number_lost_its_beginning_keeps_its_annex() -> None:
    """A seal hid a digit; the certificate was two, and the half with the whole number had no main page."""
    main = main_lines(number="浙B.B2-20190046")
    named = line("杭州清河网络科技有限公司获准经营信息服务业务相关信息", 240, 620)
    annex = page(*annex_lines(number="浙B1.B2-20190046"), named, page_no=2)
    (found,) = certificates(*of_file("a.pdf", page(*main), annex))
    assert found.license_number == "浙B1.B2-20190046"
    assert found.company == "杭州清河网络科技有限公司"
    assert found.fields["license_number"].status == FieldStatus.ACCEPTED
    assert not any(entry.code == "numbers_differ" for entry in found.issues)


def test_a_number_without_its_province_on_one_page_differs_as_before() -> None:
    """It is read as whole: nothing shows that it lacks a beginning."""
    annex = page(*annex_lines(number="浙B2-20190046"), page_no=2)
    (found,) = certificates(*of_file("a.pdf", page(*main_lines(number="B2-20190046")), annex))
    assert any(entry.code == "numbers_differ" for entry in found.issues)


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("（编号：浙B2-20190046）", True),
        ("（证号:浙B2-20190046)", True),
        ("证号浙B2-20190046", True),
        ("No.浙B2-20190046", True),
        ("浙B2-20190046", False),  # a label's, which may stand above it
        ("公司名称：浙B2-20190046", False),
        ("原许可证号浙B2-20140388已注销", False),
    ],
)
def test_a_number_and_the_word_that_announces_it(text: str, alone: bool) -> None:
    """Close above the company's name it had run into that."""
    (only,) = seen(line(text, VALUES, 400))
    assert is_number_alone(only, TELECOM.field(TELECOM.identity)) is alone
