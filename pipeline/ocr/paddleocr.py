"""PaddleOCR 3.7 on ONNX Runtime: no PaddlePaddle, no download."""

from __future__ import annotations

import functools
import importlib
import logging
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import Any, Final

import numpy as np

from pipeline.ocr.engine import OcrEngine
from pipeline.ocr.install import PADDLEOCR_MISSING
from pipeline.ocr.paddle_models import DETECTION, RECOGNITION, WEIGHTS_FILE
from pipeline.page_image import Image
from pipeline.reading import Reading
from schemas.errors import EngineError, EngineMissingError
from schemas.geometry import Point, Quad

_LONGEST: Final = 960  # pixels of the page's long side for detection
_ORT_ERRORS_ONLY: Final = 3
_ORT_FAILURES: Final = (
    "Fail",
    "InvalidArgument",
    "InvalidGraph",
    "InvalidProtobuf",
    "NoModel",
    "NoSuchFile",
    "NotImplemented",
    "RuntimeException",
)


class PaddleOcr(OcrEngine):
    """``model_dir`` holds ``PP-OCRv6_small_det`` and ``PP-OCRv6_small_rec``, each with
    ``inference.onnx`` and ``inference.yml``; ``threads`` is per network.

    Raises:
        EngineMissingError: the package or a model directory is missing or unusable.
    """

    name = "paddleocr"

    def __init__(self, model_dir: Path, threads: int = 2) -> None:
        for part in (DETECTION, RECOGNITION):
            if not (model_dir / part / WEIGHTS_FILE).is_file():
                raise EngineMissingError(
                    f"模型文件夹中没有 {part}/{WEIGHTS_FILE}，请运行 licet models link-paddle"
                    f" / There is no {part}/{WEIGHTS_FILE} in {model_dir}: "
                    f"run `licet models link-paddle {model_dir}`."
                )
        package = _import_package()
        self._failures = _failures()
        fixed: dict[str, Any] = {
            "engine": "onnxruntime",
            "engine_config": {"intra_op_num_threads": threads, "log_severity_level": _ORT_ERRORS_ONLY},
            "device": "cpu",
        }
        try:
            self._detector = package.TextDetection(
                model_name=DETECTION,
                model_dir=str(model_dir / DETECTION),
                limit_side_len=_LONGEST,
                limit_type="max",
                **fixed,
            )
            self._recognizer = package.TextRecognition(
                model_name=RECOGNITION, model_dir=str(model_dir / RECOGNITION), **fixed
            )
        except self._failures as error:
            raise EngineMissingError(
                "PaddleOCR 无法使用该文件夹中的模型，请运行 licet models link-paddle"
                f" / PaddleOCR cannot use the models in {model_dir} ({error}): "
                f"run `licet models link-paddle {model_dir}`."
            ) from error

    def detect(self, image: Image) -> list[Quad]:
        try:
            (result,) = self._detector.predict(image)
            polygons = [np.asarray(polygon, dtype=np.float64) for polygon in result["dt_polys"]]
        except self._failures as error:
            raise EngineError(
                "PaddleOCR 未能查找页面文字，请再读一次"
                f" / PaddleOCR could not look for text on the page: {error}"
            ) from error
        height, width = image.shape[:2]
        return [_polygon_to_quad(polygon, width, height) for polygon in polygons if polygon.shape == (4, 2)]

    def recognize(self, images: Sequence[Image]) -> list[Reading]:
        if not images:
            return []
        try:
            # One line a batch: PaddleX pads a batch to its widest line, which changes what it
            # reads, and then places the characters by another line's width.
            results = self._recognizer.predict(list(images), batch_size=1, return_word_box=True)
            readings = [_result_to_reading(result) for result in results]
        except self._failures as error:
            raise EngineError(
                f"PaddleOCR 未能读取文字行，请再读一次 / PaddleOCR could not read the lines: {error}"
            ) from error
        if len(readings) != len(images):
            raise EngineError(
                f"PaddleOCR 只答复 {len(images)} 行中的 {len(readings)} 行，请再读一次"
                f" / PaddleOCR answered {len(readings)} of {len(images)} lines."
            )
        return readings


def _failures() -> tuple[type[Exception], ...]:
    """PaddleX raises whatever its parts raise, and ONNX Runtime's errors have no common root."""
    runtime = importlib.import_module("onnxruntime.capi.onnxruntime_pybind11_state")
    return (
        ArithmeticError,
        AssertionError,
        AttributeError,
        ImportError,
        LookupError,
        MemoryError,
        OSError,
        RuntimeError,
        TypeError,
        ValueError,
        *(getattr(runtime, name) for name in _ORT_FAILURES),
    )


def _import_package() -> ModuleType:
    os.environ.setdefault("PADDLE_PDX_CACHE_HOME", _private_cache().name)
    try:
        package = importlib.import_module("paddleocr")
    except ImportError as error:
        raise EngineMissingError(f"{PADDLEOCR_MISSING} ({error})") from error
    logging.getLogger("paddlex").setLevel(logging.ERROR)
    return package


@functools.cache
def _private_cache() -> tempfile.TemporaryDirectory[str]:
    """Removed when the process ends. PaddleX would else write into the home directory on import."""
    return tempfile.TemporaryDirectory(prefix="licet-paddlex-")


def _polygon_to_quad(polygon: np.ndarray[Any, np.dtype[np.float64]], width: int, height: int) -> Quad:
    corners: list[Point] = [
        (float(min(max(x, 0.0), width)), float(min(max(y, 0.0), height))) for x, y in polygon
    ]
    a, b, c, d = corners
    return Quad((a, b, c, d))


def _result_to_reading(result: Any) -> Reading:
    """PaddleX gives a text with the network's column for each of its characters."""
    text, (columns, _, word_columns, _) = result["rec_text"]
    confidence = min(max(float(result["rec_score"]), 0.0), 1.0) if text else 0.0
    places = [column for word in word_columns for column in word]
    if len(places) != len(text) or columns <= 0:
        return Reading(text=text, confidence=confidence)
    return Reading(
        text=text,
        confidence=confidence,
        positions=tuple(min((place + 0.5) / columns, 1.0) for place in places),
    )
