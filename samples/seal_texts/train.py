"""A network's weights from labelled pictures, by PyTorch (AdamW)."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from pipeline.networks.weights_text import Weights
from pipeline.seals.text_network import Sight, to_ink
from samples.fit import Recipe, fit
from samples.seal_texts.model import Network

BATCH = 64
MOVED, SCALED = (3, 6), 0.04  # pixels down and along, and share of the size, that a picture is moved, scaled
RECIPE = Recipe(steps=5500, rate=2e-3, decay=3e-2, begun=0.1, steepest=2.0)


@dataclass(frozen=True)
class Texts:
    """Pictures as a network sees them (count × height × width, grey) and what each says."""

    sight: Sight
    pixels: NDArray[np.uint8]
    labels: NDArray[np.str_]

    def classes(self) -> NDArray[np.int64]:
        """The place of each label in the sight's classes."""
        return np.array([self.sight.classes.index(label) for label in self.labels.tolist()], np.int64)


def train(known: Texts, seed: int = 1) -> Weights:
    """Weights fitted on all of ``known``, with a temperature of 1."""
    torch.manual_seed(seed)
    draw = np.random.default_rng(seed)
    classes = torch.from_numpy(known.classes())
    network = Network(known.sight)

    def draw_loss() -> Tensor:
        batch = draw.integers(0, len(classes), BATCH)
        inks = np.stack([to_ink(_moved(known.pixels[at], draw)) for at in batch])
        told = network(torch.from_numpy(inks))
        return functional.cross_entropy(told, classes[torch.from_numpy(batch)], label_smoothing=0.01)

    network.train()
    fit(network, RECIPE, draw_loss)
    network.eval()
    weights: Weights = network.weights()
    return weights


def _moved(pixels: NDArray[np.uint8], draw: np.random.Generator) -> NDArray[np.uint8]:
    height, width = pixels.shape
    down, along = (float(draw.uniform(-most, most)) for most in MOVED)
    high, wide = (float(draw.uniform(1 - SCALED, 1 + SCALED)) for _ in range(2))
    matrix = np.array(
        [[wide, 0, along + (1 - wide) * width / 2], [0, high, down + (1 - high) * height / 2]], np.float32
    )
    moved = cv2.warpAffine(pixels, matrix, (width, height), borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(moved, np.uint8)
