"""A date that no pictures of its row agree on, as the network for printed dates reads it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

import numpy as np

from extractors.normalize.dates import find_dates
from pipeline.columns.texts import text_places, text_share
from pipeline.networks.weights_text import Values
from pipeline.page_image import Image, to_grey
from pipeline.pictures.crop import crop_quad
from pipeline.preprocess.ink import Ink
from pipeline.printed_dates.network import CLASSES, OTHER, likely_dates, tell_columns, to_value
from pipeline.printed_dates.placed import placed_dates
from pipeline.reading import Reading
from pipeline.second_look.date_bands import DateBand
from pipeline.second_look.looks import taller_quad
from pipeline.second_look.tied_days import tied_days, written
from schemas.page import TextLine

LIKELY = 0.5  # probability from which a date is given where none was read,
SURE = 0.97  # and where another was
DOUBTED = 0.5  # most that one counts which the network alone reads
TALLER = (1.25, 1.5, 1.75)  # times the band's height that the network sees: values are filled in off the row
SEEN = 0.2  # probability that a picture shows a date at all, from which it is heard
TIED = 0.9  # probability from which a day is given that a period ties to another of the page,
LEGIBLE = 0.02  # if the row itself makes it as probable
_HEAD = re.compile(r"^[^0-9零〇○一二三四五六七八九十]*[:：期自至]")


@dataclass(frozen=True)
class Told:
    """A date as written, and how probable it is; whether another day of the page bears it out."""

    text: str
    share: float
    tied: bool


@dataclass(frozen=True)
class Seen:
    """What the columns of a band's picture tell, and the dates that these may say with the probability of
    each."""

    columns: Values
    dates: Mapping[str, float]

    @classmethod
    def of(cls, columns: Values) -> Seen:
        return cls(columns, likely_dates(columns))


def see_date(ink: Ink, band: DateBand, bare: Image | None) -> list[Seen]:
    """What several pictures of a band tell; ``bare`` is the page without rims of black seals."""
    pictures = [picture for picture in (ink.readable, bare) if picture is not None]
    quads = [taller_quad(band.quad, taller) for taller in TALLER]
    crops = (crop_quad(picture, quad) for picture in pictures for quad in quads)
    return [Seen.of(tell_columns(to_grey(crop))) for crop in crops]


def with_told_date(
    band: DateBand,
    seen: Sequence[Seen],
    lines: Sequence[TextLine],
    engine: str,
    known: Mapping[date, float] = MappingProxyType({}),
) -> list[TextLine]:
    """``lines``, which were read of the band, or in their place the date that the network sees there: where
    they hold none, or another one. In doubt, unless a period ties it to a ``known`` day of the page. Where
    they hold the same they are no less sure. ``seen`` is what the band's pictures tell."""
    read = [found.normal for line in lines for found in find_dates(line.text)]
    told = tell_date(seen, known) if len(read) < 2 else None
    if told is None:
        return list(lines)
    value = read[0].value if read and not read[0].failed else None
    if to_value(told.text) == value and not (told.tied and _lacks_some(lines, told.text)):
        return [_borne_out(line, told.share) for line in lines]
    if not told.tied and told.share < (LIKELY if value is None else SURE):
        return list(lines)
    score = told.share if told.tied else DOUBTED
    best = max((one.columns for one in seen), key=lambda one: text_share(one, CLASSES, told.text, OTHER))
    reading = Reading(told.text, score, (), (score,) * len(told.text))
    places = text_places(best, CLASSES, told.text, OTHER)
    return [*_heads(lines), band.to_line(reading, places, engine)]


def tell_date(seen: Sequence[Seen], known: Mapping[date, float]) -> Told | None:
    """The likeliest date of a row, of which ``seen`` is what several pictures tell: a day
    that a period ties to one of ``known`` is likelier than others from the outset, as prior odds."""
    shares: dict[str, float] = defaultdict(float)
    heard = [one for one in seen if sum(one.dates.values()) >= SEEN]
    for one in heard:
        for text, share in one.dates.items():
            shares[text] += share
    if not heard:
        return None
    return _tell_tied(heard, shares, known) or _tell_free(shares, len(seen))


def _tell_free(shares: Mapping[str, float], count: int) -> Told:
    best = max(shares, key=shares.__getitem__)
    return Told(best, shares[best] / count, tied=False)


def _tell_tied(
    heard: Sequence[Seen], shares: Mapping[str, float], known: Mapping[date, float]
) -> Told | None:
    """The day of those that are tied to ``known`` ones which is likelier than all others together."""
    days, whole = tied_days(known), sum(shares.values())
    tied = {
        text: (sum(text_share(one.columns, CLASSES, text, OTHER) for one in heard) / whole, times)
        for day, times in days.items()
        for text in written(day)
    }
    own = {day.isoformat() for day in days}
    others = [share / whole for text, share in shares.items() if to_value(text) not in own]
    odds = {text: share * times for text, (share, times) in tied.items() if share >= LEGIBLE}
    best = max(odds, key=odds.__getitem__, default="")
    every = sum(others) + sum(share * times for share, times in tied.values())
    return Told(best, odds[best] / every, tied=True) if odds.get(best, 0.0) >= TIED * every else None


def _lacks_some(lines: Sequence[TextLine], date_text: str) -> bool:
    """Whether the one date of the lines is not written out as ``date_text``, or more stands behind it."""
    text = "".join(line.text for line in lines).replace(" ", "")
    return not text.endswith(date_text)


def _borne_out(line: TextLine, score: float) -> TextLine:
    """The line, its date no less sure than ``score``."""
    scores = list(line.char_confidences)
    for found in placed_dates(line):
        for at in range(found.start, found.end):
            scores[at] = max(scores[at], round(score, 4))
    surer = {"char_confidences": tuple(scores), "confidence": max(line.confidence, round(score, 4))}
    return line.model_copy(update=surer)


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
