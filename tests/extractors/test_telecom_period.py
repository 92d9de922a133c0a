"""A telecom license that prints its period in a sentence of its own: 有效期：自…起至…止."""

from __future__ import annotations

import pytest

from schemas.field import FieldStatus
from schemas.page import TextLine
from tests.lines import LABELS, certificate, line, main_lines


def _without_dates() -> list[TextLine]:
    dates = ("发证日期", "有效期至", "2024年", "2029年")
    return [one for one in main_lines() if not one.text.startswith(dates)]


def test_a_period_within_a_sentence_that_goes_on() -> None:
    sentence = "本许可证有效期自2024年3月5日至2029年3月4日。持证单位应当于每年一月报送年报信息。"
    found = certificate(*_without_dates(), line(sentence, LABELS, 1500))
    assert (found.valid_from, found.valid_until) == ("2024-03-05", "2029-03-04")


@pytest.mark.parametrize("label", ["有效期：", "有效期限："])
def test_both_ends_of_a_period(label: str) -> None:
    found = certificate(
        *_without_dates(), line(f"{label}自二〇二四年三月五日起至二〇二九年三月四日止", LABELS, 1500)
    )
    assert (found.valid_from, found.valid_until) == ("2024-03-05", "2029-03-04")
    assert found.fields["valid_until"].status == FieldStatus.ACCEPTED


def test_a_date_alone_is_the_end_and_behind_its_beginning_is_not() -> None:
    """至 of 有效期至 may be lost; where the form says 自, it is the end that was."""
    found = certificate(*_without_dates(), line("有效期：2029年03月05日", LABELS, 1500))
    assert (found.valid_from, found.valid_until) == (None, "2029-03-05")
    found = certificate(*_without_dates(), line("本证有效期自2024年03月05日", LABELS, 1500))
    assert found.valid_until is None
    assert found.fields["valid_until"].status == FieldStatus.ILLEGIBLE


def test_a_period_that_goes_on_at_the_margin_is_for_review() -> None:
    found = certificate(
        *_without_dates(),
        line("有效期：自二〇二四年三月二十五日起至二〇二九年三月二", LABELS, 1500),
        line("十四日止", LABELS, 1550),
    )
    assert found.valid_from == "2024-03-25"
    assert found.fields["valid_until"].status == FieldStatus.REVIEW
