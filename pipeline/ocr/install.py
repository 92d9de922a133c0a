"""What to install where an engine's package is missing, for whoever chooses one and whoever builds it."""

from __future__ import annotations

from typing import Final

PADDLEOCR_MISSING: Final = (
    "未安装 PaddleOCR，请运行 pip install 'licet[paddle]'"
    " / PaddleOCR is not installed: run `pip install 'licet[paddle]'`."
)
