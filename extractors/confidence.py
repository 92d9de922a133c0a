"""How probable it is that a value is exactly right, from what is known about its reading."""

from __future__ import annotations

import math
from dataclasses import dataclass

from extractors.candidates import Candidate
from extractors.normalize.normal import Repair

GRAVE = 0.45  # what a failed check leaves of the confidence
SAFE_REPAIRS = frozenset({Repair.SPACE, Repair.SEPARATOR})


@dataclass(frozen=True)
class Evidence:
    """``weakest`` and ``mean`` are of the engine's character scores (0-1), ``agreeing`` and
    ``differing`` count other readings of the same value elsewhere in the certificate."""

    weakest: float
    mean: float
    characters: int
    misplaced: float
    label: float
    failed: int
    repairs: int
    doubtful: int
    agreeing: int = 0
    differing: int = 0


def candidate_to_evidence(candidate: Candidate, agreeing: int = 0, differing: int = 0) -> Evidence:
    """The named features of a reading."""
    scores = candidate.scores or (0.0,)
    return Evidence(
        weakest=min(scores),
        mean=sum(scores) / len(scores),
        characters=len(scores),
        misplaced=candidate.misplaced,
        label=candidate.label,
        failed=len(candidate.failed),
        repairs=sum(repair not in SAFE_REPAIRS for repair in candidate.normal.repairs),
        doubtful=len(candidate.normal.doubtful),
        agreeing=agreeing,
        differing=differing,
    )


def evidence_to_confidence(evidence: Evidence) -> float:
    """Probability 0-1 that the value is exactly right.

    A first model with weights set by hand: it ranks readings, and is not calibrated yet.
    """
    logit = 1.0 + 4.0 * evidence.weakest + 6.0 * (evidence.mean - 0.8)
    logit -= 1.2 * evidence.misplaced + 3.0 * (1 - evidence.label)
    logit -= 1.0 * evidence.repairs + 0.5 * evidence.doubtful
    logit += 1.2 * min(evidence.agreeing, 3) - 2.0 * evidence.differing
    probability = 1 / (1 + math.exp(-logit))
    return round(probability * GRAVE**evidence.failed, 4)
