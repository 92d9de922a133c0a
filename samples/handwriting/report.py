"""What weights are worth on rows that they were not trained on."""

from __future__ import annotations

import re
from datetime import date

import numpy as np
from numpy.typing import NDArray

from pipeline.handwriting.decode import to_dates, to_years
from pipeline.handwriting.network import OTHER, tell_columns
from pipeline.networks.weights_text import Weights
from samples.handwriting.train import Rows
from samples.outcomes import told_shares

TEMPERATURES = np.geomspace(0.5, 2, 9)
_DATE = re.compile(r"(\d{4})年?(\d{1,2})月?(\d{1,2})日?")
_YEAR = re.compile(r"(\d\d|\d{4})年")


def report(unseen: Rows, weights: Weights) -> str:
    """How many values are right, and how many of those that are given with so much probability are wrong."""
    found = outcomes(unseen, weights)
    return "\n".join([f"{len(found)} values, {found[:, 1].mean():.2%} right", *told_shares(found)])


def outcomes(unseen: Rows, weights: Weights) -> NDArray[np.float64]:
    """For each row with a date or a year: the probability of the likeliest, and whether it is right."""
    found = []
    for picture, label in zip(unseen.pictures(), unseen.labels.tolist(), strict=True):
        truth = _truth(label.replace(OTHER, ""))
        if truth is None:
            continue
        told = tell_columns(picture, weights)
        values = to_dates(told) if "-" in truth else to_years(told)
        best = max(values, key=values.__getitem__, default="")
        found.append((values.get(best, 0.0), float(best == truth)))
    return np.array(found)


def _truth(label: str) -> str | None:
    """The date or the year of a label; ``None`` where it has none, or one that does not exist."""
    if year := _YEAR.fullmatch(label):
        return year[1]
    parts = _DATE.fullmatch(label)
    try:
        return None if parts is None else date(*map(int, parts.groups())).isoformat()
    except ValueError:
        return None
