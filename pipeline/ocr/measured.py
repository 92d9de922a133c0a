"""What is measured of a recognizer's weights, of one file of them: other weights are used as they are.

``python -m samples.ranges`` measures it on lines of generated pages and writes it down.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, TypeAlias

MEASURED: Final = Path(__file__).with_name("measured.json")

Ranges: TypeAlias = Mapping[str, tuple[float, float]]
"""Lowest and highest value of the input of each convolution, by its name in the network."""


@dataclass(frozen=True)
class Measured:
    """``blank``: the logit of class 0, "no character", beyond which no other class was surer at a step."""

    ranges: Ranges = field(default_factory=dict)
    blank: float = math.inf


def load_measured(weights: Path) -> Measured:
    """What was measured for the file ``weights``; nothing for any other file."""
    stored = json.loads(MEASURED.read_text(encoding="utf-8"))
    if stored["sha256"] != weights_to_digest(weights):
        return Measured()
    ranges = {name: (low, high) for name, (low, high) in stored["ranges"].items()}
    return Measured(ranges, stored["blank"])


def save_measured(weights: Path, measured: Measured) -> None:
    """Write down what was measured for ``weights``, in place of what was before."""
    rounded = {name: [float(f"{value:.4g}") for value in pair] for name, pair in measured.ranges.items()}
    stored = {"sha256": weights_to_digest(weights), "blank": round(measured.blank, 1), "ranges": rounded}
    MEASURED.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")


def weights_to_digest(weights: Path) -> str:
    """SHA-256 of the file, in hexadecimal."""
    return hashlib.sha256(weights.read_bytes()).hexdigest()
