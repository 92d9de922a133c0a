"""Rows of a form that were filled in by hand, as pixels, with what stands in them."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.columns.network import HIGH
from pipeline.handwriting.network import EMS, OTHER
from samples.handwriting.digits import Hand, Mask, bent, typed

FINE = 2  # times as high as the network's pictures are rows drawn
EM = FINE * HIGH / EMS  # pixels of the form's type
MARKS = ("song", "song_noto", "kai", "kai_lxgw", "hei", "hei_noto", "fangsong_near", "hei_bold", "song_bold")
LIKE_HANDS = ("kai_lxgw", "kai", "fangsong_near")
BEFORE, BEHIND = "单位我公司年", "度"


@dataclass
class _Row:
    """A row being drawn: ``ink`` grows to the right; ``x`` is where the next thing may stand."""

    ink: Mask
    x: float
    label: str = ""
    centers: list[float] = field(default_factory=list)

    def put(self, char: str, mask: Mask, middle: float, ink: float) -> None:
        """A character with its left side at ``x`` and its middle at a height (pixels below the row's)."""
        self.label += char
        self.centers.append(self.x + mask.shape[1] / 2)
        top = round(self.ink.shape[0] / 2 + middle - mask.shape[0] / 2)
        left, height = round(self.x), self.ink.shape[0]
        first, last = max(0, -top), min(mask.shape[0], height - top)
        right = min(left + mask.shape[1], self.ink.shape[1])
        if first >= last or right <= left or left < 0:
            return
        part = self.ink[top + first : top + last, left:right]
        np.maximum(part, mask[first:last, : right - left] * np.float32(ink), out=part)


@dataclass(frozen=True)
class _Pen:
    """How one person fills in one row: heights in pixels, distances in figures' heights."""

    hand: Hand | None
    face: str
    height: float
    apart: float
    ink: float
    off: float
    rise: float


def draw_row(
    hand: Hand, draw: Random, noise: np.random.Generator
) -> tuple[NDArray[np.uint8], str, NDArray[np.float32]]:
    """A row of grey pixels, ``HIGH`` high, as it is cut from a scan, its label, and the middle of each of its
    characters in pixels."""
    row = _Row(np.zeros((round(FINE * HIGH), round(26 * EM)), np.float32), draw.uniform(0.2, 2.2) * EM)
    pen, face = _pen(hand, draw), draw.choice(MARKS)
    mark_ink = draw.uniform(0.45, 1.0)
    if draw.random() < 0.6:
        _put_date(row, pen, face, mark_ink, draw)
    else:
        _put_year(row, pen, face, mark_ink, draw)
    width = min(row.ink.shape[1], round(row.x + draw.uniform(0, 2) * EM))
    ink = np.ascontiguousarray(row.ink[:, :width])
    _add_lines(ink, draw)
    pixels = _scanned(_warped(ink, noise), draw, noise)
    return pixels, row.label, np.array(row.centers, np.float32) * np.float32(pixels.shape[1] / width)


def _pen(hand: Hand, draw: Random) -> _Pen:
    by_hand = draw.random() < 0.7
    return _Pen(
        hand if by_hand else None,
        draw.choice(LIKE_HANDS if draw.random() < 0.7 else MARKS),
        EM * draw.uniform(0.8, 1.5),
        draw.uniform(-0.06, 0.28),
        draw.uniform(0.5, 1.0),
        draw.uniform(-0.2, 0.15) * EM,
        draw.uniform(-0.05, 0.05),
    )


def _put_date(row: _Row, pen: _Pen, face: str, ink: float, draw: Random) -> None:
    year = draw.choice((draw.randint(2000, 2030), draw.randint(1990, 2049)))
    month = draw.choice((draw.randint(1, 3), draw.randint(1, 12)))
    day = draw.randint(1, 31)
    pad = draw.random() < 0.15
    parts = [str(year), f"{month:02d}" if pad else str(month), f"{day:02d}" if pad else str(day)]
    if draw.random() < 0.04:
        parts = ["", "", ""]  # an empty form
    is_printed_century = draw.random() < 0.08
    for figures, mark in zip(parts, "年月日", strict=True):
        printed = 2 if mark == "年" and is_printed_century and figures else 0
        for figure in figures[:printed]:
            _put_type(row, figure, figure, face, ink, draw)
            row.x += 0.08 * EM
        _put_figures(row, figures[printed:], pen, draw)
        row.x += draw.choice((draw.uniform(-0.1, 0.3), draw.uniform(0.1, 1.6))) * EM
        if draw.random() < 0.97:
            _put_type(row, mark, mark, face, ink, draw)
        row.x += draw.choice((draw.uniform(0.0, 0.4), draw.uniform(0.2, 2.0))) * EM


def _put_year(row: _Row, pen: _Pen, face: str, ink: float, draw: Random) -> None:
    """The year inspected, between the form's own words."""
    row.x = draw.uniform(0, 0.4) * EM
    for _ in range(draw.choice((1, 1, 2))):
        _put_type(row, OTHER, draw.choice(BEFORE), face, ink, draw)
        row.x += 0.06 * EM
    row.x += draw.choice((draw.uniform(-0.1, 0.3), draw.uniform(0.1, 1.5))) * EM
    year = str(draw.choice((draw.randint(2000, 2030), draw.randint(1990, 2049))))
    _put_figures(row, "" if draw.random() < 0.08 else year[draw.choice((0, 2, 2, 2)) :], pen, draw)
    row.x += draw.choice((draw.uniform(-0.15, 0.3), draw.uniform(0.1, 1.2))) * EM
    _put_type(row, "年", "年", face, ink, draw)
    row.x += 0.06 * EM
    if draw.random() < 0.5:
        _put_type(row, OTHER, BEHIND, face, ink, draw)
        row.x += 0.06 * EM


def _put_figures(row: _Row, figures: str, pen: _Pen, draw: Random) -> None:
    for at, figure in enumerate(figures):
        height = pen.height * draw.uniform(0.85, 1.12)
        if pen.hand is None:
            mask = bent(typed(figure, pen.face, 64), draw, height * 0.95)
        else:
            mask = bent(pen.hand.draw(figure, draw), draw, height)
        row.put(figure, mask, pen.off + pen.rise * at * pen.height + draw.uniform(-0.07, 0.07) * EM, pen.ink)
        room = max(0.0, (0.22 * height - mask.shape[1]) / 2)  # a 1 stands freer than its width
        row.x += mask.shape[1] + pen.apart * height * draw.uniform(0.6, 1.4) + room


def _put_type(row: _Row, label: str, text: str, face: str, ink: float, draw: Random) -> None:
    mask = typed(text, face, round(EM * draw.uniform(0.95, 1.05)))
    row.put(label, mask, draw.uniform(-0.05, 0.05) * EM, ink)
    row.x += mask.shape[1]


def _add_lines(ink: Mask, draw: Random) -> None:
    """Sides of the cell, rims of seals, waves, tiles, dirt: what is no figure."""
    height, width = ink.shape

    def line(points: list[tuple[float, float]], thick: float, strength: float) -> None:
        mask = np.zeros_like(ink)
        marks = np.round(np.array(points) * 16).astype(np.int32)
        cv2.polylines(mask, [marks], False, (strength,), max(1, round(thick)), cv2.LINE_AA, 4)
        np.maximum(ink, mask, out=ink)

    for side in (draw.uniform(0, 6), width - draw.uniform(0, 6)):
        if draw.random() < 0.25:
            line([(side, 0), (side + draw.uniform(-2, 2), height)], draw.uniform(1, 4), draw.uniform(0.4, 1))
    for level in (draw.uniform(0, 5), height - draw.uniform(0, 5)):
        if draw.random() < 0.15:
            line([(0, level), (width, level + draw.uniform(-4, 4))], draw.uniform(1, 4), draw.uniform(0.4, 1))
    for _ in range(draw.choice((0, 0, 0, 1, 2))):  # what is left of a seal's rim or letters
        center = (draw.uniform(0, width), draw.uniform(-2.2, 0.4) * height)
        turns = np.linspace(0, 2 * np.pi, 60)
        radii = draw.uniform(1, 3.5) * height, draw.uniform(0.8, 2) * height
        rim = [(center[0] + radii[0] * np.cos(t), center[1] + radii[1] * np.sin(t)) for t in turns]
        line(rim, draw.uniform(2, 6), draw.uniform(0.05, 0.4))
    if draw.random() < 0.15:
        for shift in np.arange(0, height, draw.uniform(6, 14)):
            xs = np.linspace(0, width, 60)
            wave = [(x, shift + 4 * np.sin(x / 9 + shift)) for x in xs]
            line(wave, 1, draw.uniform(0.05, 0.2))
    for _ in range(draw.choice((0, 0, 1, 3))):
        x, y = draw.uniform(0, width), draw.uniform(0, height)
        line([(x, y), (x + draw.uniform(-2, 2), y + 1)], draw.uniform(1, 4), draw.uniform(0.2, 1))


def _warped(ink: Mask, noise: np.random.Generator) -> Mask:
    height, width = ink.shape
    coarse = noise.normal(0, 1.0, (2, 3, max(2, width // 40))).astype(np.float32)
    shifts = [cv2.resize(part, (width, height), interpolation=cv2.INTER_CUBIC) for part in coarse]
    ys, xs = np.mgrid[0:height, 0:width].astype(np.float32)
    lean, drop = noise.normal(0, 0.01), noise.normal(0, 0.05 * height)
    moved = cv2.remap(ink, xs + shifts[0], ys + shifts[1] + lean * (xs - width / 2) + drop, cv2.INTER_LINEAR)
    return np.asarray(moved, np.float32)


def _scanned(ink: Mask, draw: Random, noise: np.random.Generator) -> NDArray[np.uint8]:
    """The row as some scanner, fax or camera gives it."""
    times = draw.uniform(0.42, 1.1)
    if draw.random() < 0.7:
        ink = np.asarray(cv2.GaussianBlur(ink, (0, 0), draw.uniform(0.3, 1.6)), np.float32)
    small = cv2.resize(ink, None, fx=times, fy=times, interpolation=cv2.INTER_AREA)
    paper = draw.uniform(190, 255)
    grey = paper * (1 - np.asarray(small) * draw.uniform(0.55, 0.95))
    grey += draw.uniform(-12, 12) * np.linspace(-1, 1, small.shape[1])[None]
    grey += noise.normal(0, draw.choice((0.5, 3, 8)), small.shape)
    if draw.random() < 0.15:  # fax
        dark, light = np.percentile(grey, (1, 60))
        grey = np.where(grey < dark + (light - dark) * draw.uniform(0.4, 0.75), 0.0, 255.0)
    pixels = np.clip(grey, 0, 255).astype(np.uint8)
    if draw.random() < 0.6:
        quality = [cv2.IMWRITE_JPEG_QUALITY, draw.randint(30, 92)]
        pixels = np.asarray(
            cv2.imdecode(cv2.imencode(".jpg", pixels, quality)[1], cv2.IMREAD_GRAYSCALE), np.uint8
        )
    width = max(8, round(pixels.shape[1] * HIGH / pixels.shape[0]))
    return np.asarray(cv2.resize(pixels, (width, HIGH), interpolation=cv2.INTER_LINEAR), np.uint8)
