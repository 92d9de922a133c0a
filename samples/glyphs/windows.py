"""Windows with what they show, cut by the code that cuts them when a page is read."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, fields
from random import Random

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import extractOne

from pipeline.glyphs.cut import SIDE, cut_run
from pipeline.glyphs.network import to_class
from pipeline.glyphs.runs import find_figures, find_runs
from pipeline.ocr.engine import OcrEngine
from pipeline.page_image import PageImage
from pipeline.pictures.crop import crop_quad
from samples.damage.strata import damage_page
from samples.glyphs.cells import Cell, draw_cells
from samples.glyphs.faces import LatinFace

DAMAGE = ("clean", "scan", "scan", "dpi100", "photo", "fax", "photocopy", "photocopy")
MATCH = 75  # likeness (0-100) from which a line is that of a cell
_FOLD = str.maketrans("1lI|!0O", "iiiiioo")


@dataclass(frozen=True)
class Labelled:
    """Characters of runs, those of one run one after another. ``read`` and ``labels`` are places in
    ``CLASSES``; ``runs`` numbers, ``pages``, ``designs`` and ``damage`` names; all of one length."""

    windows: NDArray[np.uint8]
    read: NDArray[np.int64]
    labels: NDArray[np.int64]
    runs: NDArray[np.int64]
    pages: NDArray[np.str_]
    designs: NDArray[np.str_]
    damage: NDArray[np.str_]

    def only(self, which: NDArray[np.bool_]) -> Labelled:
        """The characters that ``which`` (one a character) tells."""
        return Labelled(**{field.name: getattr(self, field.name)[which] for field in fields(self)})


def read_windows(engine: OcrEngine, faces: Sequence[LatinFace], seed: str) -> Labelled:
    """One page of cells, drawn, damaged and read."""
    draw = Random(seed)
    pixels, cells = draw_cells(draw, list(faces))
    kind = DAMAGE[zlib.crc32(seed.encode()) % len(DAMAGE)]
    image = damage_page(pixels, (kind,), seed).kept()
    windows, read, labels, runs, designs = [], [], [], [], []
    texts = {_fold(cell.text): cell for cell in cells}
    for line in engine.read_page(PageImage(1, image)):
        crop = crop_quad(image, line.quad)
        for start, end in find_runs(line.text) + find_figures(line.text):
            text = line.text[start:end]
            found = extractOne(_fold(text), list(texts), score_cutoff=MATCH)
            cut = found and cut_run(crop, text, line.char_positions[start:end])
            if not found or not cut or cut.missed:
                continue
            windows.append(np.round(cut.windows * 255).clip(0, 255).astype(np.uint8))
            read += [to_class(char) for char in text]
            labels += _labels(text, texts[found[0]])
            runs += [len(windows)] * len(text)
            designs += [texts[found[0]].design] * len(text)
    return Labelled(
        np.concatenate([np.zeros((0, SIDE, SIDE), np.uint8), *windows]),
        np.array(read, np.int64),
        np.array(labels, np.int64),
        np.array(runs, np.int64),
        np.array([seed] * len(read), np.str_),
        np.array(designs, np.str_),
        np.array([kind] * len(read), np.str_),
    )


def _fold(text: str) -> str:
    return text.translate(_FOLD).lower()


def _labels(read: str, cell: Cell) -> list[int]:
    """What the cell shows where each character was read, as places in ``CLASSES``."""
    labels = [to_class("")] * len(read)
    for step in Levenshtein.opcodes(_fold(read), _fold(cell.text)):
        if step.tag == "equal" or (
            step.tag == "replace" and step.src_end - step.src_start == step.dest_end - step.dest_start
        ):
            shown = cell.text[step.dest_start : step.dest_end]
            labels[step.src_start : step.src_end] = [to_class(char) for char in shown]
    return labels
