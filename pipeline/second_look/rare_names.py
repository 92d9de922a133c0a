"""Rare characters of people's names, where the recognizer read the common ones that look like them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from extractors.normalize.rare_names import NEVER_SURNAMES, RARELY_GIVEN
from pipeline.page_image import Image
from pipeline.pictures.crop import crop_quad
from pipeline.rare_characters.cut import cut_window
from pipeline.rare_characters.network import CLASSES, classify
from pipeline.second_look.behind_label import find_value_start
from pipeline.stage_times import stage
from schemas.page import InkLayer, TextLine

MEANT: Final = NEVER_SURNAMES | RARELY_GIVEN
SURE: Final = 0.9  # probability from which the rare one is what stands there: hardly any name has the other
_NAME: Final = re.compile(r"(?!全国$)[\u3400-\u9fff]{2,4}")


@stage("second_look")
def with_rare_names(lines: Sequence[TextLine], layers: Mapping[InkLayer, Image | None]) -> list[TextLine]:
    """The lines of a page: in what may be a person's name, behind a label or as all of a line, the rare
    character that its shape tells where a common one was read that hardly any name has there.

    ``layers`` are the images that lines were read from; quads are in their pixels. A line of another layer
    stays as it is. A character costs some 2 ms.
    """
    return [_tell_line(line, layers.get(line.layer)) for line in lines]


def _tell_line(line: TextLine, image: Image | None) -> TextLine:
    places = find_stand_ins(line)
    if image is None or not places:
        return line
    crop = crop_quad(image, line.quad)
    told = line
    for at in places:
        shares = tell(crop, line.char_positions[at], line.text[at])
        best = max(MEANT[line.text[at]], key=shares.__getitem__)
        if shares[best] >= SURE:
            told = _put(told, at, best, shares[best])
    return told


def tell(line: Image, place: float, read: str) -> dict[str, float]:
    """The probability of ``read``, of each rare character that it is read for, and of anything else, for the
    character at ``place`` (0-1) of a level line."""
    shares = classify(cut_window(line, place)[None])[0]
    own = {char: float(shares[CLASSES.index(char)]) for char in (read, *MEANT[read], "")}
    whole = sum(own.values()) or 1.0
    return {char: share / whole for char, share in own.items()}


def find_stand_ins(line: TextLine) -> list[int]:
    """The offsets of characters that are read for rare ones: a surname, or those of a given name."""
    start = find_value_start(line, 1)
    name = line.text[start:]
    if not line.is_placed or not _NAME.fullmatch(name):
        return []
    first = [start] if name[0] in NEVER_SURNAMES else []
    return first + [start + at for at, char in enumerate(name) if at and char in RARELY_GIVEN]


def _put(line: TextLine, at: int, char: str, share: float) -> TextLine:
    scores = (*line.char_confidences[:at], share, *line.char_confidences[at + 1 :])
    told = {
        "text": line.text[:at] + char + line.text[at + 1 :],
        "char_confidences": scores,
        "verified": tuple(sorted({*line.verified, at})),
    }
    return line.model_copy(update=told)
