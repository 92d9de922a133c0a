"""Two scans that say two things for sure: one license read wrongly, or a license and what became of it."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.store.conflicts import CONFLICT
from pipeline.store.store import Store
from pipeline.store.versions import readings_to_versions
from schemas.certificate import Certificate, UseRestriction
from schemas.field import FieldStatus, Issue, Severity
from tests.store.papers import field, main_page, reading_of
from tests.store.test_lists_of_two_scans import A, B, C, D, Site, scan


def contested(certificate: Certificate) -> dict[str, str]:
    """What is told of each key, and that its value waits for a person."""
    told = {issue.field or "": issue.message for issue in certificate.issues if issue.code == CONFLICT}
    assert all(certificate.fields[key].status is FieldStatus.REVIEW for key in told)
    assert certificate.needs_review == bool(told)
    return told


def test_a_name_that_two_scans_read_for_sure_in_two_ways_is_for_review() -> None:
    """佘 and 余: two versions with the same dates, and neither waited for anyone."""
    scans = main_page("a", legal_representative="佘信琦"), main_page("b", legal_representative="余信琦")
    one, other = readings_to_versions(scans)
    for version, rival in ((one, other), (other, one)):
        (key, message), *rest = contested(version.certificate).items()
        assert key == "legal_representative" and not rest
        assert rival.certificate.legal_representative in message


@pytest.mark.parametrize(
    ("changed", "keys"),
    [
        ({"issue_date": "2029-01-25", "valid_until": "2034-01-25"}, set()),  # a renewal
        ({"issue_date": "2025-03-01", "legal_representative": "李四"}, set()),  # a change, issued anew
        ({"issue_date": "2021-01-25"}, {"issue_date"}),  # 1 for 4: a renewal changes more than its day
        ({"valid_until": "2028-01-25"}, {"valid_until"}),
        ({"issue_date": ("2025-03-01", FieldStatus.REVIEW), "company": "乙公司"}, {"company"}),
    ],
)
def test_only_what_may_be_one_paper_is_contested(changed: dict[str, Any], keys: set[str]) -> None:
    one, other = readings_to_versions([main_page("a"), main_page("b", **changed)])
    doubtful = {key for key, value in changed.items() if isinstance(value, tuple)}
    for version in (one.certificate, other.certificate):
        told = {issue.field for issue in version.issues if issue.code == CONFLICT}
        waiting = {key for key, known in version.fields.items() if known.status is FieldStatus.REVIEW}
        assert told == keys == waiting - doubtful


@pytest.mark.parametrize(
    ("one", "other", "keys"),
    [
        ([A, B], [A, D], {"annexes.0.websites.1.name", "annexes.0.websites.1.domains.0"}),
        (
            [A, ("海淘", "a.com", "b.com")],
            [A, ("海淘", "b.com", "c.net")],
            {"annexes.0.websites.1.domains.0"},
        ),
        ([A, B, C], [C, ("知味", "zhiwei.cn"), A], {"annexes.0.websites.1.name"}),
    ],
)
def test_entries_of_lists_are_contested(one: list[Site], other: list[Site], keys: set[str]) -> None:
    versions = readings_to_versions([scan("a", *one), scan("b", *other)])
    (first,) = [version for version in versions if version.certificate.sources[0].path.endswith("a")]
    assert set(contested(first.certificate)) == keys


def test_the_first_scan_waits_once_the_second_is_there(store: Store) -> None:
    """Its version keeps its own reading, and what another says of it comes and goes with that one."""
    store.save(reading_of("a", main_page("a", legal_representative="佘信琦")))
    assert [found.certificate.needs_review for found in store.certificates()] == [False]
    store.save(reading_of("b", main_page("b", legal_representative="余信琦")))
    (current,) = [found.certificate for found in store.certificates()]
    assert set(contested(current)) == {"legal_representative"}
    store.save(reading_of("b", main_page("b", legal_representative="佘信琦")), replace=True)
    (current,) = [found.certificate for found in store.certificates()]
    assert contested(current) == {}


def test_a_restriction_read_in_doubt_is_as_the_other_scan_has_it() -> None:
    """The last words of a doubtful one were lost: a second restriction stood beside it."""

    def stamped(name: str, use: str, status: FieldStatus, **values: str) -> Certificate:
        base = main_page(name, **values)
        key = "use_restrictions.0.purpose"
        told = (Issue(code="purpose_cut", severity=Severity.WARNING, field=key, message="look"),)
        return base.model_copy(
            update={
                "use_restrictions": (UseRestriction(page_no=1, text=use, purpose=use),),
                "fields": {**base.fields, key: field(use, status)},
                "issues": () if status is FieldStatus.ACCEPTED else told,
            }
        )

    cut = stamped("a", "仅在名医网站（shandong.xyz）", FieldStatus.REVIEW, address="北京市", coverage="全国")
    whole = stamped("b", "仅在名医网站（shandong.xyz）上亮证", FieldStatus.ACCEPTED)
    (version,) = readings_to_versions([cut, whole])
    (restriction,) = version.certificate.use_restrictions
    assert restriction.purpose == "仅在名医网站（shandong.xyz）上亮证" and restriction.page_no == 2
    assert version.certificate.issues == () and not version.certificate.needs_review
