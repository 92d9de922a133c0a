"""An OFD page as pixels."""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image as PillowImage
from PIL import ImageDraw

from pipeline.load.advice import PRINT_OR_SCAN
from pipeline.load.ofd_fonts import Faces
from pipeline.load.ofd_objects import Affine, LineMark, TypeMark
from pipeline.load.ofd_pictures import Pixels
from pipeline.page_image import Image
from schemas.errors import TruncatedError

_SHIFT: Final = 4  # bits of sub-pixel precision that OpenCV draws lines with
_FARTHEST: Final = 1e6  # pixels from the page, beyond which nothing is drawn
_UPRIGHT: Final = 0.5  # degrees within which type is not turned


@dataclass
class Canvas:
    """A page being drawn, at ``scale`` pixels per mm; ``deadline`` is on ``time.thread_time``'s
    clock, so that a busy machine gives up no page.

    ``undrawn`` counts characters for which there was no face: an empty box stands in their place.
    """

    image: PillowImage.Image
    scale: float
    deadline: float
    undrawn: int = field(default=0, init=False)

    def to_bgr(self) -> Image:
        """What was drawn."""
        return np.ascontiguousarray(np.asarray(self.image)[:, :, ::-1])

    def check_time(self) -> None:
        """Raise a ``TruncatedError`` when it is late."""
        if time.thread_time() > self.deadline:
            raise TruncatedError(PRINT_OR_SCAN.after("页面绘制过久", "The page takes too long to draw."))


def new_canvas(width: float, height: float, scale: float, deadline: float) -> Canvas:
    """A white page of ``width`` × ``height`` mm."""
    size = (max(1, math.ceil(width * scale)), max(1, math.ceil(height * scale)))
    return Canvas(PillowImage.new("RGB", size, (255, 255, 255)), scale, deadline)


def draw_type(canvas: Canvas, mark: TypeMark, faces: Faces, part: str | None) -> None:
    """Each character by itself, as the file places it."""
    pen = ImageDraw.Draw(canvas.image)
    size = round(mark.size * canvas.scale, 1)
    if not 1 <= size <= max(canvas.image.size):
        return
    for char, (x, y), width in zip(mark.text, mark.starts, mark.widths, strict=True):
        canvas.check_time()
        at = (x * canvas.scale, y * canvas.scale)
        if char.isspace() or not all(abs(value) < _FARTHEST for value in at):
            continue
        face = faces.find(part, char)
        if face is None:
            canvas.undrawn += 1
            right, top = at[0] + width * canvas.scale, at[1] - 0.85 * size
            if right - at[0] > 2:
                pen.rectangle((at[0] + 1, top, right - 1, at[1]), outline=mark.ink)
        elif abs(mark.angle) <= _UPRIGHT:
            pen.text(at, char, mark.ink, face.at(size), anchor="ls")
        else:
            reach = math.ceil(2 * size)
            cell = PillowImage.new("L", (2 * reach, 2 * reach), 0)
            ImageDraw.Draw(cell).text((reach, reach), char, 255, face.at(size), anchor="ls")
            cell = cell.rotate(mark.angle, PillowImage.Resampling.BICUBIC)
            canvas.image.paste(mark.ink, (round(at[0]) - reach, round(at[1]) - reach), cell)


def draw_lines(canvas: Canvas, marks: Sequence[LineMark]) -> None:
    """Lines that follow one another; each is filled first, then stroked."""
    pixels = np.array(canvas.image)
    for mark in marks:
        canvas.check_time()
        lines = [_to_pixels(line, canvas.scale) for line in mark.lines if len(line) > 1]
        if mark.fill is not None and lines:
            cv2.fillPoly(pixels, lines, mark.fill, cv2.LINE_AA, _SHIFT)
        if mark.stroke is not None and lines:
            width = min(max(1, round(mark.width * canvas.scale)), 200)
            cv2.polylines(pixels, lines, False, mark.stroke, width, cv2.LINE_AA, _SHIFT)
    canvas.image = PillowImage.fromarray(pixels)


def draw_picture(canvas: Canvas, pixels: Pixels, place: Affine, *, as_ink: bool = False) -> None:
    """A picture where ``place`` takes the unit square (mm); ``as_ink`` only darkens what is below it."""
    canvas.check_time()
    a, b, c, d, e, f = (value * canvas.scale for value in place)
    width, height = math.hypot(a, b), math.hypot(c, d)
    if not (1 <= width < _FARTHEST and 1 <= height < _FARTHEST) or max(abs(e), abs(f)) > _FARTHEST:
        return
    size = min(round(width), pixels.shape[1]), min(round(height), pixels.shape[0])
    small = cv2.resize(_premultiplied(pixels), size, interpolation=cv2.INTER_AREA)
    xs, ys = (e, e + a, e + c, e + a + c), (f, f + b, f + d, f + b + d)
    page_width, page_height = canvas.image.size
    left, top = max(0, math.floor(min(xs))), max(0, math.floor(min(ys)))
    right, bottom = min(page_width, math.ceil(max(xs))), min(page_height, math.ceil(max(ys)))
    if right <= left or bottom <= top:
        return
    matrix = np.array([[a / size[0], c / size[1], e - left], [b / size[0], d / size[1], f - top]])
    matrix[:, 2] += (matrix[:, 0] + matrix[:, 1]) / 2 - 0.5  # centers of pixels, not their corners
    part = cv2.warpAffine(
        small, matrix, (right - left, bottom - top), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT
    )
    _lay(canvas, np.asarray(part, np.uint8), (left, top, right, bottom), as_ink=as_ink)


def _to_pixels(line: Sequence[tuple[float, float]], scale: float) -> NDArray[np.int32]:
    """In OpenCV's fractions of pixels."""
    points = np.clip(np.asarray(line) * scale, -30_000, 30_000)
    return np.round(points * (1 << _SHIFT)).astype(np.int32)


def _premultiplied(pixels: Pixels) -> Pixels:
    """Colours as far as they are opaque, so that what is transparent does not tinge its neighbours."""
    opacity = pixels[:, :, 3]
    if int(opacity.min()) == 255:
        return pixels
    bands = [cv2.multiply(pixels[:, :, band], opacity, scale=1 / 255) for band in range(3)]
    return np.asarray(cv2.merge([*bands, opacity]), np.uint8)


def _lay(canvas: Canvas, part: Pixels, box: tuple[int, int, int, int], *, as_ink: bool) -> None:
    """Mix a part of the page with what lies under it; its colours are premultiplied."""
    below = np.asarray(canvas.image.crop(box))
    colours = np.ascontiguousarray(part[:, :, :3])
    if as_ink:
        colours = np.asarray(cv2.multiply(colours, below, scale=1 / 255), np.uint8)
    clear = cv2.merge([cv2.bitwise_not(part[:, :, 3])] * 3)
    mixed = cv2.add(cv2.multiply(below, clear, scale=1 / 255), colours)
    canvas.image.paste(PillowImage.fromarray(np.asarray(mixed, np.uint8)), box[:2])
