"""Values beside their labels, through the record that they end up in."""

from __future__ import annotations

import unicodedata

import pytest

from extractors.normalize.see_annex import refers_to_annex
from extractors.value_lines.fitness import row_misfit
from schemas.certificate import Certificate
from schemas.document_type import FieldKind
from schemas.page import TextLine
from tests.lines import LABELS, PITCH, SIZE, VALUES, certificate, line, main_lines, row, title

SCOPE = (
    "信息服务业务（仅限互联网信息服务）不含",
    "信息搜索查询服务、信息即时交互服务。",
    "【依法须经批准的项目，经相关部门批准后",
    "方可开展相应经营活动】",
)


def plain(text: str | None) -> str | None:
    return None if text is None else "".join(unicodedata.normalize("NFKC", text).split())


def form(*scope_rows: TextLine) -> Certificate:
    """The current form with these lines where its scope is; three rows of room."""
    return certificate(
        title(),
        *row(0, "经营许可证编号：", "浙B2-20190046"),
        *row(1, "公 司 名 称：", "杭州清河网络科技有限公司"),
        *row(2, "法 定 代 表 人：", "陈立群"),
        *scope_rows,
        *row(8, "发证机关(盖章)："),
        *row(9, "发证日期：", "2024年03月05日"),
        *row(10, "有效期至：", "2029年03月05日"),
    )


def tall_label(top: float) -> list[TextLine]:
    """业务种类 / (服务项目) / 及覆盖范围, as the seed document sets it."""
    parts = ("业务种类", "（服务项目）", "及覆盖范围：")
    return [line(text, LABELS, top + 46 * place) for place, text in enumerate(parts)]


@pytest.mark.parametrize("rows", [1, 2, 3, 4])
@pytest.mark.parametrize("shift", [-1, 0, 1])
def test_a_label_of_three_lines_beside_a_value_of_several(rows: int, shift: int) -> None:
    """The value's block is centered on the label's, or stands a third of a line off it."""
    top = 500 + 3.4 * PITCH
    first = top + 46 - 46 * (rows - 1) / 2 + 11 * shift
    value = [line(text, VALUES, first + 46 * place) for place, text in enumerate(SCOPE[:rows])]
    read = form(*tall_label(top), *value)
    assert plain(read.scope) == plain("".join(SCOPE[:rows]))
    assert read.legal_representative == "陈立群"
    assert read.issue_date == "2024-03-05"


def test_lines_of_the_value_level_with_lines_of_the_label() -> None:
    top = 500 + 3.4 * PITCH
    value = [line(text, VALUES, top + 46 * place) for place, text in enumerate(SCOPE)]
    assert plain(form(*tall_label(top), *value).scope) == plain("".join(SCOPE))


def test_a_signature_block_set_in_below_a_centered_number() -> None:
    """As the seed document is set: number centered, values and the last labels at one left edge."""
    top = 500 + 3.4 * PITCH
    read = certificate(
        title(),
        line("经营许可证编号：浙B2-20190046", 558, 380),
        line("公司名称：杭州清河网络科技有限公司", LABELS, 590),
        line("法定代表人：陈立群", LABELS, 680),
        *tall_label(top),
        *(line(text, 485, top + 46 * place) for place, text in enumerate(SCOPE)),
        line("发证机关（盖章）", 492, 1250),
        line("发证日期：2024年03月05日", 492, 1350),
        line("有效期至：2029年03月05日", 492, 1450),
    )
    assert plain(read.scope) == plain("".join(SCOPE))
    assert read.license_number == "浙B2-20190046"
    assert (read.issue_date, read.valid_until) == ("2024-03-05", "2029-03-05")


def test_the_scope_gives_business_items() -> None:
    top = 500 + 3.4 * PITCH
    value = [line(text, VALUES, top + 46 * place) for place, text in enumerate(SCOPE)]
    (item,) = form(*tall_label(top), *value).business_items
    assert (item.code, item.only) == ("B25", ("互联网信息服务",))
    assert item.excluded == ("信息搜索查询服务", "信息即时交互服务")


