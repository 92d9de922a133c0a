"""Engines for tests of the daemon, built in its workers: cheap ones, and such as do harm."""

from __future__ import annotations

import os
import signal
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from pipeline.ocr.engine import OcrEngine
from pipeline.page_image import Image
from pipeline.reading import Reading
from schemas.geometry import BBox, Quad
from tests.executors.troubled import Troubled

KILLS_ITSELF, TALKS_GARBAGE = 10, 220  # greys of pages


class Faulty(Troubled):
    """As ``Troubled``; besides, dies of its own hand on one grey, and reads garbage on another."""

    name = "faulty"

    def detect(self, image: Image) -> list[Quad]:
        level = round(float(image[0, 0, 0]))
        if level == KILLS_ITSELF:
            os.kill(os.getpid(), signal.SIGKILL)
        if level == TALKS_GARBAGE:
            height, width = image.shape[:2]
            return [Quad.from_bbox(BBox(left=0, top=0, right=width, bottom=height))] * 2
        return super().detect(image)

    def recognize(self, images: Sequence[Image]) -> list[Reading]:
        garbage = "=cmd|'/c calc'!A1\x1b[2J\x00\ud800\u202e<script>alert(1)</script>许可证"
        return [Reading(garbage, 0.99) for _ in images]


def build_double(marks: Path, _name: str, _models: Path | None, _threads: int) -> OcrEngine:
    """In place of ``build_engine``."""
    return Faulty(marks)


def builder(marks: Path) -> object:
    """What the daemon pickles for its workers."""
    return partial(build_double, marks)
