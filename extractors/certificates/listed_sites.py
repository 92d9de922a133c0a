"""Sites that an annex lists label by label, without a table."""

from __future__ import annotations

from extractors.candidates import Candidate
from extractors.page_lines.layout import in_row
from extractors.pages.page_facts import PageFacts
from extractors.telecom_lists.scope import coverage_to_areas
from extractors.value_lines.fitness import refers_to_annex
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
    """The site that a value is of: of several whose names stand side by side the one in whose column it
    stands, else the last one, or a new one where that has such a value."""
    own = sites[-1] if sites else None
    if own is not None and _NAME in own and field != _NAME:
        last = own[_NAME].lines[0]
        edge = value.lines[0].box.left + _INDENT * last.height
        named = [site for site in sites[:-1] if _NAME in site]
        level = [own, *(site for site in named if in_row(site[_NAME].lines[0], [last]))]
        level.sort(key=lambda site: site[_NAME].lines[0].box.left)
        own = next((site for site in reversed(level) if site[_NAME].lines[0].box.left <= edge), level[0])
    if own is None or field in own:
        own = {}
        sites.append(own)
    return own


def _names_services(coverage: Candidate) -> bool:
    """Whether what stands under 服务项目 or 业务覆盖范围 is more than places."""
    return coverage.value is not None and not coverage_to_areas(coverage.raw)
