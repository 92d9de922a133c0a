"""Copies that are two pages wide: rules and a grid for inspections face the license."""

from __future__ import annotations

import pytest

from schemas.geometry import Quad
from schemas.page import Page, SealKind, SealReading, SealShape, TextLine
from tests.lines import certificates, frame, line, of_file, page, row, seal, title

OWN = (
    ("名称", "唐山灵犀互动电子商务有限公司"),
    ("住所", "河北省唐山市路北区建设路88号"),
    ("法定代表人姓名", "陈立群"),
    ("注册资本", "伍佰万元人民币"),
    ("公司类型", "有限责任公司"),
    ("成立日期", "2012年06月24日"),
)


def copy(*facing: TextLine, seals: tuple[SealReading, ...] = ()) -> Page:
    """A copy of 2012 of which the left half holds the values."""
    lines = [line("企业法人营业执照", 300, 200, size=56), line("注册号 130203000123457", 400, 330)]
    for at, (label, value) in enumerate(OWN):
        lines += [line(label, 100, 420 + 50 * at), line(value, 380, 420 + 50 * at)]
    lines += [line("登记机关", 500, 1000), line("2012年6月24日", 480, 1100)]
    own = seal("唐山市工商行政管理局", (700, 1040))
    return page(*lines, *facing, seals=(own, *seals)).model_copy(update={"width": 2339, "height": 1654})


def oval(text: str, center: tuple[float, float]) -> SealReading:
    x, y = center
    corners = ((x - 110, y - 75), (x + 110, y - 75), (x + 110, y + 75), (x - 110, y + 75))
    found = seal(text, center)
    return found.model_copy(update={"shape": SealShape.OVAL, "quad": Quad(corners)})


RULES = (
    line("须　　知", 1200, 200),
    line("1.企业法人营业执照分为正本和副本。", 1060, 330),
    line("2.不得伪造、涂改、出租、出借、转让。", 1060, 380),
    line("3.登记事项发生变化，应当申请变更登记。", 1060, 470),
    line("年 度 检 验 情 况", 1200, 570),
)


def test_the_facing_page_ends_no_value_of_the_license() -> None:
    (found,) = certificates(*of_file("a.pdf", copy(*RULES)))
    assert (found.company, found.registered_capital) == (OWN[0][1], OWN[3][1])
    assert found.fields["registered_capital"].raw == OWN[3][1]


def test_the_day_of_an_inspection_is_no_issue_date() -> None:
    """The license was issued on the day that the company was founded."""
    stamped = (line("年检合格", 1200, 1000), line("2014年4月16日", 1200, 1050))
    stamps = (frame(1180, 990, 1440, 1100),)
    for facing in ((*RULES, *stamped), stamped):
        (found,) = certificates(*of_file("a.pdf", copy(*facing, seals=stamps)))
        assert found.issue_date == "2012-06-24"


def test_an_oval_seal_is_no_issuer_s_beside_a_round_one() -> None:
    (found,) = certificates(*of_file("a.pdf", copy(*RULES, seals=(oval("唐山市路北区工商局", (1300, 900)),))))
    assert found.issuer == "唐山市工商行政管理局"
    assert sum(reading.kind == SealKind.OFFICIAL for reading in found.seals) == 2


def test_notes_below_the_values_are_no_facing_page() -> None:
    """What parts values from their labels runs down a page, too."""
    notes = (line("说　　明", 400, 1250), line("1.企业法人营业执照分为正本和副本。", 390, 1310))
    lines = [one for one in copy(*notes).lines if "登记机关" not in one.text and "月" not in one.text]
    (found,) = certificates(*of_file("a.pdf", copy().model_copy(update={"lines": tuple(lines)})))
    assert (found.company, found.registered_capital) == (OWN[0][1], OWN[3][1])


LICENSE = (
    ("公司名称", "唐山灵犀互动电子商务有限公司"),
    ("法定代表人", "陈立群"),
    ("注册资本", "500万元人民币"),
    ("注册住所", "河北省唐山市路北区建设路88号"),
    ("业务种类", "信息服务业务（仅限互联网信息服务）"),
    ("覆盖范围", "河北省"),
)
HOLDER_S = (
    "一、经营许可证不得伪造、涂改、冒用、租借、买卖和转让。",
    "二、变更公司名称的，应当在完成公司变更登记之日起30日内向",
    "原发证机关申请办理变更手续。",
    "三、终止经营的，应当提前90日告知用户，并办理注销手续。",
    "四、许可证遗失、损毁的，应当立即公告并申请补发。",
    "五、应当在经营场所和网站主页标明经营许可证编号。",
)


def booklet(heading: str, *crossing: TextLine) -> Page:
    """An opened booklet: a telecom license, and the rules for its holder, each row level with a value."""
    lines = [line("增值电信业务经营许可证", 200, 200, size=44), line("编号：冀B2-20190046", 380, 300)]
    for at, (label, value) in enumerate(LICENSE):
        lines += [line(f"{label}：", 100, 420 + 50 * at), line(value, 380, 420 + 50 * at)]
    lines += [line("有效期限：至2024年3月5日", 100, 760), line("2019年3月5日", 480, 1100)]
    lines += [line(heading, 1500, 200, size=44), *crossing]
    for at, clause in enumerate(HOLDER_S):
        lines.append(line(clause, 1260 if "、" in clause[:2] else 1200, 420 + 50 * at))
    own = seal("河北省通信管理局", (700, 1040))
    return page(*lines, seals=(own,)).model_copy(update={"width": 2339, "height": 1654})


@pytest.mark.parametrize("heading", ["持证须知", "特别规定事项"])
def test_rules_that_face_a_telecom_license_are_its_provisions(heading: str) -> None:
    (found,) = certificates(*of_file("a.pdf", booklet(heading)))
    assert (found.company, found.legal_representative) == (LICENSE[0][1], LICENSE[1][1])
    assert (found.registered_capital, found.address) == (LICENSE[2][1], LICENSE[3][1])
    assert (found.scope, found.coverage) == (LICENSE[4][1], LICENSE[5][1])
    assert [clause.number for clause in found.provisions] == list("一二三四五")
    assert found.provisions[1].text.endswith("向原发证机关申请办理变更手续。")


def test_numbered_services_in_the_column_of_values_face_nothing() -> None:
    services = (
        "一、互联网数据中心业务；",
        "二、内容分发网络业务；",
        "三、国内呼叫中心业务；",
        "四、信息服务业务。",
    )
    lines = [title(), *row(0, "经营许可证编号：", "B1.B2-20190046"), *row(1, "公司名称：", LICENSE[0][1])]
    lines += [
        *row(2, "法定代表人：", "陈立群"),
        *row(3, "业务种类：", *services),
        *row(6, "覆盖范围：", "全国"),
    ]
    (found,) = certificates(*of_file("a.pdf", page(*lines)))
    assert [item.code for item in found.business_items] == ["B11", "B12", "B24-1", "B25"]
    assert found.provisions == ()
