"""Characters that the words they stand in vouch for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractors.value_lines.vouched import SCORE, vouched_scores
from tests.lines import line, seen


@pytest.mark.parametrize(
    ("text", "at", "vouched"),
    [
        ("海南、黑龙江、江西", 2, True),
        ("四川。河北、山西", 2, True),  # 、 of worn print
        ("四川。河北、山西", 1, True),
        ("河北、山西。", 5, False),  # the list may go on
        ("河北、山酉", 4, False),
    ],
)
def test_a_mark_between_two_places_is_as_sure_as_they_are(text: str, at: int, *, vouched: bool) -> None:
    (read,) = seen(line(text, 600, 500))
    scores = tuple(0.4 if place == at else 0.999 for place in range(len(text)))
    assert (vouched_scores([replace(read, scores=scores)])[at] >= SCORE) == vouched
