from __future__ import annotations

import pytest

from extractors.telecom_lists.scope import parse_scope
from schemas.certificate import Certificate
from schemas.field import FieldStatus
from schemas.page import Rule, TextLine
from tests.lines import certificate, certificates, line, main_lines, of_file, page, row, with_hole

HEAD = ("序号", "业务种类", "机房所在城市")
LEFTS = (200.0, 360.0, 900.0)


def annex(*rows: tuple[str, str], head: tuple[str, ...] = HEAD) -> list[TextLine]:
    lines = [
        line("附页", 760, 300, size=44),
        line("经营许可证编号：浙B2-20190046", 240, 420),
        *(line(text, left, 600) for text, left in zip(head, LEFTS, strict=True)),
    ]
    for index, (service, places) in enumerate(rows):
        top = 680 + 80 * index
        lines += [line(str(index + 1), LEFTS[0], top), line(service, LEFTS[1], top)]
        lines += [line(part, LEFTS[2], top + 36 * at) for at, part in enumerate(places.split("\n"))]
    return lines


def ruled(count: int) -> tuple[Rule, ...]:
    edges = (180.0, 340.0, 880.0, 1500.0)
    levels = (590.0, *(660.0 + 80 * index for index in range(count + 1)))
    return (
        *(Rule(start=(x, levels[0]), end=(x, levels[-1])) for x in edges),
        *(Rule(start=(edges[0], y), end=(edges[-1], y)) for y in levels),
    )


def read(*lines: TextLine, rules: tuple[Rule, ...] = (), scope: str) -> Certificate:
    main = [
        entry for entry in main_lines() if "信息服务业务" not in entry.text and "业务种类" not in entry.text
    ]
    sheet = page(*lines, page_no=2).model_copy(update={"rules": rules})
    (found,) = certificates(*of_file("a.pdf", page(*main, *row(3, "业务种类：", *scope.split("\n"))), sheet))
    return found


TWO = "互联网数据中心业务\n内容分发网络业务"


def test_places_by_service_are_the_items_areas() -> None:
    lines = annex(("互联网数据中心业务", "杭州；宁波"), ("内容分发网络业务", "上海、南京"))
    found = read(*lines, rules=ruled(2), scope=TWO)
    assert [(item.code, item.areas) for item in found.business_items] == [
        ("B11", ("杭州", "宁波")),
        ("B12", ("上海", "南京")),
    ]
    field = found.fields["business_items.1.areas"]
    assert (field.raw, field.status, field.page_no) == ("上海、南京", "accepted", 2)


@pytest.mark.parametrize(
    ("printed", "lost", "told"),
    [
        ("承德、大连、乌鲁木齐", "、", []),
        ("承德、宁波、大连、乌鲁木齐", "、宁波、", ["character_lost"]),
    ],
)
def test_between_two_known_places_only_the_mark_may_be_lost(printed: str, lost: str, told: list[str]) -> None:
    """Where there is room for no more than it; else a place may be."""
    *lines, places = annex(("互联网数据中心业务", printed))
    cut = with_hole(places, 2, 2 + len(lost))
    found = read(*lines, cut, rules=ruled(1), scope="互联网数据中心业务")
    assert found.business_items[0].areas == ("承德", "大连", "乌鲁木齐")
    field = found.fields["business_items.0.areas"]
    assert field.status == (FieldStatus.REVIEW if told else FieldStatus.ACCEPTED)
    assert [one.code for one in found.issues if one.field == "business_items.0.areas"] == told


def test_which_mark_parts_two_known_places_is_all_one() -> None:
    """Between known ones it need not be read surely; beside what may be none it must."""

    def status_of(*printed: str) -> FieldStatus:
        *lines, places = annex(("互联网数据中心业务", "".join(printed)))
        scores = tuple(0.6 if char in "：；" else 0.98 for char in places.text)
        places = places.model_copy(update={"char_confidences": scores})
        found = read(*lines, places, rules=ruled(1), scope="互联网数据中心业务")
        return found.fields["business_items.0.areas"].status

    assert status_of("承德：大连；乌鲁木齐") == FieldStatus.ACCEPTED
    assert status_of("承德：大迁；乌鲁木齐") == FieldStatus.REVIEW


