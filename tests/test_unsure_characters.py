"""An unsure ideograph of a long line, looked at again between its neighbours."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.pictures.crop_again import PICTURES
from pipeline.second_look.unsure_characters import MOST, find_unsure, with_unsure_characters
from schemas.page import TextLine
from tests.lines import line
from tests.test_short_values import Looks

_PAGE = np.full((400, 1200, 3), 255, np.uint8)
_ALL = len(PICTURES)
ADDRESS = "呼伦贝尔市雨花区兴庆路302号"
AT = ADDRESS.index("庆")


def unsure(*places: int, score: float = 0.5, text: str = ADDRESS) -> TextLine:
    scores = tuple(score if at in places else 0.99 for at in range(len(text)))
    return line(text, 100, 100).model_copy(update={"char_confidences": scores})


@pytest.mark.parametrize(
    ("looks", "score", "told"),
    [
        (["花区兴庆路30"] * _ALL, 0.95, 0.97),
        (["花區興慶路30"] * _ALL, 0.95, 0.97),
        (["花区兴庆路30"] * (_ALL - 1) + ["花区兴度路30"], 0.95, 0.95),
        (["花区兴庆路30"] * _ALL, 0.6, 0.6),  # each unsure
        (["花区兴庆路30"] * (_ALL - 2) + ["花区兴度路30"] * 2, 0.95, 0.5),
        (["花区兴度路30"] * _ALL, 0.95, 0.5),
    ],
)
def test_it_is_as_sure_as_pictures_that_agree(looks: list[str], score: float, told: float) -> None:
    before = unsure(AT)
    (read,) = with_unsure_characters(Looks(*looks, score=score), _PAGE, [before])
    assert read.text == before.text
    assert read.char_confidences[AT] == pytest.approx(told)
    assert read.char_confidences[:AT] == before.char_confidences[:AT]


@pytest.mark.parametrize(
    "other",
    [
        unsure(),
        unsure(AT, score=0.8),
        unsure(1, 3, 5),  # read badly as a whole
        unsure(0),  # at its end
        unsure(AT + 2),  # a figure
        unsure(1, text="优选汽车网"),  # short
        unsure(8, text="发证日期二〇一七年八月二日"),  # dates have looks of their own, and a network
    ],
)
def test_other_lines_are_not_looked_at(other: TextLine) -> None:
    engine = Looks()
    assert find_unsure(other) == []
    assert with_unsure_characters(engine, _PAGE, [other]) == [other]
    assert engine.pictures == 0


def test_of_a_page_so_many_are_looked_at() -> None:
    engine = Looks(*["花区兴庆路30"] * _ALL)
    with_unsure_characters(engine, _PAGE, [unsure(AT)] * (MOST + 3))
    assert engine.pictures == MOST * _ALL
