"""Points, boxes and quads in page pixels.

Coordinates are floats in pixels, origin at the page's top-left corner, x to the right and y
down. "Source page" is the page as stored in the file after EXIF orientation (images) or at its
rasterized resolution (PDF); "upright" is the same page turned, deskewed and dewarped for reading.
"""

from __future__ import annotations

from typing import Self, TypeAlias

from pydantic import BaseModel, ConfigDict, RootModel, model_validator

Point: TypeAlias = tuple[float, float]


class Frozen(BaseModel):
    """Base of all values: immutable, and an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class BBox(Frozen):
    """Upright rectangle in pixels; ``left <= right`` and ``top <= bottom``."""

    left: float
    top: float
    right: float
    bottom: float

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.left > self.right or self.top > self.bottom:
            raise ValueError("a BBox needs left <= right and top <= bottom")
        return self

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def center(self) -> Point:
        return ((self.left + self.right) / 2, (self.top + self.bottom) / 2)

    def holds(self, point: Point) -> bool:
        """Whether a point lies within or on the edge."""
        x, y = point
        return self.left <= x <= self.right and self.top <= y <= self.bottom

    def contains(self, other: BBox) -> bool:
        """Whether all of the other lies within or on the edge."""
        return self.holds((other.left, other.top)) and self.holds((other.right, other.bottom))

    def moved(self, right: float, down: float) -> BBox:
        """The same box at another place."""
        return BBox(
            left=self.left + right, top=self.top + down, right=self.right + right, bottom=self.bottom + down
        )

    def overlaps(self, other: BBox) -> bool:
        """Whether the two have more than an edge in common."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom


class Quad(RootModel[tuple[Point, Point, Point, Point]]):
    """Four corners clockwise from the text's own top-left (so a sideways line starts elsewhere)."""

    model_config = ConfigDict(frozen=True)

    @property
    def points(self) -> tuple[Point, Point, Point, Point]:
        return self.root

    @property
    def bbox(self) -> BBox:
        xs = [x for x, _ in self.root]
        ys = [y for _, y in self.root]
        return BBox(left=min(xs), top=min(ys), right=max(xs), bottom=max(ys))

    def part(self, start: float, end: float) -> Quad:
        """The quad from one share of its length to another (0 = the text's start, 1 = its end)."""
        a, b, c, d = self.root
        return Quad((_along(a, b, start), _along(a, b, end), _along(d, c, end), _along(d, c, start)))

    def band(self, top: float, bottom: float) -> Quad:
        """The quad from one share of its height to another (0 = its upper edge, 1 = its lower one)."""
        a, b, c, d = self.root
        return Quad((_along(a, d, top), _along(b, c, top), _along(b, c, bottom), _along(a, d, bottom)))

    @classmethod
    def from_bbox(cls, box: BBox) -> Self:
        return cls(
            ((box.left, box.top), (box.right, box.top), (box.right, box.bottom), (box.left, box.bottom))
        )


def _along(one: Point, other: Point, share: float) -> Point:
    return one[0] + (other[0] - one[0]) * share, one[1] + (other[1] - one[1]) * share


IDENTITY = (1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0)


class PageTransform(Frozen):
    """Homography from source page to upright page: nine numbers, row by row."""

    matrix: tuple[float, float, float, float, float, float, float, float, float] = IDENTITY

    def map_point(self, point: Point) -> Point:
        """Where ``point`` of the one page lies on the other."""
        return _apply(self.matrix, point)

    def map_quad(self, quad: Quad) -> Quad:
        """The quad on the other page, same corner order."""
        a, b, c, d = (_apply(self.matrix, point) for point in quad.points)
        return Quad((a, b, c, d))

    def then(self, other: PageTransform) -> PageTransform:
        """This transform and ``other`` after it, as one."""
        a, b = other.matrix, self.matrix
        n = [
            sum(a[3 * row + k] * b[3 * k + column] for k in range(3))
            for row in range(3)
            for column in range(3)
        ]
        return PageTransform(matrix=(n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7], n[8]))

    def inverse(self) -> PageTransform:
        """Upright page to source page.

        Raises:
            ValueError: the matrix is singular.
        """
        a, b, c, d, e, f, g, h, i = self.matrix
        cofactors = (
            e * i - f * h, c * h - b * i, b * f - c * e,
            f * g - d * i, a * i - c * g, c * d - a * f,
            d * h - e * g, b * g - a * h, a * e - b * d,
        )  # fmt: skip
        determinant = a * cofactors[0] + b * cofactors[3] + c * cofactors[6]
        if determinant == 0:
            raise ValueError("this page transform cannot be inverted")
        n = tuple(value / determinant for value in cofactors)
        return PageTransform(matrix=(n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7], n[8]))


def _apply(matrix: tuple[float, ...], point: Point) -> Point:
    x, y = point
    w = matrix[6] * x + matrix[7] * y + matrix[8]
    return (
        (matrix[0] * x + matrix[1] * y + matrix[2]) / w,
        (matrix[3] * x + matrix[4] * y + matrix[5]) / w,
    )
