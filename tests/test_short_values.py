"""Names read in doubt, looked at again in several pictures."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from pipeline.ocr.engine import OcrEngine
from pipeline.page_image import Image
from pipeline.pictures.crop_again import PICTURES
from pipeline.reading import Reading
from pipeline.second_look.short_values import MOST, with_short_values
from schemas.geometry import Quad
from schemas.page import UNREAD, TextLine
from tests.lines import line

_PAGE = np.full((400, 1200, 3), 255, np.uint8)
_ALL = len(PICTURES)


class Looks(OcrEngine):
    """Reads its pictures as ``texts`` in turn, each character with ``score``; counts them."""

    name = "looks"

    def __init__(self, *texts: str, score: float = 0.95) -> None:
        self._texts, self._score, self.pictures = texts, score, 0

    def detect(self, image: Image) -> list[Quad]:
        raise AssertionError(f"names are not detected anew: {image.shape}")

    def recognize(self, images: Sequence[Image]) -> list[Reading]:
        self.pictures += len(images)
        return [self._reading(text) for text, _ in zip(self._texts, images, strict=True)]

    def _reading(self, text: str) -> Reading:
        places = tuple((at + 0.5) / len(text) for at in range(len(text)))
        return Reading(text, self._score, places, (self._score,) * len(text))


def _scored(text: str, *scores: float) -> TextLine:
    sure = (0.99,) * (len(text) - len(scores))
    return line(text, 100, 100).model_copy(update={"char_confidences": (*sure, *scores)})


def _look(engine: OcrEngine, before: TextLine) -> TextLine:
    (read,) = with_short_values(engine, _PAGE, [before])
    return read


@pytest.mark.parametrize("label", ["", "法定代表人："])
def test_what_all_looks_read_too_is_as_sure_as_they_are(label: str) -> None:
    read = _look(Looks(*["朱超诩"] * _ALL), _scored(f"{label}朱超诩", 0.7))
    assert read.text == f"{label}朱超诩"
    assert read.char_confidences[-3:] == pytest.approx((0.99, 0.99, 0.97))


@pytest.mark.parametrize(("score", "told"), [(0.71, 0.97), (0.69, 0.7)])
def test_what_none_is_unsure_of_is_surer_than_any(score: float, told: float) -> None:
    read = _look(Looks(*["朱超诩"] * _ALL, score=score), _scored("朱超诩", 0.7))
    assert read.char_confidences == pytest.approx((0.99, 0.99, told))


def test_one_look_may_read_otherwise() -> None:
    read = _look(Looks("朱超翊", *["朱超诩"] * (_ALL - 1)), _scored("朱超诩", 0.7))
    assert read.char_confidences[-1] == pytest.approx(0.95), "as sure as the looks are, and no surer"


def test_what_was_read_as_another_character_is_put_right_in_doubt() -> None:
    """Both readings are of the same print, and a person must say which."""
    read = _look(Looks(*["唐颢德"] * _ALL), _scored("唐题德", 0.9, 0.99))
    assert read.text == "唐颢德"
    assert read.char_confidences == pytest.approx((0.95, 0.5, 0.95))


def test_a_character_that_no_look_has_leaves_a_doubt() -> None:
    read = _look(Looks(*["朱超诩"] * _ALL), _scored("朱超诩通", 0.9, 0.7))
    assert (read.text, read.char_confidences[-1]) == ("朱超诩", 0.5)


@pytest.mark.parametrize("read", [f"诸葛{UNREAD}祺", "诸葛祺"])
def test_what_was_passed_over_is_as_sure_as_the_looks_are(read: str) -> None:
    found = _look(Looks(*["诸葛翾祺"] * _ALL), _scored(read, 0.6))
    assert (found.text, found.char_confidences) == ("诸葛翾祺", pytest.approx((0.95,) * 4))
    assert len(found.char_positions) == 4


def test_a_traditional_form_is_the_same_character() -> None:
    read = _look(Looks(*["农友网"] * 3, *["農友網"] * (_ALL - 3)), _scored("农友网", 0.5))
    assert (read.text, read.char_confidences[-1]) == ("农友网", 0.97)
    other = _look(Looks(*["乐学房產网"] * _ALL), _scored("乐学房产称", 0.99, 0.5))
    assert (other.text, other.char_confidences[-1]) == ("乐学房產网", 0.5)
    assert min(other.char_confidences[:-1]) > 0.9


@pytest.mark.parametrize(("score", "looks"), [(0.79, _ALL), (0.81, 0)])
def test_a_value_longer_than_a_name_is_looked_at_where_it_is_unsure(score: float, looks: int) -> None:
    engine = Looks(*["名医汽车网"] * _ALL)
    _look(engine, _scored("名医汽车网", score))
    assert engine.pictures == looks


def test_looks_that_do_not_agree_change_nothing_but_doubt() -> None:
    before = _scored("刘卫处", 0.8)
    some = Looks(*["刘卫处"] * 4, *["刘卫霆"] * (_ALL - 4))
    most = Looks(*["刘卫处"] * 2, *["刘卫霆"] * (_ALL - 2))
    assert _look(some, before) == before
    assert _look(most, before).text == "刘卫处"
    assert _look(most, before).char_confidences[-1] == 0.5


@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("法定代表人：朱超诩", 0.99),  # sure
        ("二〇二一年", 0.5),  # dates have looks of their own
        ("西", 0.5),  # a piece of a seal
        ("清河数据技术有限公司", 0.5),
        ("B2-2019", 0.5),
    ],
)
def test_other_lines_are_not_looked_at(text: str, score: float) -> None:
    engine, before = Looks(), _scored(text, score)
    assert with_short_values(engine, _PAGE, [before]) == [before]
    assert engine.pictures == 0


def test_of_a_page_so_many_are_looked_at() -> None:
    engine = Looks(*["朱超诩"] * _ALL)
    with_short_values(engine, _PAGE, [_scored("朱超诩", 0.7)] * (MOST + 3))
    assert engine.pictures == MOST * _ALL
