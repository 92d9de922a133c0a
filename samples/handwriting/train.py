"""The network's weights from labelled rows, by PyTorch (AdamW)."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from random import Random

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from pipeline.columns.network import to_ink
from pipeline.handwriting.network import ALONG, CLASSES
from pipeline.networks.weights_text import Weights
from samples.columns import Network, side_by_side
from samples.fit import HALVED, Recipe, fit

BATCH = 64
STEP, REACH = 2, 1  # pixels a column, and columns
WIDTH = 112  # features of a column
FEWER = 0.3  # what a column of nothing counts
RECIPE = Recipe(steps=5000, rate=4e-3, decay=1e-2, begun=0.1, steepest=2.0)


@dataclass(frozen=True)
class Rows:
    """Rows side by side in one picture (``HIGH`` × all their widths), what stands in each, and the middles of
    all characters in pixels of their own row."""

    pixels: NDArray[np.uint8]
    widths: NDArray[np.int64]
    labels: NDArray[np.str_]
    centers: NDArray[np.float32]

    def pictures(self) -> list[NDArray[np.uint8]]:
        """Each row's own pixels."""
        return np.split(self.pixels, np.cumsum(self.widths)[:-1].tolist(), axis=1)

    def columns(self) -> list[NDArray[np.int64]]:
        """For each row the class that each of the network's columns is to tell: a character's ``REACH`` to
        each side of its middle."""
        ends = np.cumsum([len(label) for label in self.labels.tolist()])[:-1]
        found = []
        for label, middles, width in zip(
            self.labels.tolist(), np.split(self.centers, ends), self.widths.tolist(), strict=True
        ):
            told = np.zeros(-(-width // STEP), np.int64)
            places = np.rint(middles / STEP).astype(int).tolist()
            for char, at in zip(label, places, strict=True):
                told[max(0, at - REACH) : at + REACH + 1] = CLASSES.index(char)
            for (one, before), (other, at) in pairwise(zip(label, places, strict=True)):
                if one == other:  # nothing parts them
                    told[(before + at) // 2 : (before + at) // 2 + 1] = 0
            found.append(told)
        return found


def train(known: Rows, seed: int = 1) -> Weights:
    """Weights fitted on all of ``known``, with a temperature of 1."""
    torch.manual_seed(seed)
    draw = Random(seed)
    inks = [to_ink(picture) for picture in known.pictures()]
    columns = known.columns()
    order = sorted(range(len(inks)), key=lambda at: inks[at].shape[1])  # rows of about one width together
    network = Network(ALONG, WIDTH, len(CLASSES))
    counts = torch.tensor([FEWER, *[1.0] * (len(CLASSES) - 1)])

    def draw_loss() -> Tensor:
        first = draw.randrange(len(order) - BATCH)
        batch = order[first : first + BATCH]
        with torch.autocast("cpu", torch.bfloat16, enabled=HALVED):
            scores = network(side_by_side([inks[at] for at in batch]))
        told = scores.float()
        targets = torch.full(told.shape[:2], -1)
        for row, at in enumerate(batch):
            targets[row, : len(columns[at])] = torch.from_numpy(columns[at])
        return functional.cross_entropy(told.flatten(0, 1), targets.flatten(), counts, ignore_index=-1)

    fit(network, RECIPE, draw_loss)
    weights: Weights = network.weights()
    return weights
