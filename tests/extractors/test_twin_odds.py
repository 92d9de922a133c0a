"""How likely the readings of a label's look-alikes are."""

from __future__ import annotations

import pytest

from extractors.normalize.told import TOLD
from extractors.normalize.twin_odds import weigh_label


@pytest.mark.parametrize(
    ("label", "place", "is_told"),
    [
        ("lopay", 0, False),  # Iopay in a face without serifs
        ("lomedia100", 0, False),
        ("loshop0", 0, False),
        ("lanbook", 0, True),
        ("liangsolo", 0, True),
        ("l80oo", 0, True),  # no words either way: a capital there is as rare as anywhere
        ("lotus", 0, True),
        ("mediav1deo", 6, False),  # an i without its dot
        ("zhihui1", 6, True),
    ],
)
def test_a_stroke_that_an_i_makes_words_of_is_told_by_no_shape(
    label: str, place: int, *, is_told: bool
) -> None:
    best, sure = weigh_label(label, {place: 0.9997})
    assert best[place] in "l1" or not is_told
    assert (sure[place] >= TOLD) is is_told
