"""A stamp in another colour across the values of a license, by the real engine."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from extractors.assemble import pages_to_certificates
from pipeline.ocr.rapidocr import RapidOcr
from pipeline.page_image import PageImage
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