def test_wrapped_places_without_rules_wait_for_a_person() -> None:
    lines = annex(("互联网数据中心业务", "杭州、宁波、\n温州"), ("内容分发网络业务", "上海、南京"))
    found = read(*lines, scope=TWO)
    assert found.business_items[0].areas == ("杭州", "宁波", "温州")
    assert found.fields["business_items.0.areas"].status == "review"
    assert found.fields["business_items.0.name"].status == "review"


def test_numbers_and_provinces_of_a_call_center() -> None:
    lines = annex(("国内呼叫中心业务", "浙江省、江苏省"), head=("序号", "业务种类", "覆盖省"))
    found = read(*lines, rules=ruled(1), scope="国内呼叫中心业务")
    assert found.business_items[0].areas == ("浙江省", "江苏省")


@pytest.mark.parametrize("head", ["机房所在城务专用章", "盖省", "章"])
def test_a_head_under_a_seal(head: str) -> None:
    """A part of it is enough, and without any the places tell their column."""
    rows = (("互联网数据中心业务", "杭州、宁波"), ("内容分发网络业务", "上海、南京"))
    found = read(*annex(*rows, head=(*HEAD[:2], head)), rules=ruled(2), scope=TWO)
    assert [item.areas for item in found.business_items] == [("杭州", "宁波"), ("上海", "南京")]


def test_services_of_another_kind_are_no_items() -> None:
    found = read(*row(4, "服务项目：", "经营类电子商务"), scope="信息服务业务")
    assert [item.code for item in found.business_items] == ["B25"]


def test_coverage_run_on_to_its_service() -> None:
    text = "呼叫中心业务覆盖范围：河南、青海、湖\n北"
    (item,) = parse_scope(text)
    assert (item.code, item.areas) == ("B24", ("河南", "青海", "湖北"))


def test_terms_that_run_on_are_those_that_are_known() -> None:
    (item,) = parse_scope("信息服务业务（仅限互联网信息服务）不含信息搜索查询服务信息即时交互服务。")
    assert item.excluded == ("信息搜索查询服务", "信息即时交互服务")


def test_a_coverage_that_ends_in_a_mark_between_places_is_for_review() -> None:
    whole, cut = (
        certificate(*main_lines(), *row(5, "业务覆盖范围：", text)).fields["coverage"]
        for text in ("云南、贵州", "云南、")
    )
    assert (whole.status, cut.status) == (FieldStatus.ACCEPTED, FieldStatus.REVIEW)


@pytest.mark.parametrize(("mark", "status"), [("，", FieldStatus.ACCEPTED), ("·", FieldStatus.REVIEW)])
def test_a_dot_for_the_comma_of_a_coverage_is_told(mark: str, status: FieldStatus) -> None:
    text = f"互联网信息服务不含医疗保健{mark}含电子公告服务"
    found = certificate(*main_lines(), *row(5, "服务项目：", text))
    assert found.fields["coverage"].status == status


def test_a_tick_before_the_coverage_is_none_of_its_places() -> None:
    found = certificate(*main_lines(), *row(5, "业务覆盖范围：", "☑江西省"))
    assert found.fields["coverage"].value == "江西省"
    assert [item.areas for item in found.business_items] == [("江西省",)]


def test_a_coverage_label_that_wraps() -> None:
    text = "\n".join(
        [
            "第一类增值电信业务中的因特网接入服务业务（仅限网站",
            "接入）覆盖范围：全国",
            "第二类增值电信业务中的互联网域名解析服务业务 覆盖范",
            "围：云南、浙江",
        ]
    )
    assert [(item.code, item.areas) for item in parse_scope(text)] == [
        ("B14", ("全国",)),
        ("B26-1", ("云南", "浙江")),
    ]


