"""The engines of the worker's process: which one a task asks for, and those built so far."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipeline.ocr.engine import OcrEngine
from pipeline.ocr.registry import build_engine
from pipeline.options import CORES


@dataclass(frozen=True)
class EngineChoice:
    """An engine by its name, the directory of its models where it needs one, and its threads."""

    name: str = "rapidocr"
    model_dir: Path | None = None
    threads: int = CORES


@cache
def kept_engine(choice: EngineChoice) -> OcrEngine:
    """The engine, built once in this process.

    Raises:
        EngineMissingError: it is not there, or cannot be used here.
    """
    return build_engine(choice.name, choice.model_dir, choice.threads)
