"""业务范围 beside 业务种类, which names places; coverages that list places in the order of the services."""

from __future__ import annotations

import pytest

from extractors.certificates.business_items import scope_to_items
from schemas.field import FieldStatus
from tests.lines import certificate, main_lines, row


def test_places_behind_a_second_label_of_services_are_the_coverage() -> None:
    found = certificate(*main_lines(), *row(6, "业务范围", "浙江省"))
    assert found.fields["coverage"].value == "浙江省"
    assert found.fields["coverage"].status == FieldStatus.ACCEPTED
    assert found.business_items[0].areas == ("浙江省",)


def test_services_behind_it_are_no_coverage() -> None:
    main = [entry for entry in main_lines() if "业务" not in entry.text or "许可证" in entry.text]
    found = certificate(*main, *row(3, "业务范围", "信息服务业务（仅限互联网信息服务）"))
    assert [item.code for item in found.business_items] == ["B25"]


@pytest.mark.parametrize(
    ("coverage", "areas"),
    [
        ("太原市、大同市；太原市", [("太原市", "大同市"), ("太原市",)]),
        ("太原市；大同市", [("太原市", "大同市")] * 2),  # one list, parted by semicolons
    ],
)
def test_lists_of_places_in_the_order_of_the_services(coverage: str, areas: list[tuple[str, ...]]) -> None:
    items = scope_to_items("内容分发网络业务；互联网数据中心业务", coverage)
    assert [item.areas for item in items] == areas


def test_a_coverage_of_all_services_above_it() -> None:
    items = scope_to_items(
        "国内呼叫中心业务、信息服务业务（仅限互联网信息服务）\n以上业务覆盖范围：云南省", ""
    )
    assert [(item.code, item.areas) for item in items] == [("B24-1", ("云南省",)), ("B25", ("云南省",))]


def test_machine_rooms_in_brackets_behind_a_service_are_its_places() -> None:
    (item,) = scope_to_items("互联网数据中心业务（机房所在地为石家庄、张家口）", "")
    assert (item.only, item.areas) == ((), ("石家庄", "张家口"))
