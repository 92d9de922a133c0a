"""Whose a page without a number is, by the company that it names: 杭州清河网络科技有限公司获准经营…"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from rapidfuzz.distance import Levenshtein

from extractors.normalize.text import fold
from extractors.pages.page_facts import PageFacts
from schemas.certificate import PageKind

LEAST = 6  # characters of a company's name that no other text holds by chance
_NAMING = (PageKind.ANNEX, PageKind.PROVISIONS)
COMPANY = "company"
MISREAD = 2  # characters by which a name may differ and be the same one

_NAME = r"(?P<name>[\u3400-\u9fff()A-Za-z0-9&.]{4,40}?(?:公司|集团|厂|中心|院|所))"
_GRANTED = re.compile(f"《?{_NAME}》?获准经营")
_BOUND = re.compile(f"组成部分,?{_NAME}应当按照")


def find_main_by_company(page: PageFacts, mains: Sequence[PageFacts]) -> list[PageFacts]:
    """The main pages whose company an annex or a page of provisions names, the longest name that it holds."""
    if page.kind not in _NAMING:
        return []
    text = fold("".join(line.text for line in page.lines))
    named = [(name, main) for main in mains for name in _companies(main) if name in text]
    longest = max((len(name) for name, _ in named), default=0)
    return [main for name, main in named if len(name) == longest]


def find_other_company(page: PageFacts, mains: Iterable[PageFacts]) -> str | None:
    """The company that an annex or a page of provisions is of by its own words, where none of the ``mains``
    is that company's."""
    known = [name for main in mains for name in _companies(main)]
    if page.kind not in _NAMING or not known:
        return None
    rows = [fold(line.text) for line in page.lines]
    found = next(filter(None, map(_GRANTED.match, rows)), None) or _BOUND.search("".join(rows))
    if found is None:
        return None
    name = found["name"]
    is_known = any(name in own or own in name or Levenshtein.distance(name, own) <= MISREAD for own in known)
    return None if is_known else name


def _companies(main: PageFacts) -> set[str]:
    values = {found.value for name, found in main.fields if name == COMPANY and found is not None}
    return {name for name in (fold(value) for value in values if value) if len(name) >= LEAST}
