"""Values that the edge of the picture cuts, and those that hold another's label."""

from __future__ import annotations

import pytest

from schemas.field import FieldStatus
from tests.lines import WIDTH, certificate, line, main_lines, row

ADDRESS = "杭州市滨江区江南大道88号天润大厦6幢"


def status(value: str, left: float) -> FieldStatus:
    found = certificate(*main_lines(), line("注册住所：", 240, 860), line(value, left, 860))
    return found.fields["address"].status


@pytest.mark.parametrize(("room", "expected"), [(2, "review"), (20, "review"), (60, "accepted")])
def test_a_value_that_ends_at_the_edge_of_the_page_is_for_review(room: int, expected: str) -> None:
    wide = sum(32 if ord(char) > 0xFF else 16 for char in ADDRESS)
    assert status(ADDRESS, WIDTH - room - wide) == expected


@pytest.mark.parametrize("within", ["，业务种类为信息服务业务", "附近企业：3家", "监督电话：0371"])
def test_an_address_with_another_label_in_it_is_for_review(within: str) -> None:
    found = certificate(*main_lines(), *row(4, "注册住所：", f"{ADDRESS}{within}"))
    assert found.fields["address"].status != FieldStatus.ACCEPTED


def test_what_an_address_says_in_brackets_is_its_own() -> None:
    found = certificate(*main_lines(), *row(4, "注册住所：", f"{ADDRESS}（经营场所：同住所）"))
    assert found.fields["address"].status == FieldStatus.ACCEPTED
