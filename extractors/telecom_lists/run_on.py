"""What scopes say in other ways: places right behind a service (信息服务业务（不含新闻）全国), services and
terms that 和 joins, exceptions (除新闻以外的互联网信息服务), numbers in circles."""

from __future__ import annotations

import re
from collections.abc import Callable

from extractors.place_names.places import is_town
from extractors.telecom_lists.catalogue import QUALIFIER, find_service, is_service

_BEHIND_SERVICE = re.compile(r"(?:业务|\))(?=[^()]+$)")
_JOINT = re.compile("以及|和|及|与")
_LIST = re.compile("(?<=业务)(?:[、,]|以及|和|及|与)")
_CIRCLED = re.compile("[\u2460-\u2473]")
# 除新闻、出版以外的互联网信息服务 is 互联网信息服务 but for both
_EXCEPTION = re.compile(
    "(?:仅限于?)?除(?P<out>[^()除]+?)(?:以外|之外|除?外)(?:的(?P<rest>[^(),;。]+)|(?=[),;。]|$))"
)
_EDGE = ",、:和及 "


def number_items(text: str) -> str:
    """The text with numbers in circles (①) as others are set (1.): folded they would be figures of names."""
    return _CIRCLED.sub(lambda found: f"{';' * bool(found.start())}{ord(found[0]) - 0x2460 + 1}.", text)


def turn_exceptions(folded: str) -> str:
    """The text with what a service is but for (除新闻以外) said as what it leaves out (不含新闻)."""
    return _EXCEPTION.sub(
        lambda found: (f"仅限{found['rest']}" if found["rest"] else "") + f"不含{found['out']}", folded
    )


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
    """The terms of a limit that 和 joins, or that run on for a 、 was lost, where it is no ``known`` one as a
    whole and they are."""
    parts = [term] if known(term) else _part(term, known)
    return _part_run_on(term, known) if parts == [term] else parts


def _part_run_on(text: str, known: Callable[[str], bool]) -> list[str]:
    """The text as two known terms; whole where it is not."""
    for at in range(1, len(text)):
        if known(text[:at]) and known(text[at:]):
            return [text[:at], text[at:]]
    return [text]


def _name(words: str) -> str:
    """What is named before its limits."""
    return QUALIFIER.split(words.partition("(")[0])[0]


def _part(text: str, known: Callable[[str], bool]) -> list[str]:
    for joint in _JOINT.finditer(text):
        before, after = text[: joint.start()], _part(text[joint.end() :], known)
        if before.count("(") == before.count(")") and known(before) and all(map(known, after)):
            return [before, *after]
    return [text]
