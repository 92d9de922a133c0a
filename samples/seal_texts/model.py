"""The network of ``pipeline.seals.text_network`` in PyTorch, to be trained."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor, nn

from pipeline.networks.weights_text import Weights
from pipeline.seals.text_network import CONVOLUTIONS, Sight
from samples.evened import evened_layer, name_layers, to_weights

DEPTHS, SIDES = (2, 24, 48, 64, 64), (5, 3, 3, 3)
SEEN = 192


class Network(nn.Module):
    """As ``pipeline.seals.text_network.scores``."""

    def __init__(self, sight: Sight) -> None:
        super().__init__()
        self.convolutions = nn.ModuleList(
            nn.Conv2d(before, after, side, stride=step, padding=side // 2)
            for before, after, side, step in zip(
                DEPTHS[:-1], DEPTHS[1:], SIDES, CONVOLUTIONS.values(), strict=True
            )
        )
        self.norms = nn.ModuleList(nn.LayerNorm(depth) for depth in DEPTHS[1:])
        self.dropped = nn.Dropout(0.3)
        height, width = sight.size
        self.see = nn.Linear(height // 16 * (width // 8) * DEPTHS[-1], SEEN)
        self.tell = nn.Linear(SEEN, len(sight.classes))

    def forward(self, ink: Tensor) -> Tensor:
        """Seals × classes; ``ink`` is seals × height × width × 2."""
        level = ink.permute(0, 3, 1, 2)
        for convolution, norm in zip(self.convolutions, self.norms, strict=True):
            level = evened_layer(convolution, norm, level)
        flat = self.dropped(level.permute(0, 2, 3, 1).flatten(1))
        told: Tensor = self.tell(self.dropped(torch.relu(self.see(flat))))
        return told

    def weights(self) -> Weights:
        """The weights by their names in ``pipeline.seals.text_network``."""
        found: dict[str, Tensor] = {
            "see": self.see.weight.T,
            "see.bias": self.see.bias,
            "tell": self.tell.weight.T,
            "tell.bias": self.tell.bias,
        }
        found |= name_layers(CONVOLUTIONS, self.convolutions, self.norms)
        return {**to_weights(found), "temperature": np.ones(1, np.float32)}
