"""Rows of Latin print with what they show, found by the engine that finds them when a page is read."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import extract

from pipeline.latin.rows import cut_row, find_quad, find_rows
from pipeline.ocr.engine import OcrEngine
from pipeline.page_image import Image, PageImage
from samples.damage.strata import damage_page
from samples.glyphs.cells import Cell, draw_cells
from samples.glyphs.faces import LatinFace
from samples.latin.texts import draw_words

DAMAGE = (
    "clean",
    "scan",
    "scan",
    "dpi100",
    "dpi100",
    "photo",
    "fax",
    "fax",
    "photocopy",
    "photocopy",
    "photocopy",
)
FORMS = frozenset({"Noto Serif CJK", "Noto Sans CJK", "Arphic Song", "Arphic Kai", "WenKai", "DejaVu Sans"})
"""Designs that our forms are printed in,"""
OWN = 0.45  # and share of the pages that are set in these alone
KEPT = 56  # pixels of a row's height that are kept
MATCH = 62  # likeness (0-100) from which a row is that of a text,
AHEAD = 8  # and by how much more than of another
_MARKS = ".-"
_FOLD = str.maketrans("1lI|!0O", "iiiiioo")


@dataclass(frozen=True)
class Row:
    """A row's picture (``KEPT`` pixels high, 0 = black), what it shows, what the engine read, and the seed of
    its page."""

    pixels: NDArray[np.uint8]
    label: str
    read: str
    design: str
    damage: str
    page: str


def draw_damaged(faces: Sequence[LatinFace], seed: str) -> tuple[Image, list[Cell], str]:
    """A page of cells as a scan shows it (BGR), what stands on it as drawn, and its damage."""
    draw = Random(seed)
    own = draw.random() < OWN
    pixels, cells = draw_cells(draw, [face for face in faces if not own or face.design in FORMS], draw_words)
    kind = DAMAGE[zlib.crc32(seed.encode()) % len(DAMAGE)]
    return damage_page(pixels, (kind,), seed).kept(), cells, kind


def read_rows(engine: OcrEngine, faces: Sequence[LatinFace], seed: str) -> list[Row]:
    """One page of cells, drawn, damaged and read."""
    image, cells, kind = draw_damaged(faces, seed)
    texts = [(part, cell.design) for cell in cells for part in cell.text.replace(",", ";").split(";")]
    folded = [_fold(text) for text, _ in texts]
    rows = []
    for line in engine.read_page(PageImage(1, image)):
        if len(line.char_positions) != len(line.text):
            continue
        for start, end in find_rows(line.text):
            read = line.text[start:end]
            at = _match(_fold(read), folded)
            if at is None:
                continue
            label, design = texts[at][0].strip().lower(), texts[at][1]
            if _end_alike(read, label):
                rows.append(
                    Row(to_kept(cut_row(image, find_quad(line, start, end))), label, read, design, kind, seed)
                )
    return rows


def _end_alike(read: str, label: str) -> bool:
    """Whether both have the same marks at their ends: where one has not, it may be beside the picture."""
    return all((read[at] in _MARKS) == (label[at] in _MARKS) for at in (0, -1))


def _match(read: str, texts: Sequence[str]) -> int | None:
    """The one text of the page that this may be."""
    found = extract(read, texts, limit=2, score_cutoff=MATCH, scorer=_likeness)
    if not found or (len(found) > 1 and found[0][1] - found[1][1] < AHEAD):
        return None
    return int(found[0][2])


def _likeness(one: str, other: str, **_: object) -> float:
    return 100 * Levenshtein.normalized_similarity(one, other)


def to_kept(grey: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """``KEPT`` pixels high."""
    size = (max(8, round(grey.shape[1] * KEPT / grey.shape[0])), KEPT)
    flags = cv2.INTER_AREA if grey.shape[0] > KEPT else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(grey, size, interpolation=flags), np.uint8)


def _fold(text: str) -> str:
    return text.translate(_FOLD).lower().strip()
