"""Forms whose labels stand in small brackets below their values."""

from __future__ import annotations

from extractors.printed_labels.labels_below import lift_labels
from schemas.field import FieldStatus
from schemas.page import TextLine
from tests.lines import TELECOM, WIDTH, certificate, line, seal, seen, title

VALUES = (
    ("经营许可证编号", ("桂B2-20050049",)),
    ("公司名称", ("广西壮乡通声讯信息有限责任公司",)),
    ("法定代表人", ("韦立群",)),
    ("注册住所", ("南宁市民族大道131号航洋国际城", "2号楼1918号")),
    ("业务种类", ("信息服务业务（仅限互联网信息服务）",)),
    ("业务覆盖范围", ("南宁市、柳州市",)),
    ("发证日期", ("二〇一〇年五月二十日",)),
    ("有效期至", ("二〇一五年五月二十日",)),
)


def centred(text: str, top: float, size: float) -> TextLine:
    width = sum(size if ord(char) > 0xFF else size / 2 for char in text)
    return line(text, (WIDTH - width) / 2, top, size=size)


def form() -> list[TextLine]:
    lines, top = [title()], 480.0
    for label, rows in VALUES:
        for text in rows:
            lines.append(centred(text, top, 32))
            top += 46
        lines.append(centred(f"（{label}）", top, 20))
        top += 50
    return lines


def test_the_value_of_a_label_in_brackets_stands_above_it() -> None:
    found = certificate(*form(), seals=[seal("广西壮族自治区通信管理局", (1300.0, 1900.0))])
    assert found.license_number == "桂B2-20050049"
    assert found.company == "广西壮乡通声讯信息有限责任公司"
    assert found.legal_representative == "韦立群"
    assert found.address == "南宁市民族大道131号航洋国际城2号楼1918号"
    assert (found.issue_date, found.valid_until) == ("2010-05-20", "2015-05-20")
    assert found.business_items[0].areas == ("南宁市", "柳州市")
    assert found.fields["company"].status == FieldStatus.ACCEPTED


def test_a_value_s_place_is_where_it_was_read() -> None:
    found = certificate(*form())
    quad = found.fields["company"].quad
    (printed,) = (entry for entry in form() if entry.text == found.company)
    assert quad == printed.quad


def test_a_bracket_or_two_below_others_are_not_such_a_form() -> None:
    lines = [entry for entry in form() if entry.text[:1] != "（" or "公司名称" in entry.text]
    seen_lines = seen(*lines, centred("（法定代表人）", 670, 20))
    assert lift_labels(seen_lines, TELECOM.fields) == seen_lines
