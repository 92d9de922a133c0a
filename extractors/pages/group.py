"""Which pages make one certificate."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import TypeAlias

from extractors.candidates import Candidate
from extractors.normalize.normal import Check
from extractors.normalize.text import fold
from extractors.pages.named_company import find_main_by_company
from extractors.pages.own_numbers import is_cut, is_near
from extractors.pages.page_facts import PageFacts
from extractors.pages.series import natural_key, series_of
from schemas.certificate import PageKind

HALF = 3  # values that each page of an open booklet has at least
_Key: TypeAlias = list[tuple[int, str]]


@dataclass(frozen=True)
class PageGroup:
    """Pages of one certificate in their order, and its number if any page tells it."""

    pages: tuple[PageFacts, ...]
    number: str | None


def group_pages(pages: Sequence[PageFacts]) -> list[PageGroup]:
    """Pages in the order of their files to certificates.

    A main page starts a certificate, save that it follows another with the same number and values in
    its file (正本 and 副本). Copies of all pages of one paper are certificates of their own, or their clauses
    and annexes would be read as one list: what they have in common, and which of two that differ is right, or
    newer, is for the database's versions to tell. Other pages go to the certificate with their number, of
    their own file before another's, to the letter or, where none has it so, slightly misread, of two the one
    whose company they name, or in their own file cut short where they name its company; and those that
    carry no number to that of the company they name, or to the one before them in their file (else the one
    after), or to the one whose files they stand between.
    """
    groups: list[list[PageFacts]] = []
    waiting: list[PageFacts] = []
    mains = [page for page in pages if page.kind == PageKind.MAIN]
    for page in pages:
        home = _home(page, groups, mains)
        if home is not None:
            home.append(page)
        elif page.kind == PageKind.OTHER and page_number(page) is None:
            waiting.append(page)
        else:
            groups.append([page])
    places = _places(groups) if waiting else {}
    for page in waiting:
        of_file = (group for group in groups if _is_of_file(page, group))
        home = next(of_file, None) or _around(page, places)
        if home is not None:
            home.append(page)
    return _merge_strays([_group(group) for group in groups])


def _places(groups: Sequence[list[PageFacts]]) -> dict[str, list[tuple[_Key, list[PageFacts]]]]:
    """By series, the group of each page and the key of its file, in the order of the files."""
    places: dict[str, list[tuple[_Key, list[PageFacts]]]] = {}
    for group in groups:
        for page in group:
            path = page.source.path
            places.setdefault(series_of(path), []).append((natural_key(path), group))
    return {series: sorted(found, key=itemgetter(0)) for series, found in places.items()}


def _around(
    page: PageFacts, places: Mapping[str, Sequence[tuple[_Key, list[PageFacts]]]]
) -> list[PageFacts] | None:
    """The group that has the files before and behind the page's in its series: page 2 between 1 and 3."""
    series, own = places.get(series_of(page.source.path), ()), natural_key(page.source.path)
    end = bisect_left(series, own, key=itemgetter(0))
    begin = bisect_right(series, own, key=itemgetter(0))
    if end == 0 or begin == len(series):
        return None
    before, after = series[end - 1][1], series[begin][1]
    return before if before is after else None


def page_number(page: PageFacts) -> str | None:
    """The number that the page reads most often, the surest of equals."""
    votes: Counter[str] = Counter()
    for candidate in page.numbers:
        if candidate.value is not None:
            votes[candidate.value] += 1
    best = {candidate.value: _sureness(candidate) for candidate in page.numbers}
    return max(votes, key=lambda number: (votes[number], best[number]), default=None)


def _sureness(candidate: Candidate) -> float:
    return min(candidate.scores, default=0.0)


def _home(
    page: PageFacts, groups: Sequence[list[PageFacts]], mains: Sequence[PageFacts]
) -> list[PageFacts] | None:
    number = page_number(page)
    if groups and _is_other_half(page, groups[-1]):
        return groups[-1]
    if page.kind == PageKind.MAIN:
        same = (
            group
            for group in groups
            if number is not None
            and _number(group) == number
            and _is_of_file(page, group)
            and all(other.kind == PageKind.MAIN for other in group)
        )
        return next((group for group in same if not _contradicts(page, group)), None)
    if number is None:
        return _home_by_company(page, groups, mains)
    near = [group for group in reversed(groups) if is_near(_number(group), number)]
    theirs = find_main_by_company(page, mains)
    named = [main for main in theirs if page_number(main) == number]
    near.sort(key=lambda group: (_number(group) != number, not _holds_any(group, named)))
    own = [group for group in near if _is_of_file(page, group)] or [
        group
        for group in reversed(groups)
        if (is_cut(number, _number(group)) or is_cut(_number(group) or "", number))
        and _is_of_file(page, group)
        and _holds_any(group, theirs)
    ]
    if _comes_after(page, number, [_number(group) for group in own or near], mains, is_own=bool(own)):
        return None
    if named and not own and not any(_holds_any(group, named) for group in near):
        return None  # of two main pages with its number that of its company comes after it
    unnumbered = [group for group in groups if _number(group) is None and _same_file(page, group[-1])]
    return next(iter([*own, *near, *unnumbered]), None)


def _is_other_half(page: PageFacts, group: Sequence[PageFacts]) -> bool:
    """Whether a main page is the other page of an open booklet: it follows the only page of the group in its
    file, one of the two has the number, and neither has a value that the other has."""
    before = group[-1]
    if len(group) > 1 or {page.kind, before.kind} != {PageKind.MAIN} or not _same_file(page, before):
        return False
    own, theirs = values_of(page).keys(), values_of(before).keys()
    return (
        page.source.page.page_no == before.source.page.page_no + 1
        and [page_number(page), page_number(before)].count(None) == 1
        and min(len(own), len(theirs)) >= HALF
        and not own & theirs
    )


