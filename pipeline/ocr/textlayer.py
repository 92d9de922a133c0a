"""The engine of born-digital pages: characters that the file itself names, grouped into lines."""

from __future__ import annotations

import itertools
import math
import re
import statistics
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from extractors.normalize.text import without_radicals
from pipeline.ocr.engine import Engine
from pipeline.page_image import TILES, TILTED, PageImage, TextChar
from schemas.geometry import BBox, Point, Quad
from schemas.page import UNREAD, InkLayer, TextLine

_DRAWING: Final = re.compile("[\u2500-\u257f｜]+")  # characters that a table's rules are made of
_SAME_ROW: Final = 0.5  # of the lower height: how much two characters of a row overlap
_COLUMN_GAP: Final = 2.0  # character heights: a wider gap parts label from value
_SPACE_GAP: Final = 0.4  # character heights: a wider gap is a space
_LATIN_GAP: Final = 0.1  # character heights that a space between Latin characters is wide at least
_TWICE: Final = 0.25  # of the width: a bold made of two prints is not two characters
_LARGER: Final = 1.5  # times a string's height that a character which goes on with it is high, at most
_OTHER_GAP: Final = 0.8  # character heights: a wider gap parts columns whose rows are not level
_OFF_LINE: Final = 0.3  # of its height that a character stands off the line of another at most
_TILE_GAP: Final = 1.0  # the same between lines aslant, whose tiles stand closer than columns


class TextLayer(Engine):
    """Reads ``page.chars``; a page without them has no lines here.

    Every score is 1.0 but that of a character that its font does not map: it is U+FFFD, 0.0. All others
    count as told from their look-alikes: the file says which they are, no shape.
    """

    name = "textlayer"

    def read_page(self, page: PageImage) -> list[TextLine]:
        by_angle: defaultdict[float, list[TextChar]] = defaultdict(list)
        for char in page.chars:
            if not char.text.isspace() and not char.on_rim and not _DRAWING.fullmatch(char.text):
                by_angle[round(char.angle, 1)].append(char)
        spaces = [char.box.center for char in page.chars if char.text.isspace() and char.is_level]
        lines = _chars_to_lines(by_angle.pop(0.0, []), spaces=spaces)
        for angle, chars in by_angle.items():
            aslant = _chars_to_lines([_turned(char, angle) for char in chars], _TILE_GAP)
            lines += _told_as_watermark([_turned_back(line, angle) for line in aslant], angle)
        return lines


def _chars_to_lines(
    marks: Sequence[TextChar], gap: float = _COLUMN_GAP, spaces: Sequence[Point] = ()
) -> list[TextLine]:
    return [_run_to_line(run, spaces) for row in _chars_to_rows(marks) for run in _split_columns(row, gap)]


def _turned(char: TextChar, angle: float) -> TextChar:
    """The character of a line aslant where it lies once the page is turned about its corner so that the
    line is level."""
    (x, y), box = char.box.center, char.box
    x, y = _turn((x, y), angle)
    width, height = box.width / 2, box.height / 2
    return TextChar(char.text, BBox(left=x - width, top=y - height, right=x + width, bottom=y + height))


def _turned_back(line: TextLine, angle: float) -> TextLine:
    a, b, c, d = (_turn(point, -angle) for point in line.quad.points)
    return line.model_copy(update={"quad": Quad((a, b, c, d))})


def _turn(point: Point, angle: float) -> Point:
    (x, y), cos, sin = point, math.cos(math.radians(angle)), math.sin(math.radians(angle))
    return x * cos - y * sin, x * sin + y * cos


def _told_as_watermark(lines: list[TextLine], angle: float) -> list[TextLine]:
    """Of one direction, lines that say the same again and again are the tiles of a watermark; those that say
    a part of it are tiles that the page's edge cuts, and are left out. Of tiles as long as the page one alone
    may be whole, or none."""
    texts = [line.text for line in lines]
    tiles = [text for text in dict.fromkeys(texts) if sum(other in text for other in texts) >= TILES]
    whole = [text for text in tiles if not any(text != other and text in other for other in tiles)]
    if abs(angle) <= TILTED or not whole:
        return lines
    return [
        line.model_copy(update={"layer": InkLayer.PALE})
        for line in lines
        if line.text in whole or not any(line.text in text for text in whole)
    ]


@dataclass
class _Row:
    """Characters at one height, which is that of the first of them."""

    chars: list[TextChar]
    top: float
    bottom: float

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    def takes(self, top: float, bottom: float) -> bool:
        overlap = min(self.bottom, bottom) - max(self.top, top)
        return overlap >= _SAME_ROW * max(1e-6, min(self.bottom - self.top, bottom - top))

    def goes_on(self, box: BBox) -> bool:
        """Whether a character stands close behind the last one, at the same height, and is no larger."""
        last, high = self.chars[-1].box, self.bottom - self.top
        is_near = last.center[0] < box.left < last.right + _SPACE_GAP * high
        return is_near and box.height < _LARGER * high and self.takes(box.top, box.bottom)


def _chars_to_rows(chars: Sequence[TextChar]) -> list[list[TextChar]]:
    """Characters that stand side by side, from left to right; rows from top to bottom."""
    return [_without_twins(part) for row in _deal(chars) for part in _parted(row)]


