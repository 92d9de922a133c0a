"""The layers of ``pipeline.networks.layers`` in PyTorch, to be trained, and weights by name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import torch
from torch import Tensor, nn

from pipeline.networks.weights_text import Weights


def halving_layers(depths: Sequence[int], sides: Sequence[int]) -> nn.ModuleList:
    """Convolutions from each of ``depths`` to the next, kernels of ``sides``; each halves the picture."""
    return nn.ModuleList(
        nn.Conv2d(before, after, side, stride=2, padding=side // 2)
        for before, after, side in zip(depths[:-1], depths[1:], sides, strict=True)
    )


def evened_layer(convolution: nn.Module, norm: nn.Module, level: Tensor) -> Tensor:
    """As ``pipeline.networks.layers.evened_layer``; ``level`` is pictures × depth × height × width."""
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


def to_weights(named: Mapping[str, Tensor]) -> Weights:
    """The values of parameters by name."""
    return {name: value.detach().numpy().astype(np.float32) for name, value in named.items()}


def load_weights(named: Mapping[str, Tensor], weights: Weights) -> None:
    """Go on from ``weights``: the parameters of these names take their values."""
    for name, value in named.items():
        value.data.copy_(torch.from_numpy(weights[name].copy()))
