"""Letters of a domain that stand alone at a line's end, behind the mark of another one: detection leaves them
out, and the next line seems to hold a whole domain."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.columns.texts import to_texts
from pipeline.domain_like import is_domain_like
from pipeline.latin.network import CLASSES, tell_rows
from pipeline.latin.rows import ALONE, MARKS, find_rows
from pipeline.page_image import Image, to_grey
from pipeline.pictures.crop import crop_quad
from pipeline.stage_times import stage
from schemas.page import InkLayer, TextLine

SCORE = 0.5  # of such a letter, which the recognizer has not read: a person must see it
LIKELY = 0.1  # probability of all texts of that many letters from which one of them stands there
MOST = 2  # letters of one domain above another line that are looked for
BEHIND = (-0.15, 2.6)  # line heights behind the mark's middle that are looked at,
NEAR = 1.6  # within which the first letter begins,
BLANK = 0.8  # and that are blank behind the last one, but for a table's rule: else it is the next column's
ABOVE = 0.05  # line heights above and below the line that are looked at
LEAST = 0.25  # line heights that a letter is high at least
LOW = 0.55  # share of the picture's height below which no letter begins, and a mark does
WIDE = 0.7  # line heights that a letter at the picture's edge is wide at most: a level rule is more
RULE = 0.9  # share of a column of the picture that is ink, or of its height that ink reaches over, from which
# it is a table's rule
THIN = 0.35  # line heights that such a rule is wide at most
CONTRAST = 50  # of paper against ink (0-255)
EDGE = 1  # pixels before a letter that may be its edge
SPECK, DOT = 0.01, 0.004  # line heights squared up to which a mark is dirt, and no letter's dot


@dataclass(frozen=True)
class _Glyph:
    """Left and right edge, in pixels of the picture, and whether a dot stands over it."""

    left: int
    right: int
    is_dotted: bool = False


@stage("latin")
def with_begun(lines: Sequence[TextLine], layers: Mapping[InkLayer, Image | None]) -> list[TextLine]:
    """The lines, those that end with the mark behind a domain with the one or two letters that stand alone
    behind it, as the network for rows reads them, in doubt.

    ``layers`` are the images that lines were read from; quads are in their pixels.
    """
    return [
        _with_letters(line, image) if image is not None and _may_lack(line, lines) else line
        for line in lines
        for image in (layers.get(line.layer),)
    ]


def _may_lack(line: TextLine, lines: Sequence[TextLine]) -> bool:
    """Whether the line ends with the mark behind a domain, and Latin print goes on below it."""
    text = line.text.rstrip()
    if not line.is_placed or not text.endswith(MARKS):
        return False
    rows = find_rows(text)
    ends = bool(rows) and rows[-1][1] >= len(text) - 2
    return ends and any(_goes_on(line, other) for other in lines)


def _goes_on(line: TextLine, other: TextLine) -> bool:
    box, below, (_, height) = line.quad.bbox, other.quad.bbox, _size(line)
    down = below.center[1] - box.center[1]
    under = box.left < below.right and below.left < box.right and 0.5 * height < down < 2.2 * height
    return under and other.text[:1].isascii() and is_domain_like(other.text.split(" ")[0])


def _size(line: TextLine) -> tuple[float, float]:
    """Its length and its height, pixels."""
    a, b, _, d = line.quad.points
    return math.dist(a, b), math.dist(a, d)


def _with_letters(line: TextLine, image: Image) -> TextLine:
    text, (long, high) = line.text.rstrip(), _size(line)
    mark = line.char_positions[len(text) - 1]
    start, end = (mark + reach * high / max(1.0, long) for reach in BEHIND)
    grey = to_grey(crop_quad(image, line.quad.part(start, end).band(-ABOVE, 1 + ABOVE)))
    glyphs = _find_glyphs(grey, grey.shape[0] / (1 + 2 * ABOVE))
    if not glyphs:
        return line
    scale = (end - start) / grey.shape[1]
    own = grey[:, max(0, glyphs[0].left - EDGE) : glyphs[-1].right + EDGE]
    side = round(ALONE * grey.shape[0])
    (told,) = tell_rows([np.pad(own, ((0, 0), (side, side)), constant_values=int(np.median(grey)))])
    letters = _likeliest(to_texts(told, CLASSES), glyphs)
    if letters is None:
        return line
    places = [start + scale * (glyph.left + glyph.right) / 2 for glyph in glyphs]
    shown = line if text == line.text else line.part(0, len(text), 0.0, 1.0)
    return shown.longer(letters, places, start + scale * (glyphs[-1].right + EDGE), SCORE)


def _likeliest(texts: Mapping[str, float], glyphs: Sequence[_Glyph]) -> str | None:
    """The likeliest of ``texts`` (probabilities by text) that has as many letters, if one of those is likely
    at all: of a letter alone the network often says that it is a neighbour's. A dotted one is an i or a j."""
    own = {text: share for text, share in texts.items() if len(text) == len(glyphs) and text.isalnum()}
    if sum(own.values()) < LIKELY:
        return None
    dotted = [
        text
        for text in own
        if all(char in "ij" for char, glyph in zip(text, glyphs, strict=True) if glyph.is_dotted)
    ]
    return max(dotted or own, key=own.__getitem__)


def _find_rule(ink: NDArray[np.uint8], high: float) -> int | None:
    """Where the first upright rule begins, also one that leans and stands alone."""
    places = np.flatnonzero(ink.mean(axis=0) > RULE)[:1].tolist()
    places += [
        left for left, _, wide, tall, _ in _components(ink) if tall > RULE * len(ink) and wide < THIN * high
    ]
    return min(places, default=None)


def _components(ink: NDArray[np.uint8]) -> list[list[int]]:
    """Left, top, width, height and area of each."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(np.ascontiguousarray(ink), connectivity=8)
    found: list[list[int]] = stats[1:].tolist()
    return found


def _find_glyphs(grey: NDArray[np.uint8], high: float) -> list[_Glyph]:
    """The one or two letters that stand alone in the picture, up to a table's rule, which may lean; ``high``
    is the line's height in its pixels."""
    ink = np.asarray(grey < float(np.median(grey)) - CONTRAST, np.uint8)
    edge = _find_rule(ink, high)
    glyphs: list[_Glyph] = []
    dots: list[float] = []
    for left, top, wide, tall, area in sorted(_components(ink[:, :edge])):
        is_rule = top in (0, grey.shape[0] - tall) and wide > WIDE * high
        is_low = tall < LEAST * high
        if area <= (DOT if is_low else SPECK) * high * high or top > LOW * grey.shape[0] or is_rule:
            continue
        if is_low:
            dots.append(left + wide / 2)
        elif glyphs and left < glyphs[-1].right:  # a piece of the same letter
            glyphs[-1] = _Glyph(min(left, glyphs[-1].left), max(left + wide, glyphs[-1].right))
        else:
            glyphs.append(_Glyph(left, left + wide))
    glyphs = [
        replace(glyph, is_dotted=any(glyph.left <= dot <= glyph.right for dot in dots)) for glyph in glyphs
    ]
    if not 0 < len(glyphs) <= MOST or not 0 < glyphs[0].left < NEAR * high:
        return []
    alone = edge is not None or glyphs[-1].right + BLANK * high <= grey.shape[1]
    return glyphs if alone else []
