"""Reading with eight bits: the same text, from other numbers, and only with ranges that were measured."""

from __future__ import annotations

import math
import unicodedata
from pathlib import Path

import numpy as np
import openvino as ov
import pytest
from numpy.typing import NDArray

import pipeline.ocr.eight_bits
import pipeline.ocr.measured
from pipeline.load.file import load_file
from pipeline.ocr.alphabet import to_alphabet
from pipeline.ocr.eight_bits import (
    convolutions,
    gains_by_eight_bits,
    to_eight_bits,
)
from pipeline.ocr.measured import Measured, load_measured, save_measured
from pipeline.ocr.model import model_characters
from pipeline.ocr.rapidocr import RapidOcr
from pipeline.ocr.recognition import line_to_input, recognize_lines
from pipeline.ocr.recognizer import load_recognizer
from pipeline.ocr.weights import RECOGNITION, packaged_weights
from pipeline.options import Limits
from pipeline.page_image import Image, PageImage
from pipeline.pictures.crop import crop_quad

WEIGHTS = packaged_weights(RECOGNITION)
SCAN = Path(__file__).parent.parent / "samples" / "seed-scan" / "license.pdf"
LEGIBLE = 0.5  # confidence of a line that is print


@pytest.fixture(scope="module")
def lines() -> list[Image]:
    """The lines of a scanned page."""
    page = next(iter(load_file(SCAN, Limits()).pages))
    assert isinstance(page, PageImage)
    return [crop_quad(page.image, quad) for quad in RapidOcr().detect(page.image)]


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def _outputs(network: ov.Model, line: Image) -> NDArray[np.float32]:
    compiled = ov.compile_model(network, "CPU")
    return np.array(compiled([line_to_input(line)])[0])


def test_every_convolution_of_the_packaged_weights_has_a_range() -> None:
    names = {node.friendly_name for node in convolutions(ov.Core().read_model(str(WEIGHTS)))}
    ranges = load_measured(WEIGHTS).ranges
    assert names == set(ranges)
    assert all(low < high for low, high in ranges.values())


def test_other_weights_have_none(tmp_path: Path) -> None:
    other = tmp_path / "other.onnx"
    other.write_bytes(b"other weights")
    assert load_measured(other) == Measured({}, math.inf)


def test_what_is_measured_is_written_and_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline.ocr.measured, "MEASURED", tmp_path / "measured.json")
    weights = tmp_path / "weights.onnx"
    weights.write_bytes(b"weights")
    measured = Measured({"Conv.0": (-1.0, 2.5)}, 24.0)
    save_measured(weights, measured)
    assert load_measured(weights) == measured


def test_nearly_the_same_comes_out_but_not_quite(lines: list[Image]) -> None:
    core = ov.Core()
    exact, rounded = core.read_model(str(WEIGHTS)), core.read_model(str(WEIGHTS))
    to_eight_bits(rounded, load_measured(WEIGHTS).ranges)
    line = max(lines, key=lambda line: line.shape[1])
    one, other = _outputs(exact, line), _outputs(rounded, line)
    assert one.shape == other.shape
    assert 0 < np.abs(one - other).mean() < 1e-4
    assert np.mean(one.argmax(-1) == other.argmax(-1)) > 0.95


def test_the_same_text_is_read(lines: list[Image]) -> None:
    """But for scraps of a seal, which each processor's arithmetic reads otherwise."""
    alphabet = to_alphabet(model_characters(WEIGHTS))
    exact = load_recognizer(WEIGHTS, 2)
    rounded = load_recognizer(WEIGHTS, 2, rounded=True)
    plain = recognize_lines(exact, exact, alphabet, lines)
    coarse = recognize_lines(rounded, rounded, alphabet, lines)
    legible = [pair for pair in zip(plain, coarse, strict=True) if pair[0].confidence > LEGIBLE]
    assert sum(len(one.text) for one, _ in legible) > 100
    assert [_plain(one.text) for one, _ in legible] == [_plain(other.text) for _, other in legible]


@pytest.mark.parametrize(
    ("flags", "gains"),
    [
        ("flags : sse2 avx2 avx512f", False),
        ("flags : sse2 avx_vnni", True),
        ("flags : avx512_vnni avx512_bf16 amx_bf16 amx_tile amx_int8", False),
    ],
)
def test_what_the_processor_says_is_heeded(
    flags: str, gains: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lines: list[Image]
) -> None:
    told = tmp_path / "cpuinfo"
    told.write_text(flags, encoding="ascii")
    monkeypatch.setattr(pipeline.ocr.eight_bits, "CPU_FLAGS", told)
    assert gains_by_eight_bits() is gains
    assert any(reading.text for reading in RapidOcr().recognize(lines[:4]))


def test_without_word_of_the_processor_nothing_is_rounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline.ocr.eight_bits, "CPU_FLAGS", Path("/nowhere/cpuinfo"))
    assert not gains_by_eight_bits()
