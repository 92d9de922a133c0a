"""The objects of an OFD page, laid out in mm from its left top corner: type, pictures and lines."""

from __future__ import annotations

import itertools
import math
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, TypeAlias
from xml.etree.ElementTree import Element

from pipeline.load.advice import PRINT_OR_SCAN
from pipeline.load.ofd_document import OfdPage, Resources, children, first, local_name, numbers
from pipeline.load.ofd_path import Point, to_lines
from schemas.errors import TruncatedError

Affine: TypeAlias = tuple[float, float, float, float, float, float]
"""a b c d e f of GB/T 33190: x' = ax + cy + e, y' = bx + dy + f."""
Ink: TypeAlias = tuple[int, int, int]
"""Red, green, blue, 0-255."""

BLACK: Final[Ink] = (0, 0, 0)
_MOST_OBJECTS: Final = 100_000
_MOST_CHARS: Final = 50_000
_MOST_POINTS: Final = 1_000_000
_MOST_DEPTH: Final = 16
_TOO_MUCH: Final = PRINT_OR_SCAN.after(
    "页面内容超出任何印刷页面", "The page holds more than any page of print."
)
_LINE_WIDTH: Final = 0.353  # mm, the standard's default
_FAINT: Final = 8  # of 255: what is less opaque is not there to see


@dataclass(frozen=True)
class TypeMark:
    """A run of characters; ``starts`` are the left ends of their baselines and ``widths`` what each
    takes, ``size`` the type size, all in mm; ``angle`` in degrees, counter-clockwise as seen."""

    text: str
    starts: tuple[Point, ...]
    widths: tuple[float, ...]
    size: float
    angle: float
    font_id: str
    ink: Ink


@dataclass(frozen=True)
class PictureMark:
    """``place`` takes the unit square, origin left top, to the page."""

    media_id: str
    place: Affine


@dataclass(frozen=True)
class LineMark:
    """Lines through points, in mm. ``stroke`` and ``fill`` are ``None`` where there is none."""

    lines: tuple[tuple[Point, ...], ...]
    width: float
    stroke: Ink | None
    fill: Ink | None


OfdMark: TypeAlias = TypeMark | PictureMark | LineMark


def page_to_marks(page: OfdPage) -> list[OfdMark]:
    """All visible marks in the order in which they are drawn.

    Raises:
        TruncatedError: more than any page of print holds.
    """
    marks: list[OfdMark] = []
    budget = _Budget()
    left, top, _, _ = page.box
    for layer, (x, y) in page.layers:
        base = (1.0, 0.0, 0.0, 1.0, x - left, y - top)
        style = page.resources.draw_params.get(layer.get("DrawParam") or "")
        marks += _walk(layer, base, page.resources, (style,), budget)
    return marks


@dataclass
class _Budget:
    """Objects that may still be looked at, and type and points: units within units multiply all of them."""

    objects: int = _MOST_OBJECTS
    chars: int = _MOST_CHARS
    points: int = _MOST_POINTS

    def spend(self, *, objects: int = 0, chars: int = 0, points: int = 0) -> None:
        self.objects -= objects
        self.chars -= chars
        self.points -= points
        if min(self.objects, self.chars, self.points) < 0:
            raise TruncatedError(_TOO_MUCH)


def compose(outer: Affine, inner: Affine) -> Affine:
    """What applies ``inner`` and then ``outer``."""
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (p * a + r * b, q * a + s * b, p * c + r * d, q * c + s * d, p * e + r * f + t, q * e + s * f + u)


