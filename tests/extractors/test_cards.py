"""Labels side by side with their values below: cards, and tables whose heads stand above their cells."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from schemas.certificate import Certificate
from schemas.field import FieldStatus
from schemas.geometry import Quad
from schemas.page import Rule, TextLine
from tests.lines import certificates, line, of_file, page, title

LEFTS, TOP, PITCH = (180.0, 600.0), 480.0, 46.0
SIDES = (160.0, 580.0, 1000.0)
SMALL = 24.0  # the height of a card's label

_Card = tuple[str, Sequence[str]]
FOOD: Sequence[Sequence[_Card]] = (
    (("许可证编号", ["JY13303020058274"]), ("经营者名称", ["温州瓯越食品贸易股份有限", "公司鹿城分公司"])),
    (("法定代表人", ["欧阳靖"]), ("住所", ["浙江省温州市鹿城区车站大", "道2822号"])),
    (("主体业态", ["食品销售经营者"]), ("经营项目", ["预包装食品（含冷藏冷冻食", "品）销售，散装食品销售"])),
    (("发证机关", ["温州市鹿城区市场监督管理", "局"]), ("有效期至", ["2026年08月17日"])),
    (("签发日期", ["2021年08月18日"]),),
)
SOFTWARE: Sequence[Sequence[_Card]] = (
    (("证书号", ["软著登字第5257726号"]), ("软件名称", ["瓯越图像识别嵌入式控制软", "件[简称：瓯越]V1.0"])),
    (("著作权人", ["温州瓯越娱乐有限公司"]), ("开发完成日期", ["2024年02月15日"])),
    (("登记号", ["2024SR917760"]), ("发证日期", ["2024年10月11日"])),
)


def draw(cards: Sequence[Sequence[_Card]], *, ruled: str = "") -> tuple[list[TextLine], list[Rule]]:
    """Rows of cards; ``ruled``: rules about each ``card``, or about its label and its value, as in a
    ``table``."""
    lines, rules, top = list[TextLine](), list[Rule](), TOP
    for row in cards:
        high = PITCH * (1.5 + max(len(value) for _, value in row))
        tops = [top] + ([top + PITCH] if ruled == "table" else [])
        rules += [Rule(start=(SIDES[0], y), end=(SIDES[-1], y)) for y in tops]
        rules += [Rule(start=(x, top), end=(x, top + high)) for x in SIDES]
        for left, (label, value) in zip(LEFTS, row, strict=False):
            lines.append(line(label, left, top + 10, size=SMALL))
            lines += [line(text, left, top + 10 + PITCH * at) for at, text in enumerate(value, start=1)]
        top += high
    rules.append(Rule(start=(SIDES[0], top), end=(SIDES[-1], top)))
    return lines, rules if ruled else []


def read(name: str, lines: Sequence[TextLine], rules: Sequence[Rule] = ()) -> Certificate:
    shown = page(title(name), *lines).model_copy(update={"rules": tuple(rules)})
    (found,) = certificates(*of_file("a.pdf", shown))
    return found


@pytest.mark.parametrize("ruled", ["", "card", "table"])
def test_values_below_labels_side_by_side(ruled: str) -> None:
    found = read("食品经营许可证", *draw(FOOD, ruled=ruled))
    assert (found.license_number, found.company) == (
        "JY13303020058274",
        "温州瓯越食品贸易股份有限公司鹿城分公司",
    )
    assert (found.legal_representative, found.address) == ("欧阳靖", "浙江省温州市鹿城区车站大道2822号")
    assert found.scope == "预包装食品（含冷藏冷冻食品）销售，散装食品销售"
    assert (found.issuer, found.valid_until) == ("温州市鹿城区市场监督管理局", "2026-08-17")
    assert found.issue_date == "2021-08-18"
    for name in ("company", "address", "scope", "valid_until"):
        assert found.fields[name].status is FieldStatus.ACCEPTED, name


@pytest.mark.parametrize("ruled", ["", "card", "table"])
def test_cards_of_another_type(ruled: str) -> None:
    found = read("计算机软件著作权登记证书", *draw(SOFTWARE, ruled=ruled))
    assert found.further["software_name"] == "瓯越图像识别嵌入式控制软件[简称：瓯越]V1.0"
    assert (found.company, found.issue_date) == ("温州瓯越娱乐有限公司", "2024-10-11")


def test_values_side_by_side_that_were_read_as_one_line() -> None:
    cards = [(("经营者名称", ["温州瓯越食品有限公司"]), ("许可证编号", ["JY13303020058274"])), *FOOD[1:]]
    lines, _ = draw(cards)
    left, right = (next(own for own in lines if own.text == value[0]) for _, value in cards[0])
    box = left.quad.bbox.model_copy(update={"right": right.quad.bbox.right})
    centers = [
        own.quad.bbox.left + share * own.quad.bbox.width
        for own in (left, right)
        for share in own.char_positions or ()
    ]
    centers.insert(len(left.text), (left.quad.bbox.right + right.quad.bbox.left) / 2)
    whole = left.model_copy(
        update={
            "text": f"{left.text} {right.text}",
            "quad": Quad.from_bbox(box),
            "char_positions": tuple((x - box.left) / box.width for x in centers),
            "char_confidences": (0.99,) * len(centers),
        }
    )
    found = read("食品经营许可证", [whole, *(own for own in lines if own not in (left, right))])
    assert (found.license_number, found.company) == ("JY13303020058274", "温州瓯越食品有限公司")


def test_a_row_below_one_that_is_not_full_is_for_review() -> None:
    rows = [FOOD[0], (("法定代表人", ["欧阳靖", "印"]), FOOD[1][1]), *FOOD[2:]]
    found = read("食品经营许可证", *draw(rows, ruled="card"))
    assert found.fields["legal_representative"].status is not FieldStatus.ACCEPTED


def test_labels_with_values_beside_them_are_no_cards() -> None:
    texts = [
        ("许可证编号", "JY13303020058274", "经营者名称", "温州瓯越食品有限公司"),
        ("法定代表人", "欧阳靖", "主体业态", "食品销售经营者"),
        ("签发日期", "2021年08月18日", "有效期至", "2026年08月17日"),
    ]
    lines = [
        line(text, left, TOP + 90 * place)
        for place, row in enumerate(texts)
        for text, left in zip(row, (160.0, 400.0, 820.0, 1040.0), strict=True)
    ]
    found = read("食品经营许可证", lines)
    assert (found.company, found.legal_representative) == ("温州瓯越食品有限公司", "欧阳靖")
    assert (found.issue_date, found.valid_until) == ("2021-08-18", "2026-08-17")


def test_strokes_of_a_labels_characters_are_no_sides_of_its_cell() -> None:
    lines, rules = draw(SOFTWARE, ruled="table")
    label = next(own.quad.bbox for own in lines if own.text == "软件名称")
    below = next(own.quad.bbox for own in lines if own.text.startswith("瓯越图像"))
    stroke = Rule(start=(label.left + 30, label.top - 10), end=(label.left + 30, below.bottom))
    found = read("计算机软件著作权登记证书", lines, [*rules, stroke])
    assert found.further["software_name"] == "瓯越图像识别嵌入式控制软件[简称：瓯越]V1.0"


def test_two_values_that_were_read_as_one_without_a_gap_are_not_accepted() -> None:
    cards = [(("主体业态", ["食品销售经营者"]), ("经营项目", ["预包装食品销售"])), *FOOD[:2], *FOOD[3:]]
    lines, _ = draw(cards)
    kept = [own for own in lines if own.text not in ("食品销售经营者", "预包装食品销售")]
    value = next(own.quad.bbox for own in lines if own.text == "食品销售经营者")
    both = line("食品销售经营者以及网络经营者预包装食品销售", value.left, value.top)
    found = read("食品经营许可证", [*kept, both])
    for name in ("business_form", "scope"):
        assert found.fields[name].status is not FieldStatus.ACCEPTED, name


@pytest.mark.parametrize("stroke", ["1", "l"])
def test_a_stroke_beside_a_row_is_for_review(stroke: str) -> None:
    lines, rules = draw(FOOD, ruled="card")
    first = next(own.quad.bbox for own in lines if own.text == "浙江省温州市鹿城区车站大")
    found = read("食品经营许可证", [*lines, line(stroke, first.right - 6, first.top)], rules)
    assert found.fields["address"].status is FieldStatus.REVIEW


def test_a_frame_about_several_cards_is_none_of_a_label_s() -> None:
    lines, _ = draw(FOOD)
    left, top, right, bottom = SIDES[0], TOP - 20, SIDES[-1], 1600.0
    corners = ((left, top), (right, top), (right, bottom), (left, bottom))
    rules = [Rule(start=corners[at], end=corners[(at + 1) % 4]) for at in range(4)]
    found = read("食品经营许可证", lines, rules)
    assert found.company == "温州瓯越食品贸易股份有限公司鹿城分公司"
    assert (found.issuer, found.valid_until) == ("温州市鹿城区市场监督管理局", "2026-08-17")


def test_cards_alone_in_their_rows_on_a_page_that_lies_askew() -> None:
    """From the first label to the row of two the column moves by more than a label's height."""
    alone = [
        ("公司名称", "温州瓯越网络有限公司"),
        ("法定代表人", "欧阳靖"),
        ("住所", "温州市鹿城区车站大道2822号"),
    ]
    alone += [("业务种类", "国内呼叫中心业务"), ("覆盖范围", "浙江省")]
    foot = [("发证日期", 180.0, "2021-08-18"), ("有效期至", 700.0, "2026-08-17")]
    lines = [line("经营许可证编号：浙B2-20190046", 700, 400)]
    for place, (label, value) in enumerate(alone):
        left, top = 230.0 - 8 * place, 500 + 110.0 * place
        lines += [line(label, left, top, size=SMALL), line(value, left, top + 40)]
    for label, left, value in foot:
        lines += [line(label, left, 1400, size=SMALL), line(value, left, 1440)]
    found = read("增值电信业务经营许可证", lines)
    assert (found.company, found.legal_representative) == ("温州瓯越网络有限公司", "欧阳靖")
    assert (found.coverage, found.issue_date, found.valid_until) == ("浙江省", "2021-08-18", "2026-08-17")
