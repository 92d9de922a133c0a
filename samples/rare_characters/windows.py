"""Windows of characters with what they show, cut by the code that cuts them when a page is read."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from random import Random

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.process import extractOne

from pipeline.ocr.engine import OcrEngine
from pipeline.page_image import PageImage
from pipeline.pictures.crop import crop_quad
from pipeline.rare_characters.cut import HIGH, WIDE, cut_window
from pipeline.rare_characters.network import CLASSES, GROUPS
from samples.damage.strata import damage_page
from samples.fonts import MISSING
from samples.glyphs.cells import Words, draw_cells
from samples.glyphs.faces import LatinFace
from samples.vocabulary import words

DAMAGE = ("clean", "scan", "scan", "dpi100", "photo", "fax", "photocopy", "photocopy")
MATCH = 60  # likeness (0-100) from which a line is that of a cell
LABELLED = 0.3  # share of the names with a label before them
LABELS = ("法定代表人：", "法定代表人:", "负责人：", "姓名：")
_ROOTS: dict[str, str] = {}  # of characters that are read for one another, 龔, 龚 and 龑 by two groups
for _group in GROUPS:
    _root = next((_ROOTS[char] for char in _group if char in _ROOTS), _group[0])
    _ROOTS |= dict.fromkeys(_group, _root)
_FOLD = str.maketrans(_ROOTS)


@dataclass(frozen=True)
class Labelled:
    """Windows (count × HIGH × WIDE), what each shows (place in ``CLASSES``), the design and the damage of its
    page."""

    windows: NDArray[np.uint8]
    labels: NDArray[np.int64]
    designs: NDArray[np.str_]
    damage: NDArray[np.str_]


def read_windows(engine: OcrEngine, faces: Sequence[LatinFace], seed: str) -> Labelled:
    """One page of names in one design's faces, drawn, damaged and read."""
    draw = Random(seed)
    design = draw.choice(sorted({face.design for face in faces}))
    own = [face for face in faces if face.design == design]
    known = [char for char in CLASSES[1:] if all(_has(face, char) for face in own)]
    given = [char for char in (*words("given"), *words("surname")) if all(_has(face, char) for face in own)]
    pixels, cells = draw_cells(draw, own, lambda draw: _random_name(draw, known, given))
    kind = DAMAGE[zlib.crc32(seed.encode()) % len(DAMAGE)]
    image = damage_page(pixels, (kind,), seed).kept()
    texts = {_fold(cell.text): cell.text for cell in cells}
    windows, labels = [], []
    for line in engine.read_page(PageImage(1, image)):
        name = line.text.replace(":", "：").rpartition("：")[2]
        found = extractOne(_fold(name), list(texts), score_cutoff=MATCH)
        if not found or len(name) != len(found[0]) or not line.is_placed:
            continue
        crop = crop_quad(image, line.quad)
        for char, share in zip(texts[found[0]], line.char_positions[-len(name) :], strict=True):
            windows.append(np.round(cut_window(crop, share) * 255).astype(np.uint8))
            labels.append(CLASSES.index(char) if char in CLASSES else 0)
    count = len(labels)
    return Labelled(
        np.array(windows, np.uint8).reshape(-1, HIGH, WIDE),
        np.array(labels, np.int64),
        np.array([design] * count, np.str_),
        np.array([kind] * count, np.str_),
    )


def _random_name(draw: Random, known: Sequence[str], given: Sequence[str]) -> Words:
    """A name with one or two of the characters that are to be told."""
    name = [draw.choice(given) for _ in range(draw.choice((1, 2, 2, 3)))]
    for _ in range(draw.choice((1, 1, 2))):
        name.insert(draw.choice((0, 0, draw.randint(0, len(name)))), draw.choice(known))
    return Words("".join(name), draw.choice(LABELS) if draw.random() < LABELLED else "")


def _fold(text: str) -> str:
    return text.translate(_FOLD)


def is_chinese(face: LatinFace) -> bool:
    """Whether it draws ideographs, and not one box for all."""
    font = face.load(40)
    return _has(face, "全") and bytes(font.getmask("全")) != bytes(font.getmask("播"))


@cache
def _has(face: LatinFace, char: str) -> bool:
    font = face.load(40)
    return bytes(font.getmask(char)) not in (b"", bytes(font.getmask(MISSING)))
