"""Brackets about a label and the number of its site are none of its words, and none of its value's."""

from __future__ import annotations

import pytest

from extractors.printed_labels.labels import find_labels
from schemas.field import FieldStatus
from schemas.page import TextLine
from tests.lines import LABELS, PITCH, TELECOM, VALUES, certificate, line, row, seal, seen, title, with_annex


def found(*lines: TextLine) -> list[tuple[str, str]]:
    """Names of the labels found, each with the text behind it in its line."""
    labels, _ = find_labels(seen(*lines), TELECOM.fields)
    return [(label.spec.name, "".join(part.text for part in label.rest)) for label in labels]


@pytest.mark.parametrize(
    "printed",
    [
        "【公司名称】",
        "〖公司名称〗",
        "［公司名称］",
        "「公司名称」",
        "<公司名称>",
        "【公 司 名 称】：",
        "【公司名称：】",
        "1、【公司名称】",
        "·公司名称：",
    ],
)
def test_brackets_are_the_labels_own(printed: str) -> None:
    assert found(line(f"{printed}杭州清河网络科技有限公司", LABELS, 500)) == [
        ("company", "杭州清河网络科技有限公司")
    ]
    assert found(line(printed, LABELS, 500), line("杭州清河网络科技有限公司", VALUES + 100, 500)) == [
        ("company", "")
    ]


@pytest.mark.parametrize("dots", ["..", "........", "……", "···"])
def test_dots_that_lead_to_a_value_end_its_label(dots: str) -> None:
    company = "杭州清河网络科技有限公司"
    assert found(line(f"公司名称{dots}{company}", LABELS, 500)) == [("company", company)]
    read = certificate(
        title(), *row(0, f"公司名称{dots}", f"{dots}{company}"), *row(1, f"法定代表人{dots}", f"{dots}陈立群")
    )
    assert (read.company, read.legal_representative) == (company, "陈立群")


def test_what_joins_a_label_to_its_value_is_none_of_it() -> None:
    assert found(line("公司名称为：杭州清河网络科技有限公司", LABELS, 500)) == [
        ("company", "杭州清河网络科技有限公司")
    ]
    assert found(line("公司名称为：", LABELS, 500)) == [("company", "")]


@pytest.mark.parametrize("label", ["住所.", "住所·", "发证日期."])
def test_one_of_the_dots_at_the_line_s_end_ends_a_label(label: str) -> None:
    (name,) = {"住": ["address"], "发": ["issue_date"]}[label[0]]
    assert [one for one, _ in found(line(label, LABELS, 500), line("2022-02-28", VALUES, 500))] == [name]


@pytest.mark.parametrize(
    "printed", ["【发证日期2022-02-28", "发证日期】2022-02-28", "【发证曰期】2022-02-28"]
)
def test_a_bracket_that_was_not_read(printed: str) -> None:
    assert found(line(printed, LABELS, 500)) == [("issue_date", "2022-02-28")]


def test_a_label_in_brackets_behind_other_print() -> None:
    labels, rest = find_labels(seen(line("（副本） 【有效期至】2027-02-28", LABELS, 500)), TELECOM.fields)
    assert [label.rest[0].text for label in labels] == ["2027-02-28"]
    assert [other.text for other in rest] == ["（副本）"]


def test_a_label_in_brackets_over_two_lines() -> None:
    printed = [line("【业务种类及", LABELS, 500), line("覆盖范围】", LABELS, 545)]
    assert found(*printed, line("信息服务业务", VALUES, 520)) == [("scope", "")]


@pytest.mark.parametrize(
    "text",
    ["（服务项目）", "【依法须经批准的项目，经相关部门批准后方可开展】", "《电信业务经营许可管理办法》"],
)
def test_other_brackets_are_no_labels(text: str) -> None:
    assert found(line(text, LABELS, 500)) == []


