"""The contract of an engine. One contract test runs over every engine that is registered.

An engine is constructed once per worker process with every parameter fixed, and keeps no state
between calls: the same pixels always give the same answer. It does not parallelise beyond the
threads it was constructed with, writes nothing outside temporary files that it removes, opens no
network connection, and never logs a failure in place of raising it: a page without text is an
empty list, a failure is an ``EngineError``.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import ClassVar

from pipeline.page_image import Image, PageImage
from pipeline.pictures.crop import crop_quad
from pipeline.reading import Reading
from schemas.geometry import Quad
from schemas.page import InkLayer, TextLine


class Engine(ABC):
    """Reads the text of pages. Called only from worker code, one page at a time, unless it is
    ``shared``: then several threads may each read a page with it, and its threads are theirs."""

    name: ClassVar[str]
    shared: ClassVar[bool] = False

    @abstractmethod
    def read_page(self, page: PageImage) -> list[TextLine]:
        """All lines of an upright page, quads in pixels of ``page.image``, in any order.

        Raises:
            EngineError: the engine failed; nothing is known about the page.
        """


class OcrEngine(Engine):
    """An engine that reads pixels in two steps, so that the caller may look between them."""

    @abstractmethod
    def detect(self, image: Image) -> list[Quad]:
        """Text lines as quads in image pixels; corner order assumes text from left to right.

        Raises:
            EngineError: detection failed.
        """

    def detect_part(self, part: Image, longest: int) -> list[Quad]:
        """Text lines of a part of a page as quads in pixels of ``part``, looked at as finely as the
        whole page would be, whose long side is ``longest`` pixels.

        Raises:
            EngineError: detection failed.
        """
        del longest  # only engines that shrink what they look at need it
        return self.detect(part)

    @abstractmethod
    def recognize(self, images: Sequence[Image]) -> list[Reading]:
        """One reading per line image (text from left to right), in the order given.

        Raises:
            EngineError: recognition failed.
        """

    def fit(self, images: Sequence[Image], texts: Sequence[str]) -> list[tuple[float, ...]]:
        """For each line image how well each of ``texts`` (no empty one) fits it: the logarithm of its
        probability against that of the likeliest reading, a character; 0 fits wholly. Empty where the engine
        cannot tell.

        Raises:
            EngineError: recognition failed.
        """
        del texts
        return [()] * len(images)

    def read_page(self, page: PageImage) -> list[TextLine]:
        quads = self.detect(page.image)
        readings = self.recognize([crop_quad(page.image, quad) for quad in quads])
        return [
            text_line(reading, quad, self.name)
            for quad, reading in zip(quads, readings, strict=True)
            if reading.text
        ]


def text_line(reading: Reading, quad: Quad, engine: str, layer: InkLayer = InkLayer.ALL) -> TextLine:
    """The reading at its place; ``quad`` in the pixels that the caller works in."""
    return TextLine(
        text=reading.text,
        quad=quad,
        confidence=reading.confidence,
        engine=engine,
        layer=layer,
        char_positions=reading.positions,
        char_confidences=reading.scores,
    )
