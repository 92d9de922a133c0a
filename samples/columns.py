"""The networks of ``pipeline.columns.network`` in PyTorch, to be trained."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from pipeline.columns.network import CONVOLUTIONS, HIGH
from pipeline.weights_text import Weights
from samples.evened import evened_layer, name_layers

DEPTHS, SIDES = (1, 24, 48, 64), (5, 3, 3)
REACH = 7


class Network(nn.Module):
    """As ``pipeline.columns.network.scores``, for lines of one width side by side; ``along`` names the layers
    that compare neighbours, of ``width`` features, and ``classes`` is how many there are."""

    def __init__(self, along: Sequence[str], width: int, classes: int) -> None:
        super().__init__()
        self.names = along
        self.convolutions = nn.ModuleList(
            nn.Conv2d(before, after, side, stride=step, padding=side // 2)
            for before, after, side, step in zip(
                DEPTHS[:-1], DEPTHS[1:], SIDES, CONVOLUTIONS.values(), strict=True
            )
        )
        self.norms = nn.ModuleList(nn.LayerNorm(depth) for depth in DEPTHS[1:])
        high = HIGH // 8 * DEPTHS[-1]
        self.along = nn.ModuleList(
            nn.Conv2d(before, width, (1, REACH), padding=(0, REACH // 2))
            for before in (high, *[width] * (len(along) - 1))
        )
        self.along_norms = nn.ModuleList(nn.LayerNorm(width) for _ in along)
        self.tell = nn.Linear(width, classes)
        self.dropped = nn.Dropout(0.1)

    def forward(self, ink: Tensor) -> Tensor:
        """Lines × columns × classes; ``ink`` is lines × ``HIGH`` × width."""
        level = ink[:, None]
        for convolution, norm in zip(self.convolutions, self.norms, strict=True):
            level = evened_layer(convolution, norm, level)
        columns = level.permute(0, 2, 1, 3).flatten(1, 2)[:, :, None]
        for convolution, norm in zip(self.along, self.along_norms, strict=True):
            columns = self.dropped(evened_layer(convolution, norm, columns))
        told: Tensor = self.tell(columns[:, :, 0].transpose(1, 2))
        return told

    def weights(self) -> Weights:
        """The weights by their names in ``pipeline.columns.network``."""
        weights = {name: value.detach().numpy().astype(np.float32) for name, value in self._named().items()}
        return {**weights, "temperature": np.ones(1, np.float32)}

    def load(self, weights: Weights) -> None:
        """Go on from ``weights``."""
        for name, value in self._named().items():
            value.data.copy_(torch.from_numpy(weights[name].copy()))

    def _named(self) -> dict[str, Tensor]:
        """The parameters, laid out as numpy takes them; they share their memory."""
        found: dict[str, Tensor] = {"tell": self.tell.weight.T, "tell.bias": self.tell.bias}
        found |= name_layers(CONVOLUTIONS, self.convolutions, self.norms)
        return found | name_layers(self.names, self.along, self.along_norms)


def side_by_side(inks: Sequence[NDArray[np.float32]]) -> Tensor:
    """Lines × ``HIGH`` × the widest one's width; nothing stands behind the others."""
    widest = max(ink.shape[1] for ink in inks)
    batch = np.zeros((len(inks), HIGH, widest), np.float32)
    for row, ink in enumerate(inks):
        batch[row, :, : ink.shape[1]] = ink
    return torch.from_numpy(batch)
