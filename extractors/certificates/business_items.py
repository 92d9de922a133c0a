"""The services that a license grants, and where each may be offered."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.candidates import Candidate
from extractors.certificates.listed_areas import ListedAreas, find_listed_areas, is_unread
from extractors.certificates.listed_items import enter_areas, listed_rows, read_listed_items
from extractors.issue_messages.messages import issue
from extractors.normal_forms import without_specks
from extractors.normalize.license_number import find_license_number
from extractors.normalize.normal import Check
from extractors.normalize.see_annex import refers_to_annex
from extractors.normalize.services import unknown_words
from extractors.normalize.text import fold
from extractors.pages.group import PageGroup
from extractors.place_names.counted import count_places, is_miscounted, without_count
from extractors.place_names.places import (
    REGIONS,
    has_lost_mark,
    has_misread_region,
    has_scrap_behind,
    is_known_place,
    text_to_places,
)
from extractors.record import Record
from extractors.tables.area_table import AreaRow
from extractors.telecom_lists.scope import coverage_to_areas, is_cut, is_qualifier, parse_scope
from schemas.certificate import BusinessItem, PageKind
from schemas.field import FieldStatus, FieldValue

_TWO = re.compile("不含[^。]*。(?!【)[^【]*不含")  # sentences, one of them of 业务种类 above
_NOTE = re.compile("【[^】]*】")  # below a scope: 【依法须经批准的项目，…】
_GRANTED, _SPACE = re.compile("获准经营(.{2,200}?)相关信息"), re.compile(r"\s")
ENDS = ("。", "】")  # at which a sentence ends, or the note below it


def read_business_items(record: Record, group: PageGroup) -> tuple[BusinessItem, ...]:
    """The items of the scope, each as sure as the scope that it was read from.

    The coverage that stands in a field of its own is the areas of all items; an annex that lists
    places by service tells those of the items without, and which they are where the scope refers to it, or
    where it lies here without its main page.
    """
    printed = record.fields.get("scope")
    granted = [(number, row) for number, page in enumerate(group.pages, start=1) for row in page.granted_rows]
    if granted:
        return _read_granted(record, granted)
    if printed is None or printed.value is None:
        alone = all(page.kind != PageKind.MAIN for page in group.pages)
        return read_listed_items(record, listed_rows(group)) if alone else ()
    if refers_to_annex(printed.raw or ""):
        listed_items = read_listed_items(record, listed_rows(group))
        if not listed_items:
            record.doubt("scope", issue("unknown_words", "scope", printed.value))
        return listed_items
    if is_miscounted(printed.value):
        record.doubt("scope", issue("areas_miscounted", "scope", printed.value))
        printed = printed.model_copy(update={"status": FieldStatus.REVIEW})
    covered = record.fields.get("coverage")
    if covered is not None and covered.value is not None and _runs_on(covered.value):
        record.doubt("coverage", issue("areas_run_on", "coverage", covered.value))
    if covered is not None and _TWO.search(covered.value or ""):
        record.doubt("coverage", issue(Check.PLACE, "coverage", covered.value or ""))
    if covered is not None and covered.value is not None and has_misread_region(covered.value):
        record.doubt("coverage", issue(Check.NAME_MISREAD, "coverage", covered.value))
    coverage, number = record.fields.get("coverage"), record.fields.get("license_number")
    if coverage is not None and coverage.value is not None and coverage.status != FieldStatus.ACCEPTED:
        printed = printed.model_copy(update={"status": FieldStatus.REVIEW})
    limits = _limits_beside(record, group)
    if any(limit.failed for limit in limits):
        printed = printed.model_copy(update={"status": FieldStatus.REVIEW})
    scope = "\n".join([printed.raw or "", *(limit.raw for limit in limits)])
    items = scope_to_items(scope, (coverage.raw if coverage is not None else None) or "")
    listed = find_listed_areas(group)
    beyond = sorted(listed.keys() - {item.code for item in items})
    if beyond:  # the scope has lost a line
        record.doubt("scope", issue("service_beyond", "scope", "、".join(beyond)))
        printed = printed.model_copy(update={"status": FieldStatus.REVIEW})
    said = (coverage.value if coverage is not None else None) or ""
    license_number = number.value if number is not None and not _tells_services(said, group) else None
    named = _granted_in_annexes(group) if refers_to_annex(said) else frozenset()
    entered = tuple(
        _enter(record, index, item, printed, listed, None if item.name in named else license_number)
        for index, item in enumerate(items)
    )
    if refers_to_annex(said) and _has_areas(group):
        _tell_without_areas(record, entered)
    _tell_repeated(record, entered)
    return entered


def _read_granted(record: Record, rows: Sequence[tuple[int, AreaRow]]) -> tuple[BusinessItem, ...]:
    """The items of a main page's table, which its coverage is no surer than; a row of which one part is not
    known is told under both."""
    unread = [row for _, row in rows if is_unread(row)]
    items = read_listed_items(record, [one for one in rows if not is_unread(one[1])])
    areas = [held for key, held in record.fields.items() if key.endswith(".areas")]
    for row in unread:
        text = "".join(line.text for line in row.granted)
        for name in ("scope", "coverage"):
            if name in record.fields:
                record.doubt(name, issue("areas_unread", name, text))
    if "coverage" in record.fields and any(held.status != FieldStatus.ACCEPTED for held in areas):
        record.doubt("coverage", issue("areas_run_on", "coverage", record.fields["coverage"].value or ""))
    return items


def _limits_beside(record: Record, group: PageGroup) -> list[Candidate]:
    """What 服务项目 limits the services to where the coverage has a label of its own, and 业务范围 where the
    services have. What else the first says has no place in the record: then the coverage, which such forms
    mix up, waits for a person."""
    passed = [(name, found) for page in group.pages for name, found in page.passed_over if found.value]
    limits = []
    for name, found in passed:
        if name in ("coverage", "scope") and is_qualifier(found.raw):
            limits.append(found)
        elif name == "coverage" and name in record.fields and not refers_to_annex(found.raw):
            record.doubt(name, issue(Check.PLACE, name, found.raw))
    return limits


def _runs_on(coverage: str) -> bool:
    count = count_places(coverage)
    places = _to_areas(coverage)
    towns = [place for place in places if place not in REGIONS]  # 广东省；广州、深圳两市
    miscounted = count not in (None, len(places), len(towns))
    return (
        miscounted
        or not _is_understood(coverage)
        or has_scrap_behind(coverage)
        or has_lost_mark(without_count(coverage))
    )


def _is_understood(coverage: str) -> bool:
    """Whether it lists places, or says what a coverage may say else: services, limits, that an annex has
    them."""
    if not _NOTE.sub("", coverage).strip():
        return False
    known = _to_areas(_part_limit(coverage)[0]) or is_qualifier(coverage) or refers_to_annex(coverage)
    return bool(known) or not unknown_words(fold(coverage))


def _tell_without_areas(record: Record, items: Sequence[BusinessItem]) -> None:
    """Doubt items without places where the coverage says that an annex has them, and one does."""
    for index, item in enumerate(items):
        name = f"business_items.{index}.name"
        if not item.areas:
            record.doubt(name, issue("areas_missing", name, item.name))


def _has_areas(group: PageGroup) -> bool:
    """Whether an annex has a label, or a head, of places."""
    return any("覆盖范围" in page.text.whole for page in group.pages if page.kind == PageKind.ANNEX)


def _tell_repeated(record: Record, items: Sequence[BusinessItem]) -> None:
    """Doubt services that are granted twice, each with another limit: what one leaves out may have been taken
    for a grant of its own."""
    for index, item in enumerate(items):
        limits = {other.only for other in items if other.code == item.code and other.only}
        if item.only and len(limits) > 1:
            name = f"business_items.{index}.name"
            record.doubt(name, issue("service_repeated", name, "、".join(item.only)))


def _tells_services(coverage: str, group: PageGroup) -> bool:
    """Whether 业务覆盖范围(服务项目) means services and there are no places to find: it refers to an annex
    that lists those of sites, or is a whole sentence that limits some (不含…。)."""
    if is_qualifier(coverage):
        return coverage.rstrip().endswith(ENDS)
    return refers_to_annex(coverage) and any(row.services for page in group.pages for row in page.sites)


def _granted_in_annexes(group: PageGroup) -> frozenset[str]:
    """The services that annexes are headed with (某公司获准经营某业务相关信息): 见附页 means these pages,
    which list the sites of each."""
    annexes = [page.text.whole for page in group.pages if page.kind == PageKind.ANNEX]
    heads = [found.group(1) for text in annexes for found in _GRANTED.finditer(_SPACE.sub("", text))]
    return frozenset(item.name for head in heads for item in parse_scope(head))


def scope_to_items(scope: str, coverage: str) -> tuple[BusinessItem, ...]:
    """The items that a scope names, line by line as it is printed, with what stands under its coverage."""
    printed, added = ("\n".join(without_specks(text.split("\n"))) for text in (scope, coverage))
    return _scope_items(printed, added)


def _known_places(coverage: str) -> tuple[str, ...]:
    """The places of a coverage of cities without 市, all of them known."""
    places = text_to_places(without_count(coverage))
    return places if all(map(is_known_place, places)) else ()


def is_whole(item: BusinessItem, license_number: str | None) -> bool:
    """Whether the catalogue has the item, and it says where it may be offered if its license has to."""
    return bool(item.code) and (bool(item.areas) or not _is_across_regions(license_number))


def _is_across_regions(license_number: str | None) -> bool:
    """Whether the number is the ministry's: such a license says where each service may be offered."""
    found = find_license_number(license_number or "")
    return found is not None and bool(found.classes) and found.province in (None, "合字")


