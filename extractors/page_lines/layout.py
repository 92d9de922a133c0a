"""Lines of a page where a reader sees them: upright, with what stands where in each."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from statistics import median

from schemas.geometry import BBox, Point, Quad
from schemas.page import STAMPED, InkLayer, Page, SealKind, TextLine

BORDER = 5.0  # usual heights of a line, and its widths a character, beyond which it is a frame, no text
SHORT = 2.0  # times its height that a line is wide, below which its box may stand upright about slanted text
PULLED = 14.0  # degrees that a box lies aslant about a character or two, or a date's part off its mark's line
APART = 3.0  # degrees from the page's own direction from which a line was set upon it
ASLANT = 8.0  # degrees from the page's own direction from which a line is no part of its text
SQUARES = 3  # characters that a pattern is read as at least; □ and □□ may stand for lost print
SURE = 0.9  # engine score of two letters or three that are a domain's end and no scrap
_LETTERS = re.compile("[a-z.]{2,3}")
_SQUARES = re.compile("[□口回]*□[□口回]*")
_DATE_PART = re.compile("[0-9〇○零一二三四五六七八九十]{1,4}[年月日]")


@dataclass(frozen=True)
class Line:
    """A text line, or a part of one, in upright page pixels (origin top-left).

    ``centers`` holds the x of each character of ``text``; ``scores`` the engine's score of each;
    ``verified`` the offsets of those that were told from their look-alikes by shape, ``sealed`` of those
    that a seal lies over. ``quad`` is in source-page pixels; ``angle`` is the slant against the page in
    degrees clockwise; ``is_cut`` tells that a seal's own text was cut off it, which may hide print.
    """

    text: str
    box: BBox
    quad: Quad
    page_no: int
    engine: str
    layer: InkLayer
    confidence: float
    centers: tuple[float, ...]
    scores: tuple[float, ...]
    angle: float = 0.0
    verified: tuple[int, ...] = ()
    sealed: tuple[int, ...] = ()
    is_cut: bool = False

    @property
    def height(self) -> float:
        return self.box.height

    @property
    def middle(self) -> float:
        """The y of its center."""
        return (self.box.top + self.box.bottom) / 2

    def part(self, start: int, end: int) -> Line:
        """The characters ``start`` to ``end``; the box and quad shrink with them."""
        if start <= 0 and end >= len(self.text):
            return self
        left = self.box.left if start <= 0 else _between(self.centers, start)
        right = self.box.right if end >= len(self.text) else _between(self.centers, end)
        left, right = min(left, right), max(left, right)
        scores = self.scores[start:end]
        return replace(
            self,
            text=self.text[start:end],
            box=BBox(left=left, top=self.box.top, right=right, bottom=self.box.bottom),
            quad=_quad_part(self.quad, self.box, left, right),
            centers=self.centers[start:end],
            scores=scores,
            confidence=sum(scores) / len(scores) if scores else self.confidence,
            verified=tuple(offset - start for offset in self.verified if start <= offset < end),
            sealed=tuple(offset - start for offset in self.sealed if start <= offset < end),
        )


def _between(centers: Sequence[float], index: int) -> float:
    return (centers[index - 1] + centers[index]) / 2


def _quad_part(quad: Quad, box: BBox, left: float, right: float) -> Quad:
    """The quad between two upright x positions, by shares of its length."""
    width = max(box.width, 1e-6)
    return quad.part((left - box.left) / width, (right - box.left) / width)


def lay_level(line: Line, degrees: float) -> BBox:
    """The line's box where its page is turned ``degrees`` counter-clockwise about its left top corner, by
    which the line comes to lie about level."""
    width, height = line.box.width, line.box.height
    if abs(line.angle) > ASLANT:  # then the box is drawn about all corners
        own = math.radians(abs(line.angle))
        cos, sin, double = math.cos(own), math.sin(own), math.cos(2 * own)
        width, height = (width * cos - height * sin) / double, (height * cos - width * sin) / double
    turn = math.radians(degrees)
    x, y = line.box.center
    along, down = x * math.cos(turn) + y * math.sin(turn), y * math.cos(turn) - x * math.sin(turn)
    half_width, half_height = max(width, 1.0) / 2, max(height, 1.0) / 2
    return BBox(
        left=along - half_width,
        top=down - half_height,
        right=along + half_width,
        bottom=down + half_height,
    )


def page_to_lines(page: Page) -> list[Line]:
    """All lines of the page in reading order: by rows from the top, left to right within one."""
    seals = [seal.quad.bbox for seal in page.seals if seal.kind == SealKind.OFFICIAL]
    lines = [_to_line(page, line, seals) for line in page.lines if line.text.strip()]
    usual = median(line.height for line in lines) if lines else 0.0
    text = [line.box for line in lines if not _SQUARES.fullmatch(line.text)]
    return reading_order(
        line for line in lines if not _is_border(line, usual) and not _is_pattern(line, text)
    )


def _is_pattern(line: Line, text: Sequence[BBox]) -> bool:
    """Whether it is a frame's pattern, read as squares: it stands about all of the ``text`` boxes."""
    if len(line.text) < SQUARES or not text or not _SQUARES.fullmatch(line.text):
        return False
    own, whole = line.box, around(text)
    beside = own.right <= whole.left or own.left >= whole.right
    return beside or own.bottom <= whole.top or own.top >= whole.bottom


