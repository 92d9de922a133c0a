"""Dates as forms print them and seals cover them, cut as a row of a scan is."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.normalize.spelled_numbers import spell_figures, spell_number
from pipeline.columns.network import HIGH
from pipeline.page_image import Image, to_grey
from pipeline.preprocess.ink import split_ink
from pipeline.printed_dates.network import OTHER
from pipeline.second_look.rims import without_rims
from samples.damage.copies import fax, photocopy
from samples.damage.page import DamagedPage, add_noise
from samples.damage.scan import dpi100, scan
from samples.fonts import missing_chars
from samples.ornament import random_border, web
from samples.raster import Pixels, sheet_to_pixels
from samples.seal_texts.draw import OFFICES, PRINTED
from samples.sheet import BLACK, MM_PER_POINT, Ink, SealMark, Sheet, Text, width_mm
from samples.vocabulary import regions
from schemas.certificate import PageKind
from schemas.geometry import BBox, Quad
from schemas.page import SealShape

FACES = ("song", "song_noto", "kai", "hei", "hei_noto", "fangsong_near", "song_bold")
HELD_OUT = ("kai_lxgw", "hei_bold")
SEAL_FACES = ("song_noto", "song_bold", "fangsong_near", "song", "hei_noto")
LABELS = (
    "发证日期：",
    "有效期至：",
    "颁发日期:",
    "日期：",
    "有效期限：自",
    "发证日期",
    "成立日期：",
    "签发日期: ",
)
WEBBED = 0.15  # share of the rows that lie on a guilloche
WIDE, TALL = 140.0, 44.0  # mm of the piece of paper
DPI = 200
LINES = ("电信业务审批专用章", "行政许可专用章", "年检合格专用章", "行政审批专用章")


def draw_row(seed: str, *, held_out: bool = False) -> tuple[NDArray[np.uint8], str]:
    """A row of grey pixels, ``HIGH`` high, as it is cut from a scan, and what it says; ``OTHER`` is a
    character of its label."""
    draw = Random(seed)
    sheet = Sheet(PageKind.MAIN, width=WIDE, height=TALL)
    size = draw.choice((9, 10.5, 12, 12, 14, 14, 16))
    y = TALL / 2 + draw.uniform(-2, 2)
    if draw.random() < WEBBED:
        web(sheet, random_border(draw, loud=draw.random() < 0.5), 1.0)
    left, right, text, off = _put_date(draw, sheet, size, y, HELD_OUT if held_out else FACES)
    _put_neighbours(draw, sheet, size, y)
    seal = _seal(draw, left, right, y) if draw.random() < 0.88 else None
    if seal is not None:
        sheet.marks.insert(0 if draw.random() < 0.5 else len(sheet.marks), seal)
    page = _damaged(draw, sheet_to_pixels(sheet, DPI))
    grey = _picture(draw, page, seal)
    half = size * MM_PER_POINT * draw.uniform(0.6, 1.15) + abs(off) / 2 * draw.uniform(0.7, 1.1)
    return _cut(draw, grey, size, (left, right), y + off / 2, half), text


def _put_date(
    draw: Random, sheet: Sheet, size: float, y: float, faces: Sequence[str]
) -> tuple[float, float, str, float]:
    """The date's first and last place in mm, its text, and how far below the form's row it is filled in."""
    year, month, day = draw.randint(1995, 2035), draw.randint(1, 12), draw.randint(1, 31)
    if draw.random() < 0.35:
        parts = [spell_figures(year), spell_number(month), spell_number(day)]
        if draw.random() < 0.12:
            parts[0] = parts[0].replace("〇", "零")
    else:
        pad = draw.random() < 0.3
        parts = [str(year), f"{month:02d}" if pad else str(month), f"{day:02d}" if pad else str(day)]
    form, own = draw.choice(faces), draw.choice(faces)
    own = form if draw.random() < 0.6 else own
    if missing_chars(own, parts[0]):  # of 〇
        own = "song"
    level = draw.choice((20, 24, 24, 40, 70, 100, 130))
    ink: Ink = (level, level, level)
    filled = draw.choice((0.0, 0.0, draw.uniform(0.05, 0.5), draw.uniform(0.4, 1.1)))  # ems off its row
    off = draw.uniform(-1, 1) * filled * size * MM_PER_POINT
    gap = draw.choice((0.0, 0.0, draw.uniform(0.1, 0.5), draw.uniform(0.5, 2.0)))
    x, text = draw.uniform(6, 20), ""
    left = x
    if draw.random() < 0.45:
        label = draw.choice(LABELS)
        sheet.add(Text(x, y, label, form, size))
        x += width_mm(label, form, size) + draw.uniform(0, 1) * size * MM_PER_POINT
        text += OTHER * len(label.strip())
    elif draw.random() < 0.3:
        x += 4
    for part, mark in zip(parts, "年月日", strict=True):
        sheet.add(Text(x, y + off, part, own, size, ink))
        x += width_mm(part, own, size) + gap * size * MM_PER_POINT * draw.uniform(0.6, 1.2)
        sheet.add(Text(x, y, mark, form, size))
        x += width_mm(mark, form, size) + gap * size * MM_PER_POINT * draw.uniform(0.6, 1.2)
        text += part + mark
    return left, x, text, off


def _put_neighbours(draw: Random, sheet: Sheet, size: float, y: float) -> None:
    step = size * MM_PER_POINT * draw.uniform(1.5, 2.6)
    for at in (y - step, y + step):
        if draw.random() < 0.7:
            words = "".join(draw.choice(PRINTED) for _ in range(draw.randint(1, 4)))
            sheet.add(Text(draw.uniform(0, 30), at, words, draw.choice(FACES), size))


def _seal(draw: Random, left: float, right: float, y: float) -> SealMark:
    """A seal that lies over some of the date."""
    width = draw.uniform(38, 46)
    height = width if draw.random() < 0.85 else draw.uniform(0.62, 0.75) * width
    shape = SealShape.ROUND if height == width else SealShape.OVAL
    region = draw.choice(regions())
    rim = region.authority if draw.random() < 0.6 else region.name + draw.choice(OFFICES)
    if draw.random() < 0.2:
        rim = "中华人民共和国工业和信息化部"
    line = draw.choice(LINES) if draw.random() < 0.6 else None
    red: Ink = (draw.randint(170, 225), draw.randint(10, 70), draw.randint(20, 80))
    ink = BLACK if draw.random() < 0.25 else red
    x = min(draw.uniform(left - 5, right + 8), WIDE)
    return SealMark(
        x, y + draw.uniform(-0.52, 0.52) * height, width, height, shape, rim, line,
        draw.choice(SEAL_FACES), ink, draw.uniform(-14, 14), draw.uniform(0.55, 1.0), draw.randrange(1 << 30),
    )  # fmt: skip


def _damaged(draw: Random, pixels: Pixels) -> Image:
    noise = np.random.default_rng(draw.getrandbits(64))
    page = DamagedPage(pixels)
    kind = draw.random()
    if kind < 0.3:
        page = photocopy(page, noise)
    elif kind < 0.55:
        page = fax(page, noise)
    elif kind < 0.7:
        page = dpi100(page, noise)
    elif kind < 0.82:
        page = scan(page, noise)
    elif kind < 0.9:
        page = _photographed(page, noise)
    image = np.asarray(cv2.cvtColor(page.pixels, cv2.COLOR_RGB2BGR), np.uint8)
    if not page.bilevel and draw.random() < 0.8:
        packed = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, page.quality])[1]
        image = np.asarray(cv2.imdecode(packed, cv2.IMREAD_COLOR), np.uint8)
    return image


def _photographed(page: DamagedPage, noise: np.random.Generator) -> DamagedPage:
    """A camera's blur, light and grain; what it bends is level again when a row is cut."""
    blurred = cv2.GaussianBlur(page.pixels, (0, 0), float(noise.uniform(0.6, 1.6)))
    cast = float(noise.uniform(0.5, 1.0))
    lit = np.asarray(np.clip(blurred * cast, 0, 255), np.uint8)
    return replace(page, pixels=add_noise(lit, noise, float(noise.uniform(2, 7))), quality=78)


