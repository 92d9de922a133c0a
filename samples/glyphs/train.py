"""The classifier's weights from labelled windows, by stochastic gradient descent (Adam) in numpy."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from pipeline.glyphs.cut import SIDE, Windows
from pipeline.glyphs.network import CLASSES, STRIDE, Weights, patches, scores, softmax
from samples.glyphs.windows import Labelled

Values: TypeAlias = NDArray[np.float32]
Labels: TypeAlias = NDArray[np.int64]

DEPTHS = (12, 24)
HIDDEN = 64
BATCH, EPOCHS = 128, 12
RATE, DECAY = 2e-3, 1e-4
SMOOTH = 0.01  # of the certainty that a label is right
TEMPERATURES = np.geomspace(0.5, 4, 61)


def train(known: Labelled, seed: int = 1) -> Weights:
    """Weights fitted on all of ``known``, with a temperature of 1."""
    noise = np.random.default_rng(seed)
    windows, labels = known.windows, known.labels
    weights = _first_weights(noise)
    means = {name: np.zeros_like(values) for name, values in weights.items()}
    squares = {name: np.zeros_like(values) for name, values in weights.items()}
    steps = EPOCHS * (len(labels) // BATCH)
    for step in range(steps):
        if step % (len(labels) // BATCH) == 0:
            order = noise.permutation(len(labels))
        at = order[step * BATCH % (len(labels) // BATCH * BATCH) :][:BATCH]
        slopes = _slopes(weights, _moved(windows[at], noise), labels[at])
        rate = RATE * 0.5 * (1 + np.cos(np.pi * step / steps))
        for name, slope in slopes.items():
            means[name] = 0.9 * means[name] + 0.1 * slope
            squares[name] = 0.999 * squares[name] + 0.001 * slope**2
            move = (means[name] / (1 - 0.9 ** (step + 1))) / (
                np.sqrt(squares[name] / (1 - 0.999 ** (step + 1))) + 1e-8
            )
            shrink = 0.0 if name.endswith(".bias") else DECAY * 10
            weights[name] -= (rate * (move + shrink * weights[name])).astype(np.float32)
    weights["temperature"] = np.ones(1, np.float32)
    return weights


def find_temperature(weights: Weights, unseen: Labelled) -> float:
    """The temperature at which the probabilities of windows not trained on are true."""
    raw = scores(weights, unseen.windows)
    losses = [_loss(softmax(raw / np.float32(heat)), unseen.labels) for heat in TEMPERATURES]
    return float(TEMPERATURES[int(np.argmin(losses))])


def _loss(probabilities: Values, labels: Labels) -> float:
    return float(-np.log(probabilities[np.arange(len(labels)), labels] + 1e-9).mean())


def _first_weights(noise: np.random.Generator) -> Weights:
    first, second = DEPTHS
    rows = (SIDE - 5) // STRIDE + 1
    rows = (rows - 3) // STRIDE + 1
    shapes = {
        "conv1": (5, 5, 1, first),
        "conv2": (3, 3, first, second),
        "full1": (rows * rows * second, HIDDEN),
        "full2": (HIDDEN, len(CLASSES)),
    }
    weights: Weights = {}
    for name, shape in shapes.items():
        spread = np.sqrt(2 / np.prod(shape[:-1]))
        weights[name] = (noise.standard_normal(shape) * spread).astype(np.float32)
        weights[f"{name}.bias"] = np.zeros(shape[-1], np.float32)
    return weights


def _moved(windows: Windows, noise: np.random.Generator) -> Windows:
    """The batch a pixel off, paler or darker: what a cut may be wrong by."""
    down, along = (int(step) for step in noise.integers(-1, 2, 2))
    strength = noise.uniform(0.75, 1.15, (len(windows), 1, 1)).astype(np.float32)
    grain = noise.standard_normal(windows.shape, np.float32) * np.float32(noise.uniform(0, 0.06))
    return np.asarray(np.roll(windows, (down, along), (1, 2)) * strength + grain, np.float32)


def _slopes(weights: Weights, windows: Windows, labels: Labels) -> Weights:
    """The slope of the mean cross entropy along every weight."""
    first = patches(windows[..., None], 5)
    low = np.maximum(_along(first, weights["conv1"]) + weights["conv1.bias"], 0)
    second = patches(low, 3)
    high = np.maximum(_along(second, weights["conv2"]) + weights["conv2.bias"], 0)
    flat = high.reshape(len(high), -1)
    hidden = np.maximum(flat @ weights["full1"] + weights["full1.bias"], 0)
    wrong = softmax(hidden @ weights["full2"] + weights["full2.bias"])
    wrong -= SMOOTH / len(CLASSES)
    wrong[np.arange(len(labels)), labels] -= 1 - SMOOTH
    wrong /= len(labels)
    slopes = {"full2": hidden.T @ wrong, "full2.bias": wrong.sum(0)}
    back = (wrong @ weights["full2"].T) * (hidden > 0)
    slopes |= {"full1": flat.T @ back, "full1.bias": back.sum(0)}
    back = (back @ weights["full1"].T).reshape(high.shape) * (high > 0)
    slopes |= {"conv2": _by_patches(second, back, weights["conv2"]), "conv2.bias": back.sum((0, 1, 2))}
    back = _spread(back, weights["conv2"], low.shape) * (low > 0)
    slopes |= {"conv1": _by_patches(first, back, weights["conv1"]), "conv1.bias": back.sum((0, 1, 2))}
    return slopes


def _along(flat: Values, kernel: Values) -> Values:
    return np.asarray(flat @ kernel.reshape(-1, kernel.shape[-1]), np.float32)


def _by_patches(flat: Values, back: Values, kernel: Values) -> Values:
    """The slope along a kernel: patches are flat, ``back`` is the slope along what it gave."""
    depth = kernel.shape[-1]
    product = flat.reshape(-1, flat.shape[-1]).T @ back.reshape(-1, depth)
    return np.asarray(product.reshape(kernel.shape), np.float32)


def _spread(back: Values, kernel: Values, shape: tuple[int, ...]) -> Values:
    """The slope along what a kernel was given, count × height × width × depth."""
    side = kernel.shape[0]
    rows, columns = back.shape[1:3]
    given = np.zeros(shape, np.float32)
    for y in range(side):
        for x in range(side):
            places = given[:, y : y + STRIDE * rows : STRIDE, x : x + STRIDE * columns : STRIDE]
            places[:, :rows, :columns] += back @ kernel[y, x].T
    return given
