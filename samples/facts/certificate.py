"""All that a certificate may say; a layout prints the part of it that has a place there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random

from samples.facts.business import Grant, areas, random_grants
from samples.facts.companies import Company, random_company
from samples.facts.grants import (
    MINISTRY,
    MINISTRY_RIM,
    five_years_after,
    icp_number,
    license_number,
    random_day,
)
from samples.facts.sites import Site, access_provider, random_sites, server_location
from samples.vocabulary import Region, regions

INNER_LINES = ("行政许可专用章", "电信业务审批专用章", "电信业务专用章", None)


@dataclass(frozen=True)
class Facts:
    """``region`` is ``None`` where the ministry issued the license."""

    region: Region | None
    issuer: str
    rim: str
    inner: str | None
    number: str
    company: Company
    grants: tuple[Grant, ...]
    issued: date
    valid_until: date
    sites: tuple[Site, ...]
    server_location: str
    access_provider: str

    def all_text(self) -> str:
        """Every character that may be printed from these facts, to choose a face that has them."""
        sites = "".join(site.name + site.domain_text + site.services for site in self.sites)
        company = self.company.name + self.company.legal_representative + self.company.address
        return company + self.company.registered_capital + sites + self.server_location + self.access_provider


@dataclass(frozen=True)
class Grantee:
    """What was granted to a company of ``home``; ``region`` as in ``Facts``."""

    home: Region
    region: Region | None
    number: str
    grants: tuple[Grant, ...]
    issued: date


def random_facts(
    draw: Random, *, national: bool, grants: int, sites: int, codes: tuple[str, ...] = ()
) -> Facts:
    """Facts of a license of today's numbering."""
    home = draw.choice(regions())
    region = None if national else home
    granted = random_grants(draw, national=national, count=grants, codes=codes)
    issued = random_day(draw, 2013, 2025)
    first_year = issued.year - draw.choice((0, 0, 0, 1, 3, 5))
    number = license_number(draw, region, granted, first_year)
    return _facts(draw, Grantee(home, region, number, granted, issued), sites)


def beijing_facts(draw: Random, *, sites: int) -> Facts:
    """Facts of a Beijing license of the older kind (京ICP证…号)."""
    beijing = next(region for region in regions() if region.letter == "京")
    issued = random_day(draw, 2010, 2017)
    number = icp_number(draw, issued.year - draw.choice((0, 0, 1, 3)))
    granted = random_grants(draw, national=False, count=1, codes=("B25",))
    return _facts(draw, Grantee(beijing, beijing, number, granted, issued), sites)


def _facts(draw: Random, grantee: Grantee, sites: int) -> Facts:
    home, region = grantee.home, grantee.region
    company = random_company(draw, home)
    return Facts(
        region=region,
        issuer=region.authority if region else MINISTRY,
        rim=region.authority if region else MINISTRY_RIM,
        inner=draw.choice(INNER_LINES),
        number=grantee.number,
        company=company,
        grants=grantee.grants,
        issued=grantee.issued,
        valid_until=five_years_after(draw, grantee.issued),
        sites=random_sites(draw, sites, company.name),
        server_location=server_location(draw, home),
        access_provider=access_provider(draw, home),
    )


def coverage_areas(draw: Random, region: Region | None) -> tuple[str, ...]:
    """Where a license counts: its province, or what the ministry names."""
    return (region.name,) if region else areas(draw)
