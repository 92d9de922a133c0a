"""Whose a page without a number is, by the company that it names: 杭州清河网络科技有限公司获准经营…"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from extractors.normalize.text import fold, fold_with_offsets
from extractors.pages.page_facts import PageFacts
from schemas.certificate import PageKind

LEAST = 6  # characters of a company's name that no other text holds by chance
_NAMING = (PageKind.ANNEX, PageKind.PROVISIONS)
COMPANY = "company"
SURE = 0.95  # score of a character from which a further page speaks against a main page's
MISREAD = 1  # characters by which a name may differ and be the same one: two are all that tell many apart

_NAME = r"(?P<name>[\u3400-\u9fff()A-Za-z0-9&.]{4,40}?(?:公司|集团|厂|中心|院|所))"
_GRANTED = re.compile(f"《?{_NAME}》?获准经营")
_BOUND = re.compile(f"组成部分,?{_NAME}应当按照")
_ANY = re.compile("的公司$|许可证|持证")  # of any holder: 取得经营许可证的公司
_LABELLED = re.compile(r"(?:公司|企业|经营单位)名称:\n?\Z")
_SAID = re.compile(r"[》\n]*(?:获准|应当|必须|不得)")
_IDEOGRAPH = re.compile("[\u3400-\u9fff]")
_LABEL = 8  # characters of a label before a name, and its line's end
_FURTHER = re.compile(r"(?<=公司)[^\u3400-\u9fff]+$")  # the name in another language


def find_main_by_company(page: PageFacts, mains: Sequence[PageFacts]) -> list[PageFacts]:
    """The main pages whose company an annex or a page of provisions names as the one that it is for, the
    longest such name: who connects its sites may have a license here as well. A main page in its own file
    whose name is misread may be meant as well as another license of the company."""
    if page.kind not in _NAMING:
        return []
    text = "\n".join(fold(line.text) for line in page.lines)
    named = [(name, main) for main in mains for name in _companies(main) if _is_for(text, name)]
    longest = max((name for name, _ in named), key=len, default="")
    found = [main for name, main in named if len(name) == len(longest)]
    beside = [main for main in mains if main.source.sha256 == page.source.sha256]
    if found and not any(one is main for one in found for main in beside):
        found += [main for main in beside if any(_is_near(longest, own) for own in _companies(main))]
    return found


@dataclass(frozen=True)
class Holder:
    """The company, folded, that a page is of by its own words, and what stands ``before`` its name, where
    that may begin."""

    name: str
    before: str


def find_holder_said(page: PageFacts) -> Holder | None:
    """The holder that an annex or a page of provisions names; ``None`` where it names none, or any at all."""
    if page.kind not in _NAMING:
        return None
    name, before = _holder([fold(line.text) for line in page.lines])
    return None if not name or _ANY.search(name) else Holder(name, before)


def is_other_company(holder: Holder, mains: Iterable[PageFacts]) -> bool:
    """Whether none of the ``mains``, which name a company, is the holder's."""
    known = [name for main in mains for name in _companies(main)]
    name, before = holder.name, holder.before
    return bool(known) and not any(
        _is_near(own, name if len(name) >= len(own) - MISREAD else (before + name)[-len(own) :])
        for own in known
    )


def has_other_character(holder: Holder, page: PageFacts, mains: Iterable[PageFacts]) -> bool:
    """Whether one of the ``mains`` has another character in one place of the name, which is ``SURE`` on the
    holder's ``page``: one of the two is misread."""
    name = holder.name
    near = [
        own for main in mains for own in _companies(main) if len(own) == len(name) and _is_near(name, own)
    ]
    places = [at for own in near for at in range(len(name)) if own[at] != name[at]]
    return bool(places) and _score(page, name, places[0]) >= SURE


def _score(page: PageFacts, name: str, place: int) -> float:
    """How surely a character of ``name`` was read in the line that holds all of it; 0 where none does."""
    for line in page.lines:
        text, offsets = fold_with_offsets(line.text)
        start = text.find(name)
        if start >= 0 and line.scores:
            return line.scores[offsets[start + place]]
    return 0.0


def _holder(rows: Sequence[str]) -> tuple[str, str]:
    """The company that the rows say to be the holder, and what stands before it, where its name may begin;
    empty where they say none."""
    for index, row in enumerate(rows):
        granted = _GRANTED.match(row)
        if granted is not None:
            return granted["name"], "".join(rows[:index])
    text = "".join(rows)
    bound = _BOUND.search(text)
    return (bound["name"], text[: bound.start("name")]) if bound is not None else ("", "")


def _is_for(text: str, name: str) -> bool:
    """Whether the text speaks of the company as the holder; its name may be wrapped."""
    squeezed = text.replace("\n", "")
    at = squeezed.find(name)
    places = [place for place, char in enumerate(text) if char != "\n"] if at >= 0 else []
    while at >= 0:
        start, end = places[at], places[at + len(name) - 1] + 1
        labelled = _LABELLED.search(text, max(0, start - _LABEL), start)
        if labelled and not _IDEOGRAPH.match(text, end):
            return True
        if not (start and _IDEOGRAPH.match(text, start - 1)) and _SAID.match(text, end):
            return True
        at = squeezed.find(name, at + 1)
    return False


def _is_near(name: str, own: str) -> bool:
    if len(name) == len(own):  # 凤凤 read as 风风 is one misread character, twice
        return len({(one, other) for one, other in zip(name, own, strict=True) if one != other}) <= MISREAD
    return Levenshtein.distance(name, own) <= MISREAD


def _companies(main: PageFacts) -> set[str]:
    values = {found.value for name, found in main.fields if name == COMPANY and found is not None}
    names = {_FURTHER.sub("", fold(value)) for value in values if value}
    return {name for name in names if len(name) >= LEAST}
