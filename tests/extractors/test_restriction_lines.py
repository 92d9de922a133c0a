"""Which lines are of one restriction."""

from __future__ import annotations

import pytest

from extractors.use_restrictions.restrictions import find_restrictions
from tests.lines import line, seen

USE, EXPIRY, RULE = "仅供票据交易所接入审核之用", "使用期限至二〇二〇年十月十五日", "复印无效"


def test_an_expiry_in_other_words_between_use_and_rule() -> None:
    placed = [line(text, 850, 1800 + 48 * at) for at, text in enumerate((USE, EXPIRY, RULE))]
    (found,), rest = find_restrictions(seen(*placed))
    assert (found.restriction.purpose, found.restriction.valid_until) == (USE, "2020-10-15")
    assert found.restriction.copy_rule == RULE and not rest


@pytest.mark.parametrize(("down", "left", "count"), [(90.0, 850.0, 1), (400.0, 850.0, 2), (90.0, 200.0, 2)])
def test_a_rule_that_stands_by_itself_is_of_the_use_close_to_it(down: float, left: float, count: int) -> None:
    """What stands between them, the day at a seal, is no line of theirs."""
    placed = [line(USE, 850, 1800), line("二〇一六年十一月", 1100, 1845), line(RULE, left, 1800 + down)]
    found, _ = find_restrictions(seen(*placed))
    assert len(found) == count
    assert found[0].restriction.copy_rule == (RULE if count == 1 else None)


def test_of_two_uses_a_rule_between_them_is_neither_s() -> None:
    placed = [line(USE, 850, 1800), line(RULE, 850, 1880), line("仅供投标使用", 850, 1960)]
    found, _ = find_restrictions(seen(*placed))
    assert [one.restriction.copy_rule for one in found if one.restriction.purpose] == [None, None]
