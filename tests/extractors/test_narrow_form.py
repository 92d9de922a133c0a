"""A form of narrow cells, each label set over two lines, two of them in a row."""

from __future__ import annotations

from extractors.printed_labels.labels import find_labels
from extractors.tables.site_table import find_site_table
from schemas.certificate import PageKind
from schemas.page import TextLine
from tests.lines import TELECOM, certificate, line, seal, seen, title

LEFTS = (220.0, 440.0, 800.0, 960.0)
ROWS = (
    (("许可证", "编号"), ("黑B2-20140037",), ("单位", "名称"), ("哈尔滨松江网络信", "息技术开发有限公司")),
    (("法定", "代表人"), ("陈立群",), ("注册", "资本"), ("人民币贰佰万元整",)),
    (("注册", "住所"), ("哈尔滨市南岗区西大直街92号",)),
    (("业务", "种类"), ("第二类增值电信业务中的信", "息服务业务")),
    (("覆盖", "范围"), ("黑龙江省",)),
    (("发证", "机关"), ("黑龙江省通", "信管理局"), ("发证", "日期"), ("2014年5月9日",)),
    (("有效", "期至"), ("2019年5月9日",)),
)


def form() -> list[TextLine]:
    return [
        line(text, left, 500 + 120 * index + 40 * place - 20 * (len(cell) - 1))
        for index, cells in enumerate(ROWS)
        for left, cell in zip(LEFTS, cells, strict=False)
        for place, text in enumerate(cell)
    ]


def test_second_lines_of_its_labels_head_no_table() -> None:
    found = certificate(title(), *form(), seals=[seal("黑龙江省通信管理局", (1150.0, 1600.0))])
    assert [one.kind for one in found.pages] == [PageKind.MAIN]
    assert found.annexes == ()
    assert found.license_number == "黑B2-20140037"
    assert found.company == "哈尔滨松江网络信息技术开发有限公司"
    assert (found.legal_representative, found.registered_capital) == ("陈立群", "人民币贰佰万元整")
    assert found.scope == "第二类增值电信业务中的信息服务业务"
    assert (found.issue_date, found.valid_until) == ("2014-05-09", "2019-05-09")


def test_a_label_leaves_out_no_line_of_its_column() -> None:
    labels, _ = find_labels(seen(title(), *form()), TELECOM.fields)
    parts = {label.spec.name: [part.text for part in label.parts] for label in labels}
    assert parts["scope"] == ["业务", "种类"]


def test_a_table_close_below_whose_it_is_has_its_heads() -> None:
    above = [line("北京飞扬天下网络科技股份有限公司", 220, 560), line("京ICP证120137号", 900, 560)]
    cells = [("序号", "网站名称", "域名", "服务项目"), ("1", "飞扬官方网站", "fly99.com", "互联网信息服务")]
    table = [
        line(text, left, 600 + 90 * index)
        for index, row in enumerate(cells)
        for left, text in zip(LEFTS, row, strict=True)
    ]
    assert len(find_site_table(seen(*above, *table)).rows) == 1
