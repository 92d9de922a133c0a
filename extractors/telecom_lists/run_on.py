"""What a scope sets one behind the other without a mark between: a service and its places (信息服务业务（不含
互联网信息服务）全国), two services (国内呼叫中心业务和信息服务业务), two terms of a limit."""

from __future__ import annotations

import re
from collections.abc import Callable

from extractors.place_names.places import is_town
from extractors.telecom_lists.catalogue import find_service, is_service

_BEHIND_SERVICE = re.compile(r"(?:业务|\))(?=[^()]+$)")
_JOINT = re.compile("以及|和|及|与")
_LIST = re.compile("(?<=业务)(?:[、,]|以及|和|及|与)")
_LIMIT = re.compile(r"\(|不含|仅限|含")
_EDGE = ",、:和及 "


def part_areas(sentence: str) -> tuple[str, str]:
    """A folded sentence without the places that stand right behind its last service, or behind that one's
    bracket, and these; nothing is taken for places but known ones."""
    for end in _BEHIND_SERVICE.finditer(sentence):
        service, areas = sentence[: end.end()], sentence[end.end() :].strip(_EDGE)
        places = re.split("[、,和及]", areas)
        if all(map(is_town, places)) and find_service(_name(_LIST.split(service)[-1])) is not None:
            return service, "、".join(places)
    return sentence, ""


def part_services(text: str) -> list[str]:
    """The services of a folded text that 和 joins, each with its limits."""
    return _part(text, lambda words: is_service(_name(words)))


def part_terms(term: str, known: Callable[[str], bool]) -> list[str]:
    """The terms of a limit that 和 joins, where it is no ``known`` one as a whole and they are."""
    return [term] if known(term) else _part(term, known)


def _name(words: str) -> str:
    """What is named before its limits."""
    return _LIMIT.split(words)[0]


def _part(text: str, known: Callable[[str], bool]) -> list[str]:
    for joint in _JOINT.finditer(text):
        before, after = text[: joint.start()], _part(text[joint.end() :], known)
        if before.count("(") == before.count(")") and known(before) and all(map(known, after)):
            return [before, *after]
    return [text]
