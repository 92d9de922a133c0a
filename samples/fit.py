"""How the project's own networks are fitted, by PyTorch (AdamW, one cycle of the rate)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor, nn

TOLD = 250  # steps from one line of progress to the next
HALVED = bool(torch.ops.mkldnn._is_mkldnn_bf16_supported())  # else bfloat16 is ten times as slow as float32


@dataclass(frozen=True)
class Recipe:
    """``begun`` is the share of the steps in which the rate rises, ``steepest`` the most that a gradient's
    norm may be."""

    steps: int
    rate: float
    decay: float
    begun: float
    steepest: float


def fit(network: nn.Module, recipe: Recipe, draw_loss: Callable[[], Tensor]) -> None:
    """Fit the network in place; ``draw_loss`` gives its loss on a batch of its own choice."""
    optimizer = torch.optim.AdamW(network.parameters(), recipe.rate, weight_decay=recipe.decay)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, recipe.rate, recipe.steps, pct_start=recipe.begun
    )
    for step in range(recipe.steps):
        loss = draw_loss()
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(network.parameters(), recipe.steepest)
        optimizer.step()
        schedule.step()
        if step % TOLD == 0:
            print(f"step {step} of {recipe.steps}: {float(loss.detach()):.4f}", flush=True)
