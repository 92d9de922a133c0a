"""Networks that tell which text of a closed list a seal bears where print in its own colour lies over it.

One sees the rim laid out straight, one the place below the star; each tells a text of its list, another text
or none. What is left of single characters says little, the whole more. Run by numpy;
``python -m samples.seal_texts`` trains them and writes their weights.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.authorities.seal_texts import OTHER_PURPOSES, PURPOSES
from extractors.telecom_lists.issuers import ISSUERS, rim_spellings
from pipeline.networks.layers import evened_layer
from pipeline.networks.weights_text import Values, Weights, read_weights
from pipeline.page_image import Image
from pipeline.seals.level import RADIUS, LevelSeal
from pipeline.seals.unwrap import cut_to_rim, unwrap_rim
from schemas.page import TextShare

TOP, BOTTOM = 0.15, 0.87  # of the radius below the middle: where straight lines stand
REACH = 0.74  # of the ring's half width on both sides of the middle
GAP = 0.08  # of the rim at both ends of its strip, below the middle, that bears no text
PALEST = 40  # levels below the paper's that ink is, or more
LEAST, DECIMALS = 0.01, 4  # share below which a text is not mentioned, and decimals of one
FAINT = 0.3  # of the darkest ink: what a seal leaves under print
CONVOLUTIONS = {"conv1": (2, 2), "conv2": (2, 2), "conv3": (2, 2), "conv4": (2, 1)}
"""By name, the steps down and along."""
NONE, OTHER = "", "x"
"""What a network tells where there is no text, and of one that is not on its list."""


@dataclass(frozen=True)
class Sight:
    """What one network sees of a seal: a picture of ``size`` (height, width), in which it tells one of
    ``classes``."""

    classes: tuple[str, ...]
    size: tuple[int, int]
    cut: Callable[[LevelSeal], Image]
    weights: Path

    def picture(self, seal: LevelSeal) -> Image:
        """The part of the seal that the network sees, grey, 0 = black."""
        height, width = self.size
        return np.asarray(cv2.resize(self.cut(seal), (width, height), interpolation=cv2.INTER_AREA), np.uint8)


def _cut_line(seal: LevelSeal) -> Image:
    middle, half = seal.ring.x, REACH * seal.ring.a
    return seal.picture[
        round(RADIUS * (1 + TOP)) : round(RADIUS * (1 + BOTTOM)), round(middle - half) : round(middle + half)
    ]


def _cut_rim(seal: LevelSeal) -> Image:
    strip = cut_to_rim(unwrap_rim(seal))
    gap = round(GAP * strip.shape[1])
    return strip[:, gap : strip.shape[1] - gap]


_SPELLINGS = tuple(spelling for issuer in ISSUERS for spelling in rim_spellings(issuer))
_HERE = Path(__file__)

LINE = Sight(
    (NONE, *PURPOSES, *OTHER_PURPOSES, OTHER), (64, 128), _cut_line, _HERE.with_name("line_weights.json")
)
RIM = Sight((NONE, *_SPELLINGS, OTHER), (32, 256), _cut_rim, _HERE.with_name("rim_weights.json"))
SIGHTS = {"line": LINE, "rim": RIM}


def tell_texts(sight: Sight, seal: LevelSeal) -> tuple[TextShare, ...]:
    """What the network tells of the seal (grey, ink dark), the likeliest first; nothing below ``LEAST``."""
    weights = load_weights(sight.weights)
    told = scores(weights, to_ink(sight.picture(seal))[None]) / weights["temperature"]
    shares = sorted(zip(to_shares(told)[0].tolist(), sight.classes, strict=True), reverse=True)
    return tuple(
        TextShare(text=None if text == OTHER else text, share=round(share, DECIMALS))
        for share, text in shares
        if share >= LEAST
    )


def to_ink(grey: NDArray[np.uint8]) -> Values:
    """Twice the picture, 0 where paper is: 1 the darkest ink, and 1 a ``FAINT`` share of that."""
    level = grey.astype(np.float32)
    paper, dark = np.percentile(level, (75, 2))
    share = np.clip((paper - level) / max(PALEST, paper - dark), 0, 1)
    return np.asarray(np.stack([share, np.minimum(share / FAINT, 1)], axis=-1), np.float32)


def scores(weights: Weights, ink: Values) -> Values:
    """The network's output before it is made a probability; ``ink`` is seals × height × width × 2."""
    level = ink
    for name, step in CONVOLUTIONS.items():
        level = evened_layer(weights, name, level, step)
    seen = np.maximum(level.reshape(len(level), -1) @ weights["see"] + weights["see.bias"], 0)
    return np.asarray(seen @ weights["tell"] + weights["tell.bias"], np.float32)


def to_shares(told: Values) -> Values:
    """Probabilities of the classes, seals × classes."""
    odds = np.exp(told - told.max(axis=1, keepdims=True))
    return np.asarray(odds / odds.sum(axis=1, keepdims=True), np.float32)


@cache
def load_weights(path: Path) -> Weights:
    """The weights of a file of the package."""
    return read_weights(path)
