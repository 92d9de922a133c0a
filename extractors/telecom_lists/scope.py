"""The scope of a telecom license, as printed, to business items of the catalogue.

    信息服务业务（仅限互联网信息服务）
    不含信息搜索查询服务、信息即时交互服务。
is one item with two qualifiers; <业务>：<地;地…> is one item with areas.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz import fuzz

from extractors.normalize.services import mend_regions, unknown_words
from extractors.normalize.text import clean_printed, fold
from extractors.place_names.counted import without_count
from extractors.place_names.narrowed import to_towns
from extractors.place_names.places import REGIONS, is_town, without_caption, without_district
from extractors.telecom_lists.catalogue import (
    QUALIFIER,
    QUALIFIER_TERMS,
    find_service,
    is_service,
    qualifier_to_printed,
    service_names,
    strip_class_words,
)
from extractors.telecom_lists.run_on import (
    number_items,
    part_areas,
    part_services,
    part_terms,
    turn_exceptions,
)
from schemas.certificate import BusinessItem

# 【依法须经批准的项目，经相关部门批准后方可开展相应经营活动】 in its variants: no scope.
_STANDING_NOTE = re.compile(r"[【\[(]?[^【】()\[\]。;]{0,6}须经批准[^【】()\[\]。;]*[。.]?[】\])]?")
_NOTE = "依法须经批准的项目,经相关部门批准后方可开展相应经营活动"
_NUMBERING = re.compile(r"^(?:\(?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[.、)](?!\d)|[①-⑳])+")
_EXCLUDING = frozenset({"不包含", "不包括", "不含"})
_LIMITING = frozenset({"仅限于", "仅限", "仅含"})
_COVERAGE_TAIL = re.compile(r"(?:覆盖|经营|服务)(?:范围|区域|地域)$|经营$|覆盖?范?$")
_OF_CLASS = re.compile(r"第?[一二]类(?:基础|增值)电信业务")
_COVERAGE_LABEL = re.compile(
    r"^(?:[以上述]{2})?(?:业务的?)?(?:覆盖|经营|服务)(?:范围|区域|地域)(?:均|都)?(?::|为|是)?"
)
_PLACE = re.compile(r"[\u3400-\u9fff]{2,9}(?:省|市|自治区|自治州|地区|盟|县|州)(?:范围内|境内)?")
_ANGLES = re.compile("[<>〈〉《》]")  # <业务>:<地;地>
_NEXT_ANGLE = re.compile("[>〉》](?=[<〈《])")  # between two such items
_BRACKET = re.compile(r"\(([^()]*(?:\([^()]*\)[^()]*)*)\)")
_EDGE = "。.;,、: "
_MARK = re.compile(r"[、,;:。()\[\]]")
_A_SERVICE = re.compile("业务|服务|不含|仅限")

# The next line continues this: 不 | 含.
_GOES_ON = re.compile("(?:不含?|仅限?|不?包括?|含|限于|[、，,及和与:(])$")


@dataclass
class _Item:
    code: str | None
    name: str
    only: list[str] = field(default_factory=list)
    excluded: list[str] = field(default_factory=list)
    areas: list[str] = field(default_factory=list)

    def frozen(self) -> BusinessItem:
        return BusinessItem(
            code=self.code,
            name=self.name,
            only=tuple(dict.fromkeys(self.only)),
            excluded=tuple(dict.fromkeys(self.excluded)),
            areas=tuple(dict.fromkeys(self.areas)),
        )


def parse_scope(text: str) -> tuple[BusinessItem, ...]:
    """The items of a scope, in order. Lines may be wrapped anywhere.

    A service that the catalogue does not have keeps its words as name and has no code. What a
    scope merely includes (含…) restricts nothing and is not recorded.
    """
    items: list[_Item] = []
    listing_areas = False
    for sentence in _sentences(text):
        if _applies_to_last(sentence, items, listing_areas):
            continue
        head, colon, tail = _split_outside(strip_class_words(sentence), ":")
        if not colon:
            head, tail = part_areas(head)
        for words in _services(_COVERAGE_TAIL.sub("", head) if colon else head):
            items.append(_to_item(words))
        listing_areas = bool(colon or tail) and bool(items)
        if listing_areas:
            _add_areas(items[-1], tail)
    return tuple(item.frozen() for item in items if item.name)


def coverage_to_areas(text: str) -> tuple[str, ...]:
    """The places of a coverage that lists nothing else; none where it says more than places."""
    listed = re.split(r"[、,;:，；。\s]+", fold(to_towns(without_count(text.replace("\n", "")))))
    places = [without_district(place) for place in listed if place]
    return tuple(places) if all(map(_is_place, places)) else ()


def holds_services(coverage: str) -> bool:
    """Whether a coverage that ends in places begins with services, which are then the scope's."""
    folded = fold(coverage.replace("\n", "")).rstrip(_EDGE)
    return _A_SERVICE.search(folded) is not None and folded.endswith(tuple(REGIONS))


