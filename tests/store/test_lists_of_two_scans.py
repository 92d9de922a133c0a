"""Two scans of one license, of which one shows a site, an annex or a service that the other does not."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations

import pytest

from pipeline.store.merge import DIFFERS
from pipeline.store.versions import readings_to_versions
from schemas.certificate import Annex, BusinessItem, Certificate, Inspection, PageKind, Provision, Website
from schemas.field import FieldStatus, Issue, Severity
from tests.store.papers import certificate_page, field, main_page, sha

Site = tuple[str, ...]
A, B = ("懂车聚光", "dongche.com"), ("知味厨房", "zhiwei.cn")
C, D = ("海淘", "haitao8.net"), ("快修", "kx.top")
MORE = dict.fromkeys(("address", "coverage", "scope", "registered_capital", "valid_from"), "北京市")


def scan(name: str, *sites: Site, doubtful: Sequence[Site] = (), **values: str) -> Certificate:
    """A main page and an annex with these sites (a name and its domains)."""
    main = main_page(name, **values)
    fields = dict(main.fields)
    for at, site in enumerate(sites):
        status = FieldStatus.REVIEW if site in doubtful else FieldStatus.ACCEPTED
        own = f"annexes.0.websites.{at}"
        fields[f"{own}.name"] = field(site[0], status).model_copy(update={"page_no": 2})
        for place, domain in enumerate(site[1:]):
            fields[f"{own}.domains.{place}"] = field(domain, status).model_copy(update={"page_no": 2})
    annex = Annex(page_no=2, websites=tuple(Website(name=site[0], domains=site[1:]) for site in sites))
    second = certificate_page(name, 2, PageKind.ANNEX).model_copy(update={"source_page_no": 2})
    told = [f"annexes.0.websites.{at}.name" for at, site in enumerate(sites) if site in doubtful]
    issues = [Issue(code="doubtful", severity=Severity.WARNING, field=key, message="look") for key in told]
    return main.model_copy(
        update={
            "annexes": (annex,), "fields": fields, "pages": (*main.pages, second), "issues": tuple(issues),
            "needs_review": bool(doubtful),
        }
    )  # fmt: skip


def merged(*scans: Certificate) -> Certificate:
    """The one version that they are, whichever came first."""
    found = {
        version.certificate.model_dump_json()
        for order in permutations(scans)
        for version in readings_to_versions(order)
    }
    assert len(found) == 1
    return Certificate.model_validate_json(found.pop())


def sites_of(certificate: Certificate) -> list[Site]:
    """What each site says, and that its values stand under its own keys."""
    found = []
    for number, annex in enumerate(certificate.annexes):
        for at, site in enumerate(annex.websites):
            own = f"annexes.{number}.websites.{at}"
            assert certificate.fields[f"{own}.name"].value == site.name
            domains = [certificate.fields[f"{own}.domains.{n}"].value for n in range(len(site.domains))]
            assert domains == list(site.domains)
            found.append((site.name or "", *site.domains))
    return found


def test_a_site_that_one_scan_lost_is_in_the_record() -> None:
    """By their numbers the second sites differed: two versions, and the one in force lacked B."""
    certificate = merged(scan("a", A, C, **MORE), scan("b", A, B, C))
    assert sites_of(certificate) == [A, C, B] and not certificate.needs_review
    assert certificate.fields["annexes.0.websites.2.name"].page_no == 4
    assert certificate.pages[3].sha256 == sha("b")
    assert sites_of(merged(scan("a", A, B, C), scan("b", A, C))) == [A, B, C]


def test_a_doubtful_site_is_not_replaced_by_its_neighbour() -> None:
    """C in doubt stood where the other scan has B for sure: B took its place, and C was in no record."""
    near = ("海掏", "haitao8.net")
    certificate = merged(scan("a", A, near, doubtful=[near], **MORE), scan("b", A, B, C))
    assert sites_of(certificate) == [A, C, B] and not certificate.needs_review
    remarks = [(issue.code, issue.severity, issue.field) for issue in certificate.issues]
    assert remarks == [(DIFFERS, Severity.INFO, "annexes.0.websites.1.name")]


def test_what_only_one_scan_has_in_doubt_is_told_and_not_taken() -> None:
    certificate = merged(scan("a", A, B, **MORE), scan("b", A, B, D, doubtful=[D]))
    assert sites_of(certificate) == [A, B] and not certificate.needs_review
    (remark,) = certificate.issues
    assert remark.code == DIFFERS and "kx.top" in remark.message and remark.field is None


@pytest.mark.parametrize(
    ("one", "other", "versions"),
    [
        ([A, B], [A, D], 2),  # the annex was issued anew
        ([A, B], [A, B, D], 1),
        ([B, A], [A, B], 1),
        ([("海淘", "a.com", "b.com")], [("海淘", "b.com")], 1),
        ([("海淘", "a.com", "b.com")], [("海淘", "b.com", "c.com")], 2),
    ],
)
def test_each_with_more_than_the_other_is_two_versions(
    one: list[Site], other: list[Site], versions: int
) -> None:
    assert len(readings_to_versions([scan("a", *one), scan("b", *other)])) == versions


def test_a_lost_domain_is_in_the_record() -> None:
    first, whole = scan("a", ("海淘", "b.com"), **MORE), scan("b", ("海淘", "a.com", "b.com"))
    assert sites_of(merged(first, whole)) == [("海淘", "b.com", "a.com")]


def test_clauses_of_a_page_that_one_scan_lacks() -> None:
    def bearing(name: str, *numbers: str, **values: str) -> Certificate:
        clauses = tuple(Provision(number=number, text=f"第{number}项") for number in numbers)
        return main_page(name, **values).model_copy(update={"provisions": clauses})

    certificate = merged(bearing("a", "一", "二", **MORE), bearing("b", "一", "二", "三"))
    assert [clause.number for clause in certificate.provisions] == ["一", "二", "三"]
    certificate = merged(bearing("a", "一", "二", **MORE), bearing("b", "二", "三"))
    assert [clause.number for clause in certificate.provisions] == ["一", "二"]


def test_services_and_inspections_of_both() -> None:
    def bearing(name: str, services: Sequence[str], years: Sequence[str], **values: str) -> Certificate:
        base = main_page(name, **values)
        fields = {f"business_items.{at}.name": field(text) for at, text in enumerate(services)}
        for at, year in enumerate(years):
            fields |= {f"inspections.{at}.year": field(year), f"inspections.{at}.result": field("合格")}
        return base.model_copy(
            update={
                "business_items": tuple(BusinessItem(code=None, name=text) for text in services),
                "inspections": tuple(
                    Inspection(page_no=1, year=year, result="合格", date=None) for year in years
                ),
                "fields": {**base.fields, **fields},
            }
        )

    fuller = bearing("a", ["呼叫中心业务", "信息服务业务"], ["2018"], **MORE)
    certificate = merged(fuller, bearing("b", ["信息服务业务"], ["2018", "2019"]))
    assert [item.name for item in certificate.business_items] == ["呼叫中心业务", "信息服务业务"]
    assert [entry.year for entry in certificate.inspections] == ["2018", "2019"]
    assert certificate.fields["inspections.1.year"].page_no == 2
