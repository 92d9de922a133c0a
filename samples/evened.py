"""The layers of ``pipeline.network_layers`` in PyTorch, to be trained, and their weights by name."""

from __future__ import annotations

from collections.abc import Iterable

import torch
from torch import Tensor, nn


def evened_layer(convolution: nn.Module, norm: nn.Module, level: Tensor) -> Tensor:
    """As ``pipeline.network_layers.evened_layer``; ``level`` is pictures × depth × height × width."""
    found: Tensor = norm(convolution(level).permute(0, 2, 3, 1)).permute(0, 3, 1, 2)
    return torch.relu(found)


def name_layers(
    names: Iterable[str], convolutions: Iterable[nn.Module], norms: Iterable[nn.Module]
) -> dict[str, Tensor]:
    """Their weights as that layer takes them."""
    found: dict[str, Tensor] = {}
    for name, convolution, norm in zip(names, convolutions, norms, strict=True):
        assert isinstance(convolution, nn.Conv2d) and convolution.bias is not None
        assert isinstance(norm, nn.LayerNorm)
        found |= {name: convolution.weight.permute(2, 3, 1, 0), f"{name}.bias": convolution.bias}
        found |= {f"{name}.scale": norm.weight, f"{name}.shift": norm.bias}
    return found
