"""How the characters of a page lie: in level rows, or in lines aslant of their own (stamps, watermarks)."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from pipeline.load.placed_chars import PlacedChar

LEANING: Final = 0.5  # degrees
ASLANT: Final = 5.0  # degrees from which a character is no part of a level line set by a machine
_WRITTEN: Final = 20.0  # degrees that a character may be turned by itself in a level row, as if written
_STEEPEST: Final = 60.0  # degrees beyond which a line may as well be that of a page lying on its side
_MOST_LOOSE: Final = 1  # a lone turned sign is ornament; two may say 作废
_MOST_DRIFT: Final = 0.45  # of its height: how far a leaning line may climb and still be one row
_ALIKE: Final = 0.1  # degrees between characters of one line
_FURTHEST: Final = (
    2.2  # character heights from a character to the next of its line: a tile of a watermark ends
)
_MOST_RUNS: Final = 1000  # lines or signs aslant on any page of print
_BESIDE: Final = 3.0  # character heights to the next of a row


def find_angles(chars: Sequence[PlacedChar]) -> list[float | None] | None:
    """The angle of the line that each character stands in, in degrees as ``PlacedChar.angle``: 0 in a
    level row, ``None`` for a lone turned sign that is no text.

    ``None`` for all when only pixels tell how the page reads: turned on its side, in lines aslant whose
    places are not known, of signs that each lie otherwise, or more text aslant than level.
    """
    runs = list(itertools.islice(_find_runs(chars), _MOST_RUNS + 1))
    climbing = {round(chars[run[0]].angle / _ALIKE) for run in runs if _climbs(chars[run[0]], chars[run[-1]])}
    angles: list[float | None] = [0.0] * len(chars)
    loose: list[int] = []
    for run in runs:
        angle = chars[run[0]].angle
        if len(run) > 1 and round(angle / _ALIKE) in climbing:  # the short lines of a stamp too
            if abs(angle) > _STEEPEST or any(chars[index].level is None for index in run):
                return None
            for index in run:
                angles[index] = angle
        elif abs(angle) > ASLANT:
            loose += [index for index in run if not chars[index].text.isspace()]
    if len(runs) > _MOST_RUNS or len(loose) > _MOST_RUNS:
        return None
    ornament = []
    for index in _not_written(loose, chars, angles):
        angle = chars[index].angle
        is_cut = round(angle / _ALIKE) in climbing  # all that the page's edge leaves of a tile
        angles[index] = angle if is_cut else None
        if not is_cut:
            ornament.append(index)
    if len(ornament) > _MOST_LOOSE:
        return None
    return angles if _reads_level(chars, angles) else None


def _find_runs(chars: Sequence[PlacedChar]) -> Iterator[list[int]]:
    """Leaning characters that follow one another along their own direction, by their indices."""
    run: list[int] = []
    for index, char in enumerate(chars):
        if abs(char.angle) <= LEANING:
            continue
        if run and not _follows(chars[run[-1]], char):
            yield run
            run = []
        run.append(index)
    if run:
        yield run


def _follows(before: PlacedChar, char: PlacedChar) -> bool:
    if abs(char.angle - before.angle) > _ALIKE:
        return False
    along, across = _step(before, char)
    height = min(_height(before), _height(char))
    return abs(across) < 0.5 * height and -0.5 * height < along < _FURTHEST * height


def _step(before: PlacedChar, char: PlacedChar) -> tuple[float, float]:
    """Pixels from one character to another, along the first one's direction and down from it."""
    cos, sin = math.cos(math.radians(before.angle)), math.sin(math.radians(before.angle))
    (x0, y0), (x, y) = before.box.center, char.box.center
    return (x - x0) * cos - (y - y0) * sin, (x - x0) * sin + (y - y0) * cos


def _height(char: PlacedChar) -> float:
    return (char.level or char.box).height


def _climbs(first: PlacedChar, last: PlacedChar) -> bool:
    """Whether a line leans so far that its characters would be dealt to several rows."""
    along, _ = _step(first, last)
    return abs(along * math.sin(math.radians(first.angle))) > _MOST_DRIFT * _height(first)


def _not_written(
    loose: Sequence[int], chars: Sequence[PlacedChar], angles: Sequence[float | None]
) -> list[int]:
    """The turned characters but those that stand beside another in a level row, as digits do in a date that
    is filled in by hand."""
    if not loose:  # of most pages
        return []
    beside = [index for index in _marks(chars) if angles[index] == 0]
    places = np.array([chars[index].box.center for index in beside]).reshape(-1, 2)
    rest = []
    for index in loose:
        away = np.abs(places - chars[index].box.center)
        height = _height(chars[index])
        near = (away[:, 1] < 0.5 * height) & (away[:, 0] < _BESIDE * height)
        if abs(chars[index].angle) > _WRITTEN or np.count_nonzero(near) < 2:  # itself is one
            rest.append(index)
    return rest


def _reads_level(chars: Sequence[PlacedChar], angles: Sequence[float | None]) -> bool:
    """Whether most of what the page says stands level; what a watermark says again and again counts once."""
    said: list[str] = []
    room = sum(angles[index] == 0 for index in _marks(chars))
    runs = ([chars[index].text for index in run if angles[index]] for run in _find_runs(chars))
    for text in sorted({"".join(run) for run in runs}, key=len, reverse=True):
        if not any(text in longer for longer in said):
            said.append(text)
            room -= len(text)
    return room >= 0


def _marks(chars: Sequence[PlacedChar]) -> list[int]:
    return [index for index, char in enumerate(chars) if not char.text.isspace()]
