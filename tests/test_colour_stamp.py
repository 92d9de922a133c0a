"""A stamp in another colour across the values of a license, by the real engine."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import cv2
import numpy as np
import pytest

from extractors.assemble import pages_to_certificates
from pipeline.ocr.rapidocr import RapidOcr
from pipeline.over_print.colour_stamp import find_colour_stamp
from pipeline.page_image import Image, PageImage
from pipeline.preprocess.ink import split_ink
from pipeline.read_page import read_page
from samples.facts.restrictions import Restriction
from samples.layouts.restrictions import COLOURED_INKS, put_stamp
from samples.raster import sheet_to_pixels
from samples.seed import compose_seed
from samples.sheet import Ink, Text
from schemas.declarations import document_types
from schemas.field import FieldStatus
from schemas.page import InkLayer, SealKind, SourcePage

LINES = ("仅供办理网站备案时使用", "有效期至2025年3月27日", "再次复印无效")


def scanned(page: Image) -> Image:
    """As a scanner gives it."""
    blurred = cv2.GaussianBlur(page, (0, 0), 0.8)
    done, data = cv2.imencode(".jpg", blurred, [cv2.IMWRITE_JPEG_QUALITY, 80])
    assert done
    return np.asarray(cv2.imdecode(data, cv2.IMREAD_COLOR), np.uint8)


def in_ink(page: Image, ink: tuple[int, int, int]) -> Image:
    """``page`` with its black in another ink (BGR)."""
    black = page.max(axis=2, keepdims=True) - page.min(axis=2, keepdims=True) < 30
    light = np.asarray(ink) + page * (1 - np.asarray(ink) / 255)
    return np.where(black, light, page).astype(np.uint8)


def highlighted(page: Image) -> Image:
    """``page`` with its last lines marked in green."""
    high = round(0.72 * page.shape[0])
    page[high : high + 300, 250:1200] = page[high : high + 300, 250:1200] * np.asarray((0.6, 1.0, 0.7))
    return page


MARKED: dict[str, Callable[[Image], Image]] = {
    "navy": lambda page: in_ink(page, (90, 40, 30)),
    "blue": lambda page: in_ink(page, (150, 60, 40)),
    "highlighted": highlighted,
    "blue seal": lambda page: np.ascontiguousarray(page[..., ::-1]),
}


@pytest.mark.parametrize("name", MARKED)
def test_what_says_no_restriction_stays_on_the_page(name: str) -> None:
    """A form printed in blue, a marker, a seal in another colour: none is a stamp's."""
    page = np.ascontiguousarray(sheet_to_pixels(compose_seed().sheets[0])[..., ::-1])
    assert find_colour_stamp(RapidOcr(), split_ink(scanned(MARKED[name](page)))) is None


@pytest.mark.parametrize("ink", [COLOURED_INKS[0], COLOURED_INKS[3], COLOURED_INKS[4]])
def test_a_stamp_across_the_company_is_read_and_leaves_it(ink: Ink) -> None:
    draft = compose_seed()
    marks = [mark for mark in draft.sheets[0].marks if isinstance(mark, Text)]
    company = next(mark for mark in marks if mark.text.startswith(draft.facts.company.name[:4]))
    restriction = Restriction(LINES, LINES[0], date(2025, 3, 27), LINES[2])
    put_stamp(draft, 1, restriction, (company.x + 24, company.y - 1), ink, framed=True)
    pixels = np.ascontiguousarray(sheet_to_pixels(draft.sheets[0])[..., ::-1])
    page = read_page(RapidOcr(), PageImage(page_no=1, image=pixels))
    source = SourcePage(sha256="0" * 64, path="page.png", page=page)
    (certificate,) = pages_to_certificates([source], document_types(), 0.9)
    value = certificate.fields["company"]
    assert (value.value, value.status) == (draft.facts.company.name, FieldStatus.ACCEPTED)
    (found,) = certificate.use_restrictions
    assert (found.purpose, found.valid_until, found.copy_rule) == (LINES[0], "2025-03-27", LINES[2])
    assert {line.text for line in page.lines if line.layer == InkLayer.COLOURED} == set(LINES)
    assert "\n".join(LINES) in [seal.text for seal in page.seals if seal.kind == SealKind.STAMP]
