"""Which readings are one version: pure, many cases."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest

from pipeline.store.merge import DIFFERS, OF_THE_LICENSE, merge
from pipeline.store.versions import (
    Identity,
    certificate_to_pages,
    find_current,
    find_identity,
    is_superseded,
    readings_to_versions,
)
from schemas.certificate import Certificate, Inspection, UseRestriction
from schemas.field import FieldStatus, Issue, Severity
from tests.store.papers import NUMBER, annex_page, field, full, joined, main_page, sha

REVIEW = FieldStatus.REVIEW


def versions_of(*readings: Certificate) -> set[str]:
    """The versions, in every order of arrival the same."""
    results = {
        frozenset(version.certificate.model_dump_json() for version in readings_to_versions(order))
        for order in permutations(readings)
    }
    assert len(results) == 1
    return set(results.pop())


def test_one_reading_is_the_version() -> None:
    (version,) = readings_to_versions([full()])
    assert version.certificate == full()
    assert version.members == (0,)


@pytest.mark.parametrize(
    ("values", "count"),
    [
        ({}, 1),
        ({"company": "另一公司"}, 2),
        ({"legal_representative": "李四"}, 2),
        ({"valid_until": "2034-01-25"}, 2),
        ({"company": ("另一公司", REVIEW)}, 1),
        ({"company": "北京懂车族 科技有限公司"}, 1),
        ({"issue_date": "２０２４-01-25"}, 1),
        ({"company": None}, 1),
        ({"address": "北京"}, 1),
    ],
)
def test_only_accepted_differences_make_versions(values: dict[str, Any], count: int) -> None:
    assert len(versions_of(main_page("a"), main_page("b", **values))) == count


def test_doubt_is_an_issue_and_the_sure_value_is_kept() -> None:
    sure, unsure = main_page("a"), main_page("b", company=("北京懂车旅科技有限公司", REVIEW))
    (version,) = readings_to_versions([unsure, sure])
    merged = version.certificate
    assert merged.company == sure.company
    assert merged.fields["company"] == sure.fields["company"]
    assert [(issue.code, issue.severity, issue.field) for issue in merged.issues] == [
        (DIFFERS, Severity.INFO, "company")
    ]
    assert "北京懂车旅科技有限公司" in merged.issues[0].message
    assert not merged.needs_review
    assert len(merged.sources) == 2
    versions_of(sure, unsure)


def test_a_doubt_about_the_fullest_reading_stays() -> None:
    """A use restriction that cannot be read needed nobody any more once a lesser scan of the license came:
    the issue stood in the record, and the record was not for review."""
    unread = Issue(code="restriction_unread", severity=Severity.WARNING, field=None, message="look")
    stamped = main_page("a", address="北京").model_copy(update={"issues": (unread,), "needs_review": True})
    (version,) = readings_to_versions([stamped, main_page("b")])
    assert version.certificate.issues == (unread,) and version.certificate.needs_review


@pytest.mark.parametrize("code", sorted(OF_THE_LICENSE))
def test_what_is_set_upon_one_copy_holds_for_the_license(code: str) -> None:
    """作废 or 有效期延长至… on one of two copies was in no record: only the clean copy's issues stayed."""
    key = "valid_until" if code == "longer_mark" else None
    mark = Issue(code=code, severity=Severity.WARNING, field=key, message="look")
    until = ("2029-01-25", REVIEW if key else FieldStatus.ACCEPTED)
    marked = main_page("b", valid_until=until).model_copy(update={"issues": (mark,), "needs_review": True})
    (version,) = readings_to_versions([main_page("a", address="北京"), marked])
    assert version.certificate.issues == (mark,) and version.certificate.needs_review
    assert (version.certificate.fields["valid_until"].status is REVIEW) == (key is not None)
    versions_of(main_page("a", address="北京"), marked)


def test_what_is_told_of_pages_comes_with_what_they_gave() -> None:
    """Part of an annex was not read, and no main page is with it: the first holds of the license's annexes,
    the second of that scan alone."""
    told = [
        Issue(code=code, severity=Severity.WARNING, field=None, message="look")
        for code in ("no_main_page", "sites_unread")
    ]
    annex = annex_page("b").model_copy(update={"issues": tuple(told), "needs_review": True})
    (version,) = readings_to_versions([main_page("a"), annex])
    assert version.certificate.annexes and version.certificate.issues == (told[1],)
    (version,) = readings_to_versions([joined(main_page("a"), annex_page("c")), annex])
    assert version.certificate.issues == () and not version.certificate.needs_review


