"""What weights are worth on rows that they were not trained on, beside the engine's own reading."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.columns.texts import to_texts
from pipeline.latin.network import CLASSES, tell_rows
from pipeline.latin.weigh import fold, spell
from pipeline.networks.weights_text import Weights
from samples.latin.rows import Row
from samples.outcomes import SHARES

TEMPERATURES = np.geomspace(0.5, 3, 10)
FEW = 600  # rows on which the temperature is found


@dataclass(frozen=True)
class _Told:
    """``share`` is the probability of the likeliest text but for look-alikes; whether it, and what the engine
    read, is right but for these; ``whole``: whether it is right with them."""

    share: float
    is_right: bool
    is_read_right: bool
    agrees: bool
    whole: bool


def outcomes(unseen: Sequence[Row], weights: Weights) -> NDArray[np.float64]:
    """For some of the rows the probability of the likeliest text but for look-alikes, and whether it is
    right."""
    told = _tell(unseen[:: max(1, len(unseen) // FEW)], weights)
    return np.array([(one.share, float(one.is_right)) for one in told])


def report(unseen: Sequence[Row], weights: Weights) -> str:
    """How many texts are right, by the network and by the engine; how many of those that are told with so
    much probability are wrong, and who is right where the two differ."""
    told = _tell(unseen, weights)
    count = len(told)
    right, read, whole = (
        sum(getattr(one, name) for one in told) / count for name in ("is_right", "is_read_right", "whole")
    )
    lines = [
        f"{count} rows; but for look-alikes right: {right:.2%}, engine {read:.2%}; with them {whole:.2%}"
    ]
    agreed = [one for one in told if one.agrees]
    wrong = sum(not one.is_right for one in agreed)
    lines.append(f"agreed: {len(agreed) / count:.2%}, of these {wrong} wrong")
    for share in SHARES:
        given = [one for one in told if one.share >= share]
        differing = [one for one in given if not one.agrees]
        lines.append(
            f"at {share}: {len(given) / count:.2%}, {sum(not one.is_right for one in given)} wrong; differing"
            f" {len(differing)}: right {sum(one.is_right for one in differing)}, engine"
            f" {sum(one.is_read_right for one in differing)}"
        )
    return "\n".join(lines)


def _tell(rows: Sequence[Row], weights: Weights) -> list[_Told]:
    """Rows of one page and design are told together, as those of a paper are."""
    pages: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        pages[row.page, row.design].append(row)
    found = []
    for own in pages.values():
        for row, columns in zip(own, tell_rows([row.pixels for row in own], weights), strict=True):
            best = spell(to_texts(columns, CLASSES))
            shape, read, truth = fold(best.text), fold(row.read.strip()), fold(row.label)
            right = shape == truth, read == truth
            found.append(_Told(best.share, *right, shape == read, best.text == row.label))
    return found
