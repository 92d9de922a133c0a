"""The engines by name: how to build one, and how to say why one is missing.

An engine's module is imported when it is built: whoever only chooses one needs neither it nor the
packages behind it.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pipeline.ocr.install import PADDLEOCR_MISSING
from pipeline.ocr.weights import DETECTION, RECOGNITION, packaged_weights
from schemas.errors import EngineMissingError, OptionError

if TYPE_CHECKING:
    from pipeline.ocr.engine import OcrEngine

_NO_MODELS: Final = (
    "PaddleOCR 需要模型文件夹，请先运行 licet models link-paddle DIR，再指明 DIR"
    " / PaddleOCR needs a directory of models: run `licet models link-paddle DIR`, then name DIR."
)


@dataclass(frozen=True)
class EngineStatus:
    """One line of ``licet engines``. ``reason`` says what to do where it is not available."""

    name: str
    available: bool
    version: str | None
    reason: str


@dataclass(frozen=True)
class EngineEntry:
    """``find_problem`` is quick and loads no model; ``None`` means that the engine can be built."""

    package: str
    about: str
    build: Callable[[Path | None, int], OcrEngine]
    find_problem: Callable[[], str | None]
    needs_models: bool = False


def build_engine(name: str, model_dir: Path | None, threads: int) -> OcrEngine:
    """The engine ``name``, on ``threads`` cores; ``model_dir`` is where PaddleOCR's models are.

    Raises:
        OptionError: no engine has this name.
        EngineMissingError: it is not installed or not usable here; the message says what to do.
    """
    return _find_entry(name).build(model_dir, threads)


def check_engine(name: str, model_dir: Path | None) -> None:
    """Quickly, before work is shared out: whether ``build_engine`` has a chance. No model is loaded.

    Raises:
        OptionError, EngineMissingError: as ``build_engine``.
    """
    entry = _find_entry(name)
    problem = entry.find_problem()
    if problem is None and entry.needs_models and model_dir is None:
        problem = _NO_MODELS
    if problem is not None:
        raise EngineMissingError(problem)


def _find_entry(name: str) -> EngineEntry:
    if name not in ENGINES:
        raise OptionError(
            f"没有此引擎，请从以下选择：{'、'.join(ENGINES)}"
            f" / There is no engine {name!r}. Choose one of: {', '.join(ENGINES)}."
        )
    return ENGINES[name]


def engine_status() -> list[EngineStatus]:
    """Every engine that can be chosen, and last the text layer, which needs no choosing."""
    statuses = []
    for name, entry in ENGINES.items():
        problem = entry.find_problem()
        version = _version(entry.package)
        statuses.append(EngineStatus(name, problem is None, version, problem or entry.about))
    about = "读取原生 PDF 页的文字，自动使用 / reads PDF pages that were born digital; used by itself"
    return [*statuses, EngineStatus("textlayer", True, _version("pypdfium2"), about)]


def _version(package: str) -> str | None:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return None


def _build_rapidocr(_: Path | None, threads: int) -> OcrEngine:
    from pipeline.ocr.rapidocr import RapidOcr

    return RapidOcr(threads)


def _find_rapidocr_problem() -> str | None:
    try:
        for weights in (DETECTION, RECOGNITION):
            packaged_weights(weights)
    except EngineMissingError as error:
        return str(error)
    return None


def _build_paddleocr(model_dir: Path | None, threads: int) -> OcrEngine:
    if model_dir is None:
        raise EngineMissingError(_NO_MODELS)
    from pipeline.ocr.paddleocr import PaddleOcr

    return PaddleOcr(model_dir, threads)


def _find_paddleocr_problem() -> str | None:
    if importlib.util.find_spec("paddleocr") is None:
        return PADDLEOCR_MISSING
    return None


def _build_tesseract(_: Path | None, threads: int) -> OcrEngine:
    from pipeline.ocr.tesseract import Tesseract

    del threads  # the program takes one core a line
    return Tesseract()


def _find_tesseract_problem() -> str | None:
    from pipeline.ocr.tesseract import check_program, import_pytesseract

    try:
        check_program(import_pytesseract())
    except EngineMissingError as error:
        return str(error)
    return None


ENGINES: Final[dict[str, EngineEntry]] = {
    "rapidocr": EngineEntry(
        package="rapidocr",
        about="PP-OCRv6，OpenVINO 或 ONNX Runtime，默认 / PP-OCRv6 on OpenVINO or ONNX Runtime; the default",
        build=_build_rapidocr,
        find_problem=_find_rapidocr_problem,
    ),
    "paddleocr": EngineEntry(
        package="paddleocr",
        about="ONNX Runtime 上的 PaddleOCR，需要模型文件夹"
        " / PaddleOCR on ONNX Runtime; needs a directory of models (`licet models link-paddle DIR`)",
        build=_build_paddleocr,
        find_problem=_find_paddleocr_problem,
        needs_models=True,
    ),
    "tesseract": EngineEntry(
        package="pytesseract",
        about="供对照，单独使用较弱 / a second opinion, weak alone",
        build=_build_tesseract,
        find_problem=_find_tesseract_problem,
    ),
}
