"""A date that only one of two readers sees, and what is read behind one."""

from __future__ import annotations

import pytest

from schemas.certificate import Certificate
from schemas.field import FieldStatus
from schemas.page import TextLine
from tests.lines import certificate, line, main_lines, with_hole

ISSUED, UNTIL = "2024年03月05日", "2029年03月05日"


def read(issued: str, score: float, *, mark: float | None = None, until: str = UNTIL) -> Certificate:
    """A page whose day of issue was read with this ``score``, what stands behind it with ``mark``."""

    def told(entry: TextLine) -> TextLine:
        if entry.text == UNTIL:
            return entry.model_copy(update={"text": until})
        if entry.text != ISSUED:
            return entry
        scores = tuple(score if mark is None or char != "。" else mark for char in issued)
        places = tuple((at + 0.5) / len(issued) for at in range(len(issued)))
        update = {"text": issued, "char_confidences": scores, "char_positions": places}
        return entry.model_copy(update=update)

    return certificate(*map(told, main_lines()))


def test_a_date_of_which_only_one_reader_is_waits_for_a_person() -> None:
    found = read(ISSUED, 0.5, until="2027年08月19日")
    assert found.fields["issue_date"].status == FieldStatus.REVIEW
    assert read(ISSUED, 0.6, until="2027年08月19日").fields["issue_date"].status == FieldStatus.ACCEPTED


def test_unless_the_period_s_other_end_bears_it_out() -> None:
    assert read(ISSUED, 0.5).fields["issue_date"].status == FieldStatus.ACCEPTED


def test_a_speck_behind_a_date_says_nothing_of_it() -> None:
    field = read(f"{ISSUED}。", 0.99, mark=0.4, until="2027年08月19日").fields["issue_date"]
    assert (field.value, field.status) == ("2024-03-05", FieldStatus.ACCEPTED)


@pytest.mark.parametrize(
    ("until", "status"),
    [("2029年03月04日", FieldStatus.ACCEPTED), ("2029年12月04日", FieldStatus.REVIEW)],
)
def test_no_digit_is_lost_where_a_period_ends_to_the_day(until: str, status: FieldStatus) -> None:
    """Before 3月 there is room for a digit, as of a seal's stroke."""

    def told(entry: TextLine) -> TextLine:
        if entry.text == UNTIL:
            return entry.model_copy(update={"text": until})
        box = entry.quad.bbox
        return with_hole(line("2024年13月05日", box.left, box.top), 5, 6) if entry.text == ISSUED else entry

    field = certificate(*map(told, main_lines())).fields["issue_date"]
    assert (field.value, field.status) == ("2024-03-05", status)