def is_qualifier(text: str) -> bool:
    """Whether ``text`` names no service and only limits one: 仅限…, 不含…, in brackets or not."""
    return QUALIFIER.match(fold(text).lstrip("([")) is not None


def is_cut(item: BusinessItem) -> bool:
    """Whether a term that the item is limited by is but the beginning of a known one, and no word; or says
    what it leaves out in a way that is not known (除…)."""
    return any("除" in term for term in (*item.only, *item.excluded)) or any(
        unknown_words(term) and any(own.startswith(term) for own in _terms())
        for term in map(fold, (*item.only, *item.excluded))
    )


def _sentences(text: str) -> list[str]:
    """Folded sentences without numbering; a line break ends one only before a new beginning."""
    joined = ""
    for line in (fold(number_items(part)) for part in text.splitlines()):
        if line:
            fresh = bool(_NUMBERING.match(line)) or (begins_item(line) and not _completes(joined, line))
            whole = _depth(joined) == 0 and not _GOES_ON.search(joined)
            joined += (";" if joined and fresh and whole else "") + line
    mended = turn_exceptions(fold(mend_regions(_ANGLES.sub("", _NEXT_ANGLE.sub(";", joined)))))
    parts = _cut_outside(_STANDING_NOTE.sub(";", mended), ";。【】")
    stripped = (_NUMBERING.sub("", part.strip(_EDGE)).strip(_EDGE) for part in parts)
    return [part for part in stripped if part and not _is_note(part)]


def _is_note(sentence: str) -> bool:
    """Whether it is the standing note, misread beyond what the pattern allows."""
    return len(sentence) >= 10 and fuzz.partial_ratio(sentence, _NOTE) >= 75


def begins_item(line: str) -> bool:
    """Whether a folded line of a scope begins with a service, or what limits one or says where."""
    words = re.split(r"[(:;,、。]", line, maxsplit=1)[0]
    known = find_service(_COVERAGE_TAIL.sub("", words)) is not None
    return known or any(mark.match(line) for mark in (QUALIFIER, _COVERAGE_LABEL, _OF_CLASS))


def _completes(before: str, line: str) -> bool:
    """Whether the line's first word is the rest of one that the line before begins: 不含信 | 息搜索; or of a
    service that another's name ends: 国内 | 呼叫中心业务."""
    lead, colon, _ = before.rpartition(":") if _MARK.findall(before)[-1:] == [":"] else ("", "", "")
    if colon and strip_class_words(_NUMBERING.sub("", re.split("[;。]", lead)[-1])):
        return False  # where a service may be offered: 信息服务业务:国内 | 呼叫中心业务
    begun = _NUMBERING.sub("", QUALIFIER.split(_MARK.split(before)[-1])[-1])
    word = begun + _MARK.split(line, maxsplit=1)[0]
    is_named = find_service(begun) is None and is_service(word)
    return bool(strip_class_words(begun)) and (word in _terms() or is_named)


@lru_cache(maxsize=1)
def _terms() -> frozenset[str]:
    return frozenset(map(fold, (*service_names(), *QUALIFIER_TERMS)))


def _is_term(words: str) -> bool:
    return words in _terms() or words.removesuffix("业务") in _terms()


def _depth(text: str) -> int:
    return sum((c in "([") - (c in ")]") for c in text)


def _cut_outside(text: str, separators: str) -> list[str]:
    """Split at any of ``separators`` that stands in no bracket."""
    parts, depth = [""], 0
    for character in text:
        depth = max(0, depth + (character in "([") - (character in ")]"))
        if depth == 0 and character in separators:
            parts.append("")
        else:
            parts[-1] += character
    return parts