def test_a_company_that_wraps() -> None:
    read = certificate(
        title(),
        *row(0, "经营许可证编号：", "浙B2-20190046"),
        *row(1, "公司名称：", "杭州清河网络科技发展与数据服务集团", "有限公司"),
        *row(3, "法定代表人：", "陈立群"),
        *row(4, "业务种类：", "信息服务业务"),
        *row(5, "发证日期：", "2024年03月05日"),
        *row(6, "有效期至：", "2029年03月05日"),
    )
    assert read.company == "杭州清河网络科技发展与数据服务集团有限公司"
    assert read.legal_representative == "陈立群"


def test_values_in_the_same_line_as_their_labels() -> None:
    texts = (
        "经营许可证编号：浙B2-20190046", "公司名称：杭州清河网络科技有限公司", "法定代表人：陈立群",
        "业务种类：信息服务业务", "发证日期：2024年03月05日", "有效期至：2029年03月05日",
    )  # fmt: skip
    read = certificate(title(), *(line(text, LABELS, 500 + 90 * place) for place, text in enumerate(texts)))
    assert read.license_number == "浙B2-20190046"
    assert read.company == "杭州清河网络科技有限公司"
    assert read.legal_representative == "陈立群"
    assert (read.issue_date, read.valid_until) == ("2024-03-05", "2029-03-05")


def test_values_printed_half_a_line_off() -> None:
    """Filled into a printed form later: everything stands a third of a row low."""
    moved = [
        entry if entry.quad.bbox.left < VALUES else line(entry.text, VALUES, entry.quad.bbox.top + 28)
        for entry in main_lines()
    ]
    read = certificate(*moved)
    assert read.company == "杭州清河网络科技有限公司"
    assert read.legal_representative == "陈立群"
    assert read.valid_until == "2029-03-05"


def test_an_empty_row_stays_empty() -> None:
    """The label is there and no value: nobody else's value takes its place."""
    lines = [entry for entry in main_lines() if entry.text != "陈立群"]
    read = certificate(*lines)
    assert read.legal_representative is None
    assert read.fields["legal_representative"].status == "illegible"
    assert read.company == "杭州清河网络科技有限公司"
    assert read.needs_review


def test_a_field_that_the_form_lacks_is_absent() -> None:
    read = certificate(*main_lines())
    assert read.registered_capital is None
    assert read.fields["registered_capital"].status == "absent"


def test_a_value_says_where_it_was_read() -> None:
    field = certificate(*main_lines()).fields["company"]
    assert field.quad is not None
    assert field.quad.bbox.left == VALUES
    assert (field.page_no, field.engine) == (1, "rapidocr")
    assert field.raw == "杭州清河网络科技有限公司"


@pytest.mark.parametrize(("score", "status"), [(0.99, "accepted"), (0.35, "review")])
def test_what_was_read_badly_is_for_review(score: float, status: str) -> None:
    lines = [
        entry if entry.text != "陈立群" else line("陈立群", VALUES, entry.quad.bbox.top, score=score)
        for entry in main_lines()
    ]
    assert certificate(*lines).fields["legal_representative"].status == status


def sites(*rows: tuple[str, str, float]) -> Certificate:
    """An annex of a list: label, value and the y of both; "" where one is not there."""
    lines = [
        line("（附页）", 760, 300),
        line("经营许可证编号：浙B2-20190046", 980, 200),
        line("网站接入服务提供单位：浙江云港数据有限公司", LABELS, 900),
    ]
    for label, value, top in rows:
        lines += [line(label, LABELS, top)] if label else []
        lines += [line(value, 440, top)] if value else []
    return certificate(*lines)


def test_a_row_beside_its_own_label_is_not_passed_over_for_standing_close_below_a_full_one() -> None:
    full = "qinghe-shequ.com、qinghe-data.com、qinghe-yun.com、qinghe.cn"
    (annex,) = sites(
        ("网站名称：", "清河社区", 500),
        ("网站域名：", full, 540),
        ("网站名称：", "清河数据", 580),
        ("网站域名：", "qhdata.com.cn", 620),
        ("网站名称：", "清河读书", 660),
        ("网站域名：", "qhdushu.com.cn", 700),
    ).annexes
    assert [site.name for site in annex.websites] == ["清河社区", "清河数据", "清河读书"]


def photographed(*values: tuple[str, str, float]) -> Certificate:
    """A form whose rows a photo's bend moves: label, value, and how far below its label that stands."""
    lines = [title(), line("经营许可证编号：浙B2-20190046", 980, 400)]
    for place, (label, value, below) in enumerate(values):
        lines += [line(label, LABELS, 500 + 60 * place)] if label else []
        lines += [line(value, VALUES, 500 + 60 * place + below)]
    return certificate(*lines)


