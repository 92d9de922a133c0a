"""The networks of ``pipeline.columns.network`` in PyTorch, to be trained."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from pipeline.columns.network import CONVOLUTIONS, HIGH
from pipeline.networks.weights_text import Weights
from samples.evened import evened_layer, load_weights, name_layers, to_weights

DEPTHS, SIDES = (1, 24, 48, 64), (5, 3, 3)
REACH = 7


class Network(nn.Module):
    """As ``pipeline.columns.network.scores``, for lines of one width side by side; ``along`` names the layers
    that compare neighbours, of ``width`` features, ``classes`` is how many there are, ``high`` the pixels of
    a line's picture."""

    def __init__(self, along: Sequence[str], width: int, classes: int, high: int = HIGH) -> None:
        super().__init__()
        self.names = along
        self.convolutions = nn.ModuleList(
            nn.Conv2d(before, after, side, stride=step, padding=side // 2)
            for before, after, side, step in zip(
                DEPTHS[:-1], DEPTHS[1:], SIDES, CONVOLUTIONS.values(), strict=True
            )
        )
        self.norms = nn.ModuleList(nn.LayerNorm(depth) for depth in DEPTHS[1:])
        seen = high // 8 * DEPTHS[-1]
        self.along = nn.ModuleList(
            nn.Conv2d(before, width, (1, REACH), padding=(0, REACH // 2))
            for before in (seen, *[width] * (len(along) - 1))
        )
        self.along_norms = nn.ModuleList(nn.LayerNorm(width) for _ in along)
        self.tell = nn.Linear(width, classes)
        self.dropped = nn.Dropout(0.1)

    def forward(self, ink: Tensor) -> Tensor:
        """Lines × columns × classes; ``ink`` is lines × height × width."""
        told: Tensor = self.tell(self.compare(self.to_features(ink), self.names))
        return told

    def to_features(self, ink: Tensor) -> Tensor:
        """Lines × columns × features of ``ink``, which is lines × height × width."""
        level = ink[:, None]
        for convolution, norm in zip(self.convolutions, self.norms, strict=True):
            level = evened_layer(convolution, norm, level)
        return level.permute(0, 3, 2, 1).flatten(2)

    def compare(self, columns: Tensor, along: Sequence[str]) -> Tensor:
        """The columns (lines × columns × features) after the layers ``along``."""
        level = columns.transpose(1, 2)[:, :, None]
        for name, convolution, norm in zip(self.names, self.along, self.along_norms, strict=True):
            if name in along:
                level = self.dropped(evened_layer(convolution, norm, level))
        return level[:, :, 0].transpose(1, 2)

    def weights(self) -> Weights:
        """The weights by their names in ``pipeline.columns.network``."""
        return {**to_weights(self.named()), "temperature": np.ones(1, np.float32)}

    def load(self, weights: Weights) -> None:
        """Go on from ``weights``."""
        load_weights(self.named(), weights)

    def named(self) -> dict[str, Tensor]:
        """The parameters, laid out as numpy takes them; they share their memory."""
        found: dict[str, Tensor] = {"tell": self.tell.weight.T, "tell.bias": self.tell.bias}
        found |= name_layers(CONVOLUTIONS, self.convolutions, self.norms)
        return found | name_layers(self.names, self.along, self.along_norms)


def side_by_side(inks: Sequence[NDArray[np.float32]]) -> Tensor:
    """Lines × their height × the widest one's width; nothing stands behind the others."""
    widest = max(ink.shape[1] for ink in inks)
    batch = np.zeros((len(inks), inks[0].shape[0], widest), np.float32)
    for row, ink in enumerate(inks):
        batch[row, :, : ink.shape[1]] = ink
    return torch.from_numpy(batch)
