"""One character in two widths, or in a traditional form, is one character to the recognizer's score."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.ocr.alphabet import surest_classes, to_alphabet

ALPHABET = to_alphabet(["", "业", ")", "）", ",", "，", "l", "1", " ", "号", "號", "業"])


def test_what_is_a_form_of_what() -> None:
    assert ALPHABET.forms.max(axis=1).tolist() == [0, 11, 3, 3, 5, 5, 6, 7, 8, 10, 10, 11]
    assert ALPHABET.forms[:, 0].tolist() == [0, 1, 2, 2, 4, 4, 6, 7, 8, 9, 9, 1]


@pytest.mark.parametrize(
    ("step", "surest", "score"),
    [
        ({2: 0.55, 3: 0.44}, 2, 0.99),
        ({3: 0.55, 2: 0.44}, 3, 0.99),
        ({6: 0.55, 7: 0.44}, 6, 0.55),
        ({1: 0.9, 2: 0.05}, 1, 0.9),
        ({10: 0.6, 9: 0.37}, 10, 0.97),
        ({1: 0.6, 11: 0.3, 9: 0.1}, 1, 0.9),
        ({0: 0.97}, 0, 0.97),
    ],
)
def test_all_forms_count(step: dict[int, float], surest: int, score: float) -> None:
    probabilities = np.zeros((1, 12), np.float32)
    for index, probability in step.items():
        probabilities[0, index] = probability
    scores, classes = surest_classes(probabilities, ALPHABET)
    assert classes.tolist() == [surest]
    assert scores[0] == pytest.approx(score)
