"""A network's convolutions in eight bits, which take half the time on some processors.

A convolution needs to know between which values its input lies. ``python -m samples.ranges`` measures
that on lines of generated pages.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import numpy as np

from pipeline.ocr.measured import Ranges

CPU_FLAGS: Final = Path("/proc/cpuinfo")
LEVELS = 256  # of an input; weights leave out the lowest, so that zero is in their middle
_INSTRUCTIONS = frozenset({"avx512_vnni", "avx_vnni"})
_FASTER = "amx_bf16"  # tiles of sixteen bits: a line takes 14.7 ms in them and 17.8 in eight


def gains_by_eight_bits() -> bool:
    """Whether the processor multiplies eight-bit numbers without loss and faster than any others.

    Where the system does not tell (it does on Linux), it is taken not to.
    """
    try:
        flags = frozenset(CPU_FLAGS.read_text(encoding="ascii", errors="replace").split())
    except OSError:
        return False
    return bool(flags & _INSTRUCTIONS) and _FASTER not in flags


def convolutions(network: Any) -> list[Any]:
    """The nodes of an OpenVINO network that eight bits may be used for."""
    return [
        node
        for node in network.get_ordered_ops()
        if node.get_type_name() == "Convolution"
        and node.input_value(1).get_node().get_type_name() == "Constant"
    ]


def to_eight_bits(network: Any, ranges: Ranges) -> None:
    """Round inputs and weights of those convolutions of ``network`` (changed) that have a range.

    The runtime sees the rounding and computes in eight bits.
    """
    from openvino import opset13 as ops

    def rounded(source: Any, low: Any, high: Any, levels: int) -> Any:
        ends = [ops.constant(np.asarray(end, np.float32)) for end in (low, high)]
        return ops.fake_quantize(source, *ends, *ends, levels).output(0)

    for node in convolutions(network):
        if node.friendly_name not in ranges:
            continue
        low, high = (np.full((1, 1, 1, 1), end) for end in _with_zero(*ranges[node.friendly_name]))
        weights = node.input_value(1)
        largest = np.abs(weights.get_node().data).max(axis=(1, 2, 3), keepdims=True) + 1e-12
        node.input(0).replace_source_output(rounded(node.input_value(0), low, high, LEVELS))
        node.input(1).replace_source_output(rounded(weights, -largest, largest, LEVELS - 1))


def _with_zero(low: float, high: float) -> tuple[float, float]:
    """The range moved by less than a level, so that zero is a level."""
    if low >= 0:
        return 0.0, high
    step = (high - low) / (LEVELS - 1)
    below = round(-low / step)
    return -below * step, (LEVELS - 1 - below) * step