def apply(matrix: Affine, x: float, y: float) -> Point:
    """Where a point goes."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _walk(
    parent: Element,
    base: Affine,
    resources: Resources,
    styles: tuple[Element | None, ...],
    budget: _Budget,
    depth: int = 0,
) -> Iterator[OfdMark]:
    if depth > _MOST_DEPTH:
        raise TruncatedError(
            "页面对象嵌套过深，请重新保存 OFD / The page's objects are nested too deep. Save the OFD again."
        )
    for item in parent:
        kind = local_name(item)
        budget.spend(objects=1)
        if item.get("Visible") == "false" or _opacity(item) < _FAINT:
            continue
        own = resources.draw_params.get(item.get("DrawParam") or "")
        looks = (item, *_with_relatives(own, resources), *styles)
        if kind == "PageBlock":
            yield from _walk(item, base, resources, styles, budget, depth + 1)
            continue
        boundary = numbers(item.get("Boundary"), 4) or (0.0, 0.0, 0.0, 0.0)
        given = numbers(item.get("CTM"), 6)
        matrix = given or (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
        inner = (*matrix[:4], matrix[4] + boundary[0], matrix[5] + boundary[1])
        placed = compose(base, (inner[0], inner[1], inner[2], inner[3], inner[4], inner[5]))
        if kind == "TextObject":
            for line in _type_marks(item, placed, looks):
                budget.spend(chars=len(line.text))
                yield line
        elif kind == "ImageObject":
            if given is None:
                placed = compose(base, (boundary[2], 0.0, 0.0, boundary[3], boundary[0], boundary[1]))
            yield PictureMark(item.get("ResourceID") or "", placed)
        elif kind == "PathObject":
            drawn = _line_mark(item, placed, looks)
            budget.spend(points=sum(map(len, drawn.lines)))
            yield drawn
        elif kind == "CompositeObject":
            content = first(resources.units.get(item.get("ResourceID") or ""), "Content")
            if content is not None:
                yield from _walk(content, placed, resources, looks, budget, depth + 1)


def _with_relatives(style: Element | None, resources: Resources) -> Iterator[Element]:
    """A drawing style and those that it is based on."""
    for _ in range(_MOST_DEPTH):
        if style is None:
            return
        yield style
        style = resources.draw_params.get(style.get("Relative") or "")


def _opacity(item: Element) -> float:
    alpha = numbers(item.get("Alpha"), 1)
    return alpha[0] if alpha else 255.0


def _find_ink(looks: tuple[Element | None, ...], kind: str, default: Ink | None) -> Ink | None:
    """The colour of ``kind`` that the nearest of ``looks`` names; ``None`` for one not to be seen."""
    for look in looks:
        colour = first(look, kind)
        if colour is None:
            continue
        if _opacity(colour) < _FAINT:
            return None
        for count in (4, 3, 1):
            if values := numbers(colour.get("Value"), count):
                return _to_ink(values)
    return default


def _to_ink(values: tuple[float, ...]) -> Ink:
    """From grey, red-green-blue, or cyan-magenta-yellow-black."""
    if len(values) == 4:
        *inks, black = (min(max(value, 0.0), 255.0) / 255 for value in values)
        red, green, blue = (round(255 * (1 - ink) * (1 - black)) for ink in inks)
    else:
        shades = [round(min(max(value, 0.0), 255.0)) for value in values]
        red, green, blue = shades * 3 if len(shades) == 1 else shades
    return red, green, blue


def _type_marks(item: Element, placed: Affine, looks: tuple[Element | None, ...]) -> Iterator[TypeMark]:
    boundary = numbers(item.get("Boundary"), 4) or (0.0, 0.0, 0.0, 0.0)
    size = (numbers(item.get("Size") or item.get("size"), 1) or boundary[3:])[0]  # some makers leave it out
    ink = _find_ink(looks, "FillColor", BLACK)
    if size <= 0 or ink is None:
        return
    stretch = (numbers(item.get("HScale"), 1) or (1.0,))[0]
    a, b, c, d, _, _ = placed
    scale = math.sqrt(abs(a * d - b * c))
    turned = (numbers(item.get("CharDirection"), 1) or (0.0,))[0]
    mirrored = a * d - b * c < 0
    angle = 180.0 if mirrored else (-math.degrees(math.atan2(b, a)) - turned + 180.0) % 360.0 - 180.0
    x = y = 0.0
    for code in children(item, "TextCode"):
        text = "".join(" " if char == "\t" else char for char in code.text or "" if char not in "\r\n")
        x = (numbers(code.get("X"), 1) or (x,))[0]
        y = (numbers(code.get("Y"), 1) or (y,))[0]
        if not text:
            continue
        if len(text) > _MOST_CHARS:
            raise TruncatedError(_TOO_MUCH)
        widths = [stretch * size * _natural_width(char) for char in text]
        rights = _steps(code.get("DeltaX"), len(text) - 1, None)
        downs = _steps(code.get("DeltaY"), len(text) - 1, 0.0)
        moved = code.get("DeltaY") is not None and code.get("DeltaX") is None
        steps = [width if right is None else right for right, width in zip(rights, widths, strict=False)]
        xs = list(itertools.accumulate([0.0] * len(steps) if moved else steps, initial=x))
        ys = list(itertools.accumulate((down or 0.0 for down in downs), initial=y))
        yield TypeMark(
            text=text,
            starts=tuple(apply(placed, left, low) for left, low in zip(xs, ys, strict=True)),
            widths=tuple(width * scale for width in widths),
            size=size * scale,
            angle=angle,
            font_id=item.get("Font") or "",
            ink=ink,
        )


def _natural_width(char: str) -> float:
    """In ems; the standard gives every advance, this stands in where a maker left it out."""
    return 1.0 if unicodedata.east_asian_width(char) in "WFA" else 0.5


def _steps(text: str | None, count: int, default: float | None) -> list[float | None]:
    """``count`` distances of a list in which ``g 3 2.5`` says 2.5 three times; the rest by default."""
    steps: list[float | None] = []
    words = iter((text or "").split())
    for word in words:
        if len(steps) >= count:
            break
        times = numbers(next(words, None), 1) if word == "g" else (1.0,)
        step = numbers(next(words, None) if word == "g" else word, 1)
        if times and step:
            steps += [step[0]] * int(min(max(times[0], 0), count - len(steps)))
    return [*steps, *[default] * (count - len(steps))][:count]


def _line_mark(item: Element, placed: Affine, looks: tuple[Element | None, ...]) -> LineMark:
    data = first(item, "AbbreviatedData")
    lines = to_lines((data.text or "") if data is not None else "")
    width = next((w for look in looks if look is not None and (w := numbers(look.get("LineWidth"), 1))), None)
    a, b, c, d, _, _ = placed
    scale = math.sqrt(abs(a * d - b * c))
    return LineMark(
        lines=tuple(tuple(apply(placed, x, y) for x, y in line) for line in lines),
        width=(width[0] if width else _LINE_WIDTH) * scale,
        stroke=None if item.get("Stroke") == "false" else _find_ink(looks, "StrokeColor", BLACK),
        fill=_find_ink(looks, "FillColor", None) if item.get("Fill") == "true" else None,
    )
