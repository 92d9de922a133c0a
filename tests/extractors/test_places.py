"""Lists of areas, as annexes print them."""

from __future__ import annotations

import pytest

from extractors.place_names.places import (
    are_usual_places,
    has_misread_region,
    has_scrap_before,
    has_scrap_behind,
    holds_seal,
    is_known_place,
    is_usual_place,
    mend_place_marks,
    names_unknown_branch,
    text_to_places,
)
from schemas.field import FieldStatus
from tests.lines import certificate, line


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("北京;上海、克拉玛依", ("北京", "上海", "克拉玛依")),
        ("新疆·江苏;陕西", ("新疆", "江苏", "陕西")),
        ("广东;宁夏辽宁;\n内蒙古", ("广东", "宁夏", "辽宁", "内蒙古")),
        ("江西\n省、福建", ("江西省", "福建")),
        ("全国", ("全国",)),
        ("海东温州;景德镇", ("海东", "温州", "景德镇")),
        ("全国（不含西藏、青海）；\n上海", ("全国(不含西藏、青海)", "上海")),
        ("全国(除港\n澳台外)", ("全国(除港澳台外)",)),
    ],
)
def test_places(text: str, places: tuple[str, ...]) -> None:
    assert text_to_places(text) == places
    assert all(map(is_usual_place, places))


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("全国用章", ("全国",)),
        ("信业全国章", ("全国",)),
        ("昌都;许承德章鹰潭", ("昌都", "承德", "鹰潭")),
        ("泸州务专长春天津", ("泸州", "长春", "天津")),
        ("菏泽行铜川", ("菏泽", "铜川")),
    ],
)
def test_characters_of_a_seal_among_places_are_left_out_and_told(text: str, places: tuple[str, ...]) -> None:
    assert text_to_places(text) == places
    assert holds_seal(text)


@pytest.mark.parametrize("text", ["包头安", "章东", "北京;专用章", "通辽、海东温州"])
def test_where_a_seal_may_hide_more_nothing_is_left_out(text: str) -> None:
    assert not holds_seal(text)


def test_known_places_are_known() -> None:
    assert is_known_place("库尔勒")
    assert not is_known_place("草海")


@pytest.mark.parametrize(
    "place", ["海东温川", "湖南草海贵州", "西湖北", "河南章", "上", "B座", "牡丹", "驻马", "家口"]
)
def test_what_is_no_single_place(place: str) -> None:
    assert not is_usual_place(place)


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("四川；吉林：新疆；上海", "四川；吉林；新疆；上海"),
        ("北京:上海、天津", "北京、上海、天津"),
        ("全国", "全国"),
        ("覆盖范围：四川；吉林", "覆盖范围：四川；吉林"),
        ("四川：吉林", "四川；吉林"),
        ("四川：成都", "四川：成都"),
        ("海南: 山东", "海南；山东"),
    ],
)
def test_a_colon_between_places_is_a_misread_mark(text: str, mended: str) -> None:
    assert mend_place_marks(text) == mended


@pytest.mark.parametrize(
    ("places", "usual"),
    [
        (("天津", "宇夏", "山东"), False),  # 宁夏
        (("天津", "宁夏", "山东"), True),
        (("天津", "苏州", "草海"), True),  # towns beside regions, one of them not known
        (("草海", "天津"), True),
    ],
)
def test_a_place_that_is_not_known_among_regions_alone_is_doubted(
    places: tuple[str, ...], usual: bool
) -> None:
    assert are_usual_places(places) == usual


@pytest.mark.parametrize(
    ("company", "told"),
    [
        ("中国广电网络股份有限公司绥化分公司", False),
        ("中国广电网络股份有限公司级化分公司", True),
        ("中国电信股份有限公司北京市海淀区分公司", True),  # a district: a person looks
        ("中国电信股份有限公司文昌市分公司", False),
        ("中国电信股份有限公司", False),
        ("中国联合网络通信有限公司分公司", False),
    ],
)
def test_a_branch_of_a_place_that_is_not_known(company: str, told: bool) -> None:
    assert names_unknown_branch(company) is told


@pytest.mark.parametrize(
    ("coverage", "told"),
    [
        ("新疆维吾尔自治区治·区", True),
        ("北京市通信", True),
        ("北京市", False),
        ("广东省、海南省", False),
        ("广东省（仅限深圳市和珠海市）", False),
        ("全国", False),
    ],
)
def test_a_region_and_a_scrap_behind_it(coverage: str, told: bool) -> None:
    assert has_scrap_behind(coverage) is told


@pytest.mark.parametrize("coverage", ["广东肖", "天津巾", "全围", "北京、宇夏、天津", "新疆维吾尔白治区"])
def test_a_coverage_of_which_a_region_was_misread(coverage: str) -> None:
    assert has_misread_region(coverage)


@pytest.mark.parametrize(
    "coverage", ["广东省", "淮北", "全省", "北京、佛山、天津", "海东市", "互联网信息服务", "全国"]
)
def test_a_coverage_that_may_be_as_it_is(coverage: str) -> None:
    assert not has_misread_region(coverage)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("17福州鼓楼区好味餐饮管理有限公司", True),
        ("1广东省佛山市南海区桂澜路28号", True),
        ("福州鼓楼区好味餐饮管理有限公司", False),
        ("58同城信息技术有限公司", False),
        ("3M中国有限公司", False),
    ],
)
def test_a_scrap_before_a_place(text: str, told: bool) -> None:
    assert has_scrap_before(text) is told


def test_a_name_with_a_scrap_before_it_is_for_review() -> None:
    lines = [line("食品经营许可证", 600, 200, size=70)]
    rows = (
        ("经营者名称", ":17福州鼓楼区好味餐饮管理有限公司"),
        ("法定代表人", "陈立群"),
        ("住所", "福州市五四路1号"),
    )
    for at, (label, value) in enumerate(rows):
        lines += [line(label, 200, 500 + 90 * at), line(value, 520, 500 + 90 * at)]
    assert certificate(*lines).fields["company"].status == FieldStatus.REVIEW


def test_what_a_list_leaves_out_is_of_known_places_too() -> None:
    assert is_known_place("全国(不含西藏、青海)")
    assert not is_known_place("全国(不含西藏、青每)")
    assert text_to_places("全国（西藏、青海除外）") == ("全国(西藏、青海除外)",)
    assert is_known_place("全国(西藏、青海除外)")
    assert is_known_place("全国(不含港、澳、台)")
    assert not is_known_place("全国(西藏、青每除外)")
    assert not are_usual_places(text_to_places("全国（不含西藏、青每）"))
