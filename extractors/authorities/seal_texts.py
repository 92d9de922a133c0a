"""What a seal says, from what could be read of it and what else the certificate tells."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from rapidfuzz import fuzz

from extractors.normalize.text import fold, is_cjk, is_part
from extractors.telecom_lists.issuers import (
    FORMER_MINISTRY,
    ISSUERS,
    MINISTRY,
    resolve_issuer,
    rim_spellings,
    rim_to_issuer,
)
from schemas.page import UNREAD

# Straight lines of seals seen on telecom licenses and on inspection pages.
INSPECTION = "年检合格专用章"
PURPOSES = (
    "行政许可专用章", "行政审批专用章", "电信业务审批专用章", "电信业务专用章", INSPECTION,
    "许可证专用章", "业务专用章", "审批专用章", "证书专用章",
)  # fmt: skip
# Of other seals, which a misread one of those may be like.
OTHER_PURPOSES = (
    "财务专用章", "合同专用章", "发票专用章", "人事专用章", "行政专用章", "行政处罚专用章",
    "行政执法专用章",
    "行政复议专用章", "行政确认专用章", "行政备案专用章", "市场监管专用章", "工商登记专用章",
    "登记注册专用章",
    "检验检测专用章", "年度检验专用章", "电信设备专用章", "档案查询专用章", "电子证照专用章",
)  # fmt: skip
_COMMON = ("专用章", "管理局", "中华人民共和国", "省", "市", "自治区", "和", "部")  # on seals of all kinds

# A line that says what a seal is for ends so, whatever that is (国发〔1999〕25号).
_FOR_USE = re.compile(r"(?<=专用)[一-鿿]$")

_TELLING, _PLAIN = 5.0, 1.0  # what a character speaks for a text: one of its own, one of ``_COMMON``
_AT_END = 1.0  # against it: a character lost at its ends, or a neighbour's read with it
_SURE, _UNSURE = 0.9, 0.6  # scores of a reading whose other characters speak fully, hardly against it
_HARDLY = 0.2
_BORNE_OUT, _SETTLED = 6.0, 10.0  # for a text that other evidence names; that so many name
SETTLING = 3

_KNOWN, _OWN = 0.5, 0.2  # shares of all that could speak for a text
_LIKELY_RIM, _LIKELY_LINE = 0.4, 0.6  # the same with what other evidence adds; lines are of more kinds
_CLEAR = 3.0  # lead over the second
_SHORT = 7  # characters below which a line must be whole: 财务专用章 is no misread 业务专用章
_LONGEST = 40
_KNOWN_RIM, _CLEAR_RIM = 0.8, 0.08
_FOREIGN, _WHOLE_NAME = 0.35, 6  # likeness to an authority below which that many characters name another body
_NEAR = 0.7  # likeness to a known purpose from which a line is that one misread
_OF_LONGEST = 2  # characters that only an authority's longest spelling has, from which it is that one
_DATED = re.compile("年(?!检)|[0-9〇○零一二三四五六七八九十年月日 ]*[一二三四五六七八九十年月日][0-9 ]*$")
_NOBODY: Mapping[str, int] = MappingProxyType({})


@dataclass(frozen=True)
class _Evidence:
    """``own`` is what the reading says for the text, ``whole`` the most that one could say; ``witnesses``
    are other readings of the certificate that name it."""

    text: str
    own: float
    whole: float
    witnesses: int

    @property
    def total(self) -> float:
        if not self.witnesses:
            return self.own
        return self.own + (_SETTLED if self.witnesses >= SETTLING else _BORNE_OUT)


def rim_to_authority(
    rim: str, score: float = 1.0, likely: Mapping[str, int] = _NOBODY, printed: str = ""
) -> str:
    """The authority's name as it stands on its seals, if the text read is clearly that; else as read.

    ``score`` (0-1) is the reading's. ``likely`` are the authorities that the license number and the
    certificate's other seals name, and how many do: what is left of a rim must speak for one itself.
    ``printed`` is the print that the seal lies over: what is read of it hides a character of the rim, and
    speaks hardly against one. The ministry's seal carries the name of the state before its own.
    """
    text = _ideographs(rim)
    match = resolve_issuer(text)
    if match is None:
        return rim
    name: str | None = match.name
    if match.score < _KNOWN_RIM or match.margin < _CLEAR_RIM:
        seen = "".join(UNREAD if char in printed and char not in _rim_characters() else char for char in text)
        best = [
            max(
                (_weigh(seen, spelling, score, likely.get(issuer, 0)) for spelling in rim_spellings(issuer)),
                key=lambda evidence: evidence.total,
            )
            for issuer in ISSUERS
        ]
        chosen = _choose(best, _LIKELY_RIM)
        name = None if chosen is None or not likely else ISSUERS[best.index(chosen)]
    if name is None:
        return rim
    return _ministry_rim(text, name) if name in (MINISTRY, FORMER_MINISTRY) else name


@cache
def _rim_characters() -> frozenset[str]:
    """Those of the authorities' names."""
    return frozenset(char for issuer in ISSUERS for spelling in rim_spellings(issuer) for char in spelling)


