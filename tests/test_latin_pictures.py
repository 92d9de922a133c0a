"""Which parts of lines are rows of Latin print, their pictures, and how they may end."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from pipeline.columns.texts import to_texts
from pipeline.latin.ends import with_usual_ends
from pipeline.latin.network import CLASSES, tell_rows
from pipeline.latin.rows import cut_row, find_quad, find_rows
from schemas.geometry import BBox, Quad
from tests.test_latin import draw_page, read_line


def test_rows_are_latin_print_between_separators_with_a_sign_misread_in_them() -> None:
    text = "域名：abc.com；0o2a05σ.pro、25号x.cn B2-2024"
    assert [text[slice(*row)] for row in find_rows(text)] == ["abc.com", "0o2a05σ.pro", "25号x.cn"]
    assert find_rows("2024.05") == []


@pytest.mark.parametrize(
    ("text", "begun"),
    [
        ("abc.com;l", ["l"]),
        ("abc.com、 1e-", ["1e-"]),
        ("abc.com l", []),
        ("17号楼A座、B", []),
        ("abc.com;l;", []),
    ],
)
def test_a_domain_that_begins_at_a_line_s_end_is_a_row_too(text: str, begun: list[str]) -> None:
    assert [text[slice(*row)] for row in find_rows(text)][1:] == begun


def test_a_row_s_picture_reaches_beyond_the_line() -> None:
    image = np.zeros((60, 500, 3), np.uint8)
    line = read_line("abcd", width=200)  # 50 high, from 10 on
    assert cut_row(image, find_quad(line, 1, 4)).shape == (50, 165)
    flat = line.model_copy(update={"quad": Quad.from_bbox(BBox(left=10, top=0, right=210, bottom=1))})
    assert cut_row(image, find_quad(flat, 1, 4)).shape[0] == 1


@pytest.mark.parametrize("lean", [0, 3])
def test_a_row_s_picture_ends_at_a_table_s_rule(lean: int) -> None:
    """No letter is as tall: an l stays."""
    image = np.full((160, 400), 255, np.uint8)
    for x in (104, 298):
        cv2.line(image, (x - lean, 0), (x + lean, 160), (0,), 3)
    cv2.line(image, (118, 62), (118, 96), (0,), 4)  # l, and the last character
    cv2.line(image, (282, 62), (282, 96), (0,), 4)
    box = BBox(left=112, top=55, right=288, bottom=105)
    line = read_line("labil").model_copy(update={"quad": Quad.from_bbox(box)})
    line = line.model_copy(update={"char_positions": (0.05, 0.3, 0.5, 0.7, 0.95)})
    ink = cut_row(np.asarray(cv2.merge([image] * 3), np.uint8), find_quad(line, 0, 5)) < 128
    assert ink.any(axis=0).sum() == pytest.approx(10, abs=2)
    assert not ink[:4].any()


def test_a_letter_between_two_broad_strokes_that_lean_is_shown_with_them() -> None:
    """Up to their far edges nothing is left, and a picture of nothing ended in an error."""
    image = np.full((160, 400, 3), 255, np.uint8)
    for x in (126, 154):
        cv2.line(image, (x - 20, 0), (x + 20, 160), (0, 0, 0), 20)
    row = Quad.from_bbox(BBox(left=115, top=55, right=166, bottom=105))
    assert (cut_row(image, row) < 128).any()


def test_a_thin_letter_before_a_table_s_rule_is_read() -> None:
    """Where the rule stood the picture ended, and a stroke at its edge was taken for a neighbour's."""
    page = draw_page("zhishop.i")
    right = int(np.flatnonzero((page < 128).any(axis=(0, 2)))[-1])
    tall = np.full((160, page.shape[1], 3), 255, np.uint8)
    tall[50 : 50 + page.shape[0]] = page
    tall[:, right + 8 : right + 11] = 0
    box = BBox(left=12, top=50, right=right + 4, bottom=50 + page.shape[0])
    line = read_line("zhishop.i").model_copy(update={"quad": Quad.from_bbox(box)})
    texts = to_texts(tell_rows([cut_row(tall, find_quad(line, 0, 9))])[0], CLASSES)
    assert max(texts, key=texts.__getitem__) == "zhishop.i"


@pytest.mark.parametrize(
    ("behind", "likelier"), [("、", "guo.com"), (" ", "guo.c"), ("", "guo.c"), ("；la", "guo.com")]
)
def test_a_row_ends_as_sites_do_or_goes_on_in_the_next_line(behind: str, likelier: str) -> None:
    texts = with_usual_ends({"guo.c": 0.5, "guo.cqm": 0.4, "guo.com": 0.1}, behind)
    assert max(texts, key=texts.__getitem__) == likelier
    assert sum(texts.values()) == pytest.approx(1)
    assert with_usual_ends({"guo.ch": 0.9, "guo.cn": 0.1}, "，")["guo.cn"] > 0.8
    assert with_usual_ends({"www.guo": 1.0}, "") == {"www.guo": 1.0}
