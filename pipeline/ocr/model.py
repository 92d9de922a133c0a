"""A network on this machine's processor: OpenVINO where it runs, ONNX Runtime otherwise."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any, Final, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from pipeline.lean_imports import left_out
from schemas.errors import EngineError, EngineMissingError

FEW: Final = 64
"""What a network keeps of the shapes that it was prepared for, some sixty pieces for each. With OpenVINO's
own 5000 memory grows for thousands of pages where shapes are many, and detection is no faster."""
_Picked = TypeVar("_Picked")


class Model(Protocol):
    """Runs batches, for several threads at once where they ask. ``runtime`` names what runs them."""

    runtime: str

    def run(
        self, batches: Iterable[NDArray[np.float32]], pick: Callable[[NDArray[np.float32]], _Picked]
    ) -> list[_Picked]:
        """What ``pick`` takes from the output for each of ``batches`` (1 × 3 × height × width each), in
        their order. The output itself is the runtime's own memory, and gone when ``pick`` returns.

        Batches are taken one by one, so that the next is made while others run.

        Raises:
            EngineError: the runtime failed.
        """


@cache
def load_model(path: Path, threads: int) -> Model:
    """Compile the network at ``path`` for ``threads`` threads, once in a process.

    Raises:
        EngineMissingError: no runtime can load it.
    """
    if importlib.util.find_spec("openvino") is not None:
        return OpenVinoModel(for_single(read_network(path)), threads, streams=1)
    return OnnxModel(path, threads)


@cache
def rehearse() -> Model | None:
    """Run a network of one sum, on one thread and before several read theirs; nothing without OpenVINO.

    What its binding sets up when it first meets numpy two threads wait for at once, one with Python's lock
    and one without, and so for ever: one start of a worker in thirty. What ran is kept, as every network is.
    """
    if importlib.util.find_spec("openvino") is None:
        return None
    with left_out("openvino.tools.ovc"):  # which converts other networks: a tenth of a second
        import openvino as ov
    from openvino import opset13 as ops

    told, added = ops.parameter([1], np.float32), ops.constant(np.ones(1, np.float32))
    model = OpenVinoModel(ov.Model([ops.add(told, added)], [told]), threads=1, streams=1)
    model.run([np.asarray(added.data, np.float32)], np.copy)
    return model


def read_network(path: Path) -> Any:
    """The network at ``path`` as OpenVINO has it, to be changed and compiled.

    Raises:
        EngineMissingError: OpenVINO cannot read it.
    """
    import openvino as ov

    try:
        return ov.Core().read_model(str(path))
    except RuntimeError as error:
        raise EngineMissingError(
            f"OpenVINO 无法加载 {path.name}，请重新安装 rapidocr / OpenVINO cannot load {path.name}: {error}"
        ) from error


def for_single(network: Any) -> Any:
    """``network`` (changed) for one picture at a time: what is known before need not be found out at each new
    width, a twentieth of the work on a line."""
    _, *shape = network.input().partial_shape
    network.reshape([1, *shape])
    return network


class OpenVinoModel:
    """Runs so many ``streams`` of batches side by side on ``threads``: where each thread runs a batch of its
    own, two together take a fifth less time than one on both. ``kept`` pieces of what it was prepared for are
    kept, the latest.

    It is to be kept until the process ends: one that OpenVINO's own thread is the last to let go of ends
    the process, or waits for itself for ever.

    Raises:
        EngineMissingError: OpenVINO cannot compile the network.
    """

    runtime = "openvino"

    def __init__(self, network: Any, threads: int, streams: int, kept: int = FEW) -> None:
        import openvino as ov

        settings = {
            "INFERENCE_NUM_THREADS": threads,
            "NUM_STREAMS": streams,
            "ENABLE_CPU_PINNING": False,  # other pages and processes run on these cores too
            "CPU_RUNTIME_CACHE_CAPACITY": str(kept),
        }
        try:
            self._compiled = ov.Core().compile_model(network, "CPU", settings)
        except RuntimeError as error:
            raise EngineMissingError(
                f"OpenVINO 无法编译网络，请重新安装 openvino / OpenVINO cannot compile a network: {error}"
            ) from error
        self._streams = streams

    def run(
        self, batches: Iterable[NDArray[np.float32]], pick: Callable[[NDArray[np.float32]], _Picked]
    ) -> list[_Picked]:
        run = self._run_each if self._streams == 1 else self._run_side_by_side
        try:
            return run(batches, pick)
        except RuntimeError as error:
            raise EngineError(f"OpenVINO 运行失败，请再读一次 / OpenVINO failed: {error}") from error

    def _run_each(
        self, batches: Iterable[NDArray[np.float32]], pick: Callable[[NDArray[np.float32]], _Picked]
    ) -> list[_Picked]:
        """On the caller's own thread: to hand each batch to another takes 0.4 ms more."""
        request = self._compiled.create_infer_request()
        outputs = []
        for batch in batches:
            request.infer([batch], share_inputs=True, share_outputs=True)  # only what is picked is copied
            outputs.append(pick(request.output_tensors[0].data))
        return outputs

    def _run_side_by_side(
        self, batches: Iterable[NDArray[np.float32]], pick: Callable[[NDArray[np.float32]], _Picked]
    ) -> list[_Picked]:
        import openvino as ov

        outputs: dict[int, _Picked] = {}
        queue = ov.AsyncInferQueue(self._compiled, self._streams)  # a caller's own: 0.1 ms

        def keep(request: Any, index: int) -> None:
            outputs[index] = pick(request.output_tensors[0].data)

        queue.set_callback(keep)
        for index, batch in enumerate(batches):
            queue.start_async([batch], index)
        queue.wait_all()
        return [outputs[index] for index in range(len(outputs))]


