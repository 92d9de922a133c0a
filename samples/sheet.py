"""A page as marks in millimetres, before it becomes pixels or a PDF.

Origin top-left, x to the right, y down, millimetres; type sizes in points; angles in degrees,
counter-clockwise. Marks are drawn in order, and every one of them is ink: it only darkens.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from samples.fonts import text_width
from schemas.certificate import PageKind
from schemas.page import SealShape

Ink: TypeAlias = tuple[int, int, int]
PointMm: TypeAlias = tuple[float, float]

MM_PER_POINT = 25.4 / 72
A4 = (210.0, 297.0)
BLACK: Ink = (24, 22, 24)
RED: Ink = (200, 26, 38)
WHITE: Ink = (255, 255, 255)


@dataclass(frozen=True)
class Text:
    """A line of type; ``x`` and ``y`` are the left end of its baseline, ``tracking`` is in mm."""

    x: float
    y: float
    text: str
    face: str
    size: float
    ink: Ink = BLACK
    tracking: float = 0.0
    angle: float = 0.0
    opacity: float = 1.0

    @property
    def width(self) -> float:
        """In mm, the space after the last character left out."""
        return width_mm(self.text, self.face, self.size) + self.tracking * (len(self.text) - 1)


@dataclass(frozen=True)
class Path:
    """A line through points, ``width`` in mm; closed and filled where so said."""

    points: tuple[PointMm, ...]
    width: float
    ink: Ink = BLACK
    closed: bool = False
    fill: Ink | None = None


@dataclass(frozen=True)
class SealMark:
    """An official seal: ``rim`` runs round it, ``inner`` is the straight line below the star.

    ``width`` and ``height`` in mm; ``strength`` 0-1 is how much ink it left; ``wear`` seeds the
    spots where it left none. The straight line is ``inner_size`` times as high and ``inner_room``
    times as long as usual, and stands lower by ``inner_drop`` of the seal's height.
    """

    x: float
    y: float
    width: float
    height: float
    shape: SealShape
    rim: str
    inner: str | None
    face: str
    ink: Ink = RED
    angle: float = 0.0
    strength: float = 0.8
    wear: int = 0
    inner_size: float = 1.0
    inner_room: float = 1.0
    inner_drop: float = 0.0


@dataclass(frozen=True)
class StampMark:
    """Lines of type pressed from rubber, centered on ``x``, ``y``; ``framed`` or not."""

    x: float
    y: float
    lines: tuple[str, ...]
    face: str
    size: float
    ink: Ink
    framed: bool
    angle: float = 0.0
    strength: float = 0.85
    wear: int = 0


@dataclass(frozen=True)
class TileMark:
    """A line of type repeated slantwise over the whole page; steps in mm along and across it."""

    text: str
    face: str
    size: float
    ink: Ink
    angle: float
    opacity: float
    step: float
    spacing: float


Mark: TypeAlias = Text | Path | SealMark | StampMark | TileMark


@dataclass
class Sheet:
    """A page being drawn."""

    kind: PageKind
    width: float = A4[0]
    height: float = A4[1]
    paper: Ink = WHITE
    marks: list[Mark] = field(default_factory=list)

    def add(self, *marks: Mark) -> None:
        self.marks.extend(marks)

    def rule(self, start: PointMm, end: PointMm, width: float = 0.3, ink: Ink = BLACK) -> None:
        """A straight line."""
        self.add(Path((start, end), width, ink))

    def box(self, corner: PointMm, opposite: PointMm, width: float, ink: Ink) -> None:
        """An empty rectangle between its top-left and bottom-right corner."""
        (left, top), (right, bottom) = corner, opposite
        self.add(Path(((left, top), (right, top), (right, bottom), (left, bottom)), width, ink, closed=True))


def width_mm(text: str, face: str, size: float) -> float:
    """The width of a line of type in mm."""
    return text_width(face, text) * size * MM_PER_POINT
