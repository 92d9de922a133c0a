"""Pages that show what a certificate looks like, and papers by which one is void."""

from __future__ import annotations

import pytest

from extractors.normalize.names import normalize_company
from extractors.normalize.normal import Check
from schemas.certificate import Certificate
from schemas.field import Severity
from schemas.page import InkLayer, TextLine
from tests.lines import annex_lines, certificates, frame, line, main_lines, of_file, page

DECISION = "关于注销杭州清河网络科技有限公司增值电信业务经营许可证的决定"


def read(*lines: TextLine, stamp: str | None = None) -> Certificate:
    framed = [frame(300, 1800, 760, 1900).model_copy(update={"text": stamp})] if stamp else []
    (found,) = certificates(*of_file("a.pdf", page(*main_lines(), *lines, seals=framed)))
    return found


def codes(found: Certificate) -> set[str]:
    return {entry.code for entry in found.issues}


@pytest.mark.parametrize("text", ["样本", "样 张", "（样本）", "示例", "许可证样本", "SPECIMEN", "样本样本"])
def test_a_specimen_is_told(text: str) -> None:
    for found in (
        read(line(text, 300, 1300, size=200, angle=-30, layer=InkLayer.RED)),
        read(line(text, 1200, 120)),
        read(stamp=text),
    ):
        assert "specimen_mark" in codes(found)
        assert found.needs_review
        told = next(entry for entry in found.issues if entry.code == "specimen_mark")
        assert told.severity == Severity.ERROR


def test_a_specimen_by_its_caption() -> None:
    assert "specimen_mark" in codes(read(line("附图2 增值电信业务经营许可证样式", 240, 120)))


@pytest.mark.parametrize("text", ["样本采集服务", "示例科技", "药品样本除外", "示范基地", "模板支撑工程"])
def test_words_like_it_are_no_mark(text: str) -> None:
    assert "specimen_mark" not in codes(read(line(text, 300, 1820)))


@pytest.mark.parametrize("name", ["××××有限公司", "XX省XX有限公司", "北京****有限公司"])
def test_a_placeholder_is_nobodys_name(name: str) -> None:
    assert Check.COMPANY_CHARACTERS in normalize_company(name).failed


@pytest.mark.parametrize("name", ["上海MAXX科技有限公司", "北京某时科技有限公司", "杭州3XX网络有限公司"])
def test_a_name_like_a_placeholder(name: str) -> None:
    assert normalize_company(name).failed == ()


def decision(heading: str, *rows: str) -> list[TextLine]:
    return [
        line(heading, 200, 260, size=46),
        *(line(text, 240, 500 + 60 * at) for at, text in enumerate(rows)),
    ]


def test_a_decision_beside_a_license_says_that_it_is_void() -> None:
    told = decision(DECISION, "杭州清河网络科技有限公司：", "经营许可证编号：浙B2-20190046，予以注销。")
    first, second = page(*main_lines()), page(*told, page_no=2)
    (found,) = certificates(*of_file("a.pdf", first, second))
    assert (found.license_number, found.company) == ("浙B2-20190046", "杭州清河网络科技有限公司")
    assert "void_paper" in codes(found)
    assert found.needs_review


def test_a_decision_on_another_license_says_nothing_of_this_one() -> None:
    told = decision(DECISION, "经营许可证编号：浙B2-20170112，予以注销。")
    pages = page(*main_lines()), page(*annex_lines(), page_no=2), page(*told, page_no=3)
    (found,) = certificates(*of_file("a.pdf", *pages))
    assert "void_paper" not in codes(found)
    assert len(found.pages) == 2


def test_a_contract_threatens_only() -> None:
    rows = ["甲方：杭州清河网络科技有限公司", "乙方：杭州云港数据有限公司", "许可证编号：浙B2-20190046"]
    told = decision("服务合同", *rows, "许可证被依法吊销的，合同终止。")
    (found,) = certificates(*of_file("a.pdf", page(*main_lines()), page(*told, page_no=2)))
    assert "void_paper" not in codes(found)