def test_doubts_that_two_copies_settle_for_each_other_are_none() -> None:
    one, other = main_page("a", company=("甲", REVIEW)), main_page("b", address=("北京", REVIEW))
    (version,) = readings_to_versions([one, other])
    doubtful = [key for key, field in version.certificate.fields.items() if field.status is REVIEW]
    assert doubtful == ["address"] and version.certificate.needs_review
    (version,) = readings_to_versions([one, main_page("b", legal_representative=("乙", REVIEW))])
    assert not version.certificate.needs_review


def test_two_doubtful_values_stay_doubtful() -> None:
    one, other = main_page("a", company=("甲", REVIEW)), main_page("b", company=("乙", REVIEW))
    (version,) = readings_to_versions([one, other])
    assert version.certificate.needs_review
    assert [issue.field for issue in version.certificate.issues] == ["company"]
    versions_of(one, other)


def test_a_sure_value_replaces_a_doubtful_one_and_its_issues() -> None:
    low = Issue(code="low_confidence", severity=Severity.WARNING, field="company", message="look")
    unsure = main_page("a", company=("甲公司", REVIEW), address="北京")
    unsure = unsure.model_copy(update={"issues": (low,)})
    sure = main_page("b", company="甲公司", coverage=None)
    (version,) = readings_to_versions([unsure, sure])
    assert version.certificate.fields["company"].status is FieldStatus.ACCEPTED
    assert version.certificate.issues == ()
    assert version.certificate.address == "北京"


def test_what_belongs_to_the_copy_never_makes_a_version() -> None:
    def stamped(name: str, purpose: str) -> Certificate:
        base = main_page(name)
        restriction = UseRestriction(page_no=1, text=purpose, purpose=purpose)
        keys = ("use_restrictions.0.purpose", "seals.0.text", "provisions.0.text", "inspections.0.year")
        fields = {**base.fields, **{key: field(purpose) for key in keys}}
        inspection = Inspection(page_no=1, year=purpose, result=None, date=None)
        update = {"use_restrictions": (restriction,), "inspections": (inspection,), "fields": fields}
        return base.model_copy(update=update)

    assert len(versions_of(stamped("a", "仅供甲"), stamped("b", "仅供乙"))) == 1


@pytest.mark.parametrize(
    ("purpose", "status", "kept"),
    [
        ("招聘审核", FieldStatus.ACCEPTED, ["备案变更", "招聘审核"]),
        ("备案变更", FieldStatus.ACCEPTED, ["备案变更"]),
        ("备案变史", FieldStatus.REVIEW, ["备案变更"]),
        ("招聘审核", FieldStatus.REVIEW, ["备案变更", "招聘审核"]),
    ],
)
def test_what_each_copy_is_restricted_to_is_kept(purpose: str, status: FieldStatus, kept: list[str]) -> None:
    """Two copies of one license, each given for its own use."""

    def stamped(name: str, use: str, status: FieldStatus, **values: Any) -> Certificate:
        base = main_page(name, **values)
        restriction = UseRestriction(page_no=1, text=f"仅供{use}使用", purpose=use)
        low = Issue(
            code="doubtful", severity=Severity.WARNING, field="use_restrictions.0.purpose", message=""
        )
        fields = {**base.fields, "use_restrictions.0.purpose": field(use, status)}
        issues = () if status is FieldStatus.ACCEPTED else (low,)
        return base.model_copy(
            update={"use_restrictions": (restriction,), "fields": fields, "issues": issues}
        )

    fuller = stamped("a", "备案变更", FieldStatus.ACCEPTED, address="北京市海淀区")
    (version,) = readings_to_versions([fuller, stamped("b", purpose, status)])
    merged = version.certificate
    assert [one.purpose for one in merged.use_restrictions] == kept
    for index, one in enumerate(merged.use_restrictions):
        assert merged.fields[f"use_restrictions.{index}.purpose"].value == one.purpose
        page = next(page for page in merged.pages if page.page_no == one.page_no)
        assert page.sha256 == sha("ab"[index])
    assert merged.needs_review == (len(kept) == 2 and status is FieldStatus.REVIEW)
    assert all(issue.field == "use_restrictions.1.purpose" for issue in merged.issues)


