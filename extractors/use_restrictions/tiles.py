"""The text of a tiled watermark: lines put together to tiles, and tiles that vote on each character."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from extractors.normalize.domains import normalize_domain
from extractors.normalize.text import fold
from extractors.normalize.told import resolve_told
from extractors.page_lines.layout import Line
from extractors.use_restrictions.restriction_text import find_domains, looks_like_restriction
from extractors.use_restrictions.told_words import with_told_words
from schemas.geometry import Point

BESIDE = 1.5  # line heights of a gap within a tile's row
BELOW = 0.9  # line heights between the rows of a tile
BEGINNING = 2  # characters of a row that tell where a tile begins again
_MARKS = "、，,。.;；:：· \n"
_BEGUN = re.compile("仅[供限在为用]|只[供限]|专供")
LEAST = 4  # characters before a tile that are the end of another
ALIKE = 70  # likeness (0-100) from which tiles say the same,
REPEATED = 92  # and from which pieces of a text are tiles that were read as one


@dataclass(frozen=True)
class ReadText:
    """``text`` (rows parted by line breaks), a score (0-1) for each of its characters, and by offset how
    surely the shape of some tells them from their look-alikes."""

    text: str
    scores: tuple[float, ...]
    shapes: Mapping[int, float] = field(default_factory=dict)

    def scores_of(self, value: str) -> tuple[float, ...]:
        """The scores of the characters that ``value`` was taken from; all where it is not found."""
        told = with_told_words(self.text, self.scores)
        plain = [(fold(char), score) for char, score in zip(self.text, told, strict=True)]
        folded = "".join(char for char, _ in plain)
        scores = tuple(score for char, score in plain for _ in char)
        start, wanted = folded.find(fold(value)), fold(value)
        return scores[start : start + len(wanted)] if start >= 0 and wanted else scores

    def without_marks_before(self) -> ReadText:
        """What is read from its first word on: no text begins with a mark, which is another tile's end."""
        return self._part(len(self.text) - len(self.text.lstrip(_MARKS)), len(self.text))

    def of_one_tile(self) -> ReadText:
        """What is read of the first whole one of tiles that were read as one text, which may begin amid one:
        他用无效仅供投标使用，他用无效仅供投标."""
        starts = [match.start() for match in _BEGUN.finditer(self.text)]
        pieces = [self.text[a:b].strip(_MARKS) for a, b in pairwise([*starts, len(self.text)])]
        before = self.text[: starts[0]].strip(_MARKS) if starts else ""
        begun = len(before) >= LEAST or (not before and len(pieces) > 1)
        if not begun or not _are_tiles(fold(before), [*map(fold, pieces)]):
            return self
        return self._part(starts[0], starts[0] + len(pieces[0]))

    def _part(self, start: int, end: int) -> ReadText:
        shapes = {at - start: sure for at, sure in self.shapes.items() if start <= at < end}
        return ReadText(self.text[start:end], self.scores[start:end], shapes)

    def doubtful_domains(self, value: str) -> int:
        """How many domains in ``value`` hold a look-alike that neither shape nor grammar decides."""
        domains = [normalize_domain(value[start:end]) for start, end in find_domains(value)]
        return sum(bool(told.normal.failed) for told in resolve_told(domains, self.text, self.shapes))


def _are_tiles(before: str, pieces: Sequence[str]) -> bool:
    """Whether the pieces say the same, the last of which may be cut, and ``before`` is their end; but for a
    character here and there that was misread or passed over."""
    first, *others = pieces
    ends = [(first[len(first) - len(before) :], before), *((first[: len(other)], other) for other in others)]
    return all(fuzz.ratio(own, other) >= REPEATED for own, other in ends if other)


def rows_to_text(rows: Sequence[Sequence[Line]]) -> ReadText:
    """Rows of lines as one text: a space between lines side by side, a break between rows."""
    text, scores, shapes = "", list[float](), dict[int, float]()
    for row in rows:
        for line in row:
            if text:
                text += "\n" if line is row[0] else " "
                scores.append(1.0)
            shapes |= {len(text) + offset: line.scores[offset] for offset in line.verified}
            text += line.text
            scores += line.scores
    return ReadText(text, tuple(scores), shapes)


