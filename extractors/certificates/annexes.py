"""Annex pages: websites, their domains, where the servers stand and who connects them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.candidates import Candidate, to_candidate
from extractors.certificates.listed_areas import is_unread
from extractors.certificates.listed_sites import SERVICES, SITE_FIELDS, find_listed_sites
from extractors.certificates.parted_sites import part_by_place
from extractors.certificates.site_names import check_site_name
from extractors.certificates.site_places import find_access_provider, find_server_location
from extractors.certificates.told_sites import Told, read_told
from extractors.certificates.unread_sites import tell_unread_sites
from extractors.issue_messages.messages import issue
from extractors.normalize.names import SEVERAL, are_companies
from extractors.normalize.normal import Check
from extractors.normalize.text import fold
from extractors.page_lines.layout import Line, around, text_height
from extractors.pages.group import PageGroup
from extractors.pages.named_company import COMPANY
from extractors.pages.page_facts import PageFacts
from extractors.place_names.places import names_unknown_branch
from extractors.record import Record
from extractors.site_domains.domain_values import candidate_to_domains, doubt_torn
from extractors.tables.row_numbers import holds_number
from extractors.tables.site_table import SiteRow
from extractors.tables.table import misplacement
from extractors.value_lines.own_rows import LEADS_ON
from schemas.certificate import Annex, PageKind, Website
from schemas.document_type import FieldKind

_GRANTS = ("scope", SERVICES)
_LABELS = {
    "server_location": re.compile("服务器(?:放置|所在|存放)(?:地|位置)"),
    "access_provider": re.compile("接入(?:服务)?(?:提供单|单位|商)"),
}
_HAS_NAMES = re.compile("网站名|站点名")
_HAS_DOMAINS = re.compile("域名|网址")
_TWO_ROWS = 1.7  # times the usual height of a cell's line, from which its box is set about two rows


def read_annexes(record: Record, group: PageGroup) -> tuple[Annex, ...]:
    """The annexes in page order, one for each place of a page's servers; a main page that lists websites
    itself counts as one."""
    annexes: list[Annex] = []
    for page_no, page in enumerate(group.pages, start=1):
        if page.kind not in (PageKind.ANNEX, PageKind.MAIN, PageKind.INSPECTION):
            continue
        for part in part_by_place(page):
            key = f"annexes.{len(annexes)}"
            annex = _read_page(record, part, page_no, key)
            if page.kind == PageKind.ANNEX or _has_values(annex):
                _tell_unread(record, part, annex, key)
                annexes.append(annex)
    named = {annex.page_no for annex in annexes if annex.websites}
    with_domains = {annex.page_no for annex in annexes if any(site.domains for site in annex.websites)}
    tell_unread_sites(record, group, named - with_domains)
    return tuple(annexes)


def _read_page(record: Record, page: PageFacts, page_no: int, key: str) -> Annex:
    told = read_told(page)
    websites = _listed_sites(record, page, told, page_no, key)
    domains = doubt_torn([_row_domains(row) for row in page.sites])
    websites += [
        _table_site(record, row, own, page_no, f"{key}.websites.{index}")
        for index, (row, own) in enumerate(zip(page.sites, domains, strict=True), start=len(websites))
    ]
    first = len(websites) - len(page.sites)
    _tell_hidden(record, page, f"{key}.websites", first)
    _tell_jumbled(record, page, f"{key}.websites", first)
    _tell_high(record, page, f"{key}.websites", first)
    _tell_numbered(record, page, f"{key}.websites", first)
    return Annex(
        page_no=page_no,
        websites=tuple(websites),
        server_location=_location(record, page, told, page_no, key),
        access_provider=_provider(record, page, told, page_no, key),
    )


def _has_values(annex: Annex) -> bool:
    return bool(annex.websites or annex.server_location or annex.access_provider)


def _tell_unread(record: Record, page: PageFacts, annex: Annex, key: str) -> None:
    """Tell a person of values whose labels stand on the page, in a table or not, and of a page of which
    nothing was read."""
    known = record.fields.keys()
    labelled = [(f"{key}.{name}", label) for name, label in _LABELS.items()]
    labelled += [(f"{key}.websites.{index}.name", _HAS_NAMES) for index in range(len(annex.websites))]
    for own, label in labelled:
        if own not in known and label.search(page.text.whole):
            record.leave_out(own, required=False, labelled=True)
    told = any(field.startswith(f"{key}.") for field in known)
    sites = [name for name, candidate in page.fields if name in SITE_FIELDS and candidate is None]
    without = page.sites and not any(row.domains for row in page.sites)
    if sites or (without and _HAS_DOMAINS.search(page.text.whole)):
        record.note([issue("illegible", f"{key}.websites", f"p{annex.page_no}")])
    elif not (_has_values(annex) or told or page.area_rows or _tells_scope(record, annex.page_no)):
        record.note([issue("annex_unread", key, f"p{annex.page_no}")])
    for row in filter(is_unread, page.area_rows):
        service = "".join(line.text for line in row.service)
        record.note([issue("areas_unread", key, f"p{annex.page_no} {service}")])


def _tells_scope(record: Record, page_no: int) -> bool:
    """Whether what the license grants, or where, stands on the page."""
    return any(record.fields[name].page_no == page_no for name in _GRANTS if name in record.fields)


def _provider(record: Record, page: PageFacts, told: Told, page_no: int, key: str) -> str | None:
    """Who connects the sites, of whom there may be several. Branches of operators are those of cities and
    provinces."""
    candidate = _found(page, "access_provider") or find_access_provider(page.sites) or told.access_provider
    if candidate is None:
        return None
    if are_companies(candidate.value or ""):
        failed = tuple(check for check in candidate.failed if check != Check.COMPANY_CHARACTERS)
        candidate = replace(candidate, normal=replace(candidate.normal, failed=failed))
    own = f"{key}.access_provider"
    name = record.put(own, candidate, page_no)
    if name is not None and any(map(names_unknown_branch, re.split(SEVERAL, name))):
        record.doubt(own, issue(Check.NAME_MISREAD, own, name))
    return name


def _location(record: Record, page: PageFacts, told: Told, page_no: int, key: str) -> str | None:
    candidate = _found(page, "server_location") or find_server_location(page.sites) or told.server_location
    return None if candidate is None else record.put(f"{key}.server_location", candidate, page_no)


def _found(page: PageFacts, name: str) -> Candidate | None:
    """What the page says once, or always alike: what each of its sites has for itself is told as unread."""
    found = [candidate for field, candidate in page.fields if field == name and candidate is not None]
    return found[0] if len({candidate.value for candidate in found}) == 1 else None


def _listed_sites(record: Record, page: PageFacts, told: Told, page_no: int, key: str) -> list[Website]:
    """The sites of a list, label by label, or of sentences where there is neither that nor a table."""
    sites = find_listed_sites(page) or ([] if page.sites else told.sites)
    websites = []
    for index, site in enumerate(sites):
        own = f"{key}.websites.{index}"
        name = check_site_name(site["site_name"], _company(record)) if "site_name" in site else None
        domains, services = site.get("site_domains"), site.get(SERVICES)
        domains = None if domains is not None and domains.is_blank else domains
        websites.append(
            Website(
                name=record.put(f"{own}.name", check_site_name(name, _company(record)), page_no)
                if name
                else None,
                domains=_put_domains(record, candidate_to_domains(domains), page_no, own) if domains else (),
                services=record.put(f"{own}.services", services, page_no) if services else None,
            )
        )
        if services is not None and sum(SERVICES in other for other in sites) < len(sites):
            record.doubt(f"{own}.services", issue(Check.PLACE, f"{own}.services", services.raw))
    _doubt_pairs(record, sites, f"{key}.websites")
    return websites


def _doubt_pairs(record: Record, sites: Sequence[dict[str, Candidate]], key: str) -> None:
    """Doubt the domains of listed sites of which some have a name and others none: whose each is, is told by
    nothing but their order."""
    if len({"site_name" in site for site in sites}) > 1:
        for own in [own for own in record.fields if own.startswith(f"{key}.") and ".domains." in own]:
            record.doubt(own, issue(Check.PLACE, own, record.fields[own].raw or ""))


def _row_domains(row: SiteRow) -> list[Candidate]:
    if not row.domains:
        return []
    # As the mark at each line's end says, where no rule does.
    goes_on = all(LEADS_ON.search(fold(line.text)) for line in row.domains[:-1])
    cell = to_candidate(FieldKind.DOMAIN, row.domains, misplacement(row.domains, ruled=row.ruled or goes_on))
    return [] if cell.is_blank else candidate_to_domains(cell)  # of an APP: /


def _tell_hidden(record: Record, page: PageFacts, key: str, first: int) -> None:
    """Doubt the name of a site in a table without a domain where a seal lies on its place, by the places of
    the other rows' domains; ``first`` is the number of the table's first site."""
    domains = [line.box for row in page.sites for line in row.domains]
    if not domains:
        return
    column = around(domains)
    transform = page.source.page.transform
    seals = [transform.map_quad(seal.quad).bbox for seal in page.seals]
    for index, row in enumerate(page.sites, start=first):
        name = f"{key}.{index}.name"
        if row.domains or name not in record.fields:
            continue
        height = around(line.box for line in (*row.name, *row.services))
        place = column.model_copy(update={"top": height.top, "bottom": height.bottom})
        if any(map(place.overlaps, seals)):
            record.doubt(name, issue("domain_hidden", name, record.fields[name].value or ""))


def _tell_jumbled(record: Record, page: PageFacts, key: str, first: int) -> None:
    """Doubt all values of a row without the name that the others have, and of the one above, which it may be
    a part of where it has no number; of one whose name holds what is of other columns or rows: false rules
    part such a table, and what else it holds may be of other rows too; and of one that two pages share."""
    is_named = any(row.name for row in page.sites)
    jumbled: set[int] = set()
    for index, row in enumerate(page.sites, start=first):
        name = f"{key}.{index}.name"
        mixed = any((one.code, one.field) == (Check.PLACE, name) for one in record.issues)
        if mixed or row.is_cut:
            jumbled.add(index)
        if is_named and not row.name:
            jumbled |= {index} if row.number is not None else {index, max(index - 1, first)}
    for index in sorted(jumbled):
        for own in [own for own in record.fields if own.startswith(f"{key}.{index}.")]:
            record.doubt(own, issue(Check.PLACE, own, record.fields[own].raw or ""))


def _tell_high(record: Record, page: PageFacts, key: str, first: int) -> None:
    """Doubt a name or services of which one line is so high that it may be two, read as one."""
    cells = [line for row in page.sites for line in (*row.name, *row.domains, *row.services)]
    for index, row in enumerate(page.sites, start=first):
        for name, cell in (("name", row.name), ("services", row.services)):
            own = f"{key}.{index}.{name}"
            if own in record.fields and any(line.height > _TWO_ROWS * text_height(cells) for line in cell):
                record.doubt(own, issue(Check.CHARACTER_LOST, own, record.fields[own].raw or ""))


def _tell_numbered(record: Record, page: PageFacts, key: str, first: int) -> None:
    """Doubt the name or first domain of a row that may begin with the row's number."""
    for index, row in enumerate(page.sites):
        for name, cell in (("name", row.name), ("domains.0", row.domains)):
            own = f"{key}.{first + index}.{name}"
            if own in record.fields and holds_number(page.sites, index, cell):
                record.doubt(own, issue(Check.PLACE, own, record.fields[own].raw or ""))


