"""Names of places as lists of areas print them: 北京;上海;克拉玛依, with 市 or without."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from extractors.authorities.seal_texts import PURPOSES
from extractors.normalize.text import fold
from extractors.place_names.cities import CITIES
from extractors.telecom_lists.issuers import REGION_NAMES, short_region_names

NATIONWIDE = frozenset({"全国", "全国范围", "中国境内"})
REGIONS = frozenset((*REGION_NAMES, *short_region_names(), *NATIONWIDE))
_PART = (
    re.compile(  # a colon or a dot between two is a misread semicolon or comma; 全国(不含西藏、青海) is one
        r"(?:\((?:不含|不包括|除)[^()]*\)|\([^()]*除外\)|[^、,;:。.·\s])+"
    )
)
_LIMITED = re.compile(
    r"(?P<whole>[^()]+)\((?:(?:不含|不包括|除)(?P<without>[^()]+?)(?:除?外)?|(?P<but>[^()]+)除外)\)"
)
_BEYOND = frozenset({"港澳台", "港澳台地区", "香港", "澳门", "台湾", "港", "澳", "台", "台湾地区"})
_SUFFIXED = re.compile(r"[^省市盟县\W\d]{2,9}(?:省|市|自治区|自治州|地区|盟|县)")
_SCRAP = re.compile(r"[^\s()、,;:。]{1,5}")
_CAPTION = re.compile("^(?:机房|节点)?(?:所在)?(?:地|城市|地区)(?:[:：]|分别为|为)")
_DISTRICT = re.compile("(?:行政区[域划]|辖区)(?:范围)?(?:之?内)?$")
_WITHIN = ("内", "境内", "范围内")
_WHOLE = re.compile("[全本各跨][国省市区县州境]")  # a coverage of all the license's own region
_SCRAP_BEFORE = re.compile("[0-9A-Za-z]{1,3}(?=[\u3400-\u9fff])")
_BRANCH = re.compile(r"公司(?P<place>[\u3400-\u9fff]{2,9}?)分公司$")
_SEAL = "".join(sorted({*"通信管理局", *"".join(PURPOSES)}))  # characters of telecom authorities' seals
_USUAL = 3  # characters that a town's name has at most


def text_to_places(text: str) -> tuple[str, ...]:
    """The places of a list; known ones that run on without a mark, or with characters of a seal between
    them, are parted."""
    return tuple(
        place
        for part in _parts(text)
        for place in (known_places().findall(part) if _runs_on(part) or _is_sealed(part) else [part])
    )


def without_caption(text: str) -> str:
    """A list of places without what says of what they are: 机房所在地为北京、廊坊."""
    return _CAPTION.sub("", text)


def without_district(place: str) -> str:
    """The name of a place that is said to be meant as a district: 甘肃省行政区域内."""
    return _DISTRICT.sub("", place)


def holds_seal(text: str) -> bool:
    """Whether characters of a seal stand among the places of a list: 承德章鹰潭, 全国用章."""
    return any(map(_is_sealed, _parts(text)))


def mend_place_marks(text: str) -> str:
    """A list of known places as printed, a colon between two as the mark between the others: it is a misread
    semicolon, between regions alone too. Any other text as it is: 四川：成都."""
    parts = _parts(text)
    marks = re.findall("[、,;，；]", text)
    if not all(map(is_known_place, parts)) or not (marks or REGIONS.issuperset(parts)):
        return text
    marks = marks or ["；"]
    usual = max(sorted(set(marks)), key=marks.count)
    return re.sub(r"(?<=[\u3400-\u9fff])\s*[:：]\s*(?=[\u3400-\u9fff])", usual, text)


def is_known_place(place: str) -> bool:
    """Whether it is one of the regions, cities and prefectures, or all of one but others."""
    limited = _LIMITED.fullmatch(place)
    if limited is not None:
        without = _PART.findall(limited["without"] or limited["but"])
        return limited["whole"] in REGIONS and all(
            part in _BEYOND or is_known_place(part) for part in without
        )
    return place in REGIONS or place in CITIES


def is_known_but_for(place: str, at: int) -> bool:
    """Whether another character in one place of it makes a region, city or prefecture of what is none: the
    first of 廓坊 does."""
    pattern = re.compile(f"{re.escape(place[:at])}.{re.escape(place[at + 1 :])}")
    return not is_known_place(place) and any(map(pattern.fullmatch, (*CITIES, *REGIONS)))


def is_town(text: str) -> bool:
    """Whether it is one of the regions, cities and prefectures, with 市 and the like or without."""
    return _town().fullmatch(text) is not None


def is_usual_place(place: str) -> bool:
    """Whether it is known, has a division's suffix, or is no longer than towns' names are and neither begins
    nor ends as another place, nor is all of one but a character at its end: of 海东温川, 西湖北 and 河南章 a
    mark was lost or a character misread, and of 牡丹 the 江 is lost."""
    known = is_known_place(place) or _SUFFIXED.fullmatch(place) is not None
    is_town = 2 <= len(place) <= _USUAL and re.fullmatch("[\u3400-\u9fff]+", place) is not None
    part_of_known = is_known_place(place[:2]) or is_known_place(place[-2:]) or place in _cut_short()
    return known or (is_town and not part_of_known)


def are_usual_places(places: Sequence[str]) -> bool:
    """Whether all of a list are usual ones; among regions alone a place that is not known is one misread:
    宇夏 beside 天津、山东."""
    known = [place for place in places if is_known_place(place)]
    is_list_of_regions = len(known) > 1 and all(place in REGIONS for place in known)
    return all(map(is_usual_place, places)) and (len(known) == len(places) or not is_list_of_regions)


def has_scrap_behind(coverage: str) -> bool:
    """Whether a coverage is one region and a few characters more that are none and no town: 广东省治·区. In
    brackets they limit it."""
    text = without_district(fold(coverage))
    region = next((name for name in REGION_NAMES if text.startswith(name)), None)
    behind = text.removeprefix(region or "")
    if region is None or behind in _WITHIN or _town().fullmatch(behind):
        return False
    return _SCRAP.fullmatch(behind) is not None


def has_misread_region(coverage: str) -> bool:
    """Whether a coverage is a region's name but for one character, or such a name stands among known places:
    宇夏、北京、天津. It would be taken for no place, and the service for one without areas."""
    parts = _parts(coverage)
    strange = [part for part in parts if not is_usual_place(part) or _is_near_region(part)]
    is_list = sum(map(is_known_place, parts)) > 1
    return bool(strange) and (is_list or len(parts) == 1) and all(map(_is_near_region, strange))


def has_lost_mark(text: str) -> bool:
    """Whether two regions, or two other places, of a list run on: 吉林湖南、宁夏. The mark between them is
    thin, and was not read; a region and its town are set so without one: 四川成都, 吉林省吉林市."""
    for part in _parts(text):
        if is_known_place(part) or not _towns().fullmatch(part):
            continue
        names = [match.group() for match in _town().finditer(part)]
        regions = sum(name in REGIONS for name in names)
        if max(regions, len(names) - regions) > 1:
            return True
    return False


def has_scrap_before(text: str) -> bool:
    """Whether a name or an address begins with a letter or figure or few and then a place: 17福州鼓楼区. It
    is what was read of a colon and half a character."""
    scrap = _SCRAP_BEFORE.match(text)
    return scrap is not None and known_places().match(text, scrap.end()) is not None


def names_unknown_branch(company: str) -> bool:
    """Whether a branch is that of a place that is not known and has no division's suffix: 级化 of 绥化."""
    branch = _BRANCH.search(fold(company))
    return (
        branch is not None
        and not is_known_place(branch["place"])
        and not _SUFFIXED.fullmatch(branch["place"])
    )


