from __future__ import annotations

import numpy as np
import pytest

from extractors.confidence import evidence_to_confidence
from pipeline.evaluate.calibrate import fit, to_examples, to_thresholds
from pipeline.evaluate.results import FieldResult
from schemas.errors import OptionError
from schemas.field import FieldStatus
from tests.evaluate.cases import result


def example(correct: bool, **evidence: float) -> FieldResult:
    return result(truth="a" if correct else "b", value="a", status=FieldStatus.ACCEPTED).model_copy(
        update={"evidence": evidence, "correct": correct}
    )


def drawn(count: int) -> list[FieldResult]:
    """Values whose log odds of being right are ``weakest``; ``kind_noise`` tells nothing."""
    draw = np.random.default_rng(3)
    found = []
    for _ in range(count):
        nines, noise = float(draw.uniform(-2, 4)), float(draw.normal())
        found.append(example(bool(draw.random() < 1 / (1 + np.exp(-nines))), weakest=nines, kind_noise=noise))
    return found


def test_a_fit_finds_what_the_values_were_drawn_by() -> None:
    model = fit(drawn(4000), "1", "drawn")
    assert model.values == 4000
    assert model.weights["weakest"] == pytest.approx(1.0, abs=0.1)
    assert model.weights["kind_noise"] == pytest.approx(0.0, abs=0.1)
    assert model.intercept == pytest.approx(0.0, abs=0.15)
    for nines in (-1.0, 0.0, 2.0):
        stated = evidence_to_confidence({"weakest": nines, "kind_noise": 0.0}, model)
        assert stated == pytest.approx(1 / (1 + np.exp(-nines)), abs=0.06)


def test_a_higher_threshold_accepts_less_and_errs_less() -> None:
    values = drawn(4000)
    low, high = to_thresholds(values, fit(values, "1", "drawn"), (0.5, 0.95))
    assert low.accepted > high.accepted > 0
    assert low.wrong > high.wrong > 0
    assert high.wrong < 0.05


def test_a_failed_check_is_never_accepted() -> None:
    values = [example(True, weakest=9.0, failed=1.0), *drawn(400)]
    (threshold,) = to_thresholds(values, fit(values, "1", "drawn"), (0.0,))
    assert threshold.accepted == pytest.approx(400 / 401)


def test_values_without_evidence_teach_nothing() -> None:
    assert to_examples([result(truth="a", value="a", status=FieldStatus.ACCEPTED)]) == []


def test_too_little_is_told() -> None:
    with pytest.raises(OptionError, match="too few"):
        fit(drawn(50), "1", "drawn")