def _deal(chars: Sequence[TextChar]) -> list[list[TextChar]]:
    """The characters by rows, each from the left."""
    rows: list[_Row] = []
    for string in sorted(_strings(chars), key=lambda string: string.middle):
        # By height of middles, only the rows just above can reach down to these characters.
        row = next((row for row in reversed(rows[-8:]) if row.takes(string.top, string.bottom)), None)
        if row is None:
            rows.append(string)
        else:
            row.chars += string.chars
    return [sorted(row.chars, key=lambda char: char.box.left) for row in rows]


def _strings(chars: Sequence[TextChar]) -> list[_Row]:
    """Characters that the file has one behind the other and side by side: they stay together where rows of
    two columns stand at half each other's height, and figures sit lower than ideographs."""
    strings: list[_Row] = []
    for char in chars:
        if strings and strings[-1].goes_on(char.box):
            strings[-1].chars.append(char)
        else:
            strings.append(_Row([char], char.box.top, char.box.bottom))
    return strings


def _parted(row: list[TextChar]) -> list[list[TextChar]]:
    """The row; or, where two characters of it stand below one another, those that are as high as both, of a
    title, and the rows of small print beside it."""
    below = next((pair for pair in itertools.pairwise(row) if _stand_below(*pair)), None)
    if below is None:
        return [row]
    upper, lower = sorted(char.box.center[1] for char in below)
    high, rest = list[TextChar](), list[TextChar]()
    for char in row:
        (high if char.box.top < upper and lower < char.box.bottom else rest).append(char)
    return [high, *_deal(rest)] if high else [row]


def _stand_below(one: TextChar, other: TextChar) -> bool:
    """Whether one of two characters, the first of which begins further left, stands below the other."""
    common = one.box.right - other.box.left
    apart = one.box.bottom <= other.box.top or other.box.bottom <= one.box.top
    return apart and common > 0.5 * min(one.box.width, other.box.width)


def _without_twins(row: list[TextChar]) -> list[TextChar]:
    kept: list[TextChar] = []
    for char in row:
        near = _TWICE * max(char.box.width, 1e-6)
        if not any(
            other.text == char.text and abs(other.box.left - char.box.left) < near for other in kept[-2:]
        ):
            kept.append(char)
    return kept


def _split_columns(row: list[TextChar], gap: float) -> Iterator[list[TextChar]]:
    """Break a row where the gap is wider than so many character heights: 公 司 名 称 holds together. What is
    apart and not level is of another column, whose rows stand at other heights."""
    size = _char_size(row)
    run: list[TextChar] = []
    for char in row:
        apart = char.box.left - run[-1].box.right if run else 0.0
        if apart > gap * size or (apart > _OTHER_GAP * size and not _is_level(run[-1].box, char.box)):
            yield run
            run = []
        run.append(char)
    if run:
        yield run


def _is_level(one: BBox, other: BBox) -> bool:
    """Whether two characters stand on one line, or one of them is much lower, as marks are."""
    low, high = sorted((one.height, other.height))
    shift = min(abs(one.top - other.top), abs(one.bottom - other.bottom))
    return shift < _OFF_LINE * high or high > _LARGER * low


def _char_size(chars: Sequence[TextChar]) -> float:
    return max(1.0, statistics.median(char.box.height for char in chars))


def _run_to_line(run: list[TextChar], spaces: Sequence[Point]) -> TextLine:
    """The characters as one line; ``spaces`` are the middles of those that the file has on the page."""
    left, right = min(char.box.left for char in run), max(char.box.right for char in run)
    top, bottom = min(char.box.top for char in run), max(char.box.bottom for char in run)
    width = max(right - left, 1e-6)
    gap = _SPACE_GAP * _char_size(run)
    places: list[tuple[str, float]] = []
    for before, char in zip(itertools.chain([None], run), run, strict=False):
        if before is not None and (
            char.box.left - before.box.right > gap or _is_spaced(before, char, spaces)
        ):
            places.append((" ", (before.box.right + char.box.left) / 2))
        text = _normal(char.text)
        step = char.box.width / max(len(text), 1)  # a ligature is one box of several letters
        places.extend((letter, char.box.left + step * (n + 0.5)) for n, letter in enumerate(text))
    scores = tuple(0.0 if letter == UNREAD else 1.0 for letter, _ in places)
    shares = [min(max((x - left) / width, 0.0), 1.0) for _, x in places]
    return TextLine(
        text="".join(letter for letter, _ in places),
        quad=Quad.from_bbox(BBox(left=left, top=top, right=right, bottom=bottom)),
        confidence=statistics.fmean(scores),
        engine=TextLayer.name,
        layer=InkLayer.TEXT_LAYER,
        char_positions=tuple(itertools.accumulate(shares, max)),
        char_confidences=scores,
        verified=tuple(offset for offset, score in enumerate(scores) if score > 0),
    )


def _is_spaced(before: TextChar, char: TextChar, spaces: Sequence[Point]) -> bool:
    """Whether the file has a space between two Latin characters, which may be narrower than any gap of
    ideographs: that of domains beside one another is."""
    if char.box.left - before.box.right < _LATIN_GAP * char.box.height or not (
        before.text.isascii() and char.text.isascii()
    ):
        return False
    between = BBox(left=before.box.right, top=char.box.top, right=char.box.left, bottom=char.box.bottom)
    return any(map(between.holds, spaces))


@lru_cache(maxsize=8192)
def _normal(text: str) -> str:
    """NFC; of compatibility forms only the radicals are undone, which no one types: fonts of some programs
    map 文 to ⽂."""
    plain = without_radicals(unicodedata.normalize("NFC", text))
    return "".join(char for char in plain if not char.isspace())
