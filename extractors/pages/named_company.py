"""Whose a page without a number is, by the company that it names: 杭州清河网络科技有限公司获准经营…"""

from __future__ import annotations

from collections.abc import Sequence

from extractors.normalize.text import fold
from extractors.pages.page_facts import PageFacts
from schemas.certificate import PageKind

LEAST = 6  # characters of a company's name that no other text holds by chance
_NAMING = (PageKind.ANNEX, PageKind.PROVISIONS)
COMPANY = "company"


def find_main_by_company(page: PageFacts, mains: Sequence[PageFacts]) -> list[PageFacts]:
    """The main pages whose company an annex or a page of provisions names, the longest name that it holds."""
    if page.kind not in _NAMING:
        return []
    text = fold("".join(line.text for line in page.lines))
    named = [(name, main) for main in mains for name in _companies(main) if name in text]
    longest = max((len(name) for name, _ in named), default=0)
    return [main for name, main in named if len(name) == longest]


def _companies(main: PageFacts) -> set[str]:
    values = {found.value for name, found in main.fields if name == COMPANY and found is not None}
    return {name for name in (fold(value) for value in values if value) if len(name) >= LEAST}
