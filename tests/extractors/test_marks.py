"""What a page bears of its own, and the bands by which another scan of it is found."""

from __future__ import annotations

from itertools import pairwise

from extractors.pages.marks import BANDS, marks_to_bands, page_to_marks, share_of_marks, texts_to_marks
from schemas.page import InkLayer
from tests.lines import line


def test_numbers_codes_dates_and_domains_are_marks() -> None:
    texts = (
        "经营许可证编号：京B2-20240286",
        "统一社会信用代码 91110108700338416R",
        "发证日期：2024年01月25日",
        "有效期至二〇二九年一月二十五日",
        "域名 www.Example-1.com.cn 备案",
        "编号：（琼）WH安许证字〔2016〕1357",
        "第一条 应当遵守《条例》（2000）第12条，电话 12300",
    )
    assert texts_to_marks(texts) == {
        "20240286", "91110108700338416R", "2024-01-25", "2029-01-25", "WWW.EXAMPLE-1.COM.CN",
        "2016/1357",
    }  # fmt: skip


def test_a_watermark_is_the_copys_own() -> None:
    printed = line("京B2-20240286", 100.0, 100.0)
    tile = line("2024年3月27日", 100.0, 200.0, layer=InkLayer.PALE)
    assert page_to_marks([printed, tile]) == {"20240286"}


def test_bands_of_pages_that_share_most_marks_meet() -> None:
    papers = [{f"{paper}{mark:05}" for mark in range(6)} for paper in range(300)]
    read = [{*sorted(paper)[:5], "misread"} for paper in papers]  # 5 of 7 in common: 0.71
    met = sum(
        bool(set(enumerate(marks_to_bands(one))) & set(enumerate(marks_to_bands(two))))
        for one, two in zip(papers, read, strict=True)
    )
    assert met > 0.95 * len(papers)
    strangers = pairwise(papers)
    assert not any(set(marks_to_bands(one)) & set(marks_to_bands(two)) for one, two in strangers)
    assert all(0 <= band < 2**63 for paper in papers for band in marks_to_bands(paper))
    assert marks_to_bands({"a", "2024-01-25"}) == marks_to_bands({"a"})
    assert (len(marks_to_bands({"a"})), marks_to_bands({"2024-01-25"})) == (BANDS, ())


def test_the_share_of_marks() -> None:
    assert share_of_marks(frozenset("abc"), frozenset("bcd")) == 0.5
    assert share_of_marks(frozenset(), frozenset()) == 0.0
    days = frozenset({"2024-01-25", "2029-01-25"})
    assert share_of_marks(days, days) == 0.0
    assert share_of_marks(days | {"20240286"}, days | {"20240287"}) == 0.0
    assert share_of_marks(days | {"20240286"}, {"2019-01-26", "2024-01-26", "20240286"}) == 0.2
    assert share_of_marks(days | {"20240286"}, days | {"20240286"}) == 1.0
