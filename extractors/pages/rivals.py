"""Pages that may be another certificate's: an old license and its renewal bear one number, and the next one
in an archive nearly the same."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.normalize.text import fold
from extractors.pages.group import PageGroup, page_number, values_of
from extractors.pages.named_company import find_main_by_company
from extractors.pages.page_facts import PageFacts
from schemas.certificate import PageKind

LONG = 8  # characters of a text from which one that differs is a misread one
_MARKS = re.compile(r"\W")
_CHINESE = re.compile("[\u3400-\u9fff]")


def find_disputed(groups: Sequence[PageGroup]) -> dict[int, tuple[int, ...]]:
    """By the index of each group that has rivals in pages: its numbers of pages (from 1) that may be theirs,
    none where it is they that have them.

    Groups are rivals whose main pages bear the same number and say otherwise. What tells whose a page is, is
    the main page that it follows in its file; where one of two main pages of a file has all that follow, or a
    page lies in a file of its own, nothing does, save a company that only one of them has and it names.
    """
    disputed: dict[int, tuple[int, ...]] = {}
    for one, group in enumerate(groups):
        rivals = [two for two, other in enumerate(groups) if two != one and _are_rivals(group, other)]
        if not rivals:
            continue
        others = [groups[two] for two in rivals]
        pages = tuple(
            page_no
            for page_no, page in enumerate(group.pages, start=1)
            if page.kind != PageKind.MAIN and _may_be_of(page, group, others)
        )
        if pages:
            disputed[one] = pages
            for two in rivals:
                disputed.setdefault(two, ())
    return disputed


def find_strangers(group: PageGroup) -> tuple[int, ...]:
    """Numbers of the pages (from 1) that bear another number than its main pages (or the group), and do not
    name its company: a digit is misread, or they are of the next license, whose main page is not here."""
    mains = _mains(group)
    known = {page_number(main) for main in mains} - {None} or {group.number}
    return tuple(
        page_no
        for page_no, page in enumerate(group.pages, start=1)
        if page.kind != PageKind.MAIN
        and page_number(page) not in (None, *known)
        and not find_main_by_company(page, mains)
    )


def _mains(group: PageGroup) -> list[PageFacts]:
    return [page for page in group.pages if page.kind == PageKind.MAIN]


def _are_rivals(group: PageGroup, other: PageGroup) -> bool:
    """Whether both have main pages with one number and values that differ."""
    mine, theirs = _mains(group), _mains(other)
    if not mine or not theirs or group.number is None or group.number != other.number:
        return False
    return any(all(_say_otherwise(page, one) for one in theirs) for page in mine)


def _say_otherwise(page: PageFacts, other: PageFacts) -> bool:
    """Whether a value differs by more than one misread character of a long text: a name of a few characters,
    a date or a number that differs is another."""
    mine, theirs = values_of(page), values_of(other)
    return any(not _is_one_text(mine[name], theirs[name]) for name in mine.keys() & theirs.keys())


def _is_one_text(one: str, other: str) -> bool:
    one, other = (_MARKS.sub("", fold(text)) for text in (one, other))
    strange = sum(a != b for a, b in zip(one, other, strict=False))
    is_long = len(one) == len(other) >= LONG and _CHINESE.search(one) is not None
    return one == other or (is_long and strange == 1)


def _may_be_of(page: PageFacts, group: PageGroup, others: Sequence[PageGroup]) -> bool:
    """Whether a page of the group may as well be of one of the others."""
    at, mains = page.source.sha256, _mains(group)
    named = find_main_by_company(page, [*mains, *(main for other in others for main in _mains(other))])
    if named and all(any(one is main for main in mains) for one in named):
        return False
    if not any(main.source.sha256 == at for main in mains):
        return True
    beside = [other for other in others if any(main.source.sha256 == at for main in _mains(other))]
    return any(len(_mains(other)) == len(other.pages) for other in beside)