class OnnxModel:
    """Runs a batch after the other, for where OpenVINO is not."""

    runtime = "onnxruntime"

    def __init__(self, path: Path, threads: int) -> None:
        import onnxruntime as ort

        options = ort.SessionOptions()
        options.intra_op_num_threads = threads
        options.log_severity_level = 3
        self._session = ort.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        self._input = self._session.get_inputs()[0].name

    def run(
        self, batches: Iterable[NDArray[np.float32]], pick: Callable[[NDArray[np.float32]], _Picked]
    ) -> list[_Picked]:
        return [pick(self._run(batch)) for batch in batches]

    def _run(self, batch: NDArray[np.float32]) -> NDArray[np.float32]:
        from onnxruntime.capi import onnxruntime_pybind11_state as failures

        try:
            (output,) = self._session.run(None, {self._input: batch})
        except (failures.RuntimeException, failures.Fail, failures.InvalidArgument) as error:
            raise EngineError(f"ONNX Runtime 运行失败，请再读一次 / ONNX Runtime failed: {error}") from error
        return np.asarray(output, dtype=np.float32)


def model_characters(path: Path) -> list[str]:
    """The recogniser's characters: class 0 is "no character", the last a space.

    Raises:
        EngineMissingError: the weights carry no alphabet.
    """
    # The other runtime is not loaded for this alone: 35 MB.
    told = _told_by_openvino if importlib.util.find_spec("openvino") is not None else _told_by_onnxruntime
    characters = told(path, "character")
    if not characters:
        raise EngineMissingError(
            f"{path.name} 没有字符表，请重新安装 rapidocr"
            f" / {path.name} carries no character list: reinstall rapidocr."
        )
    return ["", *characters.splitlines(), " "]


def _told_by_openvino(path: Path, key: str) -> str | None:
    """What the file's metadata say of ``key``."""
    place = ["framework", key]
    network = read_network(path)
    return str(network.get_rt_info(place).astype(str)) if network.has_rt_info(place) else None


def _told_by_onnxruntime(path: Path, key: str) -> str | None:
    import onnxruntime as ort

    options = ort.SessionOptions()
    options.log_severity_level = 3
    session = ort.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    value = session.get_modelmeta().custom_metadata_map.get(key)
    return None if value is None else str(value)
