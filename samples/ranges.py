"""``python -m samples.ranges DIR``: between which values the inputs of the recognizer's convolutions lie, and
from which logit a step is blank for sure.

DIR holds pages of many kinds (``python -m samples random --damage …``). The widest range is not the
best: of nine shares of it the one is taken that leaves the smallest error of rounding, squared.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.inputs import find_files
from pipeline.load.file import load_file
from pipeline.ocr.eight_bits import LEVELS, convolutions
from pipeline.ocr.last_layer import find_last_layer
from pipeline.ocr.measured import Measured, save_measured
from pipeline.ocr.model import read_network
from pipeline.ocr.rapidocr import RapidOcr
from pipeline.ocr.recognition import line_to_input
from pipeline.ocr.weights import RECOGNITION, packaged_weights
from pipeline.options import Limits
from pipeline.page_image import PageImage
from pipeline.pictures.crop import crop_quad

SHARES = np.arange(1.0, 0.1, -0.1)
ASIDE = 1.8  # how far beyond the highest such logit a step is blank for sure
KEPT = 4000  # values of one input of one line that are kept to choose by


def main(arguments: list[str] | None = None) -> int:
    """Run the command: about a second a page."""
    parser = argparse.ArgumentParser("python -m samples.ranges", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--lines", type=int, default=400, help="of all found, so many by chance")
    options = parser.parse_args(arguments)
    chance = np.random.default_rng(0)
    lines = list(_lines(options.folder))
    chosen = chance.permutation(len(lines))[: options.lines]
    weights = packaged_weights(RECOGNITION)
    values = _observe(weights, [lines[index] for index in chosen], chance)
    ranges = {name: _to_range(np.concatenate(parts)) for name, parts in values.items()}
    blank = _observe_blank(weights, lines)
    save_measured(weights, Measured(ranges, blank + ASIDE))
    print(f"{len(chosen)} of {len(lines)} lines, {len(values)} convolutions, blank below {blank:.1f}")
    return 0


def _lines(folder: Path) -> Iterator[NDArray[np.float32]]:
    engine = RapidOcr()
    for path in find_files([folder]):
        if path.suffix not in (".json", ".jsonl"):
            for page in load_file(path, Limits()).pages:
                if isinstance(page, PageImage):
                    for quad in engine.detect(page.image):
                        yield line_to_input(crop_quad(page.image, quad))


def _observe(
    weights: Path, lines: list[NDArray[np.float32]], chance: np.random.Generator
) -> dict[str, list[NDArray[np.float32]]]:
    """Values that reach each convolution, the lowest and highest of each line among them."""
    import openvino as ov
    from openvino import opset13 as ops

    network = ov.Core().read_model(str(weights))
    nodes = convolutions(network)
    watched = ov.Model([ops.result(node.input_value(0)) for node in nodes], network.get_parameters())
    request = ov.compile_model(watched, "CPU", {"INFERENCE_PRECISION_HINT": "f32"}).create_infer_request()
    seen: dict[str, list[Any]] = defaultdict(list)
    for line in lines:
        request.infer([line])
        for node, tensor in zip(nodes, request.output_tensors, strict=True):
            values = tensor.data.ravel()
            part = chance.choice(values, min(values.size, KEPT))
            seen[node.friendly_name].append(np.append(part, [values.min(), values.max()]))
    return seen


def _observe_blank(weights: Path, lines: list[NDArray[np.float32]]) -> float:
    """The highest logit of "no character" at a step where a character was surer."""
    import openvino as ov

    network = read_network(weights)
    layer = find_last_layer(network)
    if layer is None:
        return math.inf
    both = ov.Model([layer.features, network.get_results()[0].input_value(0)], network.get_parameters())
    request = ov.compile_model(both, "CPU").create_infer_request()
    highest = -math.inf
    for line in lines:
        request.infer([line])
        steps, likely = (tensor.data[0] for tensor in request.output_tensors)
        chars = likely.argmax(axis=1) != 0
        highest = max(highest, float(layer.blank().logits(steps[chars]).max(initial=-math.inf)))
    return highest


def _to_range(values: NDArray[np.float32]) -> tuple[float, float]:
    ranges = [(float(values.min() * share), float(values.max() * share)) for share in SHARES]
    return min(ranges, key=lambda ends: _error(values, *ends))


def _error(values: NDArray[np.float32], low: float, high: float) -> float:
    low = min(low, 0.0)
    step = (high - low) / (LEVELS - 1)
    rounded = np.clip(np.round((values - low) / step), 0, LEVELS - 1) * step + low
    return float(np.mean((rounded - values) ** 2))


if __name__ == "__main__":
    sys.exit(main())
