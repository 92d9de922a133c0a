"""The weights that the rapidocr package carries: where they are, and whether they are there."""

from __future__ import annotations

import importlib.util
from pathlib import Path

from schemas.errors import EngineMissingError

DETECTION, RECOGNITION = "PP-OCRv6_det_small.onnx", "PP-OCRv6_rec_small.onnx"


def packaged_weights(name: str) -> Path:
    """The file ``name`` among the weights that the rapidocr package carries.

    Raises:
        EngineMissingError: the package or the file is not there.
    """
    package = importlib.util.find_spec("rapidocr")
    if package is None or package.origin is None:
        raise EngineMissingError(
            "未安装 rapidocr 软件包，请运行 pip install rapidocr"
            " / The rapidocr package is not installed: run `pip install rapidocr`."
        )
    path = Path(package.origin).parent / "models" / name
    if not path.is_file():
        raise EngineMissingError(
            f"rapidocr 软件包中没有 {name}，请运行 pip install 'rapidocr>=3.10,<3.11'"
            f" / The rapidocr package does not carry {name}: run `pip install 'rapidocr>=3.10,<3.11'`."
        )
    return path
