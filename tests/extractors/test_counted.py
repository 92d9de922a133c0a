"""Lists of places that say how many they are, and coverages that say something else."""

from __future__ import annotations

import pytest

from extractors.place_names.counted import count_places, without_count
from schemas.field import FieldStatus
from tests.lines import certificate, main_lines, row


@pytest.mark.parametrize(
    ("text", "places", "count"),
    [
        ("北京、湖北2省(直辖市)", "北京、湖北", 2),
        ("河南等十六个省（自治区、直辖市）", "河南", 16),
        ("二十三省", "", 23),
        ("湖北、十堰市", "湖北、十堰市", None),
        ("包头市、锡林郭勒盟等地", "包头市、锡林郭勒盟", None),
        ("包头、锡林郭勒等。", "包头、锡林郭勒。", None),
    ],
)
def test_how_many_places_a_list_has(text: str, places: str, count: int | None) -> None:
    assert (without_count(text), count_places(text)) == (places, count)


@pytest.mark.parametrize(
    ("coverage", "areas", "status"),
    [
        ("北京、上海、湖北3省（直辖市）", ("北京", "上海", "湖北"), FieldStatus.ACCEPTED),
        ("广东省；广州、深圳、东莞三市", ("广东省", "广州", "深圳", "东莞"), FieldStatus.ACCEPTED),
        ("广州、深圳、东莞四市", ("广州", "深圳", "东莞"), FieldStatus.REVIEW),
        ("浙江省（网站）", (), FieldStatus.REVIEW),
        ("【依法须经批准的项目，经相关部门批准后方可开展】", (), FieldStatus.REVIEW),
        ("浙江省（杭州、宁波）", ("杭州", "宁波"), FieldStatus.ACCEPTED),
        ("浙江省/(杭州市、宁波市)；江苏省", ("杭州市", "宁波市", "江苏省"), FieldStatus.ACCEPTED),
        ("包头市、锡林郭勒盟等地", ("包头市", "锡林郭勒盟"), FieldStatus.ACCEPTED),
    ],
)
def test_a_coverage_of_fewer_places_than_it_says_or_of_something_else_waits_for_a_person(
    coverage: str, areas: tuple[str, ...], status: FieldStatus
) -> None:
    main = [entry for entry in main_lines() if "业务" not in entry.text or "许可证" in entry.text]
    found = certificate(*main, *row(3, "业务种类：", "国内呼叫中心业务"), *row(7, "业务覆盖范围：", coverage))
    assert (found.business_items[0].areas, found.fields["coverage"].status) == (areas, status)


@pytest.mark.parametrize(
    ("services", "excluded", "status"),
    [
        ("不含信息搜索查询服务", ("信息搜索查询服务",), FieldStatus.ACCEPTED),
        ("互联网信息服务", (), FieldStatus.REVIEW),
    ],
)
def test_what_is_offered_beside_where_limits_it_or_waits_for_a_person(
    services: str, excluded: tuple[str, ...], status: FieldStatus
) -> None:
    """服务项目 and 业务覆盖范围 are two labels of one field where a form has but one of them."""
    main = [entry for entry in main_lines() if "业务" not in entry.text or "许可证" in entry.text]
    main += [*row(3, "业务种类：", "信息服务业务"), *row(5, "服务项目：", services)]
    found = certificate(*main, *row(7, "业务覆盖范围：", "浙江省"))
    (item,) = found.business_items
    assert (item.excluded, item.areas) == (excluded, ("浙江省",))
    assert found.fields["coverage"].status == status


@pytest.mark.parametrize(
    ("scope", "issues"),
    [
        ("1.国内呼叫中心业务：北京、上海、湖北3省（直辖市）2.内容分发网络业务：全国", []),
        ("1.国内呼叫中心业务：北京、湖北3省（直辖市）2.内容分发网络业务：全国", ["areas_miscounted"]),
        ("1.国内呼叫中心业务：北京、上海、广州3直辖市（城市）2.内容分发网络业务：全国", []),
        ("1.国内呼叫中心业务：广州、深圳2个城市2.内容分发网络业务：山东、湖南2省", []),
        ("1.国内呼叫中心业务：广州、深圳2个城市2.内容分发网络业务：山东、湖南3省", ["areas_miscounted"]),
        ("1.国内呼叫中心业务：内蒙古和北京2省市2.内容分发网络业务：全国31省（自治区、直辖市）", []),
    ],
)
def test_lists_of_a_scope_say_how_many_places_they_have(scope: str, issues: list[str]) -> None:
    main = [entry for entry in main_lines() if "业务" not in entry.text or "许可证" in entry.text]
    found = certificate(*main, *row(4, "业务种类及覆盖范围：", scope))
    assert [found.code for found in found.issues if found.field == "scope"] == issues
    assert (found.fields["scope"].status == FieldStatus.ACCEPTED) is not issues
