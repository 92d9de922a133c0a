"""An engine that reads one text in whatever it is shown."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.ocr.engine import OcrEngine
from pipeline.page_image import Image
from pipeline.reading import Reading
from schemas.geometry import Quad


class Alone(OcrEngine):
    """Reads ``text`` with one score in whatever it is shown, and keeps the widths of that."""

    name = "alone"

    def __init__(self, text: str, score: float) -> None:
        self._reading = Reading(
            text, score, tuple((at + 0.5) / len(text) for at in range(len(text))), (score,) * len(text)
        )
        self.widths: list[int] = []

    def detect(self, image: Image) -> list[Quad]:
        del image
        return []

    def recognize(self, images: Sequence[Image]) -> list[Reading]:
        self.widths += [image.shape[1] for image in images]
        return [self._reading] * len(images)
