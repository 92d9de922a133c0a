"""The detector's last two layers apart from the rest say what the network in one says."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import openvino as ov
import pytest
from openvino import opset13 as ops

from pipeline.load.file import load_file
from pipeline.ocr.detection import to_batch
from pipeline.ocr.detector import load_detector
from pipeline.ocr.model import load_model
from pipeline.ocr.upsampling import find_upsampling
from pipeline.ocr.weights import DETECTION, packaged_weights
from pipeline.options import Limits
from pipeline.page_image import PageImage

WEIGHTS = packaged_weights(DETECTION)
SCAN = Path(__file__).parent.parent / "samples" / "seed-scan" / "license.pdf"


@pytest.mark.parametrize(("width", "height"), [(672, 960), (320, 96), (64, 32)])
def test_the_same_probability(width: int, height: int) -> None:
    page = next(iter(load_file(SCAN, Limits()).pages))
    assert isinstance(page, PageImage)
    small = cv2.resize(page.image, (width, height), interpolation=cv2.INTER_AREA)
    picture = to_batch(np.asarray(small, np.uint8)[np.newaxis])
    (whole,) = load_model(WEIGHTS, 2).run([picture], lambda output: output[0, 0].copy())
    parted = load_detector(WEIGHTS, 2)
    assert parted.upsampling is not None
    assert whole.shape == (height, width)
    assert np.abs(whole - parted.probability(picture)).max() < 1e-5
    assert (width < 600) or whole.max() > 0.9


def test_a_network_that_ends_otherwise_is_left_in_one() -> None:
    picture = ops.parameter([1, 3, 32, 32], np.float32)
    assert find_upsampling(ov.Model([ops.sigmoid(picture)], [picture])) is None


def test_layers_that_do_more_than_double_are_left_in() -> None:
    """A stride of three, of the same form else."""
    node = picture = ops.parameter([1, 3, 8, 8], np.float32)
    for channels_in, channels_out in ((3, 4), (4, 1)):
        weights = ops.constant(np.ones((channels_in, channels_out, 2, 2), np.float32))
        wider = ops.convolution_backprop_data(node, weights, [3, 3], pads_begin=[0, 0], pads_end=[0, 0])
        total = ops.add(wider, ops.constant(np.ones((1, channels_out, 1, 1), np.float32)))
        node = ops.relu(total) if channels_out > 1 else ops.sigmoid(total)
    assert find_upsampling(ov.Model([node], [picture])) is None
