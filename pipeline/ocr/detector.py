"""The network that tells where text is, its last two layers apart from the rest."""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipeline.ocr.model import Model, OpenVinoModel, for_single, load_model, read_network
from pipeline.ocr.upsampling import Upsampling, find_upsampling, to_features


@dataclass(frozen=True)
class Detector:
    """``model`` is the whole network where there is no ``upsampling``."""

    model: Model
    upsampling: Upsampling | None

    def probability(self, picture: NDArray[np.float32]) -> NDArray[np.float32]:
        """How likely text is at each pixel (0-1): 1 × 3 × height × width, multiples of 32, to height × width.

        Raises:
            EngineError: the runtime failed.
        """

        def pick(output: NDArray[np.float32]) -> NDArray[np.float32]:
            if self.upsampling is None:
                return np.array(output[0, 0])
            return self.upsampling.to_probability(output[0])

        (probability,) = self.model.run([picture], pick)
        return probability


@cache
def load_detector(weights: Path, threads: int) -> Detector:
    """Compile the network at ``weights`` for ``threads`` threads, once in a process.

    Raises:
        EngineMissingError: no runtime can load it.
    """
    if importlib.util.find_spec("openvino") is None:
        return Detector(load_model(weights, threads), None)
    network = read_network(weights)
    upsampling = find_upsampling(network)
    if upsampling is not None:
        network = to_features(network, upsampling)
    return Detector(OpenVinoModel(for_single(network), threads, streams=1), upsampling)
