from __future__ import annotations

import pytest

from extractors.telecom_lists.catalogue import find_service
from extractors.telecom_lists.scope import holds_services, is_cut, parse_scope
from schemas.certificate import BusinessItem

_NOTE = "【依法须经批准的项目，经相关部门批准后方可开展相应经营活动】"


def _item(
    code: str | None,
    name: str,
    only: tuple[str, ...] = (),
    excluded: tuple[str, ...] = (),
    areas: tuple[str, ...] = (),
) -> BusinessItem:
    return BusinessItem(code=code, name=name, only=only, excluded=excluded, areas=areas)


_INTERNET = ("互联网信息服务",)
_B25 = _item("B25", "信息服务业务", only=_INTERNET)
_B21 = _item("B21", "在线数据处理与交易处理业务", only=("经营类电子商务",))
_FULL = _item("B25", "信息服务业务", only=_INTERNET, excluded=("信息搜索查询服务", "信息即时交互服务"))


@pytest.mark.parametrize(
    ("text", "items"),
    [
        (f"信息服务业务（仅限互联网信息服务）\n不含信息搜索查询服务、信息即时交互服务。\n{_NOTE}", (_FULL,)),
        ("信息服务业务（仅限互联网信\n息服务）不含信息搜索查\n询服务、信息即时交互服务", (_FULL,)),
        ("信息服各业务(仅限互朕网信息服务)\n不含信息搜素查询服务、信息即时交互服务", (_FULL,)),
        ("信 息 服 务 业 务（仅限互联网信息服务", (_B25,)),
        ("第二类增值电信业务中的信息服务业务（仅限互联网信息服务）", (_B25,)),
        ("B25信息服务业务（仅限互联网信息服务）", (_B25,)),
        ("信息服务业务（不含互联网信息服务）", (_item("B25", "信息服务业务", excluded=_INTERNET),)),
        ("在线数据处理与交易处理业务（经营类电子商务）", (_B21,)),
        (
            "信息服务业务（仅限互联网信息服务和移动网信息服务业务）",
            (_item("B25", "信息服务业务", only=("互联网信息服务", "移动网信息服务业务")),),
        ),
        (  # below all services it is theirs all
            "1、在线数据处理与交易处理业务（仅限经营类电子商务）；2、信息服务业务（仅限互联网信息服务）。浙江省。",
            tuple(item.model_copy(update={"areas": ("浙江省",)}) for item in (_B21, _B25)),
        ),
        (
            "信息服务业务（仅限互联网信息服务）不\n含信息搜索查询服务、信息即时交互服务",
            (_FULL,),
        ),
        (
            "<在线数据处理与交易处理业务（仅限经营类电子商务）>：<烟台市;\n威海市>\n<信息服务业务（仅限互联网信息服务）>：<全国>",
            (
                _B21.model_copy(update={"areas": ("烟台市", "威海市")}),
                _B25.model_copy(update={"areas": ("全国",)}),
            ),
        ),
        (
            "信息服务业务（仅限互联网信息服务）：机房所在地为北京、廊坊",
            (_B25.model_copy(update={"areas": ("北京", "廊坊")}),),
        ),
        (  # each has its own
            "在线数据处理与交易处理业务（仅限经营类电子商务）：浙江省；信息服务业务（仅限互联网信息服务）：上海市",
            (
                _B21.model_copy(update={"areas": ("浙江省",)}),
                _B25.model_copy(update={"areas": ("上海市",)}),
            ),
        ),
        (
            "信息服务业务（仅限互联网信息服务）：甘肃省行政区域内",
            (_B25.model_copy(update={"areas": ("甘肃省",)}),),
        ),
        (
            "在线数据处理与交易处理业务（仅限经营类电子商务）、信息服务业务（仅限互联网信息服务）",
            (_B21, _B25),
        ),
        (
            "1、在线数据处理与交易处理业务（仅限经营类电子商务）\n2、信息服务业务（仅限互联网信息服务）",
            (_B21, _B25),
        ),
        (
            f"仅限经营类电子商务不含互联网金融、网络预约出租汽车服务。{_NOTE}",
            (_B21.model_copy(update={"excluded": ("互联网金融", "网络预约出租汽车服务")}),),
        ),
        (
            "互联网信息服务不含新闻、出版,含电子公告服务",
            (_B25.model_copy(update={"excluded": ("新闻", "出版")}),),
        ),
        ("因特网信息服务业务", (_item("B25", "信息服务业务", only=("因特网信息服务",)),)),
        (
            "互联网接入服务业务：北京市;上海市;广东省",
            (_item("B14", "互联网接入服务业务", areas=("北京市", "上海市", "广东省")),),
        ),
        (
            "互联网数据中心业务：北京、上海；内容分发网络业务：全国",
            (
                _item("B11", "互联网数据中心业务", areas=("北京", "上海")),
                _item("B12", "内容分发网络业务", areas=("全国",)),
            ),
        ),
        (
            "互联网接入服务业务\n国内呼叫中心业务\n覆盖范围：全国",
            (
                _item("B14", "互联网接入服务业务", areas=("全国",)),
                _item("B24-1", "国内呼叫中心业务", areas=("全国",)),
            ),
        ),
        ("互联网新闻信息服务", (_item(None, "互联网新闻信息服务"),)),
        (_NOTE, ()),
        ("(见附页)", ()),
        ("", ()),
    ],
)
def test_scopes(text: str, items: tuple[BusinessItem, ...]) -> None:
    assert parse_scope(text) == items


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("互联网接人服务业务", "B14"),
        ("信息服务业务", "B25"),
        ("信意服务业务", "B25"),
        ("离岸呼叫中心业务", "B24-2"),
        ("国岸呼叫中心业务", None),  # as near to one as to the other
        ("互联网新闻信息服务", None),
        ("测绘服务", None),
        ("", None),
    ],
)
def test_find_service(text: str, code: str | None) -> None:
    service = find_service(text)
    assert (service.code if service else None) == code