def _is_border(line: Line, usual: float) -> bool:
    """Whether a character or two were read into a frame's side: far higher than ``usual``, and than they
    would be set one below the other."""
    high = line.box.height > BORDER * usual
    return high and line.box.height > BORDER * len(line.text) * line.box.width


def _to_line(page: Page, line: TextLine, seals: Sequence[BBox]) -> Line:
    a, b, c, d = page.transform.map_quad(line.quad).points
    angle = math.degrees(math.atan2(b[1] - a[1] + c[1] - d[1], b[0] - a[0] + c[0] - d[0]))
    alone = len(line.text) == 1 or (line.confidence >= SURE and _LETTERS.fullmatch(line.text))
    short = _DATE_PART.fullmatch(line.text) or (alone and line.layer not in STAMPED)
    if _tells_no_slant(line.quad) or (abs(angle) <= PULLED and short):
        angle = 0.0
    if abs(angle) > ASLANT:
        box = Quad((a, b, c, d)).bbox
    else:
        left, right = sorted(((a[0] + d[0]) / 2, (b[0] + c[0]) / 2))
        top, bottom = sorted(((a[1] + b[1]) / 2, (d[1] + c[1]) / 2))
        box = BBox(left=left, top=top, right=right, bottom=bottom)
    count = len(line.text)
    shares = line.places
    return Line(
        text=line.text,
        box=box,
        quad=line.quad,
        page_no=page.page_no,
        engine=line.engine,
        layer=line.layer,
        confidence=line.confidence,
        centers=tuple(box.left + share * box.width for share in shares),
        scores=line.char_confidences or (line.confidence,) * count,
        angle=angle,
        verified=line.verified,
        sealed=_sealed(line.quad, shares, seals) if seals else (),
    )


def _tells_no_slant(quad: Quad) -> bool:
    """Whether it is an upright box about so little text that this would have the same if it were aslant."""
    box = quad.bbox
    upright = all(
        min(abs(x - box.left), abs(x - box.right)) < 1 and min(abs(y - box.top), abs(y - box.bottom)) < 1
        for x, y in quad.points
    )
    return upright and max(box.width, box.height) < SHORT * min(box.width, box.height)


