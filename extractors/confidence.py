"""How probable it is that a value is exactly right, from what is known about its reading."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from statistics import fmean

from extractors.candidates import Candidate
from extractors.normalize.normal import Repair
from extractors.page_dates.date_strokes import has_unsure_stroke
from extractors.page_lines.gaps import widest_gap
from extractors.value_lines.rare_characters import rare_scores
from extractors.value_lines.vouched import vouched_scores
from schemas.calibration import Calibration
from schemas.document_type import FieldKind

SAFE_REPAIRS = frozenset({Repair.SPACE, Repair.SEPARATOR})
USUAL_PAGE = 0.995  # mean engine score of a clean page
SUREST = 5e-4  # engine scores above 1 minus this say nothing more
EVEN = 1.25  # usual steps between characters that are no gap
MOST_AGREEING = 3
LEAST = 0.7  # score of a character of a text below which a person must see it,
LEAST_OF_DATE = 0.55  # and of a date: what only one of two readers sees counts less,
LEAST_OF_NUMBER = 0.8  # of a number: a figure has no words about it,
LEAST_OF_COMPANY = 0.85  # of a company's name: 互联国科技 of 互联网科技 on a fax,
LEAST_OF_PERSON = 0.95  # and of a person's: a common character stands for a rare one
# Room beside marks, and what the room between a label and its value is read as.
_ROOM = re.compile(
    r"^[☑☐☒□■·•:：]+|(?<=[\u3400-\u9fff])\s+(?![\u3400-\u9fff\s])"
    r"|(?<=[A-Za-z0-9.-])\s+(?![A-Za-z0-9.\s-])|(?<![A-Za-z0-9.\u3400-\u9fff\s-])\s+"
)
_NOTHING = "\0"
_BEHIND_DATE = "。.,，、·"  # what a speck behind a date is read as
_OF_WORDS = (FieldKind.SERVICES, FieldKind.TEXT)
_OF_DATES = (FieldKind.DATE, FieldKind.PERIOD)
_LEAST = {
    **dict.fromkeys((FieldKind.ADDRESS, FieldKind.LIST, FieldKind.TEXT, FieldKind.SERVICES), LEAST),
    FieldKind.NUMBER: LEAST_OF_NUMBER,
    FieldKind.NAME: LEAST_OF_COMPANY,
    FieldKind.PERSON: LEAST_OF_PERSON,
    FieldKind.DATE: LEAST_OF_DATE,
}


def candidate_to_evidence(
    candidate: Candidate, *, agreeing: int = 0, differing: int = 0, page: float = USUAL_PAGE
) -> dict[str, float]:
    """The named features of a reading, each 0 or more.

    ``weakest``, ``mean`` and ``page`` are nines (2 is a score of 0.99) of the engine's scores: of
    the least sure character, of all, and of the page's lines; in services and free text characters of
    known words are sure, in people's names rare ones. ``length`` is the logarithm of the
    number of characters, ``rows`` counts line ends within, ``misplaced``, ``label`` and ``gap`` are
    how far the place, the label and the spacing are from usual, ``failed``, ``repairs`` and
    ``doubtful`` count checks, changes and look-alikes, ``agreeing`` and ``differing`` other
    readings of the same value in the certificate; ``strokes`` is 1 for a date that may have a stroke too
    many, ``kind_…`` for the field's own kind.
    """
    scores = _scores(candidate) or (0.0,)
    return {
        "weakest": nines(min(scores)),
        "mean": nines(fmean(scores)),
        "page": nines(page),
        "length": math.log2(len(scores)),
        "rows": float(len(candidate.lines) - 1),
        "misplaced": candidate.misplaced,
        "label": 1 - candidate.label,
        "gap": max(0.0, widest_gap(candidate.lines, candidate.words) - EVEN),
        "failed": float(len({*candidate.failed})),
        "repairs": float(sum(repair not in SAFE_REPAIRS for repair in candidate.normal.repairs)),
        "doubtful": float(len(candidate.normal.doubtful)),
        "agreeing": float(min(agreeing, MOST_AGREEING)),
        "differing": float(differing),
        "strokes": float(candidate.kind in _OF_DATES and has_unsure_stroke(candidate.lines)),
        f"kind_{candidate.kind}": 1.0,
    }


def _scores(candidate: Candidate) -> tuple[float, ...]:
    """The score of each character of the value, without room, marks that room before a line is read as, or
    what stands behind a date. Room between two ideographs may be a mark that was lost, and between two
    letters a letter."""
    scores = candidate.scores
    if candidate.kind in _OF_WORDS:
        scores = vouched_scores(candidate.lines)
    elif candidate.kind == FieldKind.PERSON:
        scores = rare_scores(candidate.lines)
    behind = _BEHIND_DATE if candidate.kind == FieldKind.DATE else ""
    text = "".join(
        _ROOM.sub(lambda room: _NOTHING * len(room.group()), line.text) for line in candidate.lines
    )
    kept = zip(text[: len(text.rstrip(behind))], scores, strict=False)
    return tuple(score for char, score in kept if char != _NOTHING)


def has_unsure_character(evidence: Mapping[str, float]) -> bool:
    """Whether one character of a text or a date that nothing else bears out was read so unsurely that a
    person must see it, however sure the others are: 仅 of 仪器仪表, or a figure of a number."""
    unsure = any(
        evidence.get(f"kind_{kind}") and evidence["weakest"] < nines(score) for kind, score in _LEAST.items()
    )
    return unsure and not evidence["agreeing"]


def nines(score: float) -> float:
    """How many nines a score (0-1) has: 0.9 has one, 0.99 two."""
    return -math.log10(max(1 - score, SUREST))


def evidence_to_confidence(evidence: Mapping[str, float], model: Calibration) -> float:
    """Probability 0-1 that the value is exactly right, rounded to four digits.

    A feature that the model does not know weighs nothing.
    """
    logit = model.intercept + sum(model.weights.get(name, 0.0) * value for name, value in evidence.items())
    return round(1 / (1 + math.exp(-max(-30.0, min(30.0, logit)))), 4)
