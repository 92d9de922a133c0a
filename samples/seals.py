"""Official seals and rubber stamps as masks of ink: 0 none, 1 full."""

from __future__ import annotations

import math
from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from samples.fonts import load_face
from samples.sheet import SealMark, StampMark
from schemas.page import SealShape

Mask: TypeAlias = NDArray[np.float32]
OVERSAMPLE = 2
STAR_INNER = 0.382  # radius of a five-pointed star's notches over that of its points


def seal_mask(mark: SealMark, dots_per_mm: float) -> Mask:
    """The seal turned by its angle, worn, in a square or oblong that just holds it."""
    scale = dots_per_mm * OVERSAMPLE
    width, height = round(mark.width * scale), round(mark.height * scale)
    plate = Image.new("L", (width + 8, height + 8), 0)
    pen = ImageDraw.Draw(plate)
    ring = max(2, round(0.8 * scale))
    box = (4, 4, width + 4, height + 4)
    if mark.shape is SealShape.RECTANGLE:
        pen.rectangle(box, outline=255, width=ring)
    else:
        pen.ellipse(box, outline=255, width=ring)
    _star(pen, (width / 2 + 4, height * 0.46 + 4), min(width, height) * _star_share(mark))
    _rim_text(plate, mark, scale)
    if mark.inner:
        _inner_text(plate, mark, scale)
    return _pressed(plate, mark.angle, mark.strength, mark.wear)


def stamp_mask(mark: StampMark, dots_per_mm: float) -> Mask:
    """The stamp's lines, centered above one another, turned by its angle, worn."""
    scale = dots_per_mm * OVERSAMPLE
    size = mark.size * 25.4 / 72 * scale
    font = load_face(mark.face, round(size))
    widest = max(font.getlength(line) for line in mark.lines)
    margin = size * 0.7
    leading = size * 1.45
    width, height = widest + 2 * margin, leading * len(mark.lines) + 2 * margin - 0.45 * size
    plate = Image.new("L", (round(width), round(height)), 0)
    pen = ImageDraw.Draw(plate)
    for number, line in enumerate(mark.lines):
        top = margin + number * leading
        pen.text(((width - font.getlength(line)) / 2, top + size * 0.88), line, 255, font, anchor="ls")
    if mark.framed:
        pen.rectangle((1, 1, width - 2, height - 2), outline=255, width=max(2, round(0.45 * scale)))
    return _pressed(plate, mark.angle, mark.strength, mark.wear)


def _star_share(mark: SealMark) -> float:
    return 0.13 if mark.shape is SealShape.OVAL or mark.inner else 0.17


def _star(pen: ImageDraw.ImageDraw, center: tuple[float, float], radius: float) -> None:
    points = []
    for corner in range(10):
        reach = radius if corner % 2 == 0 else radius * STAR_INNER
        turn = math.pi / 5 * corner - math.pi / 2
        points.append((center[0] + reach * math.cos(turn), center[1] + reach * math.sin(turn)))
    pen.polygon(points, fill=255)


def _rim_text(plate: Image.Image, mark: SealMark, scale: float) -> None:
    """The name along an arc, left to right over the top, each character upright on the rim."""
    width, height = mark.width * scale, mark.height * scale
    count = len(mark.rim)
    sweep = math.radians(min(262.0, 30.0 * (count - 1)))
    size = min(0.145 * min(width, height), 0.36 * (width + height) * sweep / (2 * count))
    size = max(size, 0.1 * min(width, height))
    reach_x, reach_y = width / 2 - size * 0.5 - 1.6 * scale, height / 2 - size * 0.5 - 1.6 * scale
    for char, turn in zip(mark.rim, _even_turns(reach_x, reach_y, sweep, count), strict=True):
        x = plate.width / 2 + reach_x * math.sin(turn)
        y = plate.height / 2 - reach_y * math.cos(turn)
        normal = math.atan2(math.sin(turn) / reach_x, math.cos(turn) / reach_y)
        _turned_char(plate, char, mark.face, size, narrow=0.78, center=(x, y), degrees=-math.degrees(normal))


def _even_turns(reach_x: float, reach_y: float, sweep: float, count: int) -> list[float]:
    """Parameters of points at even distances along an ellipse's arc, from left to right."""
    turns = np.linspace(-sweep / 2, sweep / 2, 400)
    steps = np.hypot(reach_x * np.diff(np.sin(turns)), reach_y * np.diff(np.cos(turns)))
    along = np.concatenate([[0.0], np.cumsum(steps)])
    return [float(turn) for turn in np.interp(np.linspace(0, along[-1], count), along, turns)]


def _turned_char(
    plate: Image.Image,
    char: str,
    face: str,
    size: float,
    *,
    narrow: float,
    center: tuple[float, float],
    degrees: float,
) -> None:
    side = math.ceil(size * 1.5)
    font = load_face(face, round(size))
    cell = Image.new("L", (side, side), 0)
    ImageDraw.Draw(cell).text((side / 2, side / 2), char, 255, font, anchor="mm")
    cell = cell.resize((max(1, round(side * narrow)), side), Image.Resampling.BILINEAR)
    cell = cell.rotate(degrees, Image.Resampling.BICUBIC, expand=True)
    plate.paste(255, (round(center[0] - cell.width / 2), round(center[1] - cell.height / 2)), cell)


def _inner_text(plate: Image.Image, mark: SealMark, scale: float) -> None:
    """The straight line below the star, narrowed to the chord that is free there."""
    assert mark.inner is not None
    width, height = mark.width * scale, mark.height * scale
    size = (0.115 if mark.shape is SealShape.OVAL else 0.1) * height * mark.inner_size
    font = load_face(mark.face, round(size))
    line = Image.new("L", (math.ceil(font.getlength(mark.inner)) + 2, math.ceil(size * 1.3)), 0)
    ImageDraw.Draw(line).text((1, size), mark.inner, 255, font, anchor="ls")
    room = width * (0.5 if len(mark.rim) > 10 else 0.6) * mark.inner_room
    if line.width > room:
        line = line.resize((round(room), line.height), Image.Resampling.LANCZOS)
    top = plate.height * ((0.68 if mark.shape is SealShape.ROUND else 0.62) + mark.inner_drop)
    plate.paste(255, (round((plate.width - line.width) / 2), round(top)), line)


def _pressed(plate: Image.Image, angle: float, strength: float, wear: int) -> Mask:
    """Turn, bring to size, and take ink away in patches and grains."""
    turned = plate.rotate(angle, Image.Resampling.BILINEAR, expand=True)
    full = np.asarray(turned, np.uint8)
    size = (max(1, turned.width // OVERSAMPLE), max(1, turned.height // OVERSAMPLE))
    mask = cv2.resize(full, size, interpolation=cv2.INTER_AREA).astype(np.float32) / 255
    noise = np.random.default_rng(wear)
    patches = cv2.resize(noise.random((6, 6), np.float32), size, interpolation=cv2.INTER_CUBIC)
    grain = cv2.GaussianBlur(noise.random(mask.shape, np.float32), (0, 0), 0.9)
    coat = strength * (0.72 + 0.4 * patches) - 0.9 * np.clip(0.42 - grain, 0, 1)
    return np.asarray(mask * np.clip(coat, 0.12, 1.0), np.float32)