def _picture(draw: Random, image: Image, seal: SealMark | None) -> NDArray[np.uint8]:
    """The page in grey as one of its pictures shows it: all of it, without red, without a black rim."""
    ink = split_ink(image)
    pictures = [ink.readable] * 2 + [ink.on_white, ink.page]
    if seal is not None and seal.ink == BLACK:
        scale = image.shape[1] / WIDE
        x, y = ((at + draw.gauss(0, 0.3)) * scale for at in (seal.x, seal.y))
        wide, high = seal.width * scale / 2, seal.height * scale / 2
        box = BBox(left=x - wide, top=y - high, right=x + wide, bottom=y + high)
        pictures += [without_rims(ink.on_white, [Quad.from_bbox(box)])] * 3
    return to_grey(draw.choice(pictures))


def _cut(
    draw: Random, grey: NDArray[np.uint8], size: float, ends: tuple[float, float], y: float, half: float
) -> NDArray[np.uint8]:
    """The row about ``y`` and half as high (mm), about as well as a band is found."""
    scale = grey.shape[1] / WIDE
    em = size * MM_PER_POINT * scale
    middle = y * scale - 0.38 * em + draw.gauss(0, 0.08) * em
    half *= scale
    first, last = ends[0] * scale - draw.uniform(0, 1.5) * em, ends[1] * scale + draw.uniform(0, 3) * em
    rise = draw.gauss(0, 0.006) * (last - first)
    corners = np.array(
        [[first, middle - half - rise], [last, middle - half + rise], [last, middle + half + rise]],
        np.float32,
    )
    wide = max(8, round((last - first) * HIGH / (2 * half)))
    target = np.array([[0, 0], [wide, 0], [wide, HIGH]], np.float32)
    shrunk = math.ceil(2 * half / HIGH)
    if shrunk > 1:
        grey = np.asarray(cv2.GaussianBlur(grey, (0, 0), 0.35 * shrunk), np.uint8)
    matrix = cv2.getAffineTransform(corners, target)
    level = cv2.warpAffine(
        grey, matrix, (wide, HIGH), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )
    return np.asarray(level, np.uint8)
