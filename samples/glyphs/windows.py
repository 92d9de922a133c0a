"""Windows with what they show, cut by the code that cuts them when a page is read."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import extractOne

from pipeline.crop import crop_quad
from pipeline.glyphs.cut import SIDE, Windows, cut_run
from pipeline.glyphs.network import CLASSES
from pipeline.glyphs.runs import TWINS, find_runs
from pipeline.ocr.engine import OcrEngine
from pipeline.page_image import PageImage
from samples.damage.strata import damage_page
from samples.glyphs.cells import Cell, draw_cells
from samples.glyphs.faces import LatinFace

DAMAGE = ("clean", "scan", "scan", "dpi100", "photo", "fax", "photocopy")
OTHERS = 0.1  # share of the characters without a look-alike that are cut too
MATCH = 75  # likeness (0-100) from which a line is that of a cell
_FOLD = str.maketrans("1lI|!0O", "iiiiioo")


@dataclass(frozen=True)
class Labelled:
    """``labels`` are places in ``CLASSES``, ``designs`` and ``damage`` names; all of one length."""

    windows: Windows
    labels: NDArray[np.int64]
    designs: NDArray[np.str_]
    damage: NDArray[np.str_]

    def only(self, which: NDArray[np.bool_]) -> Labelled:
        """The windows that ``which`` (one a window) tells."""
        return Labelled(self.windows[which], self.labels[which], self.designs[which], self.damage[which])


def read_windows(engine: OcrEngine, faces: Sequence[LatinFace], seed: str) -> Labelled:
    """One page of cells, drawn, damaged and read."""
    draw = Random(seed)
    pixels, cells = draw_cells(draw, list(faces))
    kind = DAMAGE[zlib.crc32(seed.encode()) % len(DAMAGE)]
    page = damage_page(pixels, (kind,), seed)
    image = np.asarray(cv2.cvtColor(page.pixels, cv2.COLOR_RGB2BGR), np.uint8)
    if not page.bilevel:
        _, packed = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, page.quality])
        image = np.asarray(cv2.imdecode(packed, cv2.IMREAD_COLOR), np.uint8)
    windows, labels, designs = [], [], []
    texts = {_fold(cell.text): cell for cell in cells}
    for line in engine.read_page(PageImage(1, image)):
        crop = crop_quad(image, line.quad)
        for start, end in find_runs(line.text):
            text = line.text[start:end]
            found = extractOne(_fold(text), list(texts), score_cutoff=MATCH)
            if found is None:
                continue
            wanted = [at for at, char in enumerate(text) if char in TWINS or draw.random() < OTHERS]
            cut = cut_run(crop, text, line.char_positions[start:end], wanted)
            if cut is None:
                continue
            truth = _labels(text, texts[found[0]])
            windows.append(cut.windows)
            labels += [truth[place] for place in cut.places]
            designs += [texts[found[0]].design] * len(cut.places)
    return Labelled(
        np.concatenate([np.zeros((0, SIDE, SIDE), np.float32), *windows]),
        np.array(labels, np.int64),
        np.array(designs, np.str_),
        np.array([kind] * len(labels), np.str_),
    )


def _fold(text: str) -> str:
    return text.translate(_FOLD).lower()


def _labels(read: str, cell: Cell) -> list[int]:
    """What the cell shows where each character was read, as places in ``CLASSES``."""
    labels = [len(CLASSES) - 1] * len(read)
    for step in Levenshtein.opcodes(_fold(read), _fold(cell.text)):
        if step.tag in ("equal", "replace"):
            shown = cell.text[step.dest_start : step.dest_end]
            for offset, char in zip(range(step.src_start, step.src_end), shown, strict=False):
                labels[offset] = CLASSES.index(char) if char in CLASSES else len(CLASSES) - 1
    return labels
