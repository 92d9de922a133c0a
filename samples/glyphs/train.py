"""The network's weights from labelled characters, by PyTorch (AdamW)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from pipeline.glyphs.cut import SIDE
from pipeline.glyphs.network import CLASSES, scores, steps
from pipeline.glyphs.tell import FIGURES, TOLD
from pipeline.networks.layers import softmax
from pipeline.networks.weights_text import Weights
from samples.fit import Recipe, fit
from samples.glyphs.model import Network
from samples.glyphs.windows import Labelled

BATCH = 8
MOST = 160  # characters of a group
WHOLE = Recipe(steps=12000, rate=1.5e-3, decay=1e-2, begun=0.05, steepest=1.0)
FURTHER = replace(WHOLE, steps=2500, rate=8e-4)  # where it goes on from weights
SMOOTH = 0.01  # of the certainty that a label is right
UNREAD = 0.1  # share of the groups in which nothing tells what was read
OTHERS = 0.1  # what a character counts that has no look-alike
TEMPERATURES = np.geomspace(0.5, 4, 61)


@dataclass(frozen=True)
class Group:
    """The runs (places of their characters) that are seen beside one another; ``figures`` are numbers."""

    domains: list[NDArray[np.int64]]
    figures: list[NDArray[np.int64]]


def train(known: Labelled, start: Weights | None = None, seed: int = 1) -> Weights:
    """Weights fitted on all of ``known``, with a temperature of 1; from ``start`` on in fewer and smaller
    steps."""
    torch.manual_seed(seed)
    draw, noise = Random(seed), np.random.default_rng(seed)
    network = Network()
    if start is not None:
        network.load(start)
    groups = group(known)

    def draw_loss() -> Tensor:
        batch = _batch(known, [_part(draw.choice(groups), draw) for _ in range(BATCH)], draw, noise)
        told = network(batch.windows, batch.read, batch.away, batch.there)
        losses = functional.cross_entropy(
            told.flatten(0, 1), batch.labels.flatten(), label_smoothing=SMOOTH, reduction="none"
        )
        loss: Tensor = (losses * batch.counts.flatten()).sum() / batch.counts.sum()
        return loss

    fit(network, WHOLE if start is None else FURTHER, draw_loss)
    weights: Weights = network.weights()
    return weights


def group(known: Labelled) -> list[Group]:
    """The runs of each page among the domains of each design."""
    found: dict[tuple[str, str], dict[int, list[int]]] = {}
    for place, key in enumerate(zip(known.pages.tolist(), known.designs.tolist(), strict=True)):
        found.setdefault(key, {}).setdefault(int(known.runs[place]), []).append(place)
    groups = []
    for own in found.values():
        runs = [np.array(run, np.int64) for run in own.values()]
        figures = [run for run in runs if _IS_FIGURE[known.read[run]].all()]
        domains = [run for run in runs if not _IS_FIGURE[known.read[run]].all()]
        if domains:
            groups.append(Group(domains, figures))
    return groups


def tell(
    weights: Weights, unseen: Labelled, runs: int, seed: int = 1
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Places of characters of domains, and the scores of each, when a page has no more than ``runs`` of
    these, and numbers."""
    draw = Random(seed)
    at, raw = [], []
    for own in group(unseen):
        draw.shuffle(own.domains)
        for first in range(0, len(own.domains), runs):
            part = np.concatenate(own.domains[first : first + runs])
            beside = np.concatenate([part, *own.figures[:FIGURES]])
            windows = (unseen.windows[beside] / np.float32(255)).astype(np.float32)
            told = scores(weights, windows, unseen.read[beside], steps(unseen.runs[beside].tolist()))
            at.append(part)
            raw.append(told[: len(part)])
    return np.concatenate(at), np.concatenate(raw)


def find_temperature(raw: NDArray[np.float32], labels: NDArray[np.int64]) -> float:
    """The temperature at which the probabilities of characters not trained on are true."""
    losses = [
        float(-np.log(softmax(raw / np.float32(heat))[np.arange(len(labels)), labels] + 1e-9).mean())
        for heat in TEMPERATURES
    ]
    return float(TEMPERATURES[int(np.argmin(losses))])


@dataclass(frozen=True)
class _Batch:
    """Groups × characters; ``counts`` is what each counts, ``there`` whether it is no filling."""

    windows: Tensor
    read: Tensor
    labels: Tensor
    away: Tensor
    counts: Tensor
    there: Tensor


def _part(own: Group, draw: Random) -> NDArray[np.int64]:
    """Some of a page's runs, in any order, of no more than ``MOST`` characters."""
    domains = draw.sample(own.domains, min(len(own.domains), draw.choice((1, 1, 2, 3, 5, 8, 12))))
    figures = draw.sample(own.figures, min(len(own.figures), draw.choice((0, 0, 1, 2, 4))))
    return np.asarray(np.concatenate([*figures, *domains])[:MOST], np.int64)


def _batch(
    known: Labelled, parts: list[NDArray[np.int64]], draw: Random, noise: np.random.Generator
) -> _Batch:
    longest = max(map(len, parts))
    windows = np.zeros((len(parts), longest, SIDE, SIDE), np.float32)
    read, labels = (np.zeros((len(parts), longest), np.int64) for _ in range(2))
    away = np.zeros((len(parts), longest, longest), np.int64)
    counts = np.zeros((len(parts), longest), np.float32)
    for row, part in enumerate(parts):
        size = len(part)
        windows[row, :size] = _moved(known.windows[part], noise)
        read[row, :size] = known.read[part] if draw.random() >= UNREAD else len(CLASSES) - 1
        labels[row, :size] = known.labels[part]
        away[row, :size, :size] = steps(known.runs[part].tolist())
        twin = _IS_TWIN[known.read[part]] | _IS_TWIN[known.labels[part]]
        counts[row, :size] = np.where(twin, 1.0, OTHERS)
    there = np.arange(longest)[None] < np.array([len(part) for part in parts])[:, None]
    arrays = (windows, read, labels, away, counts, there)
    return _Batch(*(torch.from_numpy(array) for array in arrays))


def _moved(windows: NDArray[np.uint8], noise: np.random.Generator) -> NDArray[np.float32]:
    """A page's windows a pixel off, paler or darker: what a cut may be wrong by."""
    down, along = (int(step) for step in noise.integers(-1, 2, 2))
    strength = np.float32(noise.uniform(0.75, 1.15)) * noise.uniform(0.9, 1.1, (len(windows), 1, 1))
    grain = noise.standard_normal(windows.shape, np.float32) * np.float32(noise.uniform(0, 0.06))
    moved = np.roll(windows, (down, along), (1, 2)) / np.float32(255)
    return np.asarray(moved * strength + grain, np.float32)


_IS_FIGURE = np.isin(CLASSES, list("0123456789"))
_IS_TWIN = np.isin(CLASSES, TOLD[:-1])
