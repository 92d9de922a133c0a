"""The recognizer's last layer apart from the rest says what the network in one says."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import openvino as ov
import pytest
from numpy.typing import NDArray

from pipeline.load.file import load_file
from pipeline.ocr.alphabet import Alphabet, surest_classes, to_alphabet
from pipeline.ocr.last_layer import find_last_layer
from pipeline.ocr.measured import load_measured
from pipeline.ocr.model import load_model, model_characters, read_network
from pipeline.ocr.rapidocr import RapidOcr
from pipeline.ocr.recognition import line_to_input
from pipeline.ocr.recognizer import load_recognizer
from pipeline.ocr.weights import DETECTION, RECOGNITION, packaged_weights
from pipeline.options import Limits
from pipeline.page_image import PageImage
from pipeline.pictures.crop import crop_quad
from schemas.errors import EngineMissingError

WEIGHTS = packaged_weights(RECOGNITION)
SCAN = Path(__file__).parent.parent / "samples" / "seed-scan" / "license.pdf"


@pytest.fixture(scope="module")
def alphabet() -> Alphabet:
    return to_alphabet(model_characters(WEIGHTS))


@pytest.fixture(scope="module")
def lines() -> list[NDArray[np.float32]]:
    """What the network sees of the lines of a scanned page."""
    page = next(iter(load_file(SCAN, Limits()).pages))
    assert isinstance(page, PageImage)
    return [line_to_input(crop_quad(page.image, quad)) for quad in RapidOcr().detect(page.image)]


def test_both_runtimes_tell_the_same_characters(monkeypatch: pytest.MonkeyPatch) -> None:
    told = model_characters(WEIGHTS)
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)  # as where OpenVINO is not
    assert model_characters(WEIGHTS) == told
    assert len(told) == len(set(told)) > 18_000


def test_weights_that_tell_no_characters() -> None:
    with pytest.raises(EngineMissingError, match="no character list"):
        model_characters(packaged_weights(DETECTION))


def test_the_same_classes_as_sure(lines: list[NDArray[np.float32]], alphabet: Alphabet) -> None:
    whole = load_model(WEIGHTS, 2).run(lines, lambda output: surest_classes(output[0], alphabet))
    parted = load_recognizer(WEIGHTS, 2).surest(lines, alphabet)
    assert len(parted) == len(lines) > 10
    for (scores, classes), (own_scores, own_classes) in zip(whole, parted, strict=True):
        assert classes.tolist() == own_classes.tolist()
        chars = classes != 0
        assert own_scores[chars] == pytest.approx(scores[chars], abs=2e-2)


def test_the_same_probabilities(lines: list[NDArray[np.float32]]) -> None:
    whole = load_model(WEIGHTS, 2).run(lines[:5], lambda output: output[0].copy())
    parted = load_recognizer(WEIGHTS, 2).probabilities(lines[:5], np.copy)
    for one, other in zip(whole, parted, strict=True):
        assert one.shape == other.shape
        assert np.abs(one - other).max() < 2e-2


def test_no_lines(alphabet: Alphabet) -> None:
    assert load_recognizer(WEIGHTS, 2).surest([], alphabet) == []


def test_a_step_is_left_out_only_where_it_is_blank(lines: list[NDArray[np.float32]]) -> None:
    """Many are, and none of them holds a character."""
    network, blank = read_network(WEIGHTS), load_measured(WEIGHTS).blank
    layer = find_last_layer(network)
    assert layer is not None
    both = ov.Model([layer.features, network.get_results()[0].input_value(0)], network.get_parameters())
    compiled = ov.compile_model(both, "CPU")
    outputs = [compiled([line]) for line in lines]
    steps, likely = (np.concatenate([output[index][0] for output in outputs]) for index in (0, 1))
    left_out = layer.blank().logits(steps) > blank
    assert left_out.mean() > 0.1
    assert not likely[left_out].argmax(axis=1).any()


def test_a_network_that_ends_otherwise_is_left_in_one() -> None:
    from openvino import opset13 as ops

    picture = ops.parameter([1, 3, 48, 64], np.float32)
    assert find_last_layer(ov.Model([ops.sigmoid(picture)], [picture])) is None
