"""Two papers copied onto one sheet: the seal and the date at the first one's foot are its own."""

from __future__ import annotations

from tests.lines import certificates, line, of_file, page, row, seal

LICENSE = [
    line("营业执照", 600, 200, size=80),
    line("统一社会信用代码 91110108MA01EBFH9B", 500, 330),
    *row(0, "名称", "兰州黄河源水务工程有限公司"),
    *row(1, "类型", "有限责任公司"),
    *row(2, "住所", "甘肃省兰州市城关区雁滩路3888号301室"),
    *row(3, "法定代表人", "陈立群"),
    *row(4, "成立日期", "2010年06月06日"),
    line("登记机关", 900, 1400),
    line("2019年04月29日", 900, 1500, score=0.999),
]
OTHER = [
    line("食品经营许可证", 480, 1760, size=60),
    line("许可证编号：JY13301080123456", 240, 1860),
    line("经营者名称：杭州甘泉食品有限公司", 240, 1920),
    line("法定代表人：吴晓", 240, 1980),
    line("经营场所：杭州市滨江区江南大道88号", 240, 2040),
    line("主体业态：食品销售经营者", 240, 2100),
]


def test_a_seal_above_a_title_is_of_the_paper_above() -> None:
    """More is blank between a license's values and its foot than between the two papers."""
    scan = page(*LICENSE, *OTHER, seals=[seal("兰州市城关区市场监督管理局", (1000.0, 1450.0))])
    business, food = certificates(*of_file("a.jpg", scan))
    assert business.document_type == "business_license"
    assert (business.issuer, business.issue_date) == ("兰州市城关区市场监督管理局", "2019-04-29")
    assert (food.document_type, food.company) == ("food_business_license", "杭州甘泉食品有限公司")
    assert not food.seals
