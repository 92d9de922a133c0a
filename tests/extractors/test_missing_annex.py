"""What a main page says to be on an annex that was not scanned."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from schemas.page import SourcePage, TextLine
from tests.lines import annex_lines, certificates, line, of_file, page, row, title

MAIN = [
    title(),
    *row(0, "经营许可证编号：", "浙B2-20190046"),
    *row(1, "公 司 名 称：", "杭州清河网络科技有限公司"),
    *row(2, "法 定 代 表 人：", "陈立群"),
    *row(3, "业务种类：", "国内呼叫中心业务"),
    *row(4, "业务覆盖范围：", "（见附页）"),
    *row(10, "发证日期：", "2024年03月05日"),
    *row(11, "有效期至：", "2029年03月05日"),
]


def referring(words: str) -> list[TextLine]:
    return [
        line(words, one.quad.bbox.left, one.quad.bbox.top) if "见附页" in one.text else one for one in MAIN
    ]


def missing(sources: Sequence[SourcePage]) -> list[str | None]:
    (found,) = certificates(*sources)
    return [each.field for each in found.issues if each.code == "annex_missing"]


def test_an_annex_that_is_referred_to_and_not_there_is_told() -> None:
    assert missing(of_file("a.pdf", page(*MAIN))) == ["coverage"]
    (found,) = certificates(*of_file("a.pdf", page(*MAIN)))
    assert found.coverage == "（见附页）"
    assert found.needs_review


def test_one_that_is_there_is_not() -> None:
    assert missing(of_file("a.pdf", page(*MAIN), page(*annex_lines(), page_no=2))) == []
    assert missing([*of_file("1.png", page(*annex_lines())), *of_file("2.png", page(*MAIN))]) == []


@pytest.mark.parametrize(
    "words", ["浙江（具体见附页）", "见附页（共2页）", "参见附页", "以附页为准", "附页", "（附页）"]
)
def test_whatever_refers_to_one_does(words: str) -> None:
    assert missing(of_file("a.pdf", page(*referring(words)))) == ["coverage"]


def test_an_annex_in_other_words_is_none() -> None:
    assert missing(of_file("a.pdf", page(*referring("浙江")))) == []