@pytest.mark.parametrize(
    ("coverage", "mixed"),
    [
        ("编码和规程转换业务（仅限互联网域名解析服务）\n内蒙古自治区", True),
        ("不含视听节目、信息搜索查询服务。天津、河北、吉林", True),
        ("天津、河北、吉林", False),
        ("不含信息搜索查询服务", False),
        ("（见附页）", False),
    ],
)
def test_services_in_the_coverage_are_told(coverage: str, *, mixed: bool) -> None:
    assert holds_services(coverage) is mixed


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("第二类增值电信业务中的国内\n呼叫中心业务", (_item("B24-1", "国内呼叫中心业务"),)),
        (
            "1.国内\n呼叫中心业务\n2.信息服务业务",
            (_item("B24-1", "国内呼叫中心业务"), _item("B25", "信息服务业务")),
        ),
        (
            "信息服务业务：国内\n呼叫中心业务：北京",
            (
                BusinessItem(code="B25", name="信息服务业务", areas=("国内",)),
                BusinessItem(code="B24", name="呼叫中心业务", areas=("北京",)),
            ),
        ),
        ("第二类增值电信业务：国内\n呼叫中心业务", (_item("B24-1", "国内呼叫中心业务"),)),
        ("移动网\n信息服务业务", (_item("B25", "信息服务业务", only=("移动网信息服务",)),)),
        (
            "互联网数据中心业\n信息服务业务",
            (_item("B11", "互联网数据中心业务"), _item("B25", "信息服务业务")),
        ),
        ("第二类增值电信业务中的\n信息服务业务", (_item("B25", "信息服务业务"),)),
    ],
)
def test_a_service_parted_before_what_is_one_by_itself(text: str, items: tuple[BusinessItem, ...]) -> None:
    assert parse_scope(text) == items