def _ministry_rim(text: str, name: str) -> str:
    fitting = max(rim_spellings(name), key=lambda spelling: _weigh(text, spelling, 1.0, 0).own)
    return spelled_as_read(fitting, text)


def spelled_as_read(authority: str, read: str) -> str:
    """The authority's name as its seals have it, the longest of its spellings (中华人民共和国 before the
    ministry's) where so much of what that has more was ``read`` that nothing else explains it."""
    longest = max(rim_spellings(rim_to_issuer(authority) or ""), key=len, default=authority)
    more = set(longest) - set(authority)
    return longest if len(more & set(read)) >= _OF_LONGEST else authority


def inner_to_purpose(line: str, score: float = 1.0, likely: Collection[str] = ()) -> str:
    """The purpose that a seal's straight line names, if the text read is clearly one; else as read.

    ``score`` (0-1) is the reading's. ``likely`` are the purposes on the certificate's other seals.
    """
    text = _ideographs(line)
    if text in PURPOSES:
        likely = [purpose for purpose in likely if is_part(text, purpose)]
        if likely:  # print over a seal hides characters, and adds none that make another purpose
            return max(likely, key=len)
    every = [_weigh(text, purpose, score, int(purpose in likely)) for purpose in PURPOSES]
    chosen = _choose(every, _LIKELY_LINE)
    if chosen is None or (len(chosen.text) < _SHORT and chosen.text != text):
        return _FOR_USE.sub("章", line)
    return chosen.text


def is_plain_rim(rim: str) -> bool:
    """Whether a rim as read is an authority's name to the letter, or nothing like one: a company's seal."""
    if rim_to_issuer(rim) is not None:
        return True
    match = resolve_issuer(rim)
    return match is not None and match.score < _FOREIGN and len(_ideographs(rim)) >= _WHOLE_NAME


def is_plain_purpose(line: str) -> bool:
    """Whether a straight line as read is a known purpose, or one of another kind (合同专用章) and no part of
    a known one."""
    text = _ideographs(line)
    if text in PURPOSES:
        return True
    near = max(fuzz.ratio(text, purpose) for purpose in PURPOSES) / 100
    return near < _NEAR and (text.endswith("章") or not all(map(is_cjk, line)))


def is_plain_line(line: str) -> bool:
    """Whether a straight line of any seal may be its own: 年六月 is of the date that lies under it, and
    before 年度 the year's figures were lost."""
    return _DATED.match(fold(line)) is None


def _choose(every: Collection[_Evidence], likely: float) -> _Evidence | None:
    best, second = sorted(every, key=lambda evidence: -evidence.total)[:2]
    known = likely if best.witnesses else _KNOWN
    if best.own < _OWN * best.whole or best.total < known * best.whole:
        return None
    return best if best.total - second.total >= _CLEAR else None


def _ideographs(text: str) -> str:
    return "".join(filter(is_cjk, fold(text)))[:_LONGEST]


@cache
def _weights(text: str) -> tuple[float, ...]:
    weights = [_TELLING] * len(text)
    for word in _COMMON:
        for start in range(len(text)):
            if text.startswith(word, start):
                weights[start : start + len(word)] = [_PLAIN] * len(word)
    return tuple(weights)


def _weigh(read: str, text: str, score: float, witnesses: int) -> _Evidence:
    """The best alignment: a character read speaks for ``text`` by its weight, one read otherwise or
    lost amid it as much against it, the less the less surely it was read, and hardly where none was."""
    weights = _weights(text)
    doubt = min(1.0, max(_HARDLY, (score - _UNSURE) / (_SURE - _UNSURE)))
    above = [-_AT_END * column for column in range(len(text) + 1)]
    for row, char in enumerate(read, start=1):
        line = [-_AT_END * row]
        last = row == len(read)
        for column, weight in enumerate(weights, start=1):
            same = text[column - 1] == char
            against = _HARDLY if char == UNREAD else doubt
            lost = _AT_END if last else weight
            added = _AT_END if column == len(weights) else _TELLING * doubt
            line.append(
                max(
                    above[column - 1] + (weight if same else -weight * against),
                    line[column - 1] - lost,
                    above[column] - added,
                )
            )
        above = line
    return _Evidence(text, above[-1], sum(weights), witnesses)
