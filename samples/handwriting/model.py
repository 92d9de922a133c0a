"""The network of ``pipeline.handwriting.network`` in PyTorch, to be trained."""

from __future__ import annotations

import numpy as np
from torch import Tensor, nn

from pipeline.handwriting.network import ALONG, CLASSES, CONVOLUTIONS, HIGH
from pipeline.weights_text import Weights
from samples.evened import evened_layer, name_layers

DEPTHS, SIDES = (1, 24, 48, 64), (5, 3, 3)
WIDTH, REACH = 112, 7


class Network(nn.Module):
    """As ``pipeline.handwriting.network.scores``, for rows of one width side by side."""

    def __init__(self) -> None:
        super().__init__()
        self.convolutions = nn.ModuleList(
            nn.Conv2d(before, after, side, stride=step, padding=side // 2)
            for before, after, side, step in zip(
                DEPTHS[:-1], DEPTHS[1:], SIDES, CONVOLUTIONS.values(), strict=True
            )
        )
        self.norms = nn.ModuleList(nn.LayerNorm(depth) for depth in DEPTHS[1:])
        high = HIGH // 8 * DEPTHS[-1]
        self.along = nn.ModuleList(
            nn.Conv2d(before, WIDTH, (1, REACH), padding=(0, REACH // 2)) for before in (high, WIDTH)
        )
        self.along_norms = nn.ModuleList(nn.LayerNorm(WIDTH) for _ in ALONG)
        self.tell = nn.Linear(WIDTH, len(CLASSES))
        self.dropped = nn.Dropout(0.1)

    def forward(self, ink: Tensor) -> Tensor:
        """Rows × columns × ``CLASSES``; ``ink`` is rows × ``HIGH`` × width."""
        level = ink[:, None]
        for convolution, norm in zip(self.convolutions, self.norms, strict=True):
            level = evened_layer(convolution, norm, level)
        columns = level.permute(0, 2, 1, 3).flatten(1, 2)[:, :, None]
        for convolution, norm in zip(self.along, self.along_norms, strict=True):
            columns = self.dropped(evened_layer(convolution, norm, columns))
        told: Tensor = self.tell(columns[:, :, 0].transpose(1, 2))
        return told

    def weights(self) -> Weights:
        """The weights by their names in ``pipeline.handwriting.network``."""
        found: dict[str, Tensor] = {"tell": self.tell.weight.T, "tell.bias": self.tell.bias}
        found |= name_layers(CONVOLUTIONS, self.convolutions, self.norms)
        found |= name_layers(ALONG, self.along, self.along_norms)
        weights = {name: value.detach().numpy().astype(np.float32) for name, value in found.items()}
        return {**weights, "temperature": np.ones(1, np.float32)}
