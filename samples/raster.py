"""A sheet as pixels."""

from __future__ import annotations

import math
from itertools import groupby
from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from samples.fonts import load_face
from samples.seals import Mask, seal_mask, stamp_mask
from samples.sheet import Ink, Mark, Path, SealMark, Sheet, StampMark, Text, TileMark

Pixels: TypeAlias = NDArray[np.uint8]
"""Height × width × 3, red-green-blue, 0-255."""

DPI = 200
SHIFT = 4  # bits of sub-pixel precision that OpenCV draws lines with


def sheet_to_pixels(sheet: Sheet, dpi: int = DPI) -> Pixels:
    """The sheet at a resolution in dots per inch."""
    scale = dpi / 25.4
    page = np.empty((round(sheet.height * scale), round(sheet.width * scale), 3), np.uint8)
    page[:] = sheet.paper
    for kind, marks in groupby(sheet.marks, type):
        page = _draw(page, kind, list(marks), scale)
    return page


def _draw(page: Pixels, kind: type[Mark], marks: list[Mark], scale: float) -> Pixels:
    if kind is Text:
        return _draw_texts(page, marks, scale)
    for mark in marks:
        match mark:
            case Path():
                _draw_path(page, mark, scale)
            case SealMark():
                press(page, seal_mask(mark, scale), mark.ink, mark.x * scale, mark.y * scale)
            case StampMark():
                press(page, stamp_mask(mark, scale), mark.ink, mark.x * scale, mark.y * scale)
            case TileMark():
                mask = tile_mask(mark, page.shape[1], page.shape[0], scale)
                press(page, mask, mark.ink, page.shape[1] / 2, page.shape[0] / 2)
    return page


def press(page: Pixels, mask: Mask, ink: Ink, x: float, y: float) -> None:
    """Lay ink through a mask whose center is at ``x``, ``y``; what was dark stays dark."""
    left, top = round(x - mask.shape[1] / 2), round(y - mask.shape[0] / 2)
    right, bottom = left + mask.shape[1], top + mask.shape[0]
    cut = mask[
        max(0, -top) : mask.shape[0] - max(0, bottom - page.shape[0]),
        max(0, -left) : mask.shape[1] - max(0, right - page.shape[1]),
    ]
    if not cut.size:
        return
    part = page[max(0, top) : max(0, top) + cut.shape[0], max(0, left) : max(0, left) + cut.shape[1]]
    for channel in range(3):
        dimmed = part[..., channel] * (1 - cut * (1 - ink[channel] / 255))
        part[..., channel] = dimmed.astype(np.uint8)


def _draw_texts(page: Pixels, marks: list[Mark], scale: float) -> Pixels:
    image = Image.fromarray(page)
    pen = ImageDraw.Draw(image)
    for mark in marks:
        assert isinstance(mark, Text)
        if mark.angle or mark.opacity < 1:
            _draw_turned(image, mark, scale)
            continue
        font = load_face(mark.face, round(mark.size / 72 * 25.4 * scale, 1))
        if not mark.tracking:
            pen.text((mark.x * scale, mark.y * scale), mark.text, mark.ink, font, anchor="ls")
            continue
        x = mark.x * scale
        for char in mark.text:
            pen.text((x, mark.y * scale), char, mark.ink, font, anchor="ls")
            x += font.getlength(char) + mark.tracking * scale
    return np.array(image, np.uint8)


def _draw_turned(image: Image.Image, mark: Text, scale: float) -> None:
    """Type at an angle about the left end of its baseline."""
    font = load_face(mark.face, round(mark.size / 72 * 25.4 * scale, 1))
    reach = math.ceil(font.getlength(mark.text) + font.size)
    cell = Image.new("L", (2 * reach, 2 * reach), 0)
    ImageDraw.Draw(cell).text((reach, reach), mark.text, round(255 * mark.opacity), font, anchor="ls")
    cell = cell.rotate(mark.angle, Image.Resampling.BICUBIC)
    image.paste(mark.ink, (round(mark.x * scale) - reach, round(mark.y * scale) - reach), cell)


def _draw_path(page: Pixels, path: Path, scale: float) -> None:
    points = np.round(np.asarray(path.points) * scale * (1 << SHIFT)).astype(np.int32)
    if path.fill is not None:
        cv2.fillPoly(page, [points], path.fill, cv2.LINE_AA, SHIFT)
    if path.width > 0:
        thickness = max(1, round(path.width * scale))
        cv2.polylines(page, [points], path.closed, path.ink, thickness, cv2.LINE_AA, SHIFT)


def tile_mask(mark: TileMark, width: int, height: int, scale: float) -> Mask:
    """The repeated line over ``width`` × ``height`` pixels, every second row set off by half a step."""
    font = load_face(mark.face, round(mark.size / 72 * 25.4 * scale, 1))
    side = math.ceil(math.hypot(width, height)) + 4
    plate = Image.new("L", (side, side), 0)
    pen = ImageDraw.Draw(plate)
    step = font.getlength(mark.text) + mark.step * scale
    rows = int(side / (mark.spacing * scale)) + 1
    for row in range(rows):
        x = -step / 2 if row % 2 else 0.0
        while x < side:
            pen.text((x, row * mark.spacing * scale), mark.text, round(255 * mark.opacity), font)
            x += step
    matrix = cv2.getRotationMatrix2D((side / 2, side / 2), mark.angle, 1)
    turn = np.array(matrix, np.float64)
    turn[:, 2] -= ((side - width) / 2, (side - height) / 2)
    turned = cv2.warpAffine(np.asarray(plate), turn, (width, height), flags=cv2.INTER_LINEAR)
    return np.asarray(turned, np.float32) / np.float32(255)
