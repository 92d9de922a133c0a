"""From what each column of a row tells to the dates or years that it may say, each with its probability."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from datetime import date

import numpy as np

from pipeline.handwriting.network import CLASSES, OTHER
from pipeline.weights_text import Values

BEAM = 24  # beginnings of a text that are followed
LEAST = 1e-4  # probability of a class in a column from which it is followed
FEWEST_MARKS = 2  # of 年, 月 and 日, which the form prints

_DATE = re.compile(r"((?:19|20)\d\d)(年?)(\d{1,2})(月?)(\d{1,2})(日?)")
_BEFORE = re.compile(rf"\D*年{OTHER}{{2,}}")  # a seal's 年检合格专用章, beside the date
_YEAR = re.compile(r"((?:19|20)?\d\d)年")


def to_dates(told: Values) -> dict[str, float]:
    """The dates (ISO 8601) that the row may say; what is left to 1 is no date."""
    return _values(told, _to_date, _BEFORE)


def to_years(told: Values) -> dict[str, float]:
    """The years that the row may say, of two figures or four, as they are written."""
    return _values(told, _to_year)


def _values(
    told: Values, to_value: Callable[[str], str | None], before: re.Pattern[str] | None = None
) -> dict[str, float]:
    found: dict[str, float] = defaultdict(float)
    texts = to_texts(told)
    for text, share in texts.items():
        own = text if before is None else before.sub("", text, count=1)
        value = to_value(own.replace(OTHER, ""))
        if value is not None:
            found[value] += share
    return dict(found)


def to_texts(told: Values) -> dict[str, float]:
    """The likeliest texts and their probabilities, which sum to 1, by a search over beginnings (Graves 2012):
    ``told`` holds the logarithms of probabilities, columns × ``CLASSES``."""
    beams = {"": (1.0, 0.0)}  # of each beginning: probability with nothing last, and with its last character
    for column in np.exp(told.astype(np.float64)):
        nothing, kept = float(column[0]), np.flatnonzero(column[1:] >= LEAST) + 1
        if not kept.size:  # what follows stands by itself, though it be the same
            beams = {text: (ended + open_, 0.0) for text, (ended, open_) in beams.items()}
            continue
        following: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
        for text, (ended, open_) in beams.items():
            own = following[text]
            own[0] += (ended + open_) * nothing
            for at in kept.tolist():
                char, share = CLASSES[at], float(column[at])
                if text.endswith(char):
                    own[1] += open_ * share
                    following[text + char][1] += ended * share
                else:
                    following[text + char][1] += (ended + open_) * share
        best = sorted(following.items(), key=lambda item: -sum(item[1]))[:BEAM]
        whole = sum(sum(shares) for _, shares in best)
        beams = {text: (shares[0] / whole, shares[1] / whole) for text, shares in best}
    return {text: sum(shares) for text, shares in beams.items()}


def find_places(told: Values) -> list[tuple[str, float]]:
    """The figures and marks that the columns tell one by one, and where along the row (0-1) each stands."""
    best = told.argmax(axis=1)
    starts = np.flatnonzero(np.diff(best, prepend=-1))
    ends = np.append(starts[1:], len(best))
    return [
        (CLASSES[best[start]], float(start + end) / 2 / len(best))
        for start, end in zip(starts.tolist(), ends.tolist(), strict=True)
        if CLASSES[best[start]] not in ("", OTHER)
    ]


def _to_date(text: str) -> str | None:
    found = _DATE.fullmatch(text)
    if found is None or sum(map(bool, found.group(2, 4, 6))) < FEWEST_MARKS:
        return None
    try:
        return date(*map(int, found.group(1, 3, 5))).isoformat()
    except ValueError:
        return None


def _to_year(text: str) -> str | None:
    found = _YEAR.fullmatch(text)
    return None if found is None else found[1]
