"""Which seals of a page are sought: red ones, and those that a copier made black."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from pipeline.ocr.engine import OcrEngine
from pipeline.ocr.registry import build_engine
from pipeline.page_seals import read_page_seals
from pipeline.preprocess.ink import split_ink
from samples.seals import seal_mask
from samples.sheet import SealMark
from schemas.page import SealShape

RED, GREY = (40, 30, 204), (90, 90, 90)  # BGR
AUTHORITY, COMPANY = "上海市通信管理局", "杭州清河网络科技有限公司"


@pytest.fixture(scope="module")
def engine() -> OcrEngine:
    return build_engine("rapidocr", None, 2)


def page(*seals: tuple[str, tuple[int, int, int], int]) -> NDArray[np.uint8]:
    """A page of 200 dots an inch, white, with seals: rim, ink, and how far from the top it is pressed."""
    sheet = np.full((2339, 1654, 3), 255, np.float32)
    for rim, ink, top in seals:
        mark = SealMark(0, 0, 42, 42, SealShape.ROUND, rim, None, "song_noto", (0, 0, 0), 0.0, 0.95, 7)
        mask = seal_mask(mark, 200 / 25.4)
        height, width = mask.shape
        patch = sheet[top : top + height, 900 : 900 + width]
        patch += mask[..., None] * (np.array(ink, np.float32) - patch)
    return sheet.astype(np.uint8)


def test_beside_a_company_s_seal_on_its_copy_the_authority_s_is_sought(engine: OcrEngine) -> None:
    ink = split_ink(page((AUTHORITY, GREY, 1200), (COMPANY, RED, 1800)))
    red, black = read_page_seals(engine, ink, 0.0, [])
    assert [seal.text for seal in red] == [COMPANY]
    assert [seal.text for seal in black] == [AUTHORITY]


def test_beside_an_authority_s_red_seal_none_is_sought(engine: OcrEngine) -> None:
    ink = split_ink(page((AUTHORITY, RED, 1200), ("浙江省通信管理局", GREY, 1800)))
    red, black = read_page_seals(engine, ink, 0.0, [])
    assert ([seal.text for seal in red], black) == ([AUTHORITY], [])
