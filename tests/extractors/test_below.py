"""Values that stand each below its label."""

from __future__ import annotations

import pytest

from schemas.certificate import Certificate
from schemas.field import FieldStatus
from schemas.page import TextLine
from tests.lines import LABELS, annex_lines, certificate, certificates, line, main_lines, of_file, page, title

INDENT = 60.0  # pixels that a value is set in from its label
SCOPE = "信息服务业务（仅限互联网信息服务）"
NOTE = "【依法须经批准的项目，经相关部门批准后方可开展相应经营活动】"


def below(top: float, label: str, *values: str) -> list[TextLine]:
    """A label and, each a line lower, the rows of its value."""
    rows = [line(text, LABELS + INDENT, top + 50 * (place + 1)) for place, text in enumerate(values)]
    return [line(label, LABELS, top), *rows]


def form(*further: TextLine) -> Certificate:
    return certificate(
        title(),
        line("经营许可证编号：浙B2-20190046", LABELS, 400),
        line("根据《中华人民共和国电信条例》及国家有关规定，经审查，准许你公司按照", LABELS + 64, 460),
        line("本经营许可证载明的内容经营增值电信业务。", LABELS, 520),
        *below(600, "公司名称：", "杭州清河网络科技有限公司"),
        *below(720, "法定代表人：", "陈立群"),
        *below(840, "住所：", "浙江省杭州市滨江区江南大道88号"),
        *below(1080, "业务种类：", SCOPE, NOTE),
        *below(1280, "业务覆盖范围：", "浙江省"),
        *further,
    )


def test_a_form_of_labels_and_values_in_turn() -> None:
    dates = (*below(1520, "发证日期：", "2024年03月05日"), *below(1640, "有效期至：", "2029年03月05日"))
    read = form(line("发证机关（盖章）：", LABELS, 1400), *dates)
    assert read.license_number == "浙B2-20190046"
    assert read.fields["license_number"].status == FieldStatus.ACCEPTED
    assert read.company == "杭州清河网络科技有限公司"
    assert read.legal_representative == "陈立群"
    assert read.address == "浙江省杭州市滨江区江南大道88号"
    assert read.scope == SCOPE + NOTE
    assert (read.coverage, read.issue_date, read.valid_until) == ("浙江省", "2024-03-05", "2029-03-05")
    assert read.fields["company"].status == FieldStatus.ACCEPTED


def test_a_label_without_a_value_takes_no_other_s() -> None:
    """The seal hides the day of issue: the end of validity stays what it is."""
    read = form(line("发证日期：", LABELS, 1520), *below(1640, "有效期至：", "2029年03月05日"))
    assert (read.issue_date, read.fields["issue_date"].status) == (None, FieldStatus.ILLEGIBLE)
    assert read.valid_until == "2029-03-05"


def test_what_stands_beside_a_label_of_such_a_form_is_for_review() -> None:
    beside = line("2025年06月07日", LABELS + 300, 1640)
    read = form(*below(1640, "有效期至：", "2029年03月05日"), beside)
    assert read.fields["valid_until"].status == FieldStatus.REVIEW


def test_a_row_too_many_is_for_review() -> None:
    """陈立群 has one row: what stands close below it may be of it."""
    read = form(line("某某某某", LABELS + INDENT, 800))
    assert read.fields["legal_representative"].status == FieldStatus.REVIEW


def test_sites_of_an_annex() -> None:
    annex = [
        *annex_lines(site="")[:2],
        *below(620, "网站名称：", "清河社区"),
        *below(740, "网址：", "qinghe-net.cn"),
        *below(860, "服务器放置地点：", "杭州市滨江区江南大道88号"),
        *below(980, "网站接入服务提供单位：", "浙江云港数据有限公司"),
    ]
    (read,) = certificates(*of_file("a.pdf", page(*main_lines()), page(*annex, page_no=2)))
    (found,) = read.annexes
    assert [(site.name, site.domains) for site in found.websites] == [("清河社区", ("qinghe-net.cn",))]
    assert found.server_location == "杭州市滨江区江南大道88号"
    assert found.access_provider == "浙江云港数据有限公司"


def three(top: float, drop: float, *values: str) -> list[TextLine]:
    """Three labels side by side, the values about their middles in the row below, ``drop`` lower each."""
    labels = ("发证机关", "发证日期", "有效期至")
    placed = [(240 + 480 * place, text) for place, text in enumerate(labels)]
    return [
        *(line(text, left, top) for left, text in placed),
        *(
            line(text, left + 64 - 8 * len(text), top + 46 - drop * place)
            for place, ((left, _), text) in enumerate(zip(placed, values, strict=False))
        ),
    ]


def test_labels_side_by_side_with_their_values_in_the_row_below() -> None:
    """What stands below one is right of its neighbour: on a slanted page nearer to that one's row."""
    read = form(*three(1460, 12, "浙江省通信管理局", "2024-03-05", "2029-03-05"))
    assert (read.issuer, read.issue_date, read.valid_until) == (
        "浙江省通信管理局",
        "2024-03-05",
        "2029-03-05",
    )
    assert read.fields["issue_date"].status == FieldStatus.ACCEPTED
    assert read.fields["valid_until"].status == FieldStatus.ACCEPTED


def test_a_label_of_such_a_row_without_a_value_takes_no_neighbour_s() -> None:
    lines = three(1460, 12, "浙江省通信管理局", "2024-03-05", "2029-03-05")
    read = form(*(one for one in lines if one.text != "2024-03-05"))
    assert (read.issue_date, read.valid_until) == (None, "2029-03-05")
    assert read.fields["issue_date"].status == FieldStatus.ILLEGIBLE


@pytest.mark.parametrize("down", [0.0, 12.0])
def test_a_foot_whose_values_stand_beside_its_labels(down: float) -> None:
    foot = [("发证机关", "浙江省通信管理局"), ("发证日期", "2024-03-05"), ("有效期至", "2029-03-05")]
    lines = [
        one
        for place, (label, value) in enumerate(foot)
        for top in [1800 + 60.0 * place]
        for one in (line(label, LABELS, top), line(value, LABELS + 400, top + down))
    ]
    read = form(*lines)
    assert (read.issuer, read.issue_date, read.valid_until) == (
        "浙江省通信管理局",
        "2024-03-05",
        "2029-03-05",
    )
    assert {read.fields[name].status for name in ("issue_date", "valid_until")} == {FieldStatus.ACCEPTED}
