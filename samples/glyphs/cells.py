"""Pages full of domains in many type faces, and what is printed in each cell."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

import numpy as np
from PIL import Image, ImageDraw

from samples.facts.sites import domain
from samples.fonts import load_face
from samples.glyphs.faces import LatinFace
from samples.raster import Pixels
from samples.vocabulary import words

WIDTH, HEIGHT = 1654, 2339  # A4 at 200 dpi
COLUMNS = 3


@dataclass(frozen=True)
class Cell:
    """The Latin text that stands with its middle at ``x``, ``y`` (pixels of the page as drawn)."""

    text: str
    design: str
    x: float
    y: float


def draw_cells(draw: Random, faces: list[LatinFace]) -> tuple[Pixels, list[Cell]]:
    """A page of one domain a cell, each in a face of a design drawn with equal chance."""
    image = Image.new("RGB", (WIDTH, HEIGHT), "white")
    pen = ImageDraw.Draw(image)
    cells = []
    size = draw.choice((24, 28, 31, 33, 36, 39))
    designs = sorted({face.design for face in faces})
    ruled, y = draw.random() < 0.3, 90.0
    while y < HEIGHT - 90:
        for column in range(COLUMNS):
            design = draw.choice(designs)
            face = draw.choice([face for face in faces if face.design == design]).load(size)
            grey = draw.choice((20, 22, 24, 40, 60, 100))
            left = x = 60 + column * (WIDTH - 90) / COLUMNS
            if ruled:
                pen.line((x - 12, y - 1.6 * size, x - 12, y + 0.7 * size), (grey,) * 3, 2)
                pen.line((x - 12, y + 0.7 * size, x + 480, y + 0.7 * size), (grey,) * 3, 2)
            if draw.random() < 0.15:
                label = draw.choice(("域名：", "网址:", "网站域名："))
                pen.text((x, y), label, (grey,) * 3, load_face("song", size), anchor="ls")
                x += size * len(label)
            text = random_text(draw)
            while face.getlength(text) > left + 470 - x:
                text = random_text(draw)
            pen.text((x, y), text, (grey,) * 3, face, anchor="ls")
            cells.append(Cell(text, design, x + face.getlength(text) / 2, y - 0.35 * size))
        y += 2.0 * size
    return np.array(image, np.uint8), cells


def random_text(draw: Random) -> str:
    """A domain as sites have them, or one with more look-alikes than they have."""
    if draw.random() < 0.35:
        text = domain(draw)
    else:
        label = "".join(_piece(draw) for _ in range(draw.randint(3, 7)))[:16]
        if draw.random() < 0.85:  # capitals stand at the start, or throughout
            label = label[0] + label[1:].lower()
        text = f"{label}.{draw.choice(words('tld'))}"
    if draw.random() < 0.1:
        text = f"www.{text}"
    case = draw.random()
    return text.upper() if case < 0.08 else text.lower() if case < 0.6 else text


def _piece(draw: Random) -> str:
    kind = draw.random()
    if kind < 0.55:
        return draw.choice("1l0o1l0oiIO")
    if kind < 0.75:
        return draw.choice(words("pinyin" if kind < 0.65 else "english"))
    return draw.choice("abcdefghjkmnpqrstuvwxyz23456789")