def _table_site(
    record: Record, row: SiteRow, domains: Sequence[Candidate], page_no: int, key: str
) -> Website:
    def text(name: str, kind: FieldKind, lines: Sequence[Line]) -> str | None:
        if not lines:
            return None
        candidate = to_candidate(kind, lines, misplacement(lines, ruled=row.ruled))
        checked = check_site_name(candidate, _company(record)) if name == "name" else candidate
        return record.put(f"{key}.{name}", checked, page_no)

    return Website(
        name=text("name", FieldKind.TEXT, _without_row_number(row.name)),
        domains=_put_domains(record, domains, page_no, key),
        services=text("services", FieldKind.SERVICES, row.services),
    )


def _without_row_number(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines of a name without the number of its row, which stands left of them all."""
    first, *others = lines or (None,)
    if first is None or not others or not first.text.strip().isdecimal():
        return lines
    return others if all(first.box.center[0] < other.box.left for other in others) else lines


def _company(record: Record) -> str:
    return (record.fields[COMPANY].value or "") if COMPANY in record.fields else ""


def _put_domains(record: Record, domains: Sequence[Candidate], page_no: int, key: str) -> tuple[str, ...]:
    """Each domain of a value with its own checks, text, place and scores."""
    values = [record.put(f"{key}.domains.{index}", domain, page_no) for index, domain in enumerate(domains)]
    return tuple(value for value in values if value is not None)