def _enter(
    record: Record,
    index: int,
    item: BusinessItem,
    printed: FieldValue,
    listed: dict[str, ListedAreas],
    license_number: str | None,
) -> BusinessItem:
    """Enter the item's name as a field of the scope's evidence, and its places if an annex tells them."""
    places = listed.get(item.code or "") if not item.areas else None
    whole = item if places is None else item.model_copy(update={"areas": places.areas})
    name, status = f"business_items.{index}.name", printed.status
    if places is not None:
        key = f"business_items.{index}.areas"
        enter_areas(record, key, places)
        status = status if record.fields[key].status == FieldStatus.ACCEPTED else FieldStatus.REVIEW
    record.fields[name] = printed.model_copy(update={"value": item.name, "status": status})
    if is_cut(item):
        record.doubt(name, issue(Check.CHARACTER_LOST, name, "、".join((*item.only, *item.excluded))))
    if not is_whole(whole, license_number):
        record.doubt(name, issue("areas_missing" if whole.code else "service_unknown", name, item.name))
    return whole


def _scope_items(text: str, added: str) -> tuple[BusinessItem, ...]:
    """Places of 业务覆盖范围 are every item's, or those of the service behind which they stand there; what
    服务项目 leaves out or limits (不含…), or brackets behind the places do, is the last's.

    Services that only 服务项目 names are no items of their own: they say what is done with one.
    """
    if not added or refers_to_annex(added):
        return parse_scope(text)
    places, limit = _part_limit(added)
    areas = _to_areas(places)
    own = {item.code: item.areas for item in parse_scope(added) if item.areas}
    items = parse_scope(f"{text}\n{limit}") if is_qualifier(limit) else parse_scope(text)
    in_order = _areas_in_order(places, len(items))
    return tuple(
        item if item.areas else item.model_copy(update={"areas": own.get(item.code, in_order.get(at, areas))})
        for at, item in enumerate(items)
    )


def _areas_in_order(coverage: str, count: int) -> dict[int, tuple[str, ...]]:
    """The places of each of ``count`` services, where these are as many lists and no single one, for a place
    stands in several: 太原市、大同市；太原市."""
    lists = [_to_areas(part) for part in re.split("[;；]", coverage.strip("。 "))]
    every = [place for places in lists for place in places]
    if count < 2 or len(lists) != count or not all(lists) or len(set(every)) == len(every):
        return {}
    return dict(enumerate(lists))


def _part_limit(coverage: str) -> tuple[str, str]:
    """Its places and what it limits: 山东省（仅限经营类电子商务） has both."""
    if is_qualifier(coverage):
        return "", coverage
    places, bracket, limit = fold(coverage).partition("(")
    limits = not _to_areas(coverage) and _to_areas(places) and is_qualifier(limit)
    return (places, bracket + limit) if limits else (coverage, "")


def _to_areas(coverage: str) -> tuple[str, ...]:
    return coverage_to_areas(coverage) or _known_places(coverage)
