"""Letters of a domain that stand alone at a line's end, which detection leaves out."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw

from pipeline.latin.begun import SCORE, with_begun
from samples.fonts import load_face
from schemas.geometry import BBox, Quad
from schemas.page import InkLayer, TextLine
from tests.test_latin import read_line

SIZE, LEFT, TOP, PITCH = 34, 40, 20, 48
READ = "guolianlong.com,"


def drawn(
    behind: str,
    *,
    rule: bool = True,
    below: str = "ansoft360.net.cn",
    mark: str = ",",
    name: str = "hei_noto",
    lean: int = 0,
) -> list[str]:
    """What the lines of a cell say after their ends were looked at; ``behind`` is drawn after the first one
    and was not read."""
    face, shown = load_face(name, SIZE), READ[:-1] + mark
    image = Image.new("RGB", (640, 140), (255, 255, 255))
    pen = ImageDraw.Draw(image)
    pen.text((LEFT, TOP), shown + behind, (20, 20, 20), face)
    pen.text((LEFT, TOP + PITCH), below, (20, 20, 20), face)
    end = LEFT + face.getlength(shown)
    if rule:
        x = LEFT + round(face.getlength(shown + behind)) + 12
        pen.line(((x + lean, 0), (x - lean, 140)), (20, 20, 20), 3)
    middles = [LEFT + face.getlength(shown[:at]) + face.getlength(shown[at]) / 2 for at in range(len(shown))]
    first = placed(shown, TOP, end, [(x - LEFT) / (end - LEFT) for x in middles])
    second = placed(below, TOP + PITCH, LEFT + face.getlength(below), None)
    lines = with_begun([first, second], {InkLayer.ALL: np.asarray(image)})
    assert lines[1] == second
    if lines[0] != first:
        assert set(lines[0].char_confidences[len(shown) :]) == {SCORE}
        assert lines[0].quad.bbox.right == pytest.approx(LEFT + face.getlength(shown + behind), abs=8)
    return [line.text for line in lines]


def placed(text: str, top: float, right: float, places: list[float] | None) -> TextLine:
    quad = Quad.from_bbox(BBox(left=LEFT, top=top + 2, right=right, bottom=top + 46))
    line = read_line(text, 0.99).model_copy(update={"quad": quad})
    return line if places is None else line.model_copy(update={"char_positions": tuple(places)})


@pytest.mark.parametrize("behind", ["l", "t", " c", "g", "yu"])
@pytest.mark.parametrize("rule", [True, False])
def test_letters_behind_the_last_mark_are_read(behind: str, *, rule: bool) -> None:
    assert drawn(behind, rule=rule)[0] == READ + behind.strip()


@pytest.mark.parametrize("name", ["song_noto", "song_bold", "hei", "hei_bold"])
@pytest.mark.parametrize("behind", ["l", "i"])
def test_a_semicolon_beside_a_letter_is_no_part_of_it(name: str, behind: str) -> None:
    assert drawn(behind, mark=";", name=name)[0] == f"{READ[:-1]};{behind}"


def test_where_nothing_stands_or_the_next_column_does_nothing_is() -> None:
    assert drawn("")[0] == READ
    assert drawn("互联网信息服务", rule=False)[0] == READ
    assert drawn("kaixin", rule=False)[0] == READ


@pytest.mark.parametrize("lean", [-6, -3, 3, 6])
def test_a_rule_that_leans_is_no_letter(lean: int) -> None:
    """On photos, and on scans that lie askew, it lies in no column of pixels."""
    assert drawn("", lean=lean)[0] == READ
    assert drawn("l", lean=lean)[0] == READ + "l"


def test_a_line_that_nothing_goes_on_below_is_not_looked_at() -> None:
    assert drawn("l", below="互联网信息服务")[0] == READ