def test_a_main_page_with_labels_in_brackets() -> None:
    page = certificate(
        title(),
        line("【经营许可证编号】渝B2-20220159", 1000, 420),
        line("【公司名称】", LABELS, 500),
        line("重庆江湖菜餐饮管理有限公司", VALUES, 500),
        line("【法定代表人】", LABELS, 500 + PITCH),
        line("冉光荣", VALUES, 500 + PITCH),
        line("【业务种类及覆盖范围】信息服务业务（仅限互联网信息服务）", LABELS, 500 + 2 * PITCH),
        line("【发证日期】2022年02月28日", 800, 1700),
        line("【有效期至】2027年02月28日", 800, 1780),
        seals=[seal("重庆市通信管理局", (1150.0, 1600.0))],
    )
    assert (page.company, page.legal_representative) == ("重庆江湖菜餐饮管理有限公司", "冉光荣")
    assert page.scope == "信息服务业务（仅限互联网信息服务）"
    assert (str(page.issue_date), str(page.valid_until)) == ("2022-02-28", "2027-02-28")
    assert not page.needs_review


def test_the_date_of_the_first_license_is_not_this_ones() -> None:
    assert found(line("首次发证日期：2012-02-28", LABELS, 500)) == [("first_issue_date", "2012-02-28")]
    assert found(line("【原发证日期】2012-02-28", LABELS, 500)) == [("former_issue_date", "2012-02-28")]


def test_what_a_label_says_further_is_not_its_value() -> None:
    assert found(line("法定代表人（主管）：韦小宝", LABELS, 500)) == [("legal_representative", "韦小宝")]
    assert found(line("业务种类（服务项目）：信息服务业务", LABELS, 500)) == [("scope", "信息服务业务")]


@pytest.mark.parametrize("number", ["1：", "2:", "（1）：", "①：", "①", "一：", "1", "l：", " 1 ："])
def test_the_number_of_a_site_is_not_of_its_name(number: str) -> None:
    assert found(line(f"网站名称{number}", LABELS, 500), line("星野", VALUES, 500)) == [("site_name", "")]
    assert found(line(f"域名{number}", LABELS, 500), line("xingye.ink", VALUES, 500)) == [
        ("site_domains", "")
    ]


@pytest.mark.parametrize("number", ["1：", "（2）：", "①", "一："])
def test_the_number_before_a_value_that_runs_on(number: str) -> None:
    assert found(line(f"网站域名{number}xingye.ink", LABELS, 500)) == [("site_domains", "xingye.ink")]


def test_figures_that_begin_a_value_stay() -> None:
    assert found(line("网站名称：360搜索", LABELS, 500)) == [("site_name", "360搜索")]
    assert found(line("业务种类：1、信息服务业务2、国内呼叫中心业务", LABELS, 500)) == [
        ("scope", "1、信息服务业务2、国内呼叫中心业务")
    ]
    assert found(line("服务项目①论坛②短信", LABELS, 500)) == [("coverage", "①论坛②短信")]


def test_sites_by_number() -> None:
    page = with_annex(
        *row(2, "网站名称1：", "星野"),
        *row(3, "网站域名1：", "xingye.ink"),
        *row(4, "网站名称2：", "星野创作者中心"),
        *row(5, "网站域名2：", "creator.ink"),
        *row(6, "服务器放置地：", "浙江省杭州市滨江区江南大道88号"),
    )
    assert [(site.name, site.domains) for site in page.annexes[0].websites] == [
        ("星野", ("xingye.ink",)),
        ("星野创作者中心", ("creator.ink",)),
    ]
    assert not page.needs_review


def test_names_above_domains_are_not_paired_without_a_look() -> None:
    page = with_annex(
        *row(2, "网站名称1：", "星野"),
        *row(3, "网站名称2：", "星野创作者中心"),
        *row(4, "网站域名1：", "xingye.ink"),
        *row(5, "网站域名2：", "creator.ink"),
    )
    domains = [found for key, found in page.fields.items() if ".domains." in key]
    assert {found.status for found in domains} == {FieldStatus.REVIEW}


def test_a_figure_run_on_without_colon_may_be_either() -> None:
    page = with_annex(line("网站名称1星野", LABELS, 700), *row(4, "网站域名：", "xingye.ink"))
    assert page.fields["annexes.0.websites.0.name"].status == FieldStatus.REVIEW
