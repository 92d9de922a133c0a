"""1 and 11 told apart by their strokes."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from pipeline.handwriting.network import EMS
from pipeline.handwriting.strokes import weigh_by_strokes

EM = 30
PLACES = [("2", 0.05), ("年", 0.2), ("2", 0.3), ("月", 0.4), ("1", 0.5), ("日", 0.7)]


def draw(strokes: tuple[int, ...], width: int = 3) -> NDArray[np.uint8]:
    """A row 600 pixels wide; strokes stand between 月 and 日 (240 and 420)."""
    grey = np.full((round(EMS * EM), 600), 255, np.uint8)
    middle = grey.shape[0] // 2
    for x in strokes:
        cv2.line(grey, (x + 2, middle - 12), (x - 2, middle + 12), (40,), width)
    return grey


@pytest.mark.parametrize(("strokes", "likelier"), [((300, 318), "2019-02-11"), ((300,), "2019-02-01")])
def test_strokes_tell_1_from_11(strokes: tuple[int, ...], likelier: str) -> None:
    dates = {"2019-02-11": 0.6, "2019-02-01": 0.3, "2018-02-11": 0.1}
    told = weigh_by_strokes(dates, draw(strokes), PLACES)
    assert max(told, key=told.__getitem__) == likelier
    assert sum(told.values()) == pytest.approx(1)
    assert told["2018-02-11"] == 0.1
    odds = told["2019-02-11"] / told["2019-02-01"]
    assert odds == pytest.approx(20 if len(strokes) == 2 else 0.2)


def test_what_is_no_stroke_or_stands_between_no_marks_tells_nothing() -> None:
    dates = {"2019-02-11": 0.6, "2019-02-01": 0.3}
    assert weigh_by_strokes(dates, draw((300, 318), width=16), PLACES) == dates
    assert weigh_by_strokes(dates, draw((300, 318)), PLACES[:3]) == dates
    assert weigh_by_strokes(dates, draw(()), PLACES) == dates
    never = {"2019-02-11": 0.0, "2019-02-01": 0.0}
    assert weigh_by_strokes(never, draw((300,)), PLACES) == never
