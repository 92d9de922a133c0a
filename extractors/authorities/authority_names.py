"""The names of authorities that a declaration's words make with places."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from extractors.normalize.text import fold, is_cjk
from extractors.telecom_lists.issuers import REGION_NAMES, short_region_names

DIVISION = re.compile(r"[\u4e00-\u9fff]{2,7}?(?:自治区|自治州|特别行政区|地区|省|市|区|县|旗|盟)")
STATE = "中华人民共和国"
NATION = ("国家", STATE, "中国")
_MARK = re.compile("(?:[壮回维吾尔族]*自治区|省|市)$")
SOCIETIES = ("公司", "中心", "协会", "商会", "学会")


def word_endings(words: Sequence[str]) -> tuple[str, ...]:
    """What names end in by each of the words, whatever place they hold."""
    return tuple(word.rpartition("*")[2] for word in words)


def to_names(words: Sequence[str], places: Iterable[str]) -> set[str]:
    """Every name that the words make with the places; what is a company's or a society's is none."""
    names = set()
    for place in places:
        for word in words:
            if word.startswith("*"):
                names.add(place + word[1:])
            elif "*" in word:
                names |= {word.replace("*", name) for name in (place, _MARK.sub("", place))}
            elif word.startswith(NATION):
                names |= {word, STATE + word.removeprefix(STATE)}
            elif not word.endswith(SOCIETIES):
                names.add(place + word)
    return names


def provincial_names(words: Sequence[str]) -> set[str]:
    """The provinces' authorities. Within a name a province may stand without its 省 or 市, as in 国家能源局
    河南监管办公室; before one only an autonomous region does: 河南安全生产监督管理局 has lost its 省."""
    short = short_region_names()
    regions = [name for name in short if not {f"{name}省", f"{name}市"} & set(REGION_NAMES)]
    within = [word for word in words if "*" in word[1:]]
    before = [word for word in words if "*" not in word[1:]]
    return to_names(within, (*REGION_NAMES, *short)) | to_names(before, (*REGION_NAMES, *regions))


def find_places(texts: Sequence[str]) -> set[str]:
    """Places that addresses among the values tell, alone and one within the other, and the cities that
    names of companies begin with."""
    found: set[str] = set()
    for text in texts:
        chain = [match[0] for match in DIVISION.finditer(text[:40])]
        for start in range(len(chain)):
            for end in range(start + 1, min(len(chain), start + 3) + 1):
                name = "".join(chain[start:end])
                found |= {name, *_without_province(name)}
        found |= {name for name in REGION_NAMES if name[:2] in text}
    for text in texts:
        city = f"{text[:2]}市"
        if text.endswith("公司"):
            found.add(city)
    return found


def _without_province(place: str) -> set[str]:
    """乌鲁木齐市 of 新疆乌鲁木齐市, which no mark parts."""
    return {
        place[len(name) :]
        for name in short_region_names()
        if DIVISION.match(place[len(name) :]) and place.startswith(name)
    }


def name_to_ending(name: str) -> str | None:
    """What a name of an authority ends in, as a declaration's ``words`` give it: without the place that
    it begins with. ``None`` where that leaves no name."""
    text = to_ideographs(name)
    place = re.match(f"(?:{DIVISION.pattern})+", text)
    ending = text[place.end() :] if place is not None else text
    return ending if 2 <= len(ending) < len(text) and not ending.endswith(SOCIETIES) else None


def to_ideographs(text: str) -> str:
    """The ideographs alone, folded: names of authorities are compared so, since no seal shows brackets."""
    return "".join(filter(is_cjk, fold(text)))
