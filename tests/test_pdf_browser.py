"""PDFs that a browser printed."""

from __future__ import annotations

import itertools

import pytest
from playwright.sync_api import sync_playwright

from pipeline.load.pdf import open_pdf
from pipeline.options import Limits
from pipeline.page_image import PageImage, TextChar
from tests.desk.test_browser import CHROMIUM

TEXT = "北京大数据无网用文一人目有限公司"


def _printed(style: str) -> list[TextChar]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        page.set_content(f"<p style=\"font:30px 'Noto Sans CJK SC';{style}\">{TEXT}</p>")
        data = page.pdf(format="A4")
        browser.close()
    _, pages, _ = open_pdf(data, Limits())
    (read,) = pages
    assert isinstance(read, PageImage)
    return [char for char in read.chars if not char.text.isspace()]


@pytest.mark.parametrize("style", ["", "opacity:.9", "transform:translate(40px,60px);opacity:.9"])
def test_characters_that_share_a_glyph_with_a_radical_stand_in_their_row(style: str) -> None:
    """大 and ⼤ are one glyph of the face: the browser tells which by ActualText, in a form if it blends."""
    chars = _printed(style)
    assert "".join(char.text for char in chars) == TEXT
    lefts = [char.box.left for char in chars]
    steps = [other - one for one, other in itertools.pairwise(lefts)]
    assert min(steps) > 0.7 * max(steps)
    middles = [char.box.center[1] for char in chars]
    assert max(middles) - min(middles) < 0.3 * max(steps)
