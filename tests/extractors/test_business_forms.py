"""Business licenses: two columns of labels, numbered ones, and the letters of the printed ground."""

from __future__ import annotations

import pytest

from extractors.pages.page_text import read_text
from extractors.printed_labels.label_match import find_prefix
from schemas.field import FieldStatus
from tests.lines import certificates, line, of_file, page, seen

LEFT = (("名称", "唐山灵犀互动电子商务有限公司"), ("类型", "有限责任公司"), ("法定代表人", "陈立群"))
RIGHT = (
    ("注册资本", "壹仟万元整"),
    ("成立日期", "2019年03月05日"),
    ("住所", "河北省唐山市路北区建设路88号"),
)


def test_a_caption_above_the_right_hand_column_is_no_part_of_a_name() -> None:
    """扫描二维码… stands level with the first row of the left column, 经营范围 reaches below both."""
    lines = [line("营业执照", 700, 200, size=70), line("统一社会信用代码 91110108MA01EBFH9B", 200, 330)]
    for left, first, pairs in ((200, 500, LEFT), (1000, 620, RIGHT)):
        for at, (label, value) in enumerate(pairs):
            lines += [line(label, left, first + 80 * at), line(value, left + 220, first + 80 * at)]
    lines += [line("经营范围", 200, 760), line("电子商务技术开发；软件开发。", 420, 760)]
    lines += [line("扫描二维码登录公示系统", 1010, 500)]
    (found,) = certificates(*of_file("a.pdf", page(*lines)))
    assert found.document_type == "business_license"
    assert (found.company, found.legal_representative) == (LEFT[0][1], LEFT[2][1])


def test_a_caption_whose_rows_are_level_with_the_code_is_no_part_of_a_name() -> None:
    """Where few labels stand to the right, no column of theirs keeps it apart."""
    lines = [line("营业执照", 700, 200, size=70), line("统一社会信用代码", 200, 240)]
    lines += [line("91110108MA01EBFH9B", 200, 320)]
    for left, pairs in ((200, LEFT), (1000, RIGHT[1:])):
        for at, (label, value) in enumerate(pairs):
            lines += [line(label, left, 500 + 80 * at), line(value, left + 220, 500 + 80 * at)]
    caption = ["扫描二维码登录", "国家企业信用", "信息公示系统", "了解更多登记、", "备案、许可、监"]
    caption.append("管信息。")
    lines += [line(text, 1300, 240 + 38 * at, size=30) for at, text in enumerate(caption)]
    (found,) = certificates(*of_file("a.pdf", page(*lines)))
    field = found.fields["company"]
    assert (field.value, field.status) == (LEFT[0][1], FieldStatus.ACCEPTED)
    assert found.fields["unified_social_credit_code"].value == "91110108MA01EBFH9B"


@pytest.mark.parametrize(
    ("text", "label", "start"),
    [
        ("1、名称：唐山灵犀互动电子商务有限公司", "名称", 2),
        ("(3)法定代表人：陈立群", "法定代表人", 3),
        ("名称：唐山", "名称", 0),
        ("注册)", "注册号", None),  # the end of an address: (集群 / 注册)
        ("注册导", "注册号", 0),
    ],
)
def test_where_a_label_begins(text: str, label: str, start: int | None) -> None:
    match = find_prefix(seen(line(text, 200, 500)), label)
    assert (None if match is None else match.start) == start


def test_letters_of_the_ground_are_dropped_in_part_as_well() -> None:
    ground = [line("SCJDGL", 200, 300 + 200 * at) for at in range(3)]
    torn, own = line("DGL", 900, 500), line("GLX", 900, 700)
    (source,) = of_file("a.pdf", page(*ground, torn, own))
    assert [entry.text for entry in read_text(source).lines] == ["GLX"]


def test_print_of_the_ground_to_the_right_of_a_name_does_not_begin_it() -> None:
    lines = [line("营业执照", 700, 200, size=70), line("统一社会信用代码 91110108MA01EBFH9B", 200, 330)]
    for at, (label, value) in enumerate((*LEFT, *RIGHT)):
        lines += [line(label, 200, 500 + 80 * at), line(value, 420, 500 + 80 * at)]
    (found,) = certificates(*of_file("a.pdf", page(*lines, line("市场", 1200, 470))))
    assert found.company == LEFT[0][1]


