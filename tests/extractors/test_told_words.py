"""Characters of restrictions that their words tell."""

from __future__ import annotations

import pytest

from extractors.use_restrictions.told_words import TOLD, with_told_words


@pytest.mark.parametrize(
    ("text", "unsure", "told"),
    [
        ("仅在清河网站上亮证", [0], [0]),
        ("仅在清河网站上亮证", [0, 1], []),
        ("仅在清河网站上亮证", [2], []),
        ("仅在清河网站上亮证", [0, 8], [0, 8]),
        ("再次复印无效", [3], [3]),
        ("复印件无效", [2], [2]),
        ("复印", [1], []),
    ],
)
def test_one_unsure_character_of_a_word_is_told_by_the_others(
    text: str, unsure: list[int], told: list[int]
) -> None:
    scores = [0.5 if at in unsure else 0.99 for at in range(len(text))]
    expected = [TOLD if at in told else score for at, score in enumerate(scores)]
    assert list(with_told_words(text, scores)) == expected
