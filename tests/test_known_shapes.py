"""What is kept of characters that were read."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageDraw

from pipeline.text_layer.known_shapes import LOOKS, MOST, KnownShapes, Shape, find_shape
from samples.fonts import load_face
from schemas.geometry import BBox


def shape(char: str, face: str = "song_noto", size: int = 40, at: float = 20.0) -> Shape | None:
    shown = Image.new("RGB", (120, 120), "white")
    ImageDraw.Draw(shown).text((at, at), char, (0, 0, 0), font=load_face(face, size))
    return find_shape(np.asarray(shown), BBox(left=0, top=0, right=119, bottom=119))


def test_a_character_is_known_in_its_face_wherever_it_stands_and_however_large() -> None:
    known = KnownShapes()
    known.learn("电", shape("电"))
    assert known.knows("电", shape("电", size=56, at=31.0))
    assert not known.knows("电", shape("电", face="kai_lxgw"))
    assert not known.knows("由", shape("电"))


def test_no_other_of_figures_and_look_alikes_passes() -> None:
    for face in ("song_noto", "hei_noto", "kai_lxgw"):
        for kind in ("0123456789", "一二三人入八大天夫木本末未士土己已千干"):
            for char in kind:
                known = KnownShapes()
                known.learn(char, shape(char, face))
                like = [other for other in kind if known.knows(char, shape(other, face))]
                assert char in like
                assert set(like) - {char} <= set("土士末未己已本木千干"), (face, char, like)


def test_blank_paper_has_no_shape() -> None:
    assert shape(" ") is None
    assert not KnownShapes().knows("电", None)
    assert find_shape(np.zeros((4, 4, 3), np.uint8), BBox(left=9, top=9, right=12, bottom=12)) is None


def test_memory_is_bounded() -> None:
    known, draw = KnownShapes(), np.random.default_rng(5)
    for number in range(MOST // LOOKS + 50):
        for _ in range(LOOKS + 2):
            look = draw.normal(size=24 * 24).astype(np.float32)
            known.learn(chr(0x4E00 + number), look / np.linalg.norm(look))
    assert max(map(len, known._looks.values())) == LOOKS
    assert MOST - LOOKS < sum(map(len, known._looks.values())) <= MOST
    assert known.knows(chr(0x4E00 + number), look / np.linalg.norm(look))
