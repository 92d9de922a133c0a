"""The default engine: the PP-OCRv6 weights of the rapidocr package, run without its pipeline.

Its own pipeline detects at full size, recognises unsorted lines, drops lines below a score and
keeps per-call flags; the weights are the part that we want.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from pipeline.ocr.alphabet import to_alphabet
from pipeline.ocr.detection import find_lines
from pipeline.ocr.detector import load_detector
from pipeline.ocr.eight_bits import gains_by_eight_bits
from pipeline.ocr.engine import OcrEngine
from pipeline.ocr.fitting import fit_texts
from pipeline.ocr.model import model_characters, rehearse
from pipeline.ocr.recognition import recognize_lines
from pipeline.ocr.recognizer import load_recognizer
from pipeline.ocr.weights import DETECTION, RECOGNITION, packaged_weights
from pipeline.page_image import Image
from pipeline.reading import Reading
from schemas.geometry import Quad


class RapidOcr(OcrEngine):
    """``threads``: of each network; ``longest``: pixels of a page's long side for detection.

    Raises:
        EngineMissingError: the weights or a runtime are not installed.
    """

    name = "rapidocr"
    shared = True

    def __init__(self, threads: int = 2, longest: int = 960) -> None:
        detection, weights = packaged_weights(DETECTION), packaged_weights(RECOGNITION)
        recognizer = partial(load_recognizer, weights, threads)
        rehearse()
        with ThreadPoolExecutor() as pool:  # each network is compiled on one core
            rounded = pool.submit(recognizer, rounded=True) if gains_by_eight_bits() else None
            exact = pool.submit(recognizer)
            detector = pool.submit(load_detector, detection, threads)
            alphabet = pool.submit(lambda: to_alphabet(model_characters(weights)))
        self._exact = exact.result()
        self._recognizer = self._exact if rounded is None else rounded.result()
        self._detector, self._alphabet = detector.result(), alphabet.result()
        self._longest = longest

    @property
    def runtime(self) -> str:
        """``openvino`` or ``onnxruntime``."""
        return self._recognizer.runtime

    def detect(self, image: Image) -> list[Quad]:
        return find_lines(self._detector, image, self._longest)

    def detect_part(self, part: Image, longest: int) -> list[Quad]:
        return find_lines(self._detector, part, self._longest, longest)

    def recognize(self, images: Sequence[Image]) -> list[Reading]:
        return recognize_lines(self._recognizer, self._exact, self._alphabet, images)

    def fit(self, images: Sequence[Image], texts: Sequence[str]) -> list[tuple[float, ...]]:
        return fit_texts(self._exact, self._alphabet, images, texts)
