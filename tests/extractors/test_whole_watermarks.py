"""Watermarks that one page says worn and another whole."""

from __future__ import annotations

import pytest

from schemas.certificate import Certificate
from schemas.field import FieldStatus
from schemas.page import InkLayer, TextLine
from tests.lines import certificates, line, main_lines, of_file, page, provision_lines

WHOLE = "仅供应用商店上架使用，他用一律无效"


def tiles(text: str, score: float, count: int = 4) -> list[TextLine]:
    spots = [(200.0, 300.0), (700.0, 900.0), (200.0, 1500.0), (700.0, 2000.0)]
    return [line(text, left, top, angle=-28, layer=InkLayer.PALE, score=score) for left, top in spots[:count]]


def read(worn: list[TextLine], whole: list[TextLine]) -> Certificate:
    first = page(*main_lines(), *worn)
    second = page(*provision_lines("浙B2-20190046", "一、本证不得转让。"), *whole, page_no=2)
    (found,) = certificates(*of_file("a.pdf", first, second))
    return found


@pytest.mark.parametrize(
    "worn",
    ["仅供应用商店上架使用，他用", "仅供用商店上架使用他用一律无效", "仅供应用商店上架使甩，他用一律元效"],
)
def test_a_worn_watermark_is_what_another_page_says(worn: str) -> None:
    found = read(tiles(worn, 0.7), tiles(WHOLE, 0.995))
    assert {one.purpose for one in found.use_restrictions} == {"仅供应用商店上架使用"}
    assert {one.copy_rule for one in found.use_restrictions} == {"他用一律无效"}
    assert [one.page_no for one in found.use_restrictions] == [1, 2]
    field = found.fields["use_restrictions.0.copy_rule"]
    assert (field.raw, field.page_no, field.status) == (worn, 1, FieldStatus.ACCEPTED)
    assert "watermark_unread" not in {entry.code for entry in found.issues}


@pytest.mark.parametrize(
    ("worn", "score", "count"),
    [
        ("仅供投标审核使用，他用一律无效", 0.7, 4),  # too little in common
        ("仅供应用商店下架使用，他用一律无效", 0.93, 4),  # another word, read surely
        ("仅供应用商店上架使用，他用", 0.7, 1),  # one line is no watermark
    ],
)
def test_another_watermark_or_a_stamp_stays_as_it_is(worn: str, score: float, count: int) -> None:
    found = read(tiles(worn, score, count), tiles(WHOLE, 0.995))
    assert found.fields["use_restrictions.0.text"].value == worn


def test_a_page_that_was_read_as_badly_tells_nothing() -> None:
    found = read(tiles("仅供应用商店上架使用，他用", 0.7), tiles(WHOLE, 0.8))
    assert found.use_restrictions[0].copy_rule is None
