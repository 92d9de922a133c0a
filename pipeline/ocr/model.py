"""A network on this machine's processor: OpenVINO where it runs, ONNX Runtime otherwise."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from pipeline.ocr.eight_bits import Ranges, load_ranges, to_eight_bits
from schemas.errors import EngineError, EngineMissingError


class Model(Protocol):
    """Runs batches, for several threads at once where they ask. ``runtime`` names what runs them."""

    runtime: str

    def run(self, batches: Iterable[NDArray[np.float32]]) -> list[list[NDArray[np.float32]]]:
        """The outputs for each of ``batches`` (N × 3 × height × width each), in their order.

        They are taken one by one, so that the next is made while others run.

        Raises:
            EngineError: the runtime failed.
        """


@cache
def load_model(path: Path, threads: int, *, surest: bool = False, rounded: bool = False) -> Model:
    """Compile the network at ``path`` for ``threads`` threads, once in a process.

    It is kept until the process ends: one that OpenVINO's own thread is the last to let go of ends
    the process, or waits for itself for ever.

    With ``surest`` its last axis holds class probabilities, and the outputs are the highest of them
    and its class, in place of all. With ``rounded`` OpenVINO computes in eight bits what it can.

    Raises:
        EngineMissingError: no runtime can load it.
    """
    if importlib.util.find_spec("openvino") is not None:
        return _OpenVinoModel(path, threads, surest, load_ranges(path) if rounded else {})
    return _OnnxModel(path, threads, surest)


class _OpenVinoModel:
    """Each thread runs a batch of its own: two together take a fifth less time than one on both."""

    runtime = "openvino"

    def __init__(self, path: Path, threads: int, surest: bool, ranges: Ranges) -> None:
        import openvino as ov

        core = ov.Core()
        streams = threads if surest else 1
        try:
            network = core.read_model(str(path))
            to_eight_bits(network, ranges)
            settings = {
                "INFERENCE_NUM_THREADS": threads,
                "NUM_STREAMS": streams,
                "ENABLE_CPU_PINNING": False,  # other pages and processes run on these cores too
            }
            compiled = core.compile_model(network, "CPU", settings)
        except RuntimeError as error:
            raise EngineMissingError(f"OpenVINO cannot load {path.name}: {error}") from error
        self._compiled, self._streams, self._surest = compiled, streams, surest

    def run(self, batches: Iterable[NDArray[np.float32]]) -> list[list[NDArray[np.float32]]]:
        import openvino as ov

        outputs: dict[int, list[NDArray[np.float32]]] = {}
        queue = ov.AsyncInferQueue(self._compiled, self._streams)  # a caller's own: 0.1 ms

        def keep(request: Any, index: int) -> None:
            output = request.output_tensors[0].data  # the runtime's own memory
            outputs[index] = _surest_classes(output) if self._surest else [np.array(output)]

        queue.set_callback(keep)
        try:
            for index, batch in enumerate(batches):
                queue.start_async([batch], index)
            queue.wait_all()
        except RuntimeError as error:
            raise EngineError(f"OpenVINO failed: {error}") from error
        return [outputs[index] for index in range(len(outputs))]


class _OnnxModel:
    runtime = "onnxruntime"

    def __init__(self, path: Path, threads: int, surest: bool) -> None:
        import onnxruntime as ort

        options = ort.SessionOptions()
        options.intra_op_num_threads = threads
        options.log_severity_level = 3
        self._session = ort.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        self._input = self._session.get_inputs()[0].name
        self._surest = surest

    def run(self, batches: Iterable[NDArray[np.float32]]) -> list[list[NDArray[np.float32]]]:
        return [self._run(batch) for batch in batches]

    def _run(self, batch: NDArray[np.float32]) -> list[NDArray[np.float32]]:
        from onnxruntime.capi import onnxruntime_pybind11_state as failures

        try:
            (output,) = self._session.run(None, {self._input: batch})
        except (failures.RuntimeException, failures.Fail, failures.InvalidArgument) as error:
            raise EngineError(f"ONNX Runtime failed: {error}") from error
        return _surest_classes(output) if self._surest else [output]


def _surest_classes(probabilities: NDArray[np.float32]) -> list[NDArray[np.float32]]:
    """The highest of the last axis, and which it is."""
    classes = np.argmax(probabilities, axis=-1, keepdims=True)
    scores = np.take_along_axis(probabilities, classes, axis=-1)
    return [scores[..., 0], classes[..., 0].astype(np.float32)]


def model_characters(path: Path) -> list[str]:
    """The recogniser's alphabet: class 0 is "no character", the last a space.

    Raises:
        EngineMissingError: the weights carry no alphabet.
    """
    import onnxruntime as ort

    options = ort.SessionOptions()
    options.log_severity_level = 3
    session = ort.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    characters = session.get_modelmeta().custom_metadata_map.get("character")
    if not characters:
        raise EngineMissingError(f"{path.name} carries no character list: reinstall rapidocr.")
    return ["", *characters.splitlines(), " "]
