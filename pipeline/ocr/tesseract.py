"""Tesseract, as a program of its own, through pytesseract: an independent second opinion."""

from __future__ import annotations

import importlib
import os
import statistics
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any, Final

import cv2
import numpy as np
from PIL import Image as PillowImage

from pipeline.ocr.engine import OcrEngine
from pipeline.page_image import Image
from pipeline.reading import Reading
from schemas.errors import EngineError, EngineMissingError
from schemas.geometry import BBox, Quad
from schemas.two_languages import Advice

_LANGUAGE: Final = "chi_sim"
_LINE_LEVEL, _WORD_LEVEL = 4, 5  # rows of Tesseract's table
_MARGIN: Final = 12  # white pixels round a line: type that touches the edge is misread
_PAGE_SECONDS: Final = 120.0
_LINE_SECONDS: Final = 5.0
_INSTALL_PROGRAM: Final = Advice(
    "请运行 apt install tesseract-ocr tesseract-ocr-chi-sim",
    "run `apt install tesseract-ocr tesseract-ocr-chi-sim`.",
)


class Tesseract(OcrEngine):
    """Simplified Chinese (``chi_sim``). Every call of the program has a time limit.

    Raises:
        EngineMissingError: the package, the program or the language is not installed.
    """

    name = "tesseract"

    def __init__(self) -> None:
        # Its threads wait for one another by spinning: on busy cores that takes eight times the time of one.
        os.environ.setdefault("OMP_THREAD_LIMIT", "1")
        self._package = import_pytesseract()
        check_program(self._package)

    def detect(self, image: Image) -> list[Quad]:
        picture = PillowImage.fromarray(np.ascontiguousarray(image[:, :, ::-1]))
        table = self._run(picture, "--psm 3", _PAGE_SECONDS)
        height, width = image.shape[:2]
        return [Quad.from_bbox(box) for box in _table_to_boxes(table, width, height)]

    def recognize(self, images: Sequence[Image]) -> list[Reading]:
        if not images:
            return []
        with tempfile.TemporaryDirectory(prefix="licet-lines-") as folder:
            paths = [Path(folder) / f"{number}.png" for number in range(len(images))]
            for path, image in zip(paths, images, strict=True):
                _write_line(path, image)
            listing = Path(folder) / "lines.txt"
            listing.write_text("".join(f"{path}\n" for path in paths), encoding="utf-8")
            seconds = _PAGE_SECONDS + _LINE_SECONDS * len(images)
            table = self._run(str(listing), "--psm 7", seconds)
        words = _table_to_words(table)
        return [_words_to_reading(words.get(number, [])) for number in range(1, len(images) + 1)]

    def _run(self, picture: PillowImage.Image | str, config: str, seconds: float) -> dict[str, list[Any]]:
        try:
            table: dict[str, list[Any]] = self._package.image_to_data(
                picture,
                lang=_LANGUAGE,
                config=config,
                output_type=self._package.Output.DICT,
                timeout=seconds,
            )
        except (RuntimeError, OSError, ValueError, TypeError) as error:  # its own are RuntimeErrors
            raise EngineError(f"Tesseract 运行失败，请再读一次 / Tesseract failed: {error}") from error
        return table


def import_pytesseract() -> ModuleType:
    """The package.

    Raises:
        EngineMissingError: it is not installed.
    """
    try:
        return importlib.import_module("pytesseract")
    except ImportError as error:
        raise EngineMissingError(
            "未安装 pytesseract，请运行 pip install 'licet[tesseract]'"
            " / pytesseract is not installed: run `pip install 'licet[tesseract]'`."
        ) from error


def check_program(package: ModuleType) -> str:
    """Version of the Tesseract program, with Chinese.

    Raises:
        EngineMissingError: the program or its Chinese is not installed.
    """
    try:
        version = str(package.get_tesseract_version())
        languages = package.get_languages()
    except (RuntimeError, OSError, ValueError, SystemExit) as error:
        raise EngineMissingError(
            _INSTALL_PROGRAM.after("未安装 Tesseract", "Tesseract is not installed:")
        ) from error
    if _LANGUAGE not in languages:
        raise EngineMissingError(
            _INSTALL_PROGRAM.after(
                f"Tesseract 没有简体中文（{_LANGUAGE}）",
                f"Tesseract has no simplified Chinese ({_LANGUAGE}):",
            )
        )
    return version


@dataclass
class _Word:
    text: str
    confidence: float  # 0-1


@dataclass
class _Line:
    box: BBox
    texts: list[str] = field(default_factory=list)


def _table_to_boxes(table: dict[str, list[Any]], width: int, height: int) -> list[BBox]:
    """Boxes of lines that hold a word: pictures and rules come as lines without any."""
    lines: list[_Line] = []
    for row in _rows(table):
        if row["level"] == _LINE_LEVEL:
            left, top = min(max(row["left"], 0), width), min(max(row["top"], 0), height)
            right, bottom = min(left + row["width"], width), min(top + row["height"], height)
            lines.append(_Line(BBox(left=left, top=top, right=right, bottom=bottom)))
        elif row["level"] == _WORD_LEVEL and lines:
            lines[-1].texts.append(str(row["text"]).strip())
    return [line.box for line in lines if any(line.texts)]


def _table_to_words(table: dict[str, list[Any]]) -> dict[int, list[_Word]]:
    """Words of each line image (numbered from 1)."""
    words: dict[int, list[_Word]] = {}
    for row in _rows(table):
        text = str(row["text"]).strip()
        if row["level"] != _WORD_LEVEL or not text:
            continue
        word = _Word(text, min(max(float(row["conf"]) / 100, 0.0), 1.0))
        words.setdefault(int(row["page_num"]), []).append(word)
    return words


def _rows(table: dict[str, list[Any]]) -> list[dict[str, Any]]:
    names = list(table)
    return [dict(zip(names, values, strict=True)) for values in zip(*table.values(), strict=True)]


def _words_to_reading(words: list[_Word]) -> Reading:
    """Characters share their word's score.

    Where each stands is not told: Tesseract's boxes of Chinese words overlap and run on.
    """
    letters: list[tuple[str, float]] = []
    for word in words:
        if letters and not (_is_east_asian(letters[-1][0]) or _is_east_asian(word.text[0])):
            letters.append((" ", word.confidence))
        letters.extend((letter, word.confidence) for letter in word.text)
    if not letters:
        return Reading(text="", confidence=0.0)
    scores = tuple(score for _, score in letters)
    return Reading(
        text="".join(letter for letter, _ in letters), confidence=statistics.fmean(scores), scores=scores
    )


def _is_east_asian(char: str) -> bool:
    """Written without spaces: Han characters, their punctuation, full-width forms."""
    return "\u2e80" <= char <= "\u9fff" or "\uf900" <= char <= "\ufaff" or "\uff00" <= char <= "\uffef"


def _write_line(path: Path, image: Image) -> None:
    framed = cv2.copyMakeBorder(
        image, _MARGIN, _MARGIN, _MARGIN, _MARGIN, cv2.BORDER_CONSTANT, value=(255, 255, 255)
    )
    if not cv2.imwrite(str(path), framed):
        raise EngineError(
            "无法写入文字行图像，请腾出磁盘空间"
            f" / No line image can be written to {path.parent}. Free some disk space."
        )