def test_a_missing_part_is_taken_with_its_page_and_fields() -> None:
    main = main_page("a", legal_representative="张三", scope="信息服务")
    whole = joined(main_page("b"), annex_page("c"))
    (version,) = readings_to_versions([whole, main])
    merged = version.certificate
    assert merged.annexes[0].websites == whole.annexes[0].websites
    page = next(page for page in merged.pages if page.sha256 == whole.pages[1].sha256)
    assert merged.annexes[0].page_no == page.page_no
    assert merged.fields["annexes.0.websites.0.domains.0"].page_no == page.page_no
    assert sorted(page.page_no for page in merged.pages) == list(range(1, len(merged.pages) + 1))
    versions_of(main, whole)


def test_a_doubtful_nested_value_is_replaced_in_place() -> None:
    def with_domain(name: str, domain: str, status: FieldStatus, **values: Any) -> Certificate:
        whole = joined(main_page(name, **values), annex_page(f"{name}2", domain))
        key = "annexes.0.websites.0.domains.0"
        return whole.model_copy(update={"fields": {**whole.fields, key: field(domain, status, 2)}})

    unsure = with_domain("a", "1l.com", REVIEW, address="北京", scope="业务")
    sure = with_domain("b", "ll.com", FieldStatus.ACCEPTED)
    (version,) = readings_to_versions([unsure, sure])
    assert version.certificate.annexes[0].websites[0].domains == ("ll.com",)
    assert [issue.field for issue in version.certificate.issues] == ["annexes.0.websites.0.domains.0"]
    versions_of(unsure, sure)


def test_keys_of_one_type_are_filled_too() -> None:
    base = main_page("a", scope="业务")
    code = {"unified_social_credit_code": "91110108700338416R"}
    other = main_page("b")
    fields = {**other.fields, "unified_social_credit_code": field("91110108700338416R")}
    other = other.model_copy(update={"further": code, "fields": fields})
    (version,) = readings_to_versions([base, other])
    assert version.certificate.further == code
    assert version.certificate.fields["unified_social_credit_code"].value == "91110108700338416R"


def test_three_scans_and_a_renewal() -> None:
    old = [main_page("a"), main_page("b", company=("甲", REVIEW))]
    renewal = main_page("c", issue_date="2029-01-20", valid_until="2034-01-20")
    unsure = main_page("d", issue_date="2029-01-20", valid_until=("2034-01-26", REVIEW))
    assert len(versions_of(*old, renewal, unsure)) == 2
    decided = readings_to_versions([*old, renewal, unsure])
    assert {frozenset(version.members) for version in decided} == {frozenset({0, 1}), frozenset({2, 3})}


def test_current_is_the_latest_sure_issue_date_whatever_came_first() -> None:
    old, new = main_page("a"), main_page("b", issue_date="2029-01-20")
    doubtful = main_page("c", issue_date=("2099-01-20", REVIEW))
    assert find_current([new, old]) == 0
    assert find_current([old, new, doubtful]) == 1
    longer = main_page("d", company="乙", valid_until="2030-01-01")
    assert (find_current([old, longer]), find_current([longer, old])) == (1, 0)
    alike = main_page("d", company="乙")
    assert [old, alike][find_current([old, alike]) or 0] == [alike, old][find_current([alike, old]) or 0]
    assert find_current([]) is None


def test_identity_needs_an_accepted_number() -> None:
    assert find_identity(main_page("a", "京Ｂ2-2024 0286")) == Identity("telecom_license", NUMBER)
    assert find_identity(main_page("a", license_number=(NUMBER, REVIEW))) is None
    assert find_identity(annex_page("a")) is None


def test_superseding() -> None:
    main, annex = main_page("1"), annex_page("2")
    whole = joined(main, annex)
    assert is_superseded(main, whole)
    assert is_superseded(annex, whole)
    assert not is_superseded(whole, main)
    assert not is_superseded(main_page("1", "京B2-20200001"), whole)
    assert not is_superseded(annex_page("3"), whole)
    loose = annex.model_copy(update={"pages": (), "sources": ()})
    assert certificate_to_pages(loose) == frozenset()
    assert not is_superseded(loose, whole)


def test_merge_of_one_is_itself() -> None:
    assert merge([full()]) == full()
