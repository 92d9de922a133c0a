"""Model directories for PaddleOCR, assembled from the weights in the rapidocr package."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from pipeline.ocr.model import model_characters
from pipeline.ocr.weights import DETECTION as DETECTION_WEIGHTS
from pipeline.ocr.weights import RECOGNITION as RECOGNITION_WEIGHTS
from pipeline.ocr.weights import packaged_weights

DETECTION: Final = "PP-OCRv6_small_det"
RECOGNITION: Final = "PP-OCRv6_small_rec"
WEIGHTS_FILE, CONFIG_FILE = "inference.onnx", "inference.yml"

_DETECTION_STEPS: Final[dict[str, Any]] = {
    "PreProcess": {
        "transform_ops": [
            {"DecodeImage": {"channel_first": False, "img_mode": "BGR"}},
            {"DetResizeForTest": None},
            {
                "NormalizeImage": {
                    "mean": [0.5, 0.5, 0.5],
                    "std": [0.5, 0.5, 0.5],
                    "scale": 1 / 255,
                    "order": "hwc",
                }
            },
            {"ToCHWImage": None},
        ]
    },
    "PostProcess": {
        "name": "DBPostProcess",
        "thresh": 0.3,
        "box_thresh": 0.5,
        "max_candidates": 1000,
        "unclip_ratio": 1.6,
    },
}
"""Numbers that the weights were trained with, as in rapidocr's ``config.yaml``, section ``Det``."""


@dataclass(frozen=True)
class _PaddleModel:
    name: str
    weights: str


_MODELS: Final = (
    _PaddleModel(DETECTION, DETECTION_WEIGHTS),
    _PaddleModel(RECOGNITION, RECOGNITION_WEIGHTS),
)


def link_paddle(target: Path) -> list[Path]:
    """Write the detection and the recognition directory under ``target`` and return both.

    Weights are hard links where the file system allows, else copies. A directory that is there
    and complete is left alone; a new one appears complete or not at all.

    Raises:
        EngineMissingError: the rapidocr package or its weights are not installed.
        OSError: ``target`` cannot be written.
    """
    target.mkdir(parents=True, exist_ok=True)
    return [_assemble(target, model) for model in _MODELS]


def _assemble(target: Path, model: _PaddleModel) -> Path:
    weights = packaged_weights(model.weights)
    # JSON is YAML too: no YAML library is needed to write it.
    config = json.dumps(_config(model, weights), ensure_ascii=False, indent=1)
    directory = target / model.name
    if _is_complete(directory, weights, config):
        return directory
    with tempfile.TemporaryDirectory(prefix=".licet-", dir=target) as workshop:
        fresh = Path(workshop) / "fresh"
        fresh.mkdir()
        _link_or_copy(weights, fresh / WEIGHTS_FILE)
        (fresh / CONFIG_FILE).write_text(config, encoding="utf-8")
        if directory.exists():
            directory.rename(Path(workshop) / "stale")
        fresh.rename(directory)
    return directory


def _config(model: _PaddleModel, weights: Path) -> dict[str, Any]:
    steps = _DETECTION_STEPS if model.name == DETECTION else _recognition_steps(weights)
    return {"Global": {"model_name": model.name}, **steps}


def _recognition_steps(weights: Path) -> dict[str, Any]:
    return {
        "PreProcess": {
            "transform_ops": [
                {"DecodeImage": {"channel_first": False, "img_mode": "BGR"}},
                {"RecResizeImg": {"image_shape": [3, 48, 320]}},
            ]
        },
        "PostProcess": {"name": "CTCLabelDecode", "character_dict": model_characters(weights)[1:-1]},
    }


def _is_complete(directory: Path, weights: Path, config: str) -> bool:
    linked, described = directory / WEIGHTS_FILE, directory / CONFIG_FILE
    return (
        linked.is_file()
        and described.is_file()
        and linked.stat().st_size == weights.stat().st_size
        and described.read_text(encoding="utf-8") == config
    )


def _link_or_copy(source: Path, copy: Path) -> None:
    try:
        os.link(source, copy)
    except OSError:  # another file system, or one without hard links
        shutil.copyfile(source, copy)
