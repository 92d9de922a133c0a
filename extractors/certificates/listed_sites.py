"""Sites that an annex lists label by label, without a table."""

from __future__ import annotations

from extractors.candidates import Candidate
from extractors.normalize.see_annex import refers_to_annex
from extractors.page_lines.layout import Line, in_row
from extractors.pages.page_facts import PageFacts
from extractors.telecom_lists.scope import coverage_to_areas
from schemas.certificate import PageKind

_NAME = "site_name"
SITE_FIELDS = (_NAME, "site_domains")
_INDENT = 3.0  # line heights by which a name may be set further right than the values below it
SERVICES = "coverage"  # the field of 服务项目


def find_listed_sites(page: PageFacts) -> list[dict[str, Candidate]]:
    """Each site's values by field: a site begins at its name, or at domains when the last site has some. On
    an annex 服务项目 stands with the site that it is of."""
    sites: list[dict[str, Candidate]] = []
    for field, candidate in page.fields:
        if candidate is None or refers_to_annex(candidate.raw):
            continue
        if field == SERVICES and sites and page.kind == PageKind.ANNEX and _names_services(candidate):
            sites[-1].setdefault(field, candidate)
        if field in SITE_FIELDS:
            _site_of(sites, field, candidate)[field] = candidate
    return sites


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


def _in_column(level: list[dict[str, Candidate]], value: Candidate) -> dict[str, Candidate] | None:
    """Of sites that begin side by side the one whose column begins before the value; none where all stand
    right of it."""
    level = sorted(level, key=lambda site: _beginning(site).box.left)
    own = value.lines[0]
    edge = own.box.left + _INDENT * own.height
    before = next((site for site in reversed(level) if _beginning(site).box.left <= edge), None)
    if before is None and level and own.box.right > _beginning(level[0]).box.left:
        return level[0]
    return before


def _beginning(site: dict[str, Candidate]) -> Line:
    """The first line of what the site began with."""
    return next(iter(site.values())).lines[0]


def _names_services(coverage: Candidate) -> bool:
    """Whether what stands under 服务项目 or 业务覆盖范围 is more than places."""
    return coverage.value is not None and not coverage_to_areas(coverage.raw)