@pytest.mark.parametrize(
    ("scope", "status"),
    [
        ("信息服务业务（仅限互联网信息服务）\n信息服务业务（仅限移动网信息服务）", FieldStatus.REVIEW),
        ("信息服务业务（仅限互联网信息服务）\n信息服务业务（不含互联网信息服务）", FieldStatus.ACCEPTED),
        ("信息服务业务（仅限互联网信息服务）不含信。\n国内呼叫中心业务", FieldStatus.REVIEW),
    ],
)
def test_a_service_granted_twice_or_with_half_a_limit_waits_for_a_person(
    scope: str, status: FieldStatus
) -> None:
    found = read(scope=scope)
    assert found.business_items[0].only == ("互联网信息服务",)
    assert found.fields["business_items.0.name"].status == status


def test_a_service_of_several_rows_has_the_places_of_all() -> None:
    rows = (
        ("互联网数据中心业务", "南京"),
        ("互联网数据中心业务", "深圳"),
        ("互联网数据中心业务", "南京、乌兰察布"),
    )
    found = read(*annex(*rows), rules=ruled(3), scope="互联网数据中心业务")
    assert found.business_items[0].areas == ("南京", "深圳", "乌兰察布")
    field = found.fields["business_items.0.areas"]
    assert (field.raw, field.value) == ("南京\n深圳\n南京、乌兰察布", "南京、深圳、乌兰察布")
    assert (field.status, field.page_no) == (FieldStatus.ACCEPTED, 2)


def test_the_rows_of_one_service_on_two_pages_wait_for_a_person() -> None:
    sheets = [
        page(*annex(("互联网数据中心业务", city)), page_no=page_no).model_copy(update={"rules": ruled(1)})
        for page_no, city in ((2, "南京"), (3, "深圳"))
    ]
    main = [entry for entry in main_lines() if "信息服务业务" not in entry.text]
    main.append(line("互联网数据中心业务", 640, 500 + 3 * 90))
    (found,) = certificates(*of_file("a.pdf", page(*main), *sheets))
    assert found.business_items[0].areas == ("南京", "深圳")
    assert found.fields["business_items.0.areas"].status == FieldStatus.REVIEW


def test_a_coverage_of_cities_goes_before_the_machine_rooms_of_an_annex() -> None:
    lines = annex(("互联网数据中心业务", "成都"))
    main = [entry for entry in main_lines() if "信息服务业务" not in entry.text]
    main += [line("互联网数据中心业务", 640, 500 + 3 * 90), *row(5, "业务覆盖范围：", "广州、深圳、东莞")]
    sheet = page(*lines, page_no=2).model_copy(update={"rules": ruled(1)})
    (found,) = certificates(*of_file("a.pdf", page(*main), sheet))
    assert found.business_items[0].areas == ("广州", "深圳", "东莞")


def test_a_coverage_that_is_a_region_but_for_one_character_waits_for_a_person() -> None:
    main = [entry for entry in main_lines() if "业务" not in entry.text or "许可证" in entry.text]
    found = certificate(*main, *row(3, "业务种类：", "国内呼叫中心业务"), *row(5, "业务覆盖范围：", "广东肖"))
    assert (found.coverage, found.fields["coverage"].status) == ("广东肖", FieldStatus.REVIEW)
    assert ("name_misread", "coverage") in {(entry.code, entry.field) for entry in found.issues}


def test_a_coverage_may_limit_the_service_in_brackets_behind_its_places() -> None:
    main = [entry for entry in main_lines() if "业务" not in entry.text or "许可证" in entry.text]
    services = row(3, "业务种类：", "在线数据处理与交易处理业务")
    found = certificate(*main, *services, *row(5, "业务覆盖范围：", "山东省（仅限经营类电子商务）"))
    (item,) = found.business_items
    assert (item.code, item.only, item.areas) == ("B21", ("经营类电子商务",), ("山东省",))
