"""Frames, guilloche borders, emblems and signatures."""

from __future__ import annotations

import math
from dataclasses import dataclass
from random import Random

import numpy as np

from samples.sheet import Ink, Path, PointMm, Sheet

GILT: Ink = (176, 138, 62)
GUILLOCHE_INKS: dict[str, Ink] = {
    "blue": (84, 96, 140),
    "brown": (142, 106, 72),
    "green": (78, 122, 98),
    "rose": (168, 96, 110),
    "olive": (128, 124, 84),
}


@dataclass(frozen=True)
class Border:
    """A border of fine waves, or what a plain frame is drawn from.

    ``band`` and ``margin`` are its width and its distance from the edge in mm, ``waves`` are per
    100 mm, ``web`` 0-1 is how dark the lines behind the text are, ``seed`` sets what is left open.
    """

    ink: Ink
    band: float
    margin: float
    waves: float
    strands: int
    web: float = 0.16
    seed: int = 0


def random_border(draw: Random, *, loud: bool) -> Border:
    """A border of any colour; a loud one has lines behind the text that disturb reading."""
    ink = GUILLOCHE_INKS[draw.choice(sorted(GUILLOCHE_INKS))]
    web = draw.uniform(0.32, 0.5) if loud else 0.16
    band, margin, waves = draw.uniform(8, 12), draw.uniform(8, 12), draw.uniform(5, 11)
    return Border(ink, band, margin, waves, draw.choice((6, 8, 10)), web, draw.randrange(1 << 30))


def paler(ink: Ink, share: float) -> Ink:
    """The ink mixed with white; ``share`` 0-1 is how much of it stays."""
    red, green, blue = (round(255 - (255 - value) * share) for value in ink)
    return red, green, blue


def guilloche(sheet: Sheet, border: Border) -> None:
    """Interlaced waves round the sheet, a rosette in each corner, a pale web behind the text."""
    near, far = border.margin, border.margin + border.band
    web(sheet, border, far)
    _ring(sheet, near, far, paler(border.ink, 0.28))
    corners = _side_corners(sheet, border)
    for start, end in zip(corners, corners[1:] + corners[:1], strict=True):
        _waves(sheet, start, end, border)
    for corner in corners:
        _rosette(sheet, corner, border)
    for distance, width in ((near, 0.5), (near + 0.9, 0.2), (far - 0.9, 0.2), (far, 0.5)):
        _frame(sheet, distance, width, border.ink)


def gilt_frame(sheet: Sheet, border: Border) -> None:
    """Two or three lines of gold with rings in the corners."""
    draw = Random(border.seed)
    margin = draw.uniform(8, 13)
    ink = paler(GILT, draw.uniform(0.8, 1.0))
    _frame(sheet, margin, draw.uniform(0.8, 1.6), ink)
    _frame(sheet, margin + 2.2, 0.3, ink)
    if draw.random() < 0.5:
        _frame(sheet, margin + 3.2, 0.3, ink)
    for x in (margin + 2.2, sheet.width - margin - 2.2):
        for y in (margin + 2.2, sheet.height - margin - 2.2):
            for radius in (2.0, 3.4):
                sheet.add(Path(_circle(x, y, radius, 32), 0.35, ink, closed=True))


def plain_frame(sheet: Sheet, border: Border) -> None:
    """One or two black lines."""
    draw = Random(border.seed)
    margin = draw.uniform(10, 15)
    _frame(sheet, margin, draw.uniform(0.3, 0.9), (60, 58, 60))
    if draw.random() < 0.5:
        _frame(sheet, margin + 1.6, 0.25, (60, 58, 60))


def emblem(sheet: Sheet, x: float, y: float, radius: float) -> None:
    """A round gilt ornament with a star: it is no state emblem."""
    petals = [
        (
            x + radius * (1 + 0.07 * math.cos(24 * turn)) * math.cos(turn),
            y + radius * (1 + 0.07 * math.cos(24 * turn)) * math.sin(turn),
        )
        for turn in np.linspace(0, 2 * math.pi, 240, endpoint=False)
    ]
    sheet.add(Path(tuple(petals), 0.2, (140, 104, 40), closed=True, fill=(206, 168, 84)))
    sheet.add(Path(_circle(x, y, radius * 0.8, 80), 0.3, (140, 104, 40), closed=True, fill=(196, 44, 40)))
    sheet.add(Path(_star(x, y - 0.05 * radius, 0.42 * radius), 0, closed=True, fill=(226, 186, 92)))
    for turn in np.linspace(0.2 * math.pi, 0.8 * math.pi, 7):
        px, py = x + 0.62 * radius * math.cos(turn), y + 0.62 * radius * math.sin(turn)
        sheet.add(Path(_circle(px, py, radius * 0.06, 16), 0, closed=True, fill=(226, 186, 92)))


