"""What weights are worth on seals that they were not trained on."""

from __future__ import annotations

import numpy as np

from pipeline.networks.weights_text import Values, Weights
from pipeline.seals.text_network import scores, to_ink, to_shares
from samples.seal_texts.train import Texts

TEMPERATURES = np.geomspace(0.5, 3, 13)
SHARES = (0.5, 0.8, 0.9, 0.95, 0.98, 0.99)
AT_ONCE = 100


def find_temperature(unseen: Texts, weights: Weights) -> float:
    """The temperature at which the probabilities of ``unseen`` are true."""
    raw = _scores(unseen, weights)
    truth = unseen.classes()
    losses = []
    for heat in TEMPERATURES:
        odds = to_shares(raw / heat)
        losses.append(-np.log(odds[np.arange(len(truth)), truth] + 1e-9).mean())
    return float(TEMPERATURES[int(np.argmin(losses))])


def report(unseen: Texts, weights: Weights) -> str:
    """How many are right, and how many of those told with so much probability are wrong."""
    shares = to_shares(_scores(unseen, weights) / weights["temperature"])
    best, truth = shares.argmax(axis=1), unseen.classes()
    heat = float(weights["temperature"][0])
    lines = [f"{len(truth)} seals, {(best == truth).mean():.2%} right at temperature {heat:.2f}"]
    for share in SHARES:
        told = shares.max(axis=1) >= share
        lines.append(f"at {share}: {told.mean():.1%} told, {(best != truth)[told].mean():.2%} of these wrong")
    for kind, text in enumerate(unseen.sight.classes):
        own = truth == kind
        if own.any():
            lines.append(f"{text or 'none'}: {own.sum()}, {(best == truth)[own].mean():.2%} right")
    return "\n".join(lines)


def _scores(unseen: Texts, weights: Weights) -> Values:
    parts = [
        scores(weights, np.stack([to_ink(picture) for picture in unseen.pixels[at : at + AT_ONCE]]))
        for at in range(0, len(unseen.pixels), AT_ONCE)
    ]
    return np.concatenate(parts)
