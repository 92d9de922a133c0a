"""Names of places as lists of areas print them: 北京;上海;克拉玛依, with 市 or without."""

from __future__ import annotations

import re

from extractors.issuers import REGION_NAMES, short_region_names
from extractors.normalize.text import fold

_NATION = ("全国", "全国范围", "中国境内")
_REGIONS = frozenset((*REGION_NAMES, *short_region_names(), *_NATION))
_ANY_REGION = "|".join(sorted(_REGIONS, key=len, reverse=True))
_RUN_ON = re.compile(f"(?:{_ANY_REGION}){{2,}}")
_REGION = re.compile(_ANY_REGION)
_GAP = re.compile(r"[、,;:。.·\s]+")  # a colon or a dot there is a misread semicolon or comma
_SUFFIXED = re.compile("[^省市盟县\\W\\d]{2,9}(?:省|市|自治区|自治州|地区|盟|县)")
# Cities and prefectures of four characters without 市, 盟 or 州 (民政部's list of divisions).
_LONG = frozenset(
    (
        "呼和浩特", "鄂尔多斯", "呼伦贝尔", "巴彦淖尔", "乌兰察布", "锡林郭勒", "齐齐哈尔", "大兴安岭",
        "乌鲁木齐", "克拉玛依", "博尔塔拉", "巴音郭楞", "克孜勒苏", "图木舒克", "西双版纳", "二连浩特",
        "乌兰浩特", "锡林浩特", "霍林郭勒",
    )
)  # fmt: skip
_USUAL = 3  # characters that other cities have at most


def text_to_places(text: str) -> tuple[str, ...]:
    """The places of a list; regions that run on without a mark are parted."""
    places: list[str] = []
    for part in _GAP.split(fold(text.replace("\n", ""))):
        places += _REGION.findall(part) if _RUN_ON.fullmatch(part) else [part]
    return tuple(place for place in places if place)


def is_usual_place(place: str) -> bool:
    """Whether it is a region, has a division's suffix, or is no longer than cities' names are: 海东温州 are
    two, or one misread."""
    known = place in _REGIONS or place in _LONG or _SUFFIXED.fullmatch(place) is not None
    return known or (2 <= len(place) <= _USUAL and re.fullmatch("[\u3400-\u9fff]+", place) is not None)