def test_labels_of_a_commercial_subject() -> None:
    pairs = [("商事主体名称", LEFT[0][1]), ("商事主体类型", "有限责任公司"), LEFT[2], *RIGHT]
    lines = [line("营业执照", 700, 200, size=70), line("统一社会信用代码 91110108MA01EBFH9B", 200, 330)]
    for at, (label, value) in enumerate(pairs):
        lines += [line(label, 200, 500 + 80 * at), line(value, 460, 500 + 80 * at)]
    (found,) = certificates(*of_file("a.pdf", page(*lines)))
    assert (found.company, found.fields["company_type"].value) == (LEFT[0][1], "有限责任公司")


def test_a_title_of_four_characters_with_one_misread() -> None:
    """热 for 执, over the letters of the ground; 营业执照 within other print is still none."""
    body = [line("统一社会信用代码 91110108MA01EBFH9B", 200, 330)]
    for at, (label, value) in enumerate((*LEFT[:1], ("法定代表人", "陈立群"), ("住所", RIGHT[2][1]))):
        body += [line(label, 200, 500 + 80 * at), line(value, 420, 500 + 80 * at)]
    (found,) = certificates(*of_file("a.pdf", page(line("营业热照", 700, 200, size=70), *body)))
    assert (found.document_type, found.company) == ("business_license", LEFT[0][1])
    other = certificates(*of_file("a.pdf", page(line("作业热量", 700, 200, size=70), *body)))
    assert not any(entry.document_type == "business_license" for entry in other)


def test_a_title_set_so_wide_that_each_character_is_a_line() -> None:
    """What stands level with it is no part of it."""
    lines = [line(text, 500 + 240 * at, 200, size=120) for at, text in enumerate("营业执照")]
    lines += [line("统一社会信用代码 91110108MA01EBFH9B", 100, 240, size=20), line("扫描二维码", 1500, 240)]
    for at, (label, value) in enumerate((*LEFT[:1], ("法定代表人", "陈立群"), ("住所", RIGHT[2][1]))):
        lines += [line(label, 200, 500 + 80 * at), line(value, 420, 500 + 80 * at)]
    (found,) = certificates(*of_file("a.pdf", page(*lines)))
    assert (found.document_type, found.company) == ("business_license", LEFT[0][1])


@pytest.mark.parametrize(
    "number", ["企独粤深总字第302118号", "企合沪总字第018765号（浦东）", "企合沪总字第018765号（市局）(2-1)"]
)
def test_a_registration_number_of_a_foreign_invested_company(number: str) -> None:
    lines = [line("企业法人营业执照", 500, 200, size=70), line("注册号", 900, 330), line(number, 1020, 330)]
    for at, (label, value) in enumerate((*LEFT, *RIGHT)):
        lines += [line(label, 200, 500 + 80 * at), line(value, 420, 500 + 80 * at)]
    (found,) = certificates(*of_file("a.pdf", page(*lines)))
    assert found.license_number == number
    assert found.fields["license_number"].status == FieldStatus.ACCEPTED


def test_the_period_of_a_sole_trader_s_old_form() -> None:
    """It stands in a sentence below the values: 本执照有效期自…至…"""
    fields = (("字号名称：", "成都市武侯区老灶火串串香店"), ("经营者姓名：", "陈立群"))
    lines = [line("个体工商户营业执照", 600, 200, size=70), line("注册号：510107600215873", 1000, 330)]
    for at, (label, value) in enumerate(fields):
        lines += [line(label, 240, 500 + 90 * at), line(value, 640, 500 + 90 * at)]
    lines += [line("本执照有效期自2011年6月3日至2015年6月2日", 240, 1000)]
    (found,) = certificates(*of_file("a.pdf", page(*lines)))
    assert (found.valid_from, found.valid_until) == ("2011-06-03", "2015-06-02")


@pytest.mark.parametrize("end", ["中涉及许可经营的，凭许可证经营。", "中属于法律规定须经批准的，依法批准。"])
def test_a_sentence_that_begins_as_a_label_is_none(end: str) -> None:
    """Printed on old forms, below the scope that is filled in."""
    lines = [line("个人独资企业营业执照", 600, 200, size=70), line("注册号3211812300587", 1000, 330)]
    pairs = (("企业名称", "丹阳市永固眼镜配件厂"), ("投资人姓名", "陈立群"), ("经营范围", "眼镜配件加工。"))
    for at, (label, value) in enumerate(pairs):
        lines += [line(label, 240, 500 + 90 * at), line(value, 640, 500 + 90 * at, score=0.97)]
    (found,) = certificates(*of_file("a.pdf", page(*lines, line(f"经营范围{end}", 240, 1000))))
    assert found.scope == "眼镜配件加工。"
