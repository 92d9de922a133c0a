"""QR codes on pages: decoded whichever way they lie, kept as text, never opened."""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import cv2
import numpy as np
import pytest
from rich.console import Console

from pipeline.load.file import load_file
from pipeline.ocr.engine import OcrEngine, Reading
from pipeline.options import Limits
from pipeline.page_image import Image, PageImage
from pipeline.pictures.shrink import halve
from pipeline.qr import find_qr_codes
from pipeline.read_page import read_page
from pipeline.show import show
from schemas.certificate import Certificate
from schemas.geometry import BBox, Quad

_SEED = Path(__file__).parent.parent / "samples"
_URL = "https://example.org/verify?no=B2-20240286&sign=Zk3v9QmX0aLw"
_HOSTILE = "=cmd|' /C calc'!A0\r\n#9 v1 accepted\x1b[31m'); DROP TABLE pages;--"


@cache
def _page() -> Image:
    (page, *_) = load_file(_SEED / "seed-pdf" / "license.pdf", Limits()).pages
    assert isinstance(page, PageImage)
    return page.image


def _with_code(payload: str, *, side: int = 220, at: tuple[int, int] = (1250, 150)) -> Image:
    """The seed's main page with a code of ``side`` pixels; its left top corner at ``at``."""
    code = cv2.QRCodeEncoder.create().encode(payload)
    code = cv2.copyMakeBorder(code, 4, 4, 4, 4, cv2.BORDER_CONSTANT, value=(255,))
    code = cv2.resize(code, (side, side), interpolation=cv2.INTER_NEAREST)
    page = _page().copy()
    left, top = at
    page[top : top + side, left : left + side] = code[:, :, None]
    return page


def _scanned(page: Image) -> Image:
    """A worn scan: askew, soft, noisy, dull, compressed hard."""
    height, width = page.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), 2.3, 1.0)
    page = np.asarray(cv2.warpAffine(page, turn, (width, height), borderValue=(250, 250, 250)))
    noise = np.random.default_rng(4).normal(0, 9, page.shape)
    dull = cv2.GaussianBlur(page, (0, 0), 1.1).astype(np.float64) * 0.75 + 40 + noise
    jpeg = cv2.imencode(".jpg", np.clip(dull, 0, 255).astype(np.uint8), [cv2.IMWRITE_JPEG_QUALITY, 45])[1]
    return np.asarray(cv2.imdecode(jpeg, cv2.IMREAD_COLOR), dtype=np.uint8)


@pytest.mark.parametrize("turns", [0, 1, 2, 3])
def test_a_code_is_decoded_whichever_way_the_page_lies(turns: int) -> None:
    page = np.ascontiguousarray(np.rot90(_with_code(_URL), turns))
    assert _payloads(page) == (_URL,)


@pytest.mark.parametrize("side", [86, 100, 300])
def test_a_small_code_on_a_drawn_page_is_sought_at_half_its_size(side: int) -> None:
    page = _with_code("B2-20240286", side=side)
    assert _payloads(page) == ("B2-20240286",)


@pytest.mark.parametrize(("size", "side"), [(0.5, 104), (0.5, 220), (1.5, 220), (1.7, 140)])
def test_codes_are_found_at_any_resolution(size: float, side: int) -> None:
    page = _with_code("B2-20240286", side=side)
    method = cv2.INTER_AREA if size < 1 else cv2.INTER_CUBIC
    page = np.asarray(cv2.resize(page, None, fx=size, fy=size, interpolation=method), dtype=np.uint8)
    assert _payloads(page) == ("B2-20240286",)


@pytest.mark.parametrize("shape", [(1, 5000, 3), (5000, 1, 3), (3, 5000, 3), (1, 1, 3)])
def test_a_picture_as_thin_as_a_pixel_has_no_code(shape: tuple[int, int, int]) -> None:
    assert _payloads(np.full(shape, 250, np.uint8)) == ()


class _Scribbled(OcrEngine):
    """Takes a code's rows of modules for lines of text, as detection does."""

    name = "scribbled"

    def detect(self, image: Image) -> list[Quad]:
        del image
        return [
            Quad.from_bbox(BBox(left=1240, top=top, right=1480, bottom=top + 40))
            for top in range(150, 370, 45)
        ]

    def recognize(self, images: Sequence[Image]) -> list[Reading]:
        return [Reading("七一OO", 0.94, (0.1, 0.4, 0.6, 0.9), (0.94,) * 4) for _ in images]


def test_a_code_is_read_though_pieces_of_it_are_read_as_lines() -> None:
    read = read_page(_Scribbled(), PageImage(page_no=1, image=_with_code(_URL)))
    assert any(line.text for line in read.lines)
    assert read.qr_payloads == (_URL,)


def test_in_lines_of_print_no_code_is_sought_but_under_a_watermark() -> None:
    page = _with_code(_URL)
    level = [
        Quad.from_bbox(BBox(left=1240, top=top, right=1480, bottom=top + 40)) for top in range(150, 370, 45)
    ]
    aslant = [
        Quad(((1200, 330 + at), (1450, 120 + at), (1480, 160 + at), (1230, 370 + at))) for at in (0, 60)
    ]
    assert _payloads(page, *level) == ()
    assert _payloads(page, *aslant) == (_URL,)


@pytest.mark.parametrize("turns", [0, 1])
def test_a_code_on_a_worn_scan(turns: int) -> None:
    assert _payloads(np.ascontiguousarray(np.rot90(_scanned(_with_code(_URL)), turns))) == (_URL,)


def _payloads(page: Image, *lines: Quad) -> tuple[str, ...]:
    return tuple(code.payload for code in find_qr_codes(page, halve(page), lines))


def test_several_codes_come_from_the_top_down() -> None:
    page = _with_code("one")
    below = _with_code("two", at=(200, 1900))
    page[1900:2120, 200:420] = below[1900:2120, 200:420]
    assert _payloads(page) == ("one", "two")
    assert _payloads(page) == ("one", "two")


def test_a_page_without_codes_has_none() -> None:
    for name in ("seed-pdf/license.pdf", "seed-scan/license.pdf"):
        for page in load_file(_SEED / name, Limits()).pages:
            assert isinstance(page, PageImage)
            assert _payloads(page.image) == ()
    assert _payloads(np.full((1, 1, 3), 255, dtype=np.uint8)) == ()
    noise = np.random.default_rng(1).integers(0, 256, (900, 700, 3)).astype(np.uint8)
    assert _payloads(noise) == ()


class _Blank(OcrEngine):
    """An engine that sees nothing."""

    name = "blank"

    def detect(self, image: Image) -> list[Quad]:
        del image
        return []

    def recognize(self, images: Sequence[Image]) -> list[Reading]:
        return [Reading("", 0.0) for _ in images]


def test_a_hostile_payload_stays_data() -> None:
    """It is kept to the letter, and where it is shown it is one line that steers nothing."""
    read = read_page(_Blank(), PageImage(page_no=1, image=_with_code(_HOSTILE, side=300)))
    assert read.qr_payloads == (_HOSTILE,)
    console = Console(file=io.StringIO(), width=200, force_terminal=False)
    show(console, Certificate(document_type="telecom_license", qr_payloads=read.qr_payloads), 1, 1)
    assert isinstance(console.file, io.StringIO)
    text = console.file.getvalue()
    assert "\x1b" not in text
    (line,) = [line for line in text.splitlines() if "DROP TABLE" in line]
    assert "=cmd|" in line and "⏎ #9 v1 accepted" in line
