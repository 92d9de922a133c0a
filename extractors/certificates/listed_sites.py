"""Sites that an annex lists label by label, without a table."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.candidates import OUT_OF_PLACE, Candidate, to_candidate
from extractors.normalize.see_annex import refers_to_annex
from extractors.normalize.text import fold
from extractors.page_lines.layout import Line, in_row
from extractors.pages.page_facts import PageFacts
from extractors.telecom_lists.scope import coverage_to_areas
from schemas.certificate import PageKind
from schemas.document_type import FieldKind

_NAME = "site_name"
_DOMAINS = "site_domains"
SITE_FIELDS = (_NAME, _DOMAINS)
_FLUSH, _ROOM = 2.0, 4.0  # line heights: left edges of one column; room in which a name goes on
_INDENT = 3.0  # line heights by which a name may be set further right than the values below it
_MARGIN = 9.0  # line heights left of a name at which the paragraph that holds it begins at most
_ITEM = re.compile(r"[^;；\s][^;；]*")
_GOES_ON = re.compile(r"[;,、.\-]$")
SERVICES = "coverage"  # the field of 服务项目


def find_listed_sites(page: PageFacts) -> list[dict[str, Candidate]]:
    """Each site's values by field: a site begins at its name, or at domains when the last site has some. On
    an annex 服务项目 stands with the site that it is of."""
    sites: list[dict[str, Candidate]] = []
    for field, candidate in page.fields:
        if candidate is None or refers_to_annex(candidate.raw):
            continue
        if field == SERVICES and sites and page.kind == PageKind.ANNEX and _names_services(candidate):
            _last_in_column(sites, candidate).setdefault(field, candidate)
        if field in SITE_FIELDS:
            _site_of(sites, field, candidate)[field] = candidate
    return [part for site in sites for part in _part_site(site, page.lines)]


def _part_site(site: dict[str, Candidate], lines: Sequence[Line]) -> list[dict[str, Candidate]]:
    """The sites whose names semicolons part, or that stand below one another behind one label, each with the
    domains in its place of that list, and with what is said of them together; where there are not as many
    domains, the one as read, for review."""
    name, domains = site.get(_NAME), site.get(_DOMAINS)
    if name is None or domains is None:
        return [site]
    names, listed = [[item] for item in _items(name)], [[item] for item in _items(domains)]
    if not 1 < len(names) == len(listed):
        if not _are_several(name.lines, lines):
            return [site]
        names, listed = [[line] for line in name.lines], _lists(domains.lines)
        if len(names) != len(listed):
            return [{**site, _NAME: to_candidate(FieldKind.TEXT, name.lines, OUT_OF_PLACE)}]
    return [
        {
            **site,
            _NAME: to_candidate(FieldKind.TEXT, own, name.misplaced),
            _DOMAINS: to_candidate(FieldKind.DOMAIN, domain, domains.misplaced),
        }
        for own, domain in zip(names, listed, strict=True)
    ]


def _lists(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines of domains, those together of which one goes on in the next: a.cn、 or a- above b.cn."""
    lists: list[list[Line]] = []
    for line in lines:
        if lists and _GOES_ON.search(fold(lists[-1][-1].text)):
            lists[-1].append(line)
        else:
            lists.append([line])
    return lists


def _items(value: Candidate) -> Sequence[Line]:
    """What semicolons part in a value of one line: 净月动漫；瓦萨冰雪."""
    line = value.lines[0]
    return [] if len(value.lines) > 1 else [line.part(*item.span()) for item in _ITEM.finditer(line.text)]


def _are_several(names: Sequence[Line], lines: Sequence[Line]) -> bool:
    """Whether the lines are a name each: behind all but the last there is room for more in their column."""
    first = names[0]
    column = [line for line in lines if abs(line.box.left - first.box.left) < _FLUSH * first.height]
    edge = max((line.box.right for line in column), default=first.box.right)
    return len(names) > 1 and all(edge - own.box.right > _ROOM * own.height for own in names[:-1])


def _site_of(sites: list[dict[str, Candidate]], field: str, value: Candidate) -> dict[str, Candidate]:
    """The site that a value is of: the last one, or of several that begin side by side the one in whose
    column it stands; a new one where that has such a value, where none was, and with what the list's first
    site began with."""
    own = None
    if sites and next(iter(sites[0])) != field:
        begun = [site for site in sites if next(iter(site)) != field]
        last = _beginning(begun[-1])
        own = _in_column(
            [*(site for site in begun[:-1] if in_row(_beginning(site), [last])), begun[-1]], value
        )
    if own is None or field in own:
        own = {}
        sites.append(own)
    return own


def _last_in_column(sites: list[dict[str, Candidate]], value: Candidate) -> dict[str, Candidate]:
    """Of the last site and those that begin beside it the one in whose column a value stands."""
    last = _beginning(sites[-1])
    level = [*(site for site in sites[:-1] if in_row(_beginning(site), [last])), sites[-1]]
    return _in_column(level, value) or sites[-1]


def _in_column(level: list[dict[str, Candidate]], value: Candidate) -> dict[str, Candidate] | None:
    """Of sites that begin side by side the one whose column begins before the value; none where all stand
    right of it."""
    level = sorted(level, key=lambda site: _beginning(site).box.left)
    own = value.lines[0]
    edge = own.box.left + _INDENT * own.height
    before = next((site for site in reversed(level) if _beginning(site).box.left <= edge), None)
    if before is not None or not level:
        return before
    first = _beginning(level[0])
    below = len(level) == 1 and own.middle > first.middle + 0.5 * own.height
    at_margin = first.box.left - own.box.left < _MARGIN * own.height  # before which 1. 网站名称： stands
    return level[0] if (below and at_margin) or own.box.right > first.box.left else None


def _beginning(site: dict[str, Candidate]) -> Line:
    """The first line of what the site began with."""
    return next(iter(site.values())).lines[0]


def _names_services(coverage: Candidate) -> bool:
    """Whether what stands under 服务项目 or 业务覆盖范围 is more than places."""
    return coverage.value is not None and not coverage_to_areas(coverage.raw)
