"""A recognizer's classes step by step, its network's last layer apart from the rest.

That layer has a class for each of 18,000 characters, a fifth of the work on a line, and most steps of a
line hold none. Where a step is blank for sure it is not computed.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Final, Protocol, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

from pipeline.ocr.alphabet import Alphabet, surest_classes
from pipeline.ocr.eight_bits import to_eight_bits
from pipeline.ocr.last_layer import Blank, find_last_layer, to_features, to_network
from pipeline.ocr.measured import load_measured
from pipeline.ocr.model import Model, OpenVinoModel, for_single, load_model, read_network

ROWS, FEWEST = 64, 16  # steps that the last layer takes at once, in multiples of the lower number: for each
# that is new to it the runtime prepares itself
_KEPT: Final = 1_500
"""Pieces of what is prepared for a width that are kept: of all widths that lines come in, which are few. They
take 35 MB, and save 1.7 ms for each line of another width than the one before."""

_making_last = Lock()  # recognizers are made side by side, and no network is to be let go of

Values: TypeAlias = NDArray[np.float32]
Surest: TypeAlias = tuple[Values, NDArray[np.int64]]
_Picked = TypeVar("_Picked")
_Step = TypeVar("_Step", np.float32, np.int64)
_last: dict[tuple[Path, int], Model] = {}


class Recognizer(Protocol):
    """Lines are 1 × 3 × height × width each and taken one by one; ``runtime`` names what runs the network.

    Both methods raise ``EngineError`` where the runtime fails.
    """

    runtime: str

    def surest(self, lines: Iterable[Values], alphabet: Alphabet) -> list[Surest]:
        """For each line how sure the surest character of each step is (0-1), and its class; of steps that
        are blank for sure the score is 1."""

    def probabilities(self, lines: Iterable[Values], pick: Callable[[Values], _Picked]) -> list[_Picked]:
        """What ``pick`` takes of each line's classes: time × class, 0-1."""


@cache
def load_recognizer(weights: Path, threads: int, *, rounded: bool = False) -> Recognizer:
    """Compile the recognizer for ``threads`` threads, once in a process; with ``rounded`` OpenVINO computes
    in eight bits what it can.

    Raises:
        EngineMissingError: no runtime can load it.
    """
    if importlib.util.find_spec("openvino") is None:
        return _Whole(load_model(weights, threads))
    network, measured = read_network(weights), load_measured(weights)
    if rounded:
        to_eight_bits(network, measured.ranges)
    layer = find_last_layer(network)
    if layer is None:
        return _Whole(OpenVinoModel(for_single(network), threads, threads))
    features = OpenVinoModel(for_single(to_features(network, layer)), threads, threads, _KEPT)
    with _making_last:  # it is the same rounded and unrounded
        if (weights, threads) not in _last:
            _last[weights, threads] = OpenVinoModel(to_network(layer), threads, threads)
    return _Parted(features, layer.blank(), _last[weights, threads], measured.blank)


class _Whole:
    """A network that is run as it is."""

    def __init__(self, model: Model) -> None:
        self._model, self.runtime = model, model.runtime

    def surest(self, lines: Iterable[Values], alphabet: Alphabet) -> list[Surest]:
        return self.probabilities(lines, lambda steps: surest_classes(steps, alphabet))

    def probabilities(self, lines: Iterable[Values], pick: Callable[[Values], _Picked]) -> list[_Picked]:
        return self._model.run(lines, lambda output: pick(output[0]))


class _Parted:
    """A network without its last layer, and that layer. ``most``: the logit of blank, as ``Measured`` has it,
    up to which a step may hold a character."""

    def __init__(self, features: Model, blank: Blank, last: Model, most: float) -> None:
        self._features, self._blank, self._last, self._most = features, blank, last, most
        self.runtime = features.runtime

    def surest(self, lines: Iterable[Values], alphabet: Alphabet) -> list[Surest]:
        parts = self._features.run(lines, lambda output: output[0].copy())
        if not parts:
            return []
        steps = np.concatenate(parts)
        scores, classes = np.ones(len(steps), np.float32), np.zeros(len(steps), np.int64)
        doubtful = np.flatnonzero(self._blank.logits(steps) <= self._most)
        found = self._run_last(steps[doubtful], lambda likely: surest_classes(likely, alphabet))
        for chunk, (own_scores, own_classes) in zip(_chunks(doubtful), found, strict=True):
            scores[chunk], classes[chunk] = own_scores[: len(chunk)], own_classes[: len(chunk)]
        ends = np.cumsum([len(part) for part in parts])[:-1]
        return list(zip(np.split(scores, ends), np.split(classes, ends), strict=True))

    def probabilities(self, lines: Iterable[Values], pick: Callable[[Values], _Picked]) -> list[_Picked]:
        parts = self._features.run(lines, lambda output: output[0].copy())
        return [
            pick(np.concatenate(self._run_last(steps, lambda likely: likely.copy()))[: len(steps)])
            for steps in parts
        ]

    def _run_last(self, steps: Values, pick: Callable[[Values], _Picked]) -> list[_Picked]:
        """What ``pick`` takes of the classes of each chunk of ``steps``; the last is filled up with zeros."""
        filled = (np.pad(chunk, ((0, -len(chunk) % FEWEST), (0, 0))) for chunk in _chunks(steps))
        return self._last.run(filled, pick)


def _chunks(steps: NDArray[_Step]) -> list[NDArray[_Step]]:
    return [steps[start : start + ROWS] for start in range(0, len(steps), ROWS)]
