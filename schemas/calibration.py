"""What turns the evidence for a value into a probability: weights fitted on labelled sets."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from schemas.geometry import Frozen


class Calibration(Frozen):
    """A logistic model: the log odds of a value's being exactly right are ``intercept``, plus the
    ``weights`` of its features times their values.

    ``version`` names this fit; ``fitted_on`` and ``values`` say on what and on how many it was made.
    """

    version: str
    fitted_on: str
    values: int
    intercept: float
    weights: Mapping[str, float]


@cache
def calibration() -> Calibration:
    """The fit that this version of licet uses: ``schemas/calibration.json``."""
    return Calibration.model_validate_json((files("schemas") / "calibration.json").read_bytes())
