"""Red print on a born-digital page that its text layer does not hold: stamps of use, set as pictures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from rapidfuzz import fuzz

from pipeline.ink_lines import read_red
from pipeline.ocr.engine import OcrEngine
from pipeline.page_image import to_pixels
from pipeline.preprocess.ink import Ink
from pipeline.text_layer.gaps import is_sure
from pipeline.text_layer.half import about_line
from pipeline.text_layer.red_of_lines import with_layer_ink
from schemas.page import InkLayer, SealReading, TextLine

ALIKE: Final = 50.0  # of 100: what is read of red characters is theirs, with one in two misread
_WHITE: Final = 255


def read_red_gaps(
    engine: OcrEngine, ink: Ink, lines: Sequence[TextLine], seals: Sequence[SealReading]
) -> list[TextLine]:
    """Lines that the red ink of the page gives outside its ``seals``, but those that are red of the layer's
    ``lines``; level or aslant, as a stamp is set by hand.

    Raises:
        EngineError: detection or recognition failed.
    """
    if ink.red is None:
        return []
    red, mask = ink.red.copy(), ink.mask.copy()
    for line in with_layer_ink(lines, ink, seals):
        if line.layer is InkLayer.RED:
            place = to_pixels(about_line(line.quad.bbox))
            red[place], mask[place] = _WHITE, 0
    found = [line for line in read_red(engine, replace(ink, red=red, mask=mask), seals) if is_sure(line)]
    return [line for line in found if not any(_is_again(line, own) for own in lines)]


def _is_again(line: TextLine, own: TextLine) -> bool:
    """Whether a line is the layer's ``own``, read once more: pale red is not told as such."""
    likeness = fuzz.partial_ratio("".join(line.text.split()), "".join(own.text.split()))
    return own.quad.bbox.holds(line.quad.bbox.center) and likeness > ALIKE
