"""The dates of a page as the network for them reads them, beside what the recognizer read."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from extractors.normalize.dates import FoundDate
from pipeline.page_image import Image, to_grey
from pipeline.pictures.crop import crop_quad
from pipeline.printed_dates.network import likely_dates, tell_columns, to_value
from pipeline.printed_dates.placed import placed_dates
from pipeline.stage_times import stage
from schemas.page import InkLayer, TextLine

AGREED = 0.5  # probability above which the network says the same
LIKELY = 0.8  # and from which another date puts what was read in doubt,
SPELLED = 0.9  # and one in Chinese numerals, whose strokes are a form's lines too
DISPUTED = 0.5  # most that a character counts which both read otherwise
_FIGURE = re.compile("[0-9]")
ASIDE = 0.75  # line heights to each side of a date that its picture holds
ABOUT = 0.15  # and above and below its line


@stage("printed_dates")
def tell_printed_dates(lines: Sequence[TextLine], layers: Mapping[InkLayer, Image | None]) -> list[TextLine]:
    """The lines of a page, each date in them weighed against the network's reading: as sure as the surer of
    the two where these agree, in doubt where the network sees another day.

    ``layers`` are the images that lines were read from; quads are in their pixels. A date costs some 6 ms.
    """
    return [_tell_line(line, layers.get(line.layer)) for line in lines]


def _tell_line(line: TextLine, image: Image | None) -> TextLine:
    if image is None or "年" not in line.text:
        return line
    told = line
    for date in reversed(placed_dates(line)):
        if "年" in line.text[date.start : date.end]:
            told = weigh_date(told, date, likely_dates(tell_columns(to_grey(_cut(line, date, image)))))
    return told


def _cut(line: TextLine, date: FoundDate, image: Image) -> Image:
    crop = crop_quad(image, line.quad.band(-ABOUT, 1 + ABOUT))
    height, width = crop.shape[0] / (1 + 2 * ABOUT), crop.shape[1]
    left = max(0, round(line.char_positions[date.start] * width - ASIDE * height))
    right = min(width, round(line.char_positions[date.end - 1] * width + ASIDE * height))
    return crop[:, left : max(right, left + 1)]


def weigh_date(line: TextLine, date: FoundDate, texts: Mapping[str, float]) -> TextLine:
    """The line after the network read its ``date`` as ``texts`` (probabilities by text as written)."""
    values: dict[str, float] = defaultdict(float)
    for text, share in texts.items():
        values[to_value(text) or ""] += share
    best = max(values, key=values.__getitem__, default="")
    own = values.get(date.normal.value or "", 0.0)
    scores = list(line.char_confidences)
    within = slice(date.start, date.end)
    if own > AGREED:
        scores[within] = [max(score, own) for score in scores[within]]
    elif values.get(best, 0.0) >= (LIKELY if _FIGURE.search(line.text[within]) else SPELLED):
        scores[within] = [min(score, DISPUTED) for score in scores[within]]
    return line.model_copy(update={"char_confidences": tuple(round(score, 4) for score in scores)})