def test_an_amount_of_money_is_no_row_of_an_address() -> None:
    read = photographed(
        ("公司名称：", "杭州清河网络科技有限公司", 9),
        ("法定代表人：", "陈立群", 10),
        ("注册资本：", "人民币500万元", 17),
        ("注册住所：", "浙江省宁波市海曙区阜通东大街214号长城大厦25楼", 3),
        ("", "B50", -24),
    )
    assert read.address == "浙江省宁波市海曙区阜通东大街214号长城大厦25楼B50"
    assert read.registered_capital == "人民币500万元"


def test_a_row_above_the_first_of_a_label_s_two_lines_is_not_its_value_s() -> None:
    """(服务项目) stands below 业务覆盖范围, and the value in one line with that."""
    services = ("在线数据处理与交易处理业务（仅限经营类电子商务，", "不含互联网金融）", "离岸呼叫中心业务")
    found = form(
        line("业 务 种 类:", LABELS, 792, size=38),
        *(line(text, 558, 768 + 44.5 * at, size=38) for at, text in enumerate(services)),
        line("业务覆盖范围： 重庆市", LABELS, 926, size=38),
        line("（服务项目）", LABELS, 978, size=38),
    )
    assert (found.record()["coverage"], found.fields["scope"].value) == ("重庆市", "".join(services))
    assert [item.code for item in found.business_items] == ["B21", "B24-2"]


def test_rows_closer_than_to_the_one_above_are_a_value_of_their_own() -> None:
    """Labels are set larger than values, so that the step from one value to the next looks like one line."""
    rows = [
        title(),
        line("经营许可证编号：浙B2-20190046", 980, 400),
        *(
            line(text, LABELS, top, size=46)
            for text, top in (("业务种类：", 600), ("业务覆盖范围：", 664), ("（服务项目）", 708))
        ),
        line("第二类增值电信业务中的国内多方通信服务业务", VALUES, 602, size=SIZE),
        line("不含国内多方电话服务业务、国内可视电话会议服务", VALUES, 664, size=SIZE),
        line("业务。【依法须经批准的项目，经相关部门批准后方", VALUES, 700, size=SIZE),
        line("可开展相应经营活动】", VALUES, 736, size=SIZE),
    ]
    read = certificate(*rows)
    assert read.scope == "第二类增值电信业务中的国内多方通信服务业务"
    assert (read.coverage or "").startswith("不含国内多方电话服务业务、国内可视电话会议服务业务")


@pytest.mark.parametrize("kind", [FieldKind.NAME, FieldKind.PERSON, FieldKind.SERVICES])
def test_a_figure_alone_among_words_is_a_scratch(kind: FieldKind) -> None:
    assert row_misfit(kind, ["2", "陕西省北飞科技有限公司"]) > row_misfit(
        kind, ["陕西省北飞", "科技有限公司"]
    )
    assert row_misfit(FieldKind.ADDRESS, ["建设北路11栋20", "2"]) == 0


def test_a_domain_under_a_site_s_name_is_none_of_it() -> None:
    name, domain = "清河数据", "qhdata.com.cn"
    assert row_misfit(FieldKind.TEXT, [name, domain]) > row_misfit(FieldKind.TEXT, [name, "中心"])
    assert row_misfit(FieldKind.DOMAIN, ["qinghe.com.cn", domain]) == 0


@pytest.mark.parametrize(
    ("text", "refers"),
    [
        ("（见附页）", True),
        ("√(见附页)", True),
        ("见附表。", True),
        ("律(见附页", True),
        ("附页", False),
        ("百度（见附页）", False),
    ],
)
def test_a_value_that_stands_on_an_annex(text: str, refers: bool) -> None:
    """Specks before it are read as marks; of a watermark's tile one character is left."""
    assert refers_to_annex(text) == refers


def test_the_rim_of_a_seal_far_below_a_value_is_no_row_of_it() -> None:
    address = row(5, "注册住所：", "杭州市滨江区江南大道88号")
    found = certificate(*main_lines(), *address, line("京市通信管", 1000, 1150, size=150))
    assert found.fields["address"].status == "accepted"