def test_a_word_parted_by_the_line_s_end_begins_no_item() -> None:
    (item,) = parse_scope(
        "信息服务业务（仅限互联网信息服务）\n不含信息社区平台服务、信\n息搜索查询服务、文化。"
    )
    assert item.excluded == ("信息社区平台服务", "信息搜索查询服务", "文化")


def test_an_exclusion_parted_within_its_first_word_is_no_grant() -> None:
    (item,) = parse_scope(
        "（一）信息服务业务（仅限互联网信息服务）不含信\n息即时交互服务、信息保护和处理服务、信息社区平\n台服务：全国。"
    )
    assert item.only == ("互联网信息服务",)
    assert item.excluded == ("信息即时交互服务", "信息保护和处理服务", "信息社区平台服务")
    assert item.areas == ("全国",)
    assert not is_cut(item)


@pytest.mark.parametrize(
    ("excluded", "cut"),
    [(("信",), True), (("文化", "药品和医"), True), (("药品", "新闻"), False), (("直播",), False)],
)
def test_a_limit_that_is_but_the_beginning_of_a_known_one(excluded: tuple[str, ...], *, cut: bool) -> None:
    assert is_cut(_item("B25", "信息服务业务", excluded=excluded)) is cut


_CALLS = _item("B24-1", "国内呼叫中心业务")


@pytest.mark.parametrize(
    ("text", "items"),
    [
        (
            "信息服务业务（不含互联网信息服务）\n全国",
            (_item("B25", "信息服务业务", excluded=_INTERNET, areas=("全国",)),),
        ),
        ("国内呼叫中心业务\n贵阳市、遵义市", (_CALLS.model_copy(update={"areas": ("贵阳市", "遵义市")}),)),
        (
            "在线数据处理与交易处理业务（仅限经营类电子商务），全国；国内呼叫中心业务，石家庄、保定。",
            (
                _B21.model_copy(update={"areas": ("全国",)}),
                _CALLS.model_copy(update={"areas": ("石家庄", "保定")}),
            ),
        ),
        ("国内呼叫中心业务和信息服务业务（仅限互联网信息服务）", (_CALLS, _B25)),
        (
            "信息服务业务（不含固定网电话信息服务和互联网信息服务、药品和医疗器械）",
            (
                _item(
                    "B25", "信息服务业务", excluded=("固定网电话信息服务", "互联网信息服务", "药品和医疗器械")
                ),
            ),
        ),
        ("国内呼叫中心业务和其他北方业务", (_item(None, "国内呼叫中心业务和其他北方业务"),)),
        ("信息服务业务北方", (_item(None, "信息服务业务北方"),)),
    ],
)
def test_places_behind_a_service_and_what_is_joined_by_and(
    text: str, items: tuple[BusinessItem, ...]
) -> None:
    assert parse_scope(text) == items


@pytest.mark.parametrize(
    ("text", "items"),
    [
        (
            "信息服务业务（除新闻、出版以外的互联网信息服务）",
            (_FULL.model_copy(update={"excluded": ("新闻", "出版")}),),
        ),
        ("信息服务业务（仅限互联网信息服务，除新闻外）", (_FULL.model_copy(update={"excluded": ("新闻",)}),)),
        ("信息服务业务（除互联网信息服务以外）", (_item("B25", "信息服务业务", excluded=_INTERNET),)),
        ("①信息服务业务（仅限互联网信息服务）②国内呼叫中心业务", (_B25, _CALLS)),
        ("①信息服务业务（仅限互联网信息服务）\n②国内呼叫中心业务", (_B25, _CALLS)),
    ],
)
def test_exceptions_and_numbers_in_circles(text: str, items: tuple[BusinessItem, ...]) -> None:
    assert parse_scope(text) == items


def test_an_exception_that_is_not_understood_is_told() -> None:
    (item,) = parse_scope("信息服务业务（互联网信息服务，除新闻）")
    assert is_cut(item)
