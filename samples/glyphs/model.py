"""The network of ``pipeline.glyphs.network`` in PyTorch, to be trained."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor, nn

from pipeline.glyphs.cut import SIDE
from pipeline.glyphs.network import CLASSES, CONVOLUTIONS, HEADS, LAYERS, REACH
from pipeline.networks.weights_text import Weights
from samples.evened import halving_layers, load_weights, to_weights

DEPTHS, SIDES = (1, 24, 48, 64), (5, 3, 3)
WIDTH, WIDE = 128, 256


class _Layer(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH), nn.LayerNorm(WIDTH)
        self.attend, self.merge = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.wide, self.narrow = nn.Linear(WIDTH, WIDE), nn.Linear(WIDE, WIDTH)
        self.place = nn.Parameter(torch.zeros(HEADS, 2 * REACH + 2))

    def forward(self, tokens: Tensor, away: Tensor, there: Tensor) -> Tensor:
        batch, count, _ = tokens.shape
        parts = self.attend(self.norm1(tokens)).reshape(batch, count, 3, HEADS, WIDTH // HEADS)
        query, key, value = parts.permute(2, 0, 3, 1, 4)
        likeness = query @ key.transpose(2, 3) / (WIDTH // HEADS) ** 0.5 + self.place[:, away].transpose(0, 1)
        share = likeness.masked_fill(~there[:, None, None], -1e9).softmax(3)
        tokens = tokens + self.merge((share @ value).transpose(1, 2).reshape(batch, count, WIDTH))
        return tokens + self.narrow(torch.relu(self.wide(self.norm2(tokens))))


class Network(nn.Module):
    """As ``pipeline.glyphs.network.scores``, for groups side by side."""

    def __init__(self) -> None:
        super().__init__()
        self.convolutions = halving_layers(DEPTHS, SIDES)
        self.window = nn.Linear((SIDE // 8) ** 2 * DEPTHS[-1], WIDTH)
        self.read = nn.Embedding(len(CLASSES), WIDTH)
        self.layers = nn.ModuleList(_Layer() for _ in LAYERS)
        self.norm, self.tell = nn.LayerNorm(WIDTH), nn.Linear(WIDTH, len(CLASSES))

    def forward(self, windows: Tensor, read: Tensor, away: Tensor, there: Tensor) -> Tensor:
        """Groups × characters × ``CLASSES``; ``windows`` are groups × characters × side × side, ``read``
        places in ``CLASSES``, ``away`` as ``steps`` gives it, ``there`` whether it is no filling."""
        level = windows.reshape(-1, 1, SIDE, SIDE)
        for convolution in self.convolutions:
            level = torch.relu(convolution(level))
        seen = self.window(level.permute(0, 2, 3, 1).flatten(1))
        tokens = seen.reshape(*read.shape, WIDTH) + self.read(read)
        for layer in self.layers:
            tokens = layer(tokens, away, there)
        told: Tensor = self.tell(self.norm(tokens))
        return told

    def weights(self) -> Weights:
        """The weights by their names in ``pipeline.glyphs.network``."""
        return {**to_weights(self._named()), "temperature": np.ones(1, np.float32)}

    def load(self, weights: Weights) -> None:
        """Go on from ``weights``."""
        load_weights(self._named(), weights)

    def _named(self) -> dict[str, Tensor]:
        """The parameters, laid out as numpy takes them; they share their memory."""
        found: dict[str, Tensor] = {"read": self.read.weight}
        for name, convolution in zip(CONVOLUTIONS, self.convolutions, strict=True):
            assert isinstance(convolution, nn.Conv2d) and convolution.bias is not None
            found |= {name: convolution.weight.permute(2, 3, 1, 0), f"{name}.bias": convolution.bias}
        named = {"window": self.window, "norm": self.norm, "tell": self.tell}
        for name, layer in zip(LAYERS, self.layers, strict=True):
            named |= {f"{name}.{part}": module for part, module in layer.named_children()}
            found[f"{name}.place"] = dict(layer.named_parameters())["place"]
        for name, module in named.items():
            assert isinstance(module, nn.Linear | nn.LayerNorm)
            weight = module.weight.T if isinstance(module, nn.Linear) else module.weight
            found |= {name: weight, f"{name}.bias": module.bias}
        return found
