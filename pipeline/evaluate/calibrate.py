"""Fit the probability that a value is right to a measured set: logistic regression over its evidence."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from extractors.confidence import evidence_to_confidence
from pipeline.evaluate.results import FieldResult
from schemas.calibration import Calibration
from schemas.errors import OptionError
from schemas.geometry import Frozen

FEWEST = 200  # values, right and wrong together, from which a fit means something
SHRINK = 1.0  # penalty on a weight of a feature scaled to unit deviation, in values
STEPS = 60
FOR = frozenset({"weakest", "mean", "page", "agreeing"})  # features that speak for a value
ACCEPTS = (0.8, 0.9, 0.95, 0.97, 0.98, 0.985, 0.99, 0.995)


class Threshold(Frozen):
    """What accepting from ``accept`` on gives: shares (0-1) of values accepted, and of those wrong."""

    accept: float
    accepted: float
    wrong: float


def to_examples(results: Sequence[FieldResult]) -> list[FieldResult]:
    """The results that a fit learns from: values that were read, with their evidence."""
    return [result for result in results if result.value is not None and result.evidence]


def fit(examples: Sequence[FieldResult], version: str, fitted_on: str) -> Calibration:
    """The model that makes the examples likeliest, its weights held small.

    It is fitted to values of which no check failed, for the others are never accepted; a feature
    whose weight would say the opposite of what it means is left out.

    Raises:
        OptionError: too few examples, or none right, or none wrong.
    """
    right = sum(example.correct for example in examples)
    if len(examples) < FEWEST or right in (0, len(examples)):
        raise OptionError(
            f"共 {len(examples)} 个值，{right} 个正确，不足以校准，请测量更大的样本集"
            f" / {len(examples)} values, {right} right, are too few to calibrate on: measure a larger set, "
            "for example `python -m samples random --count 200`."
        )
    sound = [example for example in examples if not example.evidence.get("failed")]
    names = sorted({name for example in sound for name in example.evidence} - {"failed"})
    while True:
        weights, intercept = _fit(_table(sound, names), _right(sound))
        contrary = [name for name, weight in zip(names, weights, strict=True) if weight * _sign(name) < 0]
        if not contrary:
            break
        names = [name for name in names if name not in contrary]
    doubted = [example for example in examples if example.evidence.get("failed")]
    failed = _failed_weight(doubted, names, weights, intercept)
    weights, names = np.append(weights, failed), [*names, "failed"]
    return Calibration(
        version=version,
        fitted_on=fitted_on,
        values=len(examples),
        intercept=round(intercept, 4),
        weights={name: round(float(weight), 4) for name, weight in zip(names, weights, strict=True)},
    )


def _sign(name: str) -> int:
    """What a feature speaks: 1 for the value, -1 against it, 0 where either may be."""
    return 0 if name.startswith("kind_") else 1 if name in FOR else -1


def _table(examples: Sequence[FieldResult], names: Sequence[str]) -> NDArray[np.float64]:
    return np.array([[example.evidence.get(name, 0.0) for name in names] for example in examples], np.float64)


def _right(examples: Sequence[FieldResult]) -> NDArray[np.float64]:
    return np.array([example.correct for example in examples], np.float64)


def _failed_weight(
    examples: Sequence[FieldResult], names: Sequence[str], weights: NDArray[np.float64], intercept: float
) -> float:
    """The weight of a failed check that makes as many of ``examples`` likely as are right, 0 or less."""
    if not examples:
        return 0.0
    logits = _table(examples, names) @ weights + intercept
    counts = np.array([example.evidence["failed"] for example in examples])
    share = float(_right(examples).mean())
    choices = np.arange(0.0, -12.0, -0.1)
    stated = [float((1 / (1 + np.exp(-np.clip(logits + w * counts, -30, 30)))).mean()) for w in choices]
    return float(choices[int(np.argmin(np.abs(np.array(stated) - share)))])


def _fit(features: NDArray[np.float64], right: NDArray[np.float64]) -> tuple[NDArray[np.float64], float]:
    """Weights and intercept by Newton's method, on features of mean 0 and deviation 1."""
    mean, deviation = features.mean(axis=0), features.std(axis=0)
    scale = np.where(deviation > 0, deviation, 1.0)
    design = np.hstack([(features - mean) / scale, np.ones((len(features), 1))])
    penalty = np.diag([SHRINK] * features.shape[1] + [1e-6])
    weights = np.zeros(design.shape[1])
    for _ in range(STEPS):
        likely = 1 / (1 + np.exp(-np.clip(design @ weights, -30, 30)))
        gradient = design.T @ (right - likely) - penalty @ weights
        curvature = (design * (likely * (1 - likely))[:, None]).T @ design + penalty
        step = np.linalg.solve(curvature, gradient)
        weights = weights + step
        if float(np.abs(step).max()) < 1e-8:
            break
    plain = weights[:-1] / scale
    return plain, float(weights[-1] - plain @ mean)


def to_thresholds(
    examples: Sequence[FieldResult], model: Calibration, accepts: Sequence[float]
) -> list[Threshold]:
    """What each of ``accepts`` gives on values of which no check failed; the others are never accepted."""
    sound = np.array([not example.evidence.get("failed") for example in examples])
    sure = np.array([evidence_to_confidence(example.evidence, model) for example in examples])
    right = np.array([example.correct for example in examples])
    found = []
    for accept in accepts:
        taken = sound & (sure >= accept)
        wrong = float((taken & ~right).sum() / taken.sum()) if taken.any() else 0.0
        found.append(Threshold(accept=accept, accepted=float(taken.mean()), wrong=wrong))
    return found
