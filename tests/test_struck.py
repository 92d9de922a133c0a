"""Characters of a born-digital page that a line strikes out: what is said instead is for a person."""

from __future__ import annotations

import pytest
from PIL import ImageDraw

from schemas.field import FieldStatus
from tests.test_unread_glyphs import read

COMPANY, LEFT, TOP, WIDE = "杭州清河网络科技有限公司", 640, 400, 32


def strike(first: int, last: int, down: int) -> tuple[str | None, FieldStatus]:
    """The company, a line through its characters from ``first`` to before ``last``, ``down`` their tops."""

    def draw(pen: ImageDraw.ImageDraw) -> None:
        y = TOP + down
        pen.line((LEFT + first * WIDE, y, LEFT + last * WIDE, y), fill=(200, 0, 0), width=2)

    found = read("", draw).fields["company"]
    return found.value, found.status


@pytest.mark.parametrize(("first", "last"), [(2, 4), (0, 4), (4, 8)])
def test_what_is_struck_out_is_for_review(first: int, last: int) -> None:
    value, status = strike(first, last, 24)
    assert status is FieldStatus.REVIEW
    assert COMPANY[first:last] not in (value or "")


@pytest.mark.parametrize("down", [0, 43])
def test_what_is_over_or_underlined_stays(down: int) -> None:
    assert strike(2, 4, down) == (COMPANY, FieldStatus.ACCEPTED)