def signature(sheet: Sheet, draw: Random, x: float, y: float, width: float) -> None:
    """A scrawl that nobody can read, in pencil, black or blue, about ``width`` mm wide."""
    ink = draw.choice(((70, 70, 76), (40, 40, 46), (40, 56, 140)))
    for stroke in range(draw.randint(4, 7)):
        start = x + width * stroke / 6
        knots = [
            (start + draw.uniform(-2, width / 4), y + draw.uniform(-7, 5)) for _ in range(draw.randint(3, 6))
        ]
        sheet.add(Path(_curve(knots), draw.uniform(0.25, 0.55), ink))


def _frame(sheet: Sheet, distance: float, width: float, ink: Ink) -> None:
    sheet.box((distance, distance), (sheet.width - distance, sheet.height - distance), width, ink)


def _ring(sheet: Sheet, near: float, far: float, tint: Ink) -> None:
    """A tinted band between two distances from the edge."""
    right, bottom = sheet.width, sheet.height
    for left, top, end, low in (
        (near, near, right - near, far),
        (near, bottom - far, right - near, bottom - near),
        (near, near, far, bottom - near),
        (right - far, near, right - near, bottom - near),
    ):
        sheet.add(Path(((left, top), (end, top), (end, low), (left, low)), 0, closed=True, fill=tint))


def _side_corners(sheet: Sheet, border: Border) -> list[PointMm]:
    middle = border.margin + border.band / 2
    right, bottom = sheet.width - middle, sheet.height - middle
    return [(middle, middle), (right, middle), (right, bottom), (middle, bottom)]


def _waves(sheet: Sheet, start: PointMm, end: PointMm, border: Border) -> None:
    length = math.dist(start, end)
    along = np.linspace(0, 1, int(length * 1.6))
    turns = round(length / 100 * border.waves) * 2 * math.pi
    ux, uy = (end[0] - start[0]) / length, (end[1] - start[1]) / length
    reach = border.band / 2 - 1.2
    for strand in range(border.strands):
        phase = 2 * math.pi * strand / border.strands
        for rate, share in ((1, 1.0), (2, 0.55)):
            off = reach * share * np.sin(rate * turns * along + phase) * np.cos(0.5 * turns * along)
            xs = start[0] + along * length * ux - off * uy
            ys = start[1] + along * length * uy + off * ux
            sheet.add(Path(tuple(zip(xs.tolist(), ys.tolist(), strict=True)), 0.1, border.ink))


def _rosette(sheet: Sheet, center: PointMm, border: Border) -> None:
    reach = border.band / 2 - 0.4
    square = [
        (center[0] + dx * reach, center[1] + dy * reach) for dx, dy in ((-1, -1), (1, -1), (1, 1), (-1, 1))
    ]
    sheet.add(Path(tuple(square), 0.25, border.ink, closed=True, fill=paler(border.ink, 0.2)))
    turn = np.linspace(0, 2 * math.pi, 260)
    for petals in (5, 8):
        radius = reach * (0.6 + 0.36 * np.cos(petals * turn))
        xs, ys = center[0] + radius * np.cos(turn), center[1] + radius * np.sin(turn)
        sheet.add(Path(tuple(zip(xs.tolist(), ys.tolist(), strict=True)), 0.1, border.ink))


def web(sheet: Sheet, border: Border, margin: float) -> None:
    """Fine wavy lines behind the text, from ``margin`` mm on."""
    ink = paler(border.ink, border.web)
    xs = np.linspace(margin, sheet.width - margin, 70)
    for row in np.arange(margin + 1.2, sheet.height - margin, 1.9):
        ys = row + 1.1 * np.sin(xs / 4.2 + row / 9)
        sheet.add(Path(tuple(zip(xs.tolist(), ys.tolist(), strict=True)), 0.1, ink))


def _circle(x: float, y: float, radius: float, count: int) -> tuple[PointMm, ...]:
    turns = np.linspace(0, 2 * math.pi, count, endpoint=False)
    return tuple((x + radius * math.cos(turn), y + radius * math.sin(turn)) for turn in turns)


def _star(x: float, y: float, radius: float) -> tuple[PointMm, ...]:
    points = []
    for corner in range(10):
        reach = radius if corner % 2 == 0 else radius * 0.382
        turn = math.pi / 5 * corner - math.pi / 2
        points.append((x + reach * math.cos(turn), y + reach * math.sin(turn)))
    return tuple(points)


def _curve(knots: list[PointMm]) -> tuple[PointMm, ...]:
    """A smooth line through knots (Catmull-Rom)."""
    padded = [knots[0], *knots, knots[-1]]
    points: list[PointMm] = []
    for a, b, c, d in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        for step in range(8):
            t = step / 8
            points.append((_spline(a[0], b[0], c[0], d[0], t), _spline(a[1], b[1], c[1], d[1], t)))
    return (*points, knots[-1])


def _spline(a: float, b: float, c: float, d: float, t: float) -> float:
    return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)