def _home_by_company(
    page: PageFacts, groups: Sequence[list[PageFacts]], mains: Sequence[PageFacts]
) -> list[PageFacts] | None:
    """The group of the company that the page names, else the one before it in its file."""
    named = _named_mains(page, mains)
    if not named:
        return next((group for group in reversed(groups) if _same_file(page, group[-1])), None)
    theirs = [group for group in reversed(groups) if _holds_any(group, named)]
    own = [group for group in theirs if _is_of_file(page, group)]
    if not own and any(_same_file(page, main) for main in named):
        return None  # its main page comes after it
    return next(iter([*own, *theirs]), None)


def _named_mains(page: PageFacts, mains: Sequence[PageFacts]) -> list[PageFacts]:
    """The main pages of the only license of the company that a page without a number names."""
    named = find_main_by_company(page, mains) if page_number(page) is None else []
    numbers = {page_number(main) for main in named}
    return named if len(numbers) == 1 and (numbers != {None} or len(named) == 1) else []


def _holds_any(group: Sequence[PageFacts], pages: Sequence[PageFacts]) -> bool:
    return any(own is page for own in group for page in pages)


def _comes_after(
    page: PageFacts, number: str, found: Sequence[str | None], mains: Sequence[PageFacts], *, is_own: bool
) -> bool:
    """Whether the page's main page is none of those that were ``found`` before it: the next license in an
    archive is numbered like this one, but for its last digit, and a main page with the very number is it."""
    in_file = [page_number(main) for main in mains if _same_file(page, main)]
    if not is_own and any(is_near(other, number) for other in in_file):
        return True
    return number not in found and number in (in_file if is_own else map(page_number, mains))


def _is_of_file(page: PageFacts, group: Sequence[PageFacts]) -> bool:
    return any(_same_file(page, other) for other in group)


def _contradicts(page: PageFacts, group: Sequence[PageFacts]) -> bool:
    """Whether a main page of the group reads otherwise: a renewal, a change, or one misread."""
    own = values_of(page)
    return any(
        other.kind == PageKind.MAIN
        and any(own.get(name, value) != value for name, value in values_of(other).items())
        for other in group
    )


def values_of(page: PageFacts) -> dict[str, str]:
    """The page's values by the names of their fields."""
    return {name: found.value for name, found in page.fields if found is not None and found.value is not None}


def _same_file(page: PageFacts, other: PageFacts) -> bool:
    return page.source.sha256 == other.source.sha256


def _number(pages: Sequence[PageFacts]) -> str | None:
    """The number that most pages read; the main page's counts double."""
    votes: Counter[str] = Counter()
    for page in pages:
        number = page_number(page)
        if number is not None:
            votes[number] += 2 if page.kind == PageKind.MAIN else 1
    return votes.most_common(1)[0][0] if votes else None


def _group(pages: Sequence[PageFacts]) -> PageGroup:
    order = {PageKind.MAIN: 0, PageKind.ANNEX: 1, PageKind.PROVISIONS: 2, PageKind.INSPECTION: 3}
    files = list(dict.fromkeys(page.source.sha256 for page in pages))
    if len(files) > 1:
        one_series = len({series_of(page.source.path) for page in pages}) == 1
        pages = sorted(
            pages,
            key=lambda page: (
                0 if one_series else order.get(page.kind, 4),
                natural_key(page.source.path),
                page.source.page.page_no,
            ),
        )
    return PageGroup(tuple(pages), _number(pages))


def _merge_strays(groups: list[PageGroup]) -> list[PageGroup]:
    """Pages that came before the main page with their number join it, and those that carry no number
    the only certificate of their series of files."""
    mains = [group for group in groups if any(page.kind == PageKind.MAIN for page in group.pages)]
    strays = [group for group in groups if group not in mains]
    main_pages = [page for group in mains for page in group.pages if page.kind == PageKind.MAIN]
    for stray in strays:
        number, named = stray.number, _named_mains(stray.pages[0], main_pages)
        theirs = find_main_by_company(stray.pages[0], main_pages)
        likeliest_first = sorted(
            range(len(mains)),
            key=lambda index: (
                not _is_of_file(stray.pages[0], mains[index].pages),
                mains[index].number != number,
                not _holds_any(mains[index].pages, theirs),
            ),
        )
        for index in likeliest_first:
            main = mains[index]
            near = number is not None and any(is_near(other, number) for other in _likely_numbers(main))
            alone = number is None and (
                _holds_any(main.pages, named)
                if named
                else _same_file(main.pages[0], stray.pages[0]) or _in_series(stray, mains) == [index]
            )
            if near or alone:
                mains[index] = _group([*main.pages, *stray.pages])
                break
        else:
            mains.append(stray)
    return mains


def _likely_numbers(group: PageGroup) -> list[str]:
    """The group's number, or what stands where it should and is none: 鲁B2-201+2163."""
    if group.number is not None:
        return [group.number]
    return [
        fold(found.raw)
        for page in group.pages
        for _, found in page.fields
        if found is not None and Check.NUMBER_FORM in found.failed
    ]


def _in_series(stray: PageGroup, groups: Sequence[PageGroup]) -> list[int]:
    """Which of the groups have a page in a file of the stray's series."""
    series = {series_of(page.source.path) for page in stray.pages}
    return [
        index
        for index, group in enumerate(groups)
        if any(series_of(page.source.path) in series for page in group.pages)
    ]