def _sealed(quad: Quad, shares: Sequence[float], seals: Sequence[BBox]) -> tuple[int, ...]:
    """Offsets of the characters, ``shares`` of the way along the quad, that one of ``seals`` lies over."""
    own = quad.bbox
    near = [box for box in seals if box.overlaps(own)]
    if not near:
        return ()
    a, b, c, d = quad.points
    start, end = ((a[0] + d[0]) / 2, (a[1] + d[1]) / 2), ((b[0] + c[0]) / 2, (b[1] + c[1]) / 2)
    middles = [(start[0] + at * (end[0] - start[0]), start[1] + at * (end[1] - start[1])) for at in shares]
    return tuple(
        offset for offset, middle in enumerate(middles) if any(in_ellipse(middle, box) for box in near)
    )


def in_ellipse(point: Point, box: BBox) -> bool:
    """Whether the point lies in the ellipse that fills the box."""
    x, y = (2 * (at - middle) for at, middle in zip(point, box.center, strict=True))
    return (x / max(box.width, 1e-6)) ** 2 + (y / max(box.height, 1e-6)) ** 2 < 1


def stands_apart(line: Line) -> bool:
    """Whether it was set upon a page of black print, by its ink or its slant."""
    return line.layer in STAMPED or abs(line.angle) >= APART


def reading_order(lines: Iterable[Line]) -> list[Line]:
    """Rows from the top; in a row from the left."""
    return [line for row in to_rows(lines) for line in row]


def to_rows(lines: Iterable[Line]) -> list[list[Line]]:
    """Lines side by side, rows from the top, each from the left."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: line.middle):
        home = next((row for row in reversed(rows[-3:]) if in_row(line, row)), None)
        if home is None:
            rows.append([line])
        else:
            home.append(line)
    return [sorted(row, key=lambda line: line.box.left) for row in rows]


def in_row(line: Line, row: Sequence[Line]) -> bool:
    """Whether ``line`` stands beside those of ``row``: level with all, above or below none."""
    return all(is_beside(line, other) for other in row)


def is_beside(one: Line, other: Line) -> bool:
    """Whether two lines share half the height of the lower one, and hardly any width."""
    first, second = one.box, other.box
    common = min(first.bottom, second.bottom) - max(first.top, second.top)
    if common < 0:  # most are
        return False
    low = min(first.height, second.height)  # boxes of single characters are wider than these
    if common < 0.5 * low:
        return False
    shared = min(first.right, second.right) - max(first.left, second.left)
    narrow = min(first.width, second.width)
    return shared <= max(0.25 * narrow, min(0.6 * low, 0.4 * narrow))


def join(parts: Sequence[Line]) -> Line:
    """Parts of one row, left to right, as one line; the quad is the first's start to the last's end."""
    if len(parts) == 1:
        return parts[0]
    text = "".join(part.text for part in parts)
    starts = list(accumulate((len(part.text) for part in parts), initial=0))
    scores = tuple(score for part in parts for score in part.scores)
    a, _, _, d = parts[0].quad.points
    _, b, c, _ = parts[-1].quad.points
    return replace(
        parts[0],
        text=text,
        box=around(part.box for part in parts),
        quad=Quad((a, b, c, d)),
        centers=tuple(x for part in parts for x in part.centers),
        scores=scores,
        confidence=sum(scores) / len(scores) if scores else 0.0,
        verified=tuple(
            start + at for start, part in zip(starts, parts, strict=False) for at in part.verified
        ),
        sealed=tuple(start + at for start, part in zip(starts, parts, strict=False) for at in part.sealed),
    )


def around(boxes: Iterable[BBox]) -> BBox:
    """The smallest box that holds all of ``boxes`` (at least one)."""
    held = list(boxes)
    return BBox(
        left=min(box.left for box in held),
        top=min(box.top for box in held),
        right=max(box.right for box in held),
        bottom=max(box.bottom for box in held),
    )


def text_height(lines: Sequence[Line]) -> float:
    """The usual line height of a page in pixels; 1 when it has no lines."""
    return median([line.height for line in lines]) if lines else 1.0