@dataclass(frozen=True)
class Tile:
    """One tile of a watermark: its rows from the top, each from the left."""

    rows: tuple[tuple[Line, ...], ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        return tuple(line for row in self.rows for line in row)

    @property
    def read(self) -> ReadText:
        return rows_to_text(self.rows)


@dataclass(frozen=True)
class Voted:
    """The tile that says most of what all say, its text as voted, how many say the same, and how alike these
    are (0-1)."""

    tile: Tile
    read: ReadText
    count: int
    agreement: float

    @property
    def sureness(self) -> float:
        """The mean score of its characters, less where the tiles differ."""
        return self.agreement * sum(self.read.scores) / len(self.read.scores)


def lines_to_tiles(lines: Sequence[Line]) -> list[Tile]:
    """Lines of one slant put together: what stands close beside or below belongs to one tile."""
    if not lines:
        return []
    height = median(_place(line, 0.0)[2] for line in lines)
    slant = median(_slant(line) for line in lines)
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: _place(line, slant)[0][0]):
        home = next((row for row in rows if _continues(row, line, slant, height)), None)
        rows.append([line]) if home is None else home.append(line)
    tiles: list[list[list[Line]]] = []
    for row in sorted(rows, key=lambda row: _place(row[0], slant)[0][1]):
        above = next((tile for tile in tiles if _is_below(tile[-1], row, slant, height)), None)
        tiles.append([row]) if above is None else above.append(row)
    return [Tile(tuple(tuple(row) for row in tile)) for tile in tiles]


def vote(tiles: Sequence[Tile]) -> Voted | None:
    """What tiles say together; ``None`` without any."""
    if not tiles:
        return None
    read = [tile.read.without_marks_before().of_one_tile() for tile in tiles]
    best = max(range(len(tiles)), key=lambda index: _support(read[index], read))
    text = fold(read[best].text)
    alike = [other for other in read if fuzz.ratio(fold(other.text), text) >= ALIKE]
    agreement = sum(fuzz.ratio(fold(other.text), text) for other in alike) / (100 * len(alike))
    same_length = [other for other in alike if len(other.text) == len(read[best].text)]
    return Voted(tiles[best], _voted(read[best], same_length), len(alike), agreement)


def _support(one: ReadText, others: Sequence[ReadText]) -> float:
    """How much of the other tiles' text this one explains, its own score weighed in."""
    text = fold(one.text)
    likeness = sum(fuzz.partial_ratio(fold(other.text), text) for other in others) / 100
    score = sum(one.scores) / len(one.scores)
    return likeness * score + 0.5 * looks_like_restriction(one.text) * len(text)


def _voted(best: ReadText, voters: Sequence[ReadText]) -> ReadText:
    """Each character as most voters read it, by their scores; those against it lower its score. Brackets of
    either width are the same."""
    votes = [defaultdict[str, float](float) for _ in best.text]
    for voter in voters:
        for at, other in _side_by_side(best.text, voter.text):
            votes[at][fold(voter.text[other])] += voter.scores[other]
    chars, scores = [], []
    for own, cast in zip(best.text, votes, strict=True):
        char, total = max(cast.items(), key=lambda entry: entry[1])
        chars.append(char if len(char) == 1 and fold(own) != char else own)
        scores.append(total / len(voters))
    return ReadText("".join(chars), tuple(scores), best.shapes)


def _side_by_side(one: str, other: str) -> Iterator[tuple[int, int]]:
    """The places of characters of both texts that stand for the same; a space of one stands for none."""
    for step in Levenshtein.opcodes(one, other):
        yield from zip(
            range(step.src_start, step.src_end), range(step.dest_start, step.dest_end), strict=False
        )


def _slant(line: Line) -> float:
    """The direction of the line in source-page pixels, radians."""
    a, b, c, d = line.quad.points
    return math.atan2(b[1] - a[1] + c[1] - d[1], b[0] - a[0] + c[0] - d[0])


def _place(line: Line, slant: float) -> tuple[Point, Point, float]:
    """Start and end of the line's middle in a page turned so that ``slant`` is level; its height."""
    a, b, c, d = line.quad.points
    cos, sin = math.cos(slant), math.sin(slant)

    def turned(p: Point, q: Point) -> Point:
        x, y = (p[0] + q[0]) / 2, (p[1] + q[1]) / 2
        return (x * cos + y * sin, y * cos - x * sin)

    return turned(a, d), turned(b, c), math.dist(a, d)


def _continues(row: Sequence[Line], line: Line, slant: float, height: float) -> bool:
    """Whether a line goes on with a row: it stands close behind it and is not the next tile's beginning."""
    _, end, _ = _place(row[-1], slant)
    start, _, _ = _place(line, slant)
    close = abs(end[1] - start[1]) < 0.5 * height and -0.5 * height < start[0] - end[0] < BESIDE * height
    return close and fold(row[0].text)[:BEGINNING] != fold(line.text)[:BEGINNING]


def _is_below(row: Sequence[Line], other: Sequence[Line], slant: float, height: float) -> bool:
    start, end = _place(row[0], slant)[0], _place(row[-1], slant)[1]
    left, right = _place(other[0], slant)[0], _place(other[-1], slant)[1]
    gap = left[1] - start[1] - height
    common = min(end[0], right[0]) - max(start[0], left[0])
    return -0.5 * height < gap < BELOW * height and common > 0
