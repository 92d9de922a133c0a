"""Pages full of domains in many type faces, and what is printed in each cell."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from samples.fonts import load_face
from samples.glyphs.faces import LatinFace
from samples.ornament import random_border, web
from samples.raster import Pixels, sheet_to_pixels
from samples.sheet import Sheet
from samples.vocabulary import words
from schemas.certificate import PageKind

WIDTH, HEIGHT = 1654, 2339  # A4 as ``sheet_to_pixels`` draws it
COLUMNS = 3
DESIGNS = 3  # a page: papers are set in one, and the network compares what stands on a page
TWINS = {char: group for group in ("1lIi", "0oO") for char in group}
CAPITAL = 0.3  # share of the domains that begin with one, as a sentence does
FIGURES = 0.15  # share of the cells that hold a number
ELSEWISE = 0.2  # share of these in another design than the domains about them
LABELLED = 0.15  # share of the domains that have a label before them
DOMAINS = ("域名：", "网址:", "网站域名：")
NUMBERS = ("编号：", "证号:", "许可证编号：")
WEB = 0.35  # share of the pages with the waves of a form behind their print
SWAPPED = 0.3  # share of the look-alikes of a word that are drawn anew, or words would tell them


@dataclass(frozen=True)
class Words:
    """Latin ``text``, and the Chinese before and behind it."""

    text: str
    before: str = ""
    behind: str = ""


@dataclass(frozen=True)
class Cell:
    """The Latin text that stands with its middle at ``x``, ``y`` (pixels of the page as drawn). ``design`` is
    that of the domains that it stands among; ``ends`` is where along the row each of its characters ends,
    ``print_ends`` where all that is printed with it begins and ends."""

    text: str
    design: str
    x: float
    y: float
    ends: tuple[float, ...]
    print_ends: tuple[float, float]


def draw_cells(
    draw: Random, faces: list[LatinFace], draw_text: Callable[[Random], Words] | None = None
) -> tuple[Pixels, list[Cell]]:
    """A page of one text a cell, each in a face of one of the page's designs: domains and numbers, or what
    ``draw_text`` gives."""
    image = Image.fromarray(_paper(draw))
    pen = ImageDraw.Draw(image)
    cells = []
    size = draw.choice((24, 28, 31, 33, 36, 39))
    every = sorted({face.design for face in faces})
    designs = draw.sample(every, min(DESIGNS, len(every)))
    ruled, y = draw.random() < 0.3, 90.0
    while y < HEIGHT - 90:
        for column in range(COLUMNS):
            design = draw.choice(designs)
            face = draw.choice([face for face in faces if face.design == design]).load(size)
            grey = (draw.choice((20, 22, 24, 40, 60, 100)),) * 3
            left = 60 + column * (WIDTH - 90) / COLUMNS
            if ruled:
                pen.line((left - 12, y - 1.6 * size, left - 12, y + 0.7 * size), grey, 2)
                pen.line((left - 12, y + 0.7 * size, left + 480, y + 0.7 * size), grey, 2)
            if draw_text is not None:
                words = _fitting(draw, draw_text, face, size)
            elif draw.random() < FIGURES:
                face = draw.choice(faces).load(size) if draw.random() < ELSEWISE else face
                words = Words(f"20{draw.randint(0, 10**6):06d}", draw.choice(NUMBERS))
            else:
                words = _fitting(draw, random_words, face, size)
            chinese = load_face("song", size)
            pen.text((left, y), words.before, grey, chinese, anchor="ls")
            x = left + size * len(words.before)
            pen.text((x, y), words.text, grey, face, anchor="ls")
            width = face.getlength(words.text)
            pen.text((x + width, y), words.behind, grey, chinese, anchor="ls")
            ends = tuple(x + face.getlength(words.text[: at + 1]) for at in range(len(words.text)))
            whole = (left, x + width + size * len(words.behind))
            cells.append(Cell(words.text, design, x + width / 2, y - 0.35 * size, ends, whole))
        y += 2.0 * size
    return np.array(image, np.uint8), cells


def _paper(draw: Random) -> Pixels:
    sheet = Sheet(PageKind.ANNEX)
    if draw.random() < WEB:
        web(sheet, random_border(draw, loud=draw.random() < 0.5), margin=0.0)
    return sheet_to_pixels(sheet)


def _fitting(
    draw: Random, draw_text: Callable[[Random], Words], face: ImageFont.FreeTypeFont, size: int
) -> Words:
    """What fits a column."""
    while True:
        words = draw_text(draw)
        if face.getlength(words.text) <= 470 - size * len(words.before + words.behind):
            return words


def random_words(draw: Random) -> Words:
    """A domain of many look-alikes; mostly without a label."""
    return Words(random_text(draw), draw.choice(DOMAINS) if draw.random() < LABELLED else "")


def random_text(draw: Random) -> str:
    """A domain with more look-alikes than sites have, none of which its neighbours tell."""
    label = "".join(_piece(draw) for _ in range(draw.randint(2, 6)))[:16]
    if draw.random() < 0.85:  # capitals stand at the start, or throughout
        first = label[0].upper() if draw.random() < CAPITAL else label[0]
        label = first + label[1:].lower()
    text = f"{label}.{draw.choice(words('tld'))}"
    if draw.random() < 0.1:
        text = f"www.{text}"
    case = draw.random()
    return text.upper() if case < 0.05 else text.lower() if case < 0.5 else text


def _piece(draw: Random) -> str:
    kind = draw.random()
    if kind < 0.5:
        return draw.choice("1l0o1l0oiIO")
    if kind < 0.7:
        word = draw.choice(words("pinyin" if kind < 0.6 else "english"))
        return "".join(_swapped(char, draw) for char in word)
    return draw.choice("abcdefghjkmnpqrstuvwxyz23456789-")


def _swapped(char: str, draw: Random) -> str:
    group = TWINS.get(char)
    return draw.choice(group).lower() if group and draw.random() < SWAPPED else char
