"""Which of its look-alikes a character of a domain is, by its shape and not by its neighbours.

The recognizer reads in context and returns whichever of l and 1 it has seen more often there. Here
only the pixels speak, and where they do not speak clearly the reading stays as it was.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from pipeline.crop import crop_quad
from pipeline.glyphs.cut import cut_run
from pipeline.glyphs.network import CLASSES, classify
from pipeline.page_image import Image
from schemas.page import InkLayer, TextLine

TWINS = frozenset("1lIi|!0Oo")
SURE = 0.5  # probability from which the shape overrules the recognizer, which knows only context
_RUN = re.compile(r"[A-Za-z0-9.|!-]{4,}")
# A license number (B1.B2-20240286) has no two letters together, a credit code no dot, a date no letters.
_DOMAIN_LIKE = re.compile(r"(?=.*[a-z].*[a-z])|(?=.*[A-Za-z]{2})(?=.*\.)")


def tell_twins(lines: Sequence[TextLine], layers: Mapping[InkLayer, Image | None]) -> list[TextLine]:
    """The lines, the look-alikes in what may be a domain told apart where their shape is clear.

    ``layers`` are the images that lines were read from; quads are in their pixels. A line of another
    layer stays as it is.
    """
    told = []
    for line in lines:
        image = layers.get(line.layer)
        told.append(line if image is None else _tell_line(line, image))
    return told


def _tell_line(line: TextLine, image: Image) -> TextLine:
    if len(line.char_positions) != len(line.text) or len(line.char_confidences) != len(line.text):
        return line
    runs = [run for run in find_runs(line.text) if TWINS & set(line.text[slice(*run)])]
    if not runs:
        return line
    crop = crop_quad(image, line.quad)
    for start, end in runs:
        text = line.text[start:end]
        wanted = [offset for offset, char in enumerate(text) if char in TWINS]
        cut = cut_run(crop, text, line.char_positions[start:end], wanted)
        if cut is not None:
            line = decide(line, [start + place for place in cut.places], classify(cut.windows))
    return line


def find_runs(text: str) -> list[tuple[int, int]]:
    """Start and end of each run of Latin print that may be a domain or a part of one."""
    return [found.span() for found in _RUN.finditer(text) if _DOMAIN_LIKE.match(found.group())]


def decide(line: TextLine, places: Sequence[int], shapes: NDArray[np.float32]) -> TextLine:
    """The line with the characters at ``places`` as their shapes say; ``shapes`` holds a row of
    probabilities of ``CLASSES`` for each.

    A shape that is clear gives the character and its score, and the place is ``verified``. One that
    contradicts the reading less clearly takes from its score. Any other changes nothing.
    """
    text, scores = list(line.text), list(line.char_confidences)
    verified = set(line.verified)
    for place, row in zip(places, shapes, strict=True):
        best = int(np.argmax(row))
        if not CLASSES[best]:
            continue
        if row[best] >= SURE:
            text[place], scores[place] = CLASSES[best], round(min(1.0, float(row[best])), 4)
            verified.add(place)
        elif CLASSES[best] != text[place] and text[place] in CLASSES:
            scores[place] = min(scores[place], round(float(row[CLASSES.index(text[place])]), 4))
    return line.model_copy(
        update={"text": "".join(text), "char_confidences": tuple(scores), "verified": tuple(sorted(verified))}
    )
