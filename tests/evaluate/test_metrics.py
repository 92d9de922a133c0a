"""The figures from hand-made results."""

from __future__ import annotations

import pytest

from pipeline.evaluate.metrics import Metrics, Rate, to_bins, to_metrics
from pipeline.evaluate.results import CaseRole, PageResult, ProvisionsResult
from schemas.field import FieldStatus
from tests.evaluate.cases import case_result, result


def _rate(metrics: Metrics, name: str) -> Rate:
    return next(rate for rate in metrics.rates if rate.name == name)


def _shares(metrics: Metrics, name: str) -> tuple[float, float]:
    rate = _rate(metrics, name)
    return rate.part, rate.whole


def test_field_rates() -> None:
    fields = [
        result(),
        result(path="scope", family="scope", correct=False, distance=2),
        result(path="a", status=FieldStatus.REVIEW, flagged=True, correct=False, distance=1, confidence=0.3),
        result(path="b", value=None, status=None, confidence=None, correct=False, distance=3),
        result(path="seals", family="seals.text", tracked=False, status=None, confidence=None),
    ]
    metrics = to_metrics([], fields, [], [])
    assert _shares(metrics, "field_exact_match") == (2, 5)
    assert _shares(metrics, "field_cer") == (6, 15)
    assert _shares(metrics, "fields_accepted") == (2, 4)  # seals keep no status
    assert _shares(metrics, "silent_errors") == (1, 2)
    assert _shares(metrics, "wrong_unflagged") == (2, 3)
    assert _rate(metrics, "straight_through").value is None  # nothing of nothing is no rate
    company = next(one for one in metrics.by_family if one.name == "company")
    assert (company.fields, company.right, company.accepted, company.accepted_wrong) == (3, 1, 1, 0)
    assert company.unflagged_wrong == 1


def test_a_result_counts_under_each_of_its_damages() -> None:
    metrics = to_metrics([], [result(damage=("scan", "rot90")), result(path="b", damage=("scan",))], [], [])
    assert [(one.name, one.fields) for one in metrics.by_damage] == [("rot90", 1), ("scan", 2)]
    assert _shares(metrics, "field_exact_match") == (2, 2)


def test_case_rates() -> None:
    cases = [
        case_result(id="right"),
        case_result(id="silent"),
        case_result(id="doubtful", needs_review=True),
        case_result(id="lost", found=False, needs_review=True, issuer_in_seal=False),
        case_result(id="thumbnail", role=CaseRole.LOW_RES, needs_review=False),
        case_result(id="other", role=CaseRole.FOREIGN, found=False, needs_review=True),
        case_result(id="again", role=CaseRole.DUPLICATE),
    ]
    fields = [
        result(case_id="right", path="issuer", family="issuer"),
        result(case_id="silent", path="issuer", family="issuer", correct=False),
        result(case_id="doubtful", path="issuer", family="issuer"),
        result(case_id="lost", path="issuer", family="issuer", correct=False),
    ]
    metrics = to_metrics(cases, fields, [], [])
    assert _shares(metrics, "straight_through") == (2, 4)
    assert _shares(metrics, "straight_through_right") == (1, 2)
    assert _shares(metrics, "issuer_from_seal") == (2, 3)
    assert _shares(metrics, "certificates_found") == (3, 4)
    assert _shares(metrics, "low_res_flagged") == (0, 1)
    assert _shares(metrics, "foreign_left_alone") == (1, 1)
    assert metrics.seconds_a_page == pytest.approx(0.5)


def test_the_times_of_stages_are_those_of_a_page() -> None:
    cases = [
        case_result(page_count=2, stages={"lines": 1.0, "load": 0.2}),
        case_result(id="two", page_count=2, stages={"lines": 1.0, "seals": 0.4}),
    ]
    stages = to_metrics(cases, [], [], []).stages
    assert list(stages.items()) == [
        ("lines", 0.5),
        ("seals", pytest.approx(0.1)),
        ("load", pytest.approx(0.05)),
    ]


def test_reliability() -> None:
    bins = to_bins([(0.95, True), (1.0, True), (0.9, False), (0.05, False)])
    assert [(one.count, one.right) for one in bins if one.count] == [(1, 0), (3, 2)]
    assert bins[9].mean_confidence == pytest.approx(0.95)
    fields = [
        result(confidence=0.9),
        result(path="b", confidence=0.9, correct=False),
        result(path="c", confidence=0.0, value=None, correct=False),  # no value, nothing to be sure of
    ]
    metrics = to_metrics([], fields, [], [])
    assert metrics.brier == pytest.approx((0.01 + 0.81) / 2)
    assert metrics.calibration_error == pytest.approx(0.4)


def test_pages_and_provisions() -> None:
    pages = [
        PageResult(case_id="a", page_no=1, true_kind="main", kind="main", true_rotation=90, rotation=0),
        PageResult(case_id="a", page_no=2, true_kind="annex", kind="left_out", true_rotation=0, rotation=0),
        PageResult(case_id="b", page_no=1, true_kind=None, kind="main", true_rotation=0, rotation=None),
    ]
    provisions = [
        ProvisionsResult(
            case_id="a",
            characters=200,
            distance=1,
            clauses=2,
            clauses_found=2,
            items=3,
            items_found=1,
            extra=1,
        )
    ]
    metrics = to_metrics([], [], provisions, pages)
    assert _shares(metrics, "page_kind") == (1, 2)
    assert _shares(metrics, "page_rotation") == (1, 3)
    assert [(one.truth, one.read, one.count) for one in metrics.rotations] == [
        ("0", "0", 1),
        ("0", "None", 1),
        ("90", "0", 1),
    ]
    assert _shares(metrics, "provisions_cer") == (1, 200)
    assert _shares(metrics, "provision_items") == (1, 3)
    assert _shares(metrics, "provisions_extra") == (1, 5)
