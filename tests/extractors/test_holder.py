"""The company of an annex or a page of provisions that comes without its main page."""

from __future__ import annotations

import pytest

from schemas.certificate import Certificate
from schemas.page import TextLine
from tests.lines import annex_lines, certificates, line, of_file, page, provision_lines

NUMBER, COMPANY = "浙B2-20190046", "杭州清河网络科技有限公司"


def read(*lines: TextLine) -> Certificate:
    (found,) = certificates(*of_file("a.png", page(*lines)))
    return found


@pytest.mark.parametrize(
    "lines",
    [
        [line(f"{COMPANY}获准经营信息服务业务相关信息", 240, 420)],
        [line(f"《{COMPANY}》获准经营信息服务业务", 240, 420)],
    ],
)
def test_an_annex_alone_tells_its_company(lines: list[TextLine]) -> None:
    found = read(*annex_lines(NUMBER, "清河社区"), *lines)
    assert (found.company, found.fields["company"].raw) == (COMPANY, COMPANY)
    assert "no_main_page" in {each.code for each in found.issues}


def test_provisions_alone_tell_it_too_where_it_wraps() -> None:
    said = f"《特别规定事项》是经营许可证的重要组成部分，{COMPANY}应当按照许可证载明的内容"
    at = said.index("网络")
    clauses = ("一、应当按照规定开展经营。", "二、不得转让本许可证。", "三、应当接受检查。")
    found = read(*provision_lines(NUMBER, said[:at], said[at:], *clauses))
    assert found.company == COMPANY


TABLE = [
    line("附页", 760, 300, size=44),
    *(line(text, left, 600) for text, left in (("序号", 240), ("网站名称", 420), ("域名", 900))),
    *(line(text, left, 660) for text, left in (("1", 240), ("清河社区", 420), ("qinghe-net.cn", 900))),
    *(line(text, left, 720) for text, left in (("2", 240), ("清河商城", 420), ("qinghe-shop.cn", 900))),
]


@pytest.mark.parametrize(
    ("heads", "company"),
    [
        ([COMPANY], COMPANY),
        ([COMPANY, "宁波东湖数据有限公司"], None),
        ([f"承办单位：{COMPANY}"], None),
    ],
)
def test_a_company_alone_above_a_table_is_its_holder(heads: list[str], company: str | None) -> None:
    above = [line(text, 240, 420 + 60 * at) for at, text in enumerate(heads)]
    found = read(*TABLE, *above, line(NUMBER, 1200, 420))
    assert [site.name for annex in found.annexes for site in annex.websites] == ["清河社区", "清河商城"]
    assert found.company == company


def test_who_connects_the_sites_is_not_their_company() -> None:
    assert read(*annex_lines(NUMBER, "清河社区")).company is None
