"""The network's weights from labelled windows, by PyTorch (AdamW)."""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from pipeline.networks.weights_text import Weights
from pipeline.rare_characters.cut import HIGH, WIDE
from pipeline.rare_characters.network import CLASSES, CONVOLUTIONS
from samples.evened import evened_layer, halving_layers, name_layers, to_weights
from samples.fit import HALVED, Recipe, fit

BATCH = 128
DEPTHS, SIDES = (1, 32, 64, 96), (5, 3, 3)
WIDTH = 160
RECIPE = Recipe(steps=3500, rate=3e-3, decay=3e-2, begun=0.1, steepest=2.0)


class Network(nn.Module):
    """As ``pipeline.rare_characters.network.classify``."""

    def __init__(self) -> None:
        super().__init__()
        self.convolutions = halving_layers(DEPTHS, SIDES)
        self.norms = nn.ModuleList(nn.LayerNorm(depth) for depth in DEPTHS[1:])
        self.wide = nn.Linear(HIGH // 8 * (WIDE // 8) * DEPTHS[-1], WIDTH)
        self.tell = nn.Linear(WIDTH, len(CLASSES))
        self.dropped = nn.Dropout(0.15)

    def forward(self, windows: Tensor) -> Tensor:
        """Count × classes; ``windows`` is count × height × width."""
        level = windows[:, None]
        for convolution, norm in zip(self.convolutions, self.norms, strict=True):
            level = evened_layer(convolution, norm, level)
        wide = torch.relu(self.wide(self.dropped(level.permute(0, 2, 3, 1).flatten(1))))
        told: Tensor = self.tell(self.dropped(wide))
        return told

    def weights(self) -> Weights:
        """The weights by their names in ``pipeline.rare_characters.network``."""
        named = {"wide": self.wide.weight.T, "wide.bias": self.wide.bias}
        named |= {"tell": self.tell.weight.T, "tell.bias": self.tell.bias}
        named |= name_layers(CONVOLUTIONS, self.convolutions, self.norms)
        return {**to_weights(named), "temperature": np.ones(1, np.float32)}


def train(windows: NDArray[np.uint8], labels: NDArray[np.int64], seed: int = 1) -> Weights:
    """Weights fitted on all of the windows, with a temperature of 1."""
    torch.manual_seed(seed)
    noise = np.random.default_rng(seed)
    network = Network()
    counts = np.bincount(labels, minlength=len(CLASSES))
    odds = (1 / np.sqrt(counts))[labels]
    odds = odds / odds.sum()

    def draw_loss() -> Tensor:
        batch = noise.choice(len(labels), BATCH, p=odds)
        with torch.autocast("cpu", torch.bfloat16, enabled=HALVED):
            scores = network(torch.from_numpy(_moved(windows[batch], noise)))
        return functional.cross_entropy(scores.float(), torch.from_numpy(labels[batch]))

    fit(network, RECIPE, draw_loss)
    return network.weights()


def _moved(windows: NDArray[np.uint8], noise: np.random.Generator) -> NDArray[np.float32]:
    """Windows a little off, paler or darker: what a cut may be wrong by."""
    moved = np.stack([np.roll(one, noise.integers(-2, 3, 2), (0, 1)) for one in windows]) / np.float32(255)
    strength = noise.uniform(0.7, 1.15, (len(windows), 1, 1)).astype(np.float32)
    grain = noise.standard_normal(windows.shape, np.float32) * np.float32(noise.uniform(0, 0.08))
    return np.asarray(moved * strength + grain, np.float32)
