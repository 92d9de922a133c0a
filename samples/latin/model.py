"""The network of ``pipeline.latin.network`` in PyTorch, to be trained."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from pipeline.latin.network import ATTENDED, BEFORE, BEHIND, CLASSES, HEADS, HIGH, KEY
from pipeline.networks.weights_text import Weights
from samples.columns import Network as Columns
from samples.evened import load_weights, to_weights

WIDTH, WIDE = 128, 256


class _Attended(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH), nn.LayerNorm(WIDTH)
        self.query, self.key = nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, 2 * WIDTH)
        self.merge = nn.Linear(WIDTH, WIDTH)
        self.wide, self.narrow = nn.Linear(WIDTH, WIDE), nn.Linear(WIDE, WIDTH)

    def forward(self, columns: Tensor, there: Tensor) -> Tensor:
        """``columns`` are groups × rows × columns × features; ``there`` (groups × keys) tells which of them,
        by ``KEY`` of a row, are no filling."""
        groups, rows, count, _ = columns.shape
        seen = self.norm1(columns)
        keys = functional.avg_pool1d(seen.flatten(0, 1).transpose(1, 2), KEY).transpose(1, 2)
        query = self.query(seen).reshape(groups, rows * count, HEADS, -1).transpose(1, 2)
        both = self.key(keys).reshape(groups, -1, 2, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        found = functional.scaled_dot_product_attention(
            query, both[0], both[1], attn_mask=there[:, None, None]
        )
        columns = columns + self.merge(found.transpose(1, 2).reshape(columns.shape))
        return columns + self.narrow(torch.relu(self.wide(self.norm2(columns))))


class Network(nn.Module):
    """As ``pipeline.latin.network.tell_rows``, for groups of rows side by side; its output is scores."""

    def __init__(self) -> None:
        super().__init__()
        self.rows = Columns((*BEFORE, *BEHIND), WIDTH, len(CLASSES), HIGH)
        self.attended = nn.ModuleList(_Attended() for _ in ATTENDED)

    def forward(self, ink: Tensor, there: Tensor) -> Tensor:
        """Groups × rows × columns × ``CLASSES``; ``ink`` is groups × rows × ``HIGH`` × width, ``there``
        (groups × rows × columns) tells where a column is no filling."""
        alone = self.rows.compare(self.rows.to_features(ink.flatten(0, 1)), BEFORE)
        beside = alone.unflatten(0, ink.shape[:2])
        keys = (functional.avg_pool1d(there.float(), KEY) == 1).flatten(1)
        for layer in self.attended:
            beside = layer(beside, keys)
        told: Tensor = self.rows.tell(self.rows.compare(beside.flatten(0, 1), BEHIND))
        return told.unflatten(0, ink.shape[:2])

    def weights(self) -> Weights:
        """The weights by their names in ``pipeline.latin.network``."""
        return {**to_weights(self._named()), "temperature": np.ones(1, np.float32)}

    def load(self, weights: Weights) -> None:
        """Go on from ``weights``."""
        load_weights(self._named(), weights)

    def _named(self) -> dict[str, Tensor]:
        """The parameters, laid out as numpy takes them; they share their memory."""
        found = self.rows.named()
        for name, layer in zip(ATTENDED, self.attended, strict=True):
            for part, module in layer.named_children():
                assert isinstance(module, nn.Linear | nn.LayerNorm)
                weight = module.weight.T if isinstance(module, nn.Linear) else module.weight
                found |= {f"{name}.{part}": weight, f"{name}.{part}.bias": module.bias}
        return found
