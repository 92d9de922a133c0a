"""(见附页) on the main page: what the annex says under the same label is the value."""

from __future__ import annotations

import pytest

from schemas.certificate import Certificate
from schemas.field import FieldStatus
from schemas.page import TextLine
from tests.lines import certificates, line, main_lines, of_file, page, row


def read(*annex: TextLine, scope: str = "（见附页）", coverage: str = "见附件") -> Certificate:
    main = [entry for entry in main_lines() if "业务" not in entry.text or "许可证" in entry.text]
    main += [*row(3, "业务种类：", scope), *row(5, "业务覆盖范围：", coverage)]
    head = [line("附页", 760, 300, size=44), *row(0, "经营许可证编号：", "浙B2-20190046")]
    (found,) = certificates(*of_file("a.pdf", page(*main), page(*head, *annex, page_no=2)))
    return found


def test_the_annex_tells_what_the_main_page_refers_to() -> None:
    found = read(
        *row(2, "业务种类：", "信息服务业务（仅限互联网信息服务）不含信息社区平台服务。"),
        *row(4, "业务覆盖范围：", "全国"),
    )
    assert found.scope == "信息服务业务（仅限互联网信息服务）不含信息社区平台服务。"
    assert found.coverage == "全国"
    field = found.fields["scope"]
    assert (field.page_no, field.status) == (2, FieldStatus.ACCEPTED)
    (item,) = found.business_items
    assert (item.code, item.excluded, item.areas) == ("B25", ("信息社区平台服务",), ("全国",))
    assert "annex_unread" not in {entry.code for entry in found.issues}


def test_a_main_page_that_says_it_itself_is_not_overruled() -> None:
    found = read(*row(2, "业务种类：", "国内呼叫中心业务"), scope="信息服务业务（仅限互联网信息服务）")
    assert found.scope == "信息服务业务（仅限互联网信息服务）"
    assert found.coverage == "见附件"


def test_an_annex_with_several_values_waits_for_a_person() -> None:
    found = read(*row(2, "业务种类：", "国内呼叫中心业务"), *row(5, "业务种类：", "互联网接入服务业务"))
    assert found.fields["scope"].status == FieldStatus.REVIEW
    assert ("place", "scope") in {(entry.code, entry.field) for entry in found.issues}


@pytest.mark.parametrize("text", ["(详见附页)", "（详见附件一）", "请见附表1", "见附页"])
def test_a_site_that_stands_on_the_annex_is_none_of_the_main_page(text: str) -> None:
    main = [*main_lines(), *row(7, "网站名称：", text), *row(8, "网址：", text)]
    (found,) = certificates(*of_file("a.pdf", page(*main)))
    assert found.annexes == ()
    assert not [key for key in found.fields if key.startswith("annexes")]
