"""Lines that a detector cut in two where nothing parts their print."""

from __future__ import annotations

import pytest

from extractors.page_lines.cut_lines import goes_on
from extractors.page_lines.layout import page_to_lines
from schemas.certificate import Certificate
from schemas.field import FieldStatus
from schemas.page import TextLine
from tests.lines import LABELS, PITCH, SIZE, certificate, line, page, title

NUMBER = "经营许可证编号：A2.B2-20151617"
ADDRESS = "注册住所：河南省郑州市高新区翠竹街1号72幢2层02号"
OTHERS = ("公司名称：郑州云帆数据科技有限公司", "法定代表人：司徒洁馨", "发证日期：2017年05月03日")


def cut(text: str, at: int, top: float, *, apart: float = 0.0) -> list[TextLine]:
    """The line in two pieces, the second ``apart`` pixels further right than it was printed."""
    width = sum(SIZE if ord(char) > 0xFF else SIZE / 2 for char in text[:at])
    return [line(text[:at], LABELS, top), line(text[at:], LABELS + width + apart, top)]


def read(number: list[TextLine], address: list[TextLine]) -> Certificate:
    rest = [line(text, LABELS, 700 + PITCH * at) for at, text in enumerate(OTHERS, start=2)]
    return certificate(title(), *number, *address, *rest)


@pytest.mark.parametrize("at", range(9, len(NUMBER) - 9))
def test_the_end_of_a_number_is_no_number(at: int) -> None:
    found = read(cut(NUMBER, at, 700), [line(ADDRESS, LABELS, 700 + PITCH)]).fields["license_number"]
    assert found.value == "A2.B2-20151617" or found.status is not FieldStatus.ACCEPTED


@pytest.mark.parametrize("at", range(7, len(ADDRESS) - 2))
def test_a_value_goes_on_in_the_second_piece_for_review(at: int) -> None:
    found = read([line(NUMBER, LABELS, 700)], cut(ADDRESS, at, 700 + PITCH)).fields["address"]
    assert found.value == ADDRESS.partition("：")[2]
    assert found.status is FieldStatus.REVIEW


@pytest.mark.parametrize(("apart", "one"), [(0.0, True), (0.2 * SIZE, True), (SIZE, False)])
def test_pieces_a_character_apart_are_no_line(apart: float, one: bool) -> None:
    first, second = page_to_lines(page(*cut(ADDRESS, 16, 700, apart=apart)))
    assert goes_on(first, second) is one
    assert not goes_on(second, first)
