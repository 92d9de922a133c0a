"""Weights of the network for Latin print from rows and what they say, by PyTorch."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from random import Random

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from pipeline.columns.network import to_ink
from pipeline.latin.network import CLASSES, HIGH
from pipeline.networks.weights_text import Weights
from samples.columns import side_by_side
from samples.fit import HALVED, Recipe, fit
from samples.latin.model import Network
from samples.latin.rows import Row
from samples.spelled import COLUMN, count_columns, moved, text_loss

TOGETHER = (1, 2, 3, 4)  # rows of a page that are shown together
ROWS = 48  # of a step
MIXED = 0.2  # share of the groups whose rows are of several designs
LIKE_WIDE = (
    3  # groups are drawn this many times as many as are shown, and those alike in width shown together
)
WIDEST = 640  # pixels: longer rows are not learned from
MOST_PAPER = 0.3  # heights of a row that paper is added at an end, at every other one


def train(known: Sequence[Row], recipe: Recipe, start: Weights | None = None, seed: int = 1) -> Weights:
    """Weights fitted on all of ``known``, with a temperature of 1; from ``start`` on if there is one."""
    torch.manual_seed(seed)
    draw, noise = Random(seed), np.random.default_rng(seed)
    pages: dict[str, list[Row]] = defaultdict(list)
    designs: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in known:
        if row.pixels.shape[1] * HIGH / row.pixels.shape[0] <= WIDEST:
            pages[row.page].append(row)
            designs[row.page, row.design].append(row)
    names = sorted(designs)
    network = Network().to(memory_format=torch.channels_last)
    if start is not None:
        network.load(start)

    def draw_group(count: int) -> list[Row]:
        name = draw.choice(names)
        rows = pages[name[0]] if draw.random() < MIXED else designs[name]
        return draw.choices(rows, k=count) if len(rows) < count else draw.sample(rows, count)

    def draw_loss() -> Tensor:
        count = draw.choice(TOGETHER)
        groups = [draw_group(count) for _ in range(LIKE_WIDE * ROWS // count)]
        groups.sort(key=lambda group: max(row.pixels.shape[1] for row in group))
        first = draw.randrange(len(groups) - ROWS // count + 1)
        rows = [row for group in groups[first : first + ROWS // count] for row in group]
        inks = [to_ink(moved(_ended(row.pixels, draw), noise), HIGH) for row in rows]
        batch, labels = side_by_side(inks), [[CLASSES.index(char) for char in row.label] for row in rows]
        there = torch.arange(-(-batch.shape[2] // COLUMN)) < count_columns(inks)[:, None]
        with torch.autocast("cpu", torch.bfloat16, enabled=HALVED):
            scores = network(*(side.unflatten(0, (-1, count)) for side in (batch, there)))
        return text_loss(scores.flatten(0, 1), inks, labels)

    fit(network, recipe, draw_loss)
    weights: Weights = network.weights()
    return weights


def _ended(pixels: NDArray[np.uint8], draw: Random) -> NDArray[np.uint8]:
    """The row with paper at some ends: how near to the picture's edge a stroke lies tells nothing of whose it
    is."""
    left, right = (round(MOST_PAPER * draw.random() * draw.randrange(2) * len(pixels)) for _ in range(2))
    return np.pad(pixels, ((0, 0), (left, right)), constant_values=int(np.median(pixels)))
