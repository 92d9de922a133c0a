"""Dates that were read in part or under a black seal, read again as a whole from several pictures."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from extractors.normalize.dates import find_dates, spaced
from extractors.normalize.normal import Repair
from extractors.normalize.text import fold
from pipeline.ocr.engine import OcrEngine, text_line
from pipeline.page_image import Image
from pipeline.preprocess.ink import Ink
from pipeline.reading import Reading
from pipeline.second_look.date_bands import DateBand, find_date_bands, is_finished
from pipeline.second_look.looks import Look, band_looks, further_looks
from pipeline.second_look.rims import without_rims
from pipeline.second_look.tied_days import likely_days
from pipeline.second_look.told_dates import see_date, with_told_date
from pipeline.second_look.under_seals import with_under_seals
from pipeline.stage_times import stage
from schemas.geometry import Quad
from schemas.page import InkLayer, TextLine

AGREEING = 2  # pictures in which a date must be read alike
DISPUTED = 0.5  # share of agreement where the first look read another day
_DAY = re.compile("(?:^|月 ?)((?:[0-9]{1,2}|[一二三四五六七八九十廿卅]{1,4})日)")
_STROKES = {"_": "一", "-": "一", "—": "一", "–": "一", "=": "二", "+": "十"}
_SIGN = re.compile(r"(?<=[年月〇○零一二三十廿])[-_—–=+](?=[年月日〇○零一二三四五六七八九十])")
_RING = re.compile(r"(?<=二)[(（][)）]?(?=[〇○零一二三四五六七八九])")  # a 〇 of a year
LOST = 1.6  # heights of a picture without gaps from one character to the next where one is missing between
UNANIMOUS = 0.8  # share of the pictures that agree from which a score is the recognizer's own


@dataclass(frozen=True)
class _Seen:
    """What was read in one picture; ``values`` are its dates, empty where any is not whole or the label
    before them is lost."""

    look: Look
    reading: Reading
    values: tuple[str, ...]


@stage("second_look")
def with_second_look(
    engine: OcrEngine, ink: Ink, lines: Sequence[TextLine], red: Sequence[Quad], black: Sequence[Quad]
) -> list[TextLine]:
    """The lines, those of doubtful dates replaced by what several pictures of their place agree on.

    ``red`` and ``black`` are the seals. A band costs two to ten recognitions of its length, the fewer
    the sooner they agree, a date sought under a seal a detection of its surroundings; a page on which
    all dates are whole and sure, none is missed by a red seal and no black one lies over one costs nothing.

    Raises:
        EngineError: recognition failed.
    """
    result = with_under_seals(engine, ink, lines, red)
    bands = find_date_bands(result, ink.page.shape[1], black)
    bare = without_rims(ink.on_white, black) if any(band.sealed for band in bands) else None
    result = [line for line in result if not any(line in band.pieces for band in bands)]
    read = [_look_again(engine, ink, band, bare if band.sealed else None) for band in bands]
    seen = [see_date(ink, band, bare if band.sealed else None) for band in bands]
    for at, band in enumerate(bands):
        read[at] = with_told_date(band, seen[at], read[at], engine.name)
    for at, band in enumerate(bands):
        others = [line for lines in (*read[:at], *read[at + 1 :]) for line in lines]
        read[at] = with_told_date(band, seen[at], read[at], engine.name, likely_days([*result, *others]))
    return result + [line for lines in read for line in lines]


def _look_again(engine: OcrEngine, ink: Ink, band: DateBand, bare: Image | None) -> list[TextLine]:
    """The band as one line, or its pieces where no two pictures agree on what it says."""
    known = _values(band.text) if is_finished(band.pieces) else ()
    seen = _see(engine, band_looks(ink, band.quad, bare), band)
    if len({known or seen[0].values, *(one.values for one in seen)}) > 1 or not seen[0].values:
        seen += _see(engine, further_looks(ink, band.quad, bare), band)
    votes = Counter(one.values for one in seen if one.values)
    telling = sum(1 for one in seen if one.values or not one.look.with_red)  # under a seal's ink none need be
    chosen, count = votes.most_common(1)[0] if votes else ((), 0)
    if count < AGREEING or count * 2 <= votes.total() or (chosen == known and len(band.pieces) == 1):
        share = votes[known] / max(1, telling)
        if votes[known] >= AGREEING and share >= UNANIMOUS:
            return [_borne_out(piece, seen) for piece in band.pieces]
        return [_at_most(piece, share) for piece in band.pieces] if known else list(band.pieces)
    best = max((one for one in seen if one.values == chosen), key=_weakest)
    share = count / telling if _agrees(best.reading.text, band) else DISPUTED
    return [_at_most(_to_line(best, band, engine.name), share)]


def _weakest(seen: _Seen) -> float:
    return min(seen.reading.scores, default=seen.reading.confidence)


def _borne_out(piece: TextLine, seen: Sequence[_Seen]) -> TextLine:
    """The piece, no less sure than the surest picture that says the same to the character: what two layers
    read otherwise at first was cut otherwise."""
    alike = [one for one in seen if one.reading.text == piece.text]
    best = max(alike, key=_weakest).reading if alike else None
    if best is None or len(best.scores) != len(piece.char_confidences):
        return piece
    scores = tuple(max(pair) for pair in zip(piece.char_confidences, best.scores, strict=True))
    surer = {"char_confidences": scores, "confidence": max(piece.confidence, best.confidence)}
    return piece.model_copy(update=surer)


def _agrees(text: str, band: DateBand) -> bool:
    """Whether no day that was read at first, 十六日, is another one than in the text."""
    days = [day for piece in band.pieces for day in _DAY.findall(piece.text)]
    return all(day in text for day in days)


def _see(engine: OcrEngine, looks: Sequence[Look], band: DateBand) -> list[_Seen]:
    readings = [_with_strokes(reading) for reading in engine.recognize([look.image for look in looks])]
    return [
        _Seen(look, reading, _values(reading.text) if _is_whole(look, reading, band) else ())
        for look, reading in zip(looks, readings, strict=True)
    ]


def _is_whole(look: Look, reading: Reading, band: DateBand) -> bool:
    """Whether its label is kept, and where gaps are closed no step is so wide that a character is lost in it:
    under a seal 三十日 is read as 十日."""
    is_closed = len(look.columns) < look.width
    steps = np.diff(reading.positions) * look.image.shape[1] / look.image.shape[0]
    lost = is_closed and steps.size > 0 and float(steps.max()) > LOST
    return not lost and _keeps_label(reading.text, band.text)


def _with_strokes(reading: Reading) -> Reading:
    """The reading, numerals of level and upright strokes put for the signs that they were read as, 月_日:
    between Chinese numerals there are no others."""
    if not re.search("[二三四五六七八九十]", reading.text):
        return reading
    read = replace(reading, text=_SIGN.sub(lambda sign: _STROKES[sign.group()], reading.text))
    for ring in reversed(list(_RING.finditer(read.text))):
        read = _put(read, ring.start(), ring.end(), "〇")
    return read


def _put(reading: Reading, start: int, end: int, char: str) -> Reading:
    """The reading with one character in place of several."""
    text = reading.text[:start] + char + reading.text[end:]
    places, scores = reading.positions, reading.scores
    if len(places) == len(reading.text):
        places = (*places[:start], sum(places[start:end]) / (end - start), *places[end:])
    if len(scores) == len(reading.text):
        scores = (*scores[:start], min(scores[start:end]), *scores[end:])
    return Reading(text, reading.confidence, places, scores)


def _values(text: str) -> tuple[str, ...]:
    """The dates of a text, none where one of them is not whole or has a character misread."""
    normals = [date.normal for date in find_dates(text)]
    sure = [normal for normal in normals if not normal.failed and Repair.CONFUSION not in normal.repairs]
    values = tuple(normal.value for normal in sure if normal.value is not None)
    return values if len(values) == len(normals) else ()


def _keeps_label(text: str, before: str) -> bool:
    """Whether what stands before the date is as it was read at first, so that its label stays known."""
    own, other = (_before_date(one) for one in (text, before))
    return len(other) < 2 or own == other


def _before_date(text: str) -> str:
    plain = spaced(text)
    dates = find_dates(text)
    head = plain[: dates[0].start] if dates else plain
    return fold(head.split(":")[0]) if ":" in head else ""


def _to_line(seen: _Seen, band: DateBand, engine: str) -> TextLine:
    """The reading where it stands in the band, whose ends may be blank."""
    if not seen.reading.positions:
        return text_line(seen.reading, band.quad, engine, InkLayer.DARK)
    places = [seen.look.place(position) for position in seen.reading.positions]
    return band.to_line(seen.reading, places, engine)


def _at_most(line: TextLine, share: float) -> TextLine:
    """The line; where not nearly all pictures agree, no character surer than the square of their share: so
    sure are two that are taken at random of both saying so."""
    if share >= UNANIMOUS:
        return line
    most = share * share
    scores = tuple(min(score, most) for score in line.char_confidences)
    return line.model_copy(update={"char_confidences": scores, "confidence": min(line.confidence, most)})