def _split_outside(text: str, separator: str) -> tuple[str, str, str]:
    first = _cut_outside(text, separator)[0]
    return first, text[len(first) : len(first) + 1], text[len(first) + 1 :]


def _applies_to_last(sentence: str, items: list[_Item], listing_areas: bool) -> bool:
    """Whether the sentence only adds to what stands before it; adds it if so."""
    coverage = _COVERAGE_LABEL.match(sentence)
    if coverage:
        for item in items:
            if not item.areas:
                _add_areas(item, sentence[coverage.end() :])
        return True
    if QUALIFIER.match(sentence):
        if not items:
            items.append(_Item(None, ""))
        _add_qualifiers(items[-1], sentence)
        return True
    parts = [part for part in re.split("[,、]", sentence) if part]
    places = all(_is_place(part) or (listing_areas and _may_be_place(part)) for part in parts)
    if places and items:
        said = listing_areas or any(item.areas for item in items)
        for item in items[-1:] if said else items:  # below services that have none it is theirs all
            _add_areas(item, sentence)
    return places and bool(items)


def _is_place(text: str) -> bool:
    return is_town(text) or (_PLACE.fullmatch(text) is not None and find_service(text) is None)


def _may_be_place(text: str) -> bool:
    """After a colon, a city needs no 市."""
    return len(text) <= 12 and "业务" not in text and "服务" not in text and find_service(text) is None


def _services(head: str) -> list[str]:
    """The services of one sentence: separated by 、 or , where both sides are of the catalogue."""
    services: list[str] = []
    for part in (one for words in _cut_outside(head, "、,") for one in part_services(words)):
        named = find_service(_bare(part).split("(")[0]) is not None
        in_list = bool(services) and QUALIFIER.search(_outside_brackets(services[-1])) is not None
        if services and (in_list or not named) and not _starts_service(part):
            services[-1] += "、" + part
        else:
            services.append(part)
    return [part for part in services if part.strip(_EDGE)]


def _outside_brackets(words: str) -> str:
    return _BRACKET.sub("", words)


def _starts_service(part: str) -> bool:
    return _bare(part).split("(")[0].endswith("业务")


def _bare(part: str) -> str:
    return QUALIFIER.split(part, maxsplit=1)[0]


def _to_item(words: str) -> _Item:
    """A service with its brackets and qualifiers: 信息服务业务(仅限互联网信息服务)不含…"""
    brackets = _BRACKET.findall(words)
    outside = _outside_brackets(words)
    if outside.count("(") > outside.count(")"):  # the closing bracket was not read
        outside, _, rest = outside.partition("(")
        brackets.append(rest)
    head = _bare(outside)
    service = find_service(head)
    if service is None:
        item = _Item(None, clean_printed(strip_class_words(head)).strip(_EDGE))
    else:
        item = _Item(service.code, service.name, only=[service.only] if service.only else [])
    for bracket in brackets:
        _add_bracket(item, bracket)
    _add_qualifiers(item, outside[len(head) :])
    return item


def _add_bracket(item: _Item, bracket: str) -> None:
    parts = [part for part in re.split("[,、;]", bracket) if part]
    places = [part for part in re.split("[,、;]", without_caption(bracket)) if part]
    if QUALIFIER.match(bracket):
        _add_qualifiers(item, bracket)
    elif all(map(_is_place, places)):
        item.areas.extend(places)
    elif strip_class_words(bracket):
        item.only.extend(map(qualifier_to_printed, parts))


def _add_qualifiers(item: _Item, text: str) -> None:
    """仅限A不含B、C,含D: each word rules the terms up to the next one."""
    words = QUALIFIER.split(text)
    for word, terms in zip(words[1::2], words[2::2], strict=True):
        listed = filter(None, (term.strip("()") for term in re.split("[,、;。]", terms)))
        found = [qualifier_to_printed(term) for joined in listed for term in part_terms(joined, _is_term)]
        if word in _EXCLUDING:
            item.excluded.extend(found)
        elif word in _LIMITING:
            item.only.extend(found)
    service = find_service(item.only[0]) if item.only and not item.name else None
    if service:  # a qualifier alone, as where 业务种类 and 服务项目 are two fields
        item.code, item.name = service.code, service.name


def _add_areas(item: _Item, text: str) -> None:
    parts = _cut_outside(without_count(without_caption(text.strip(_EDGE))), "、,;")
    item.areas.extend(without_district(part) for part in parts if part)
