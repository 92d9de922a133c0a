"""Labels of one column that share no left edge."""

from __future__ import annotations

from schemas.certificate import Certificate
from schemas.field import FieldStatus
from schemas.page import TextLine
from tests.lines import (
    SIZE,
    annex_lines,
    certificate,
    certificates,
    line,
    main_lines,
    of_file,
    page,
    row,
    title,
)

EDGE = 640.0  # where labels that are set flush right end, pixels


def flush_right(top: float, label: str, *values: str) -> list[TextLine]:
    """A label that ends at the edge, its value beside it and wrapped below."""
    beside = [line(text, EDGE + 12, top + 50 * place) for place, text in enumerate(values)]
    return [line(label, EDGE - SIZE * len(label), top), *beside]


def centered(top: float, label: str, *values: str) -> list[TextLine]:
    """The same with the label's middle at one place."""
    beside = [line(text, EDGE + 12, top + 50 * place) for place, text in enumerate(values)]
    return [line(label, EDGE - 160 - SIZE * len(label) / 2, top), *beside]


def two_pages(*annex: TextLine) -> Certificate:
    (found,) = certificates(*of_file("a.pdf", page(*main_lines()), page(*annex, page_no=2)))
    return found


def test_rows_of_a_value_beside_a_long_label_that_begins_left_of_the_others() -> None:
    read = certificate(
        title(),
        *flush_right(500, "公司名称：", "榆林众筹家供应链管理有限公司"),
        *flush_right(600, "法定代表人：", "柏玮"),
        *flush_right(
            700,
            "业务种类（服务项目）及覆盖范围：",
            "国内互联网虚拟专用网业务",
            "互联网接入服务业务",
            "覆盖范围：全国",
        ),
        *flush_right(960, "发证日期：", "2023年01月31日"),
        *flush_right(1060, "有效期至：", "2028年01月30日"),
    )
    assert [item.code for item in read.business_items] == ["B13", "B14"]
    assert [item.areas for item in read.business_items] == [("全国",), ("全国",)]
    assert read.company == "榆林众筹家供应链管理有限公司"


def test_labels_of_sites_flush_right_or_centered() -> None:
    """网站接入服务提供单位 begins far left of 域名: none takes the other's row."""
    for place in (flush_right, centered):
        read = two_pages(
            *annex_lines(site="")[:2],
            *place(700, "网站名称", "清河社区"),
            *place(780, "域名", "qinghe-net.cn"),
            *place(860, "服务器放置地点", "浙江省杭州市滨江区江南大道88号电信枢纽"),
            *place(980, "网站接入服务提供单位", "浙江云港数据有限公司"),
        )
        (annex,) = read.annexes
        (site,) = annex.websites
        assert (site.name, site.domains) == ("清河社区", ("qinghe-net.cn",))
        assert annex.server_location == "浙江省杭州市滨江区江南大道88号电信枢纽"
        assert annex.access_provider == "浙江云港数据有限公司"


def test_labels_that_end_alike_side_by_side_are_of_two_columns() -> None:
    """注册资本 stands in the row of 法定代表人: each has its own value."""
    read = certificate(
        title(),
        line("公司名称：", 240, 500),
        line("杭州清河网络科技有限公司", 640, 500),
        line("法定代表人：", 240, 590),
        line("陈立群", 640, 590),
        line("注册资本：", 860, 590),
        line("壹仟万元整", 1060, 590),
        line("业务种类（服务项目）及覆盖范围：", 500, 690),
        line("信息服务业务（仅限互联网信息服务）", 1060, 690),
        line("有效期至：", 240, 800),
        line("2028年01月30日", 640, 800),
    )
    assert read.legal_representative == "陈立群"
    assert read.registered_capital == "壹仟万元整"


def test_a_value_close_below_the_number_is_its_own_label_s() -> None:
    """编号 stands with its value in one line, further right and a row above 公司名称."""
    read = certificate(
        title(),
        line("经营许可证编号：浙B2-20190046", 520, 440),
        line("公司名称：", 240, 500),
        line("杭州清河网络科技有限公司", 640, 492),
        line("法定代表人：", 240, 580),
        line("陈立群", 640, 578),
    )
    assert (read.company, read.legal_representative) == ("杭州清河网络科技有限公司", "陈立群")


def test_a_longer_label_a_pixel_left_of_the_others_is_of_their_column() -> None:
    """The dates stand below their labels, and these below one another right of the form's other labels."""
    read = certificate(
        title(),
        line("公司名称", 256, 660),
        line("杭州清河网络科技有限公司", 262, 730),
        line("住所", 251, 820),
        line("浙江省杭州市滨江区江南大道88号", 262, 890),
        line("业务种类（服务项目）及覆盖范围", 300, 980),
        line("信息服务业务（仅限互联网信息服务）", 262, 1050),
        line("发证日期", 658, 1140),
        line("2019年04月10日", 705, 1210),
        line("有效期限至", 657, 1300),
        line("2024年04月09日", 705, 1370),
    )
    assert (read.issue_date, read.valid_until) == ("2019-04-10", "2024-04-09")


def test_a_code_and_a_kind_of_company_beside_telecom_values_end_them() -> None:
    lines = [
        title(),
        *row(0, "经营许可证编号：", "粤B2-20220482"),
        *row(1, "公司名称：", "广东昆仑软件有限公司"),
    ]
    lines += [*row(2, "统一社会信用代码：", "91440300MA5DA1XQ8W"), *row(3, "注册资本：", "300万元整")]
    lines += [line("经济性质：有限责任公司", 1100, lines[-1].quad.bbox.top)]
    found = certificate(*lines, *row(4, "业务种类：", "信息服务业务（仅限互联网信息服务）"))
    assert (found.company, found.registered_capital) == ("广东昆仑软件有限公司", "300万元整")
    assert found.fields["unified_social_credit_code"].value == "91440300MA5DA1XQ8W"
    assert found.fields["unified_social_credit_code"].status == FieldStatus.ACCEPTED
