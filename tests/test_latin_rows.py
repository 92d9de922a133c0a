"""The rows that the network for Latin print is trained on."""

from __future__ import annotations

from random import Random

from pipeline.columns.texts import to_texts
from pipeline.latin.network import CLASSES, tell_rows
from pipeline.latin.weigh import fold, spell
from pipeline.ocr.registry import build_engine
from samples.glyphs.faces import find_faces
from samples.latin.placed import place_rows
from samples.latin.rows import KEPT, read_rows
from samples.latin.texts import draw_words


def test_the_rows_it_learns_are_domains_and_pieces_of_them() -> None:
    drawn = [draw_words(Random(seed)) for seed in range(200)]
    assert all(len(words.text) >= 2 and words.text.isascii() for words in drawn)
    pieces = sum("." not in words.text[:-2] for words in drawn)
    assert 0 < pieces < 60
    assert sum(bool(words.before) for words in drawn) > 30


def test_rows_of_a_page_are_found_with_what_they_show() -> None:
    rows = read_rows(build_engine("rapidocr", None, 1), find_faces(), "7/0")
    assert len(rows) > 40
    right = sum(fold(row.label) == fold(row.read) for row in rows)
    assert right > 0.8 * len(rows)
    assert {row.pixels.shape[0] for row in rows} == {KEPT}


def test_rows_are_found_where_they_were_drawn() -> None:
    rows = place_rows(build_engine("rapidocr", None, 1), find_faces(), "9/0")
    assert len(rows) > 40
    told = tell_rows([row.pixels for row in rows])
    right = sum(
        fold(spell(to_texts(columns, CLASSES)).text) == fold(row.label)
        for columns, row in zip(told, rows, strict=True)
    )
    assert right > 0.85 * len(rows)
