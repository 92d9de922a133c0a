"""A network on this machine's processor: OpenVINO where it runs, ONNX Runtime otherwise."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

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


def packaged_weights(name: str) -> Path:
    """The file ``name`` among the weights that the rapidocr package carries.

    Raises:
        EngineMissingError: the package or the file is not there.
    """
    package = importlib.util.find_spec("rapidocr")
    if package is None or package.origin is None:
        raise EngineMissingError("The rapidocr package is not installed: run `pip install rapidocr`.")
    path = Path(package.origin).parent / "models" / name
    if not path.is_file():
        raise EngineMissingError(
            f"The rapidocr package does not carry {name}: run `pip install 'rapidocr>=3.10,<3.11'`."
        )
    return path


def load_model(path: Path, threads: int, best: int = 0) -> Model:
    """Compile the network at ``path`` for ``threads`` threads.

    With ``best`` above 0 the network's last axis holds class probabilities and the outputs are
    the ``best`` highest of them (descending) and their classes, in place of all.

    Raises:
        EngineMissingError: no runtime can load it.
    """
    if importlib.util.find_spec("openvino") is not None:
        return _OpenVinoModel(path, threads, best)
    return _OnnxModel(path, threads, best)


class _OpenVinoModel:
    """Each thread runs a batch of its own: two together take a fifth less time than one on both."""

    runtime = "openvino"

    def __init__(self, path: Path, threads: int, best: int) -> None:
        import openvino as ov

        core = ov.Core()
        streams = threads if best else 1
        try:
            network = core.read_model(str(path))
            if best:
                network = _with_best_classes(network, best)
            settings = {
                "INFERENCE_NUM_THREADS": threads,
                "NUM_STREAMS": streams,
                "ENABLE_CPU_PINNING": False,  # other pages and processes run on these cores too
            }
            compiled = core.compile_model(network, "CPU", settings)
        except RuntimeError as error:
            raise EngineMissingError(f"OpenVINO cannot load {path.name}: {error}") from error
        self._compiled, self._streams = compiled, streams

    def run(self, batches: Iterable[NDArray[np.float32]]) -> list[list[NDArray[np.float32]]]:
        import openvino as ov

        outputs: dict[int, list[NDArray[np.float32]]] = {}
        queue = ov.AsyncInferQueue(self._compiled, self._streams)  # a caller's own: 0.1 ms

        def keep(request: Any, index: int) -> None:
            outputs[index] = [np.array(tensor.data) for tensor in request.output_tensors]

        queue.set_callback(keep)
        try:
            for index, batch in enumerate(batches):
                queue.start_async([batch], index)
            queue.wait_all()
        except RuntimeError as error:
            raise EngineError(f"OpenVINO failed: {error}") from error
        return [outputs[index] for index in range(len(outputs))]


def _with_best_classes(network: Any, best: int) -> Any:
    """The network with a TopK at its end: the wide class axis is then never copied out."""
    import openvino as ov
    from openvino import opset13 as ops

    probabilities = network.outputs[0].get_node().input_value(0)
    top = ops.topk(probabilities, np.int32(best), -1, "max", "value")
    classes = ops.convert(top.output(1), "f32")
    return ov.Model([ops.result(top.output(0)), ops.result(classes)], network.get_parameters())


class _OnnxModel:
    runtime = "onnxruntime"

    def __init__(self, path: Path, threads: int, best: int) -> None:
        import onnxruntime as ort

        options = ort.SessionOptions()
        options.intra_op_num_threads = threads
        options.log_severity_level = 3
        self._session = ort.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        self._input = self._session.get_inputs()[0].name
        self._best = best

    def run(self, batches: Iterable[NDArray[np.float32]]) -> list[list[NDArray[np.float32]]]:
        return [self._run(batch) for batch in batches]

    def _run(self, batch: NDArray[np.float32]) -> list[NDArray[np.float32]]:
        from onnxruntime.capi import onnxruntime_pybind11_state as failures

        try:
            (output,) = self._session.run(None, {self._input: batch})
        except (failures.RuntimeException, failures.Fail, failures.InvalidArgument) as error:
            raise EngineError(f"ONNX Runtime failed: {error}") from error
        if not self._best:
            return [output]
        classes = np.argpartition(-output, self._best, axis=-1)[..., : self._best]
        values = np.take_along_axis(output, classes, axis=-1)
        order = np.argsort(-values, axis=-1, kind="stable")
        return [
            np.take_along_axis(values, order, axis=-1),
            np.take_along_axis(classes, order, axis=-1).astype(np.float32),
        ]


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
