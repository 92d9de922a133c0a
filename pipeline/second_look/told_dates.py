"""A date that no pictures of its row agree on, as the network for printed dates reads it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from extractors.normalize.dates import find_dates
from pipeline.columns.texts import find_places
from pipeline.crop import crop_quad
from pipeline.page_image import Image, to_grey
from pipeline.preprocess.ink import Ink
from pipeline.printed_dates.network import CLASSES, OTHER, likely_dates, tell_columns, to_value
from pipeline.reading import Reading
from pipeline.second_look.date_bands import DateBand
from pipeline.second_look.looks import taller_quad
from schemas.page import TextLine

LIKELY = 0.5  # probability from which a date is given where none was read,
SURE = 0.97  # and where another was
DOUBTED = 0.5  # most that one counts which the network alone reads
TALL = 1.25  # times the band's height that the network sees
_HEAD = re.compile(r"^[^0-9零〇○一二三四五六七八九十]*[:：期自至]")


def with_told_date(
    ink: Ink, band: DateBand, bare: Image | None, lines: Sequence[TextLine], engine: str
) -> list[TextLine]:
    """``lines``, which were read of the band, or in their place the date that the network sees there, in
    doubt: where they hold none, or another one. ``bare`` is the page without rims of black seals."""
    known = [date.normal for line in lines for date in find_dates(line.text)]
    if len(known) > 1:
        return list(lines)
    pictures = [picture for picture in (ink.readable, bare) if picture is not None]
    quad = taller_quad(band.quad, TALL)
    seen = [tell_columns(to_grey(crop_quad(picture, quad))) for picture in pictures]
    shares: dict[str, float] = defaultdict(float)
    for told in seen:
        for text, share in likely_dates(told).items():
            shares[text] += share / len(seen)
    best = max(shares, key=shares.__getitem__, default="")
    value = known[0].value if known and not known[0].failed else None
    if shares.get(best, 0.0) < (LIKELY if value is None else SURE) or to_value(best) == value:
        return list(lines)
    for told in seen:
        found = [(char, at) for char, at in find_places(told, CLASSES) if char != OTHER]
        if "".join(char for char, _ in found) == best:
            reading = Reading(best, DOUBTED, (), (DOUBTED,) * len(best))
            return [*_heads(lines), band.to_line(reading, [at for _, at in found], engine)]
    return list(lines)


def _heads(lines: Sequence[TextLine]) -> list[TextLine]:
    """What stands before the date: its label."""
    heads = []
    for line in lines:
        head = _HEAD.match(line.text)
        if head is not None:
            end = head.end()
            right = float(np.mean(line.places[end - 1 : end + 1]))
            heads.append(line.part(0, end, 0.0, right))
    return heads