def _is_near_region(part: str) -> bool:
    """Whether one character parts it from a region's name, and it is no place itself: not 淮北, nor 全省."""
    if is_known_place(part) or _WHOLE.fullmatch(part):
        return False
    return any(
        len(part) == len(name) and sum(a != b for a, b in zip(part, name, strict=True)) == 1
        for name in REGIONS
    )


def _parts(text: str) -> list[str]:
    return list(map(without_district, _PART.findall(fold(text.replace("\n", "")))))


def _is_sealed(part: str) -> bool:
    return not is_known_place(part) and not _runs_on(part) and _sealed().fullmatch(part) is not None


def _runs_on(part: str) -> bool:
    return not is_known_place(part) and _run().fullmatch(part) is not None


@lru_cache(maxsize=1)
def _cut_short() -> frozenset[str]:
    """Names of three characters or more without their last or first."""
    long = [name for name in CITIES | REGIONS if len(name) > 2]
    return frozenset(part for name in long for part in (name[:-1], name[1:]))


@lru_cache(maxsize=1)
def known_places() -> re.Pattern[str]:
    """One of the regions, cities and prefectures, the longest first."""
    return re.compile("|".join(sorted(REGIONS | CITIES, key=lambda name: (-len(name), name))))


@lru_cache(maxsize=1)
def _run() -> re.Pattern[str]:
    return re.compile(f"(?:{known_places().pattern}){{2,}}")


@lru_cache(maxsize=1)
def _town() -> re.Pattern[str]:
    """A known place, with what towns and prefectures are called behind it."""
    return re.compile(f"(?:{known_places().pattern})(?:自治州|地区|[市州盟])?")


@lru_cache(maxsize=1)
def _towns() -> re.Pattern[str]:
    return re.compile(f"(?:{_town().pattern}){{2,}}")


@lru_cache(maxsize=1)
def _sealed() -> re.Pattern[str]:
    """Known places, with one or two characters of a seal before, between or behind them."""
    seal = f"[{_SEAL}]{{1,2}}"
    return re.compile(
        f"(?:{seal})?(?:{known_places().pattern})(?:(?:{seal})?(?:{known_places().pattern}))*(?:{seal})?"
    )
