"""A column network's weights from rows and what they say, by PyTorch (AdamW; Graves' loss, 2006)."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Protocol

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from pipeline.columns.network import to_ink
from pipeline.networks.weights_text import Values, Weights
from samples.columns import Network, side_by_side
from samples.fit import HALVED, Recipe, fit

BATCH = 64
WIDTH = 128  # features of a column
COLUMN = 2  # pixels
RECIPE = Recipe(steps=5000, rate=4e-3, decay=1e-2, begun=0.1, steepest=2.0)


class Spelled(Protocol):
    """A row's picture (any height, 0 = black), and what it says."""

    @property
    def pixels(self) -> NDArray[np.uint8]: ...

    @property
    def label(self) -> str: ...


def train(
    known: Sequence[Spelled],
    classes: Sequence[str],
    along: Sequence[str],
    recipe: Recipe = RECIPE,
    start: Weights | None = None,
    seed: int = 1,
) -> Weights:
    """Weights fitted on all of ``known``, with a temperature of 1; from ``start`` on if there is one.
    ``classes`` is what a column may tell, ``along`` the names of the layers that compare neighbours."""
    torch.manual_seed(seed)
    draw, noise = Random(seed), np.random.default_rng(seed)
    order = sorted(range(len(known)), key=lambda at: known[at].pixels.shape[1])
    labels = [[classes.index(char) for char in row.label] for row in known]
    network = Network(along, WIDTH, len(classes))
    if start is not None:
        network.load(start)

    def draw_loss() -> Tensor:
        first = draw.randrange(len(order) - BATCH)
        batch = order[first : first + BATCH]
        inks = [to_ink(moved(known[at].pixels, noise)) for at in batch]
        with torch.autocast("cpu", torch.bfloat16, enabled=HALVED):
            scores = network(side_by_side(inks))
        return text_loss(scores, inks, [labels[at] for at in batch])

    fit(network, recipe, draw_loss)
    weights: Weights = network.weights()
    return weights


def text_loss(scores: Tensor, inks: Sequence[Values], labels: Sequence[Sequence[int]]) -> Tensor:
    """Graves' loss of ``scores`` (rows × columns × classes) for rows of these pictures that say ``labels``,
    places among the classes."""
    told = functional.log_softmax(scores.float(), 2).transpose(0, 1)
    wanted = torch.tensor([place for label in labels for place in label])
    counts = torch.tensor([len(label) for label in labels])
    return functional.ctc_loss(told, wanted, count_columns(inks), counts, zero_infinity=True)


def count_columns(inks: Sequence[Values]) -> Tensor:
    """How many columns tell something of each picture."""
    return torch.tensor([-(-ink.shape[1] // COLUMN) for ink in inks])


def other_classes(weights: Weights, along: Sequence[str], classes: Sequence[str], seed: int = 1) -> Weights:
    """Weights to go on from for ``classes`` of characters: those of a network of the same layers, which may
    read others, but for what it tells. From none, long rows of many characters are not learned."""
    torch.manual_seed(seed)
    drawn = Network(along, WIDTH, len(classes)).weights()
    return {name: own if name.startswith("tell") else weights[name] for name, own in drawn.items()}


def moved(pixels: NDArray[np.uint8], noise: np.random.Generator) -> NDArray[np.uint8]:
    """A row a little higher, lower, longer, paler, duller: what a line's box and a scanner do to it."""
    high, wide = pixels.shape
    up, down = (int(by) for by in noise.integers(-4, 5, 2))
    framed = np.pad(pixels, ((max(0, up), max(0, down)), (0, 0)), mode="edge")
    framed = framed[max(0, -up) : framed.shape[0] - max(0, -down)]
    size = (max(8, round(wide * noise.uniform(0.85, 1.2))), high)
    level = np.asarray(cv2.resize(framed, size, interpolation=cv2.INTER_LINEAR), np.float32)
    if noise.random() < 0.3:
        level = np.asarray(cv2.GaussianBlur(level, (0, 0), noise.uniform(0.3, 1.1)), np.float32)
    if noise.random() < 0.5:
        level = level + noise.standard_normal(level.shape, np.float32) * np.float32(noise.uniform(0, 14))
    level = 255 - (255 - level) * np.float32(noise.uniform(0.6, 1.0))
    return np.asarray(level.clip(0, 255), np.uint8)
