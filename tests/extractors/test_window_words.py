"""附页 and 附件 of what the page was shown or sent with make no annex of a main page."""

from __future__ import annotations

import pytest

from schemas.certificate import PageKind
from schemas.page import TextLine
from tests.lines import LABELS, VALUES, annex_lines, certificate, line, main_lines, row

SITE = [*row(5, "注册住所：", "浙江省杭州市滨江区江南大道88号"), *row(6, "网站名称：", "清河社区")]


@pytest.mark.parametrize(
    "word", [line("附页", 40, 180), line("附件：许可证.jpg（1.2 MB）", 100, 120), line("附件1", 100, 60)]
)
def test_a_bookmark_and_a_letter_s_attachment_above_the_title(word: TextLine) -> None:
    site = [line("网址：", LABELS, 1130), line("qinghe.cn", VALUES, 1130)]
    found = certificate(word, *main_lines(), *SITE, *site)
    assert [entry.kind for entry in found.pages] == [PageKind.MAIN]
    assert found.legal_representative == "陈立群"


def test_an_annex_that_says_so_below_its_title_is_one() -> None:
    title = line("增值电信业务经营许可证", 480, 200, size=60)
    found = certificate(title, *annex_lines())
    assert [entry.kind for entry in found.pages] == [PageKind.ANNEX]
