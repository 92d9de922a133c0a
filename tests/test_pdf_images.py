"""A picture of a PDF that is not all there is a damaged page, never a blank or half a page."""

from __future__ import annotations

import io
import zlib
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image as PillowImage

from pipeline.load.file import open_source
from pipeline.load.source import SourceFile
from pipeline.options import Limits
from schemas.outcome import PageFailure
from tests.files import coded_pdf, encoded, picture_pdf

NOISE = PillowImage.fromarray(np.random.default_rng(3).integers(0, 256, (64, 64, 3), dtype=np.uint8))
GREY = NOISE.convert("L").tobytes()


def _code(data: bytes) -> str:
    source = SourceFile(Path("a.pdf"), "", data)
    (page,) = open_source(source, Limits()).pages
    return page.code if isinstance(page, PageFailure) else "read"


CODED = [
    (encoded(NOISE, "JPEG"), "/DCTDecode"),
    (encoded(NOISE, "JPEG2000"), "/JPXDecode"),
    (zlib.compress(NOISE.tobytes()), "/FlateDecode"),
    (zlib.compress(encoded(NOISE, "JPEG")), "[/FlateDecode /DCTDecode]"),
]


@pytest.mark.parametrize(("data", "coding"), CODED, ids=lambda value: str(value)[:12])
def test_half_a_picture(data: bytes, coding: str) -> None:
    assert _code(coded_pdf(data, coding, 64)) == "read"
    assert _code(coded_pdf(data[: len(data) // 2], coding, 64)) == "damaged"


def _fax(**options: Any) -> bytes:
    data = encoded(NOISE.convert("1"), "TIFF", **options)
    tags = PillowImage.open(io.BytesIO(data)).tag_v2
    (start,), (size,) = tags[273], tags[279]
    return data[start : start + size]


def test_zeros_that_fill_time_before_an_end_of_line_are_no_hole() -> None:
    code = _fax(compression="group3", tiffinfo={292: 4})  # ends of lines end with a byte
    line = code.index(b"\0\1", len(code) // 3)
    coding = "/CCITTFaxDecode /DecodeParms << /K 0 /EndOfLine true /Columns 64 /Rows 64 >>"
    for read in (code, code[:line] + bytes(40) + code[line:]):
        assert _code(coded_pdf(read, coding, 64)) == "read"


def test_a_fax_with_a_hole() -> None:
    """As an interrupted copy leaves it: the size that it was to have, and zeros."""
    code = _fax(compression="group4")
    coding = "/CCITTFaxDecode /DecodeParms << /K -1 /Columns 64 /Rows 64 >>"
    assert _code(coded_pdf(code, coding, 64)) == "read"
    half = len(code) // 2
    assert _code(coded_pdf(code[:half] + bytes(len(code) - half), coding, 64)) == "damaged"
    assert _code(coded_pdf(code[:half] + bytes(40) + code[half + 40 :], coding, 64)) == "damaged"


@pytest.mark.parametrize(
    ("data", "keys"),
    [
        (GREY, "/ColorSpace /DeviceGray /BitsPerComponent 8"),
        (GREY[: 64 * 63 + 40], "/ColorSpace /DeviceGray /BitsPerComponent 8"),  # some writers lose the end
        (GREY[:2048], "/ColorSpace [/Indexed /DeviceRGB 15 <" + "00" * 48 + ">] /BitsPerComponent 4"),
        (GREY[:1024], "/ColorSpace /DeviceGray /BitsPerComponent 2"),
        (GREY[:512], "/ImageMask true"),
        (GREY, "/ColorSpace /DeviceGray /BitsPerComponent 8 /Mask [255 255]"),
        (GREY * 3, "/ColorSpace [/Lab << /WhitePoint [1 1 1] >>] /BitsPerComponent 8"),
    ],
)
def test_samples_of_any_depth_are_whole(data: bytes, keys: str) -> None:
    assert _code(picture_pdf(data, keys, 64)) == "read"
    assert _code(picture_pdf(data[: len(data) * 5 // 8], keys, 64)) == "damaged"


def test_half_of_the_bytes_are_no_picture_of_half_the_bits() -> None:
    keys = "/ColorSpace /DeviceGray /BitsPerComponent"
    assert _code(picture_pdf(GREY[:2048], f"{keys} 4", 64)) == "read"
    assert _code(picture_pdf(GREY[:2048], f"{keys} 8", 64)) == "damaged"
    assert _code(picture_pdf(zlib.compress(GREY[:2048]), f"{keys} 8 /Filter /FlateDecode", 64)) == "damaged"


def test_a_deflated_picture_whose_code_was_changed() -> None:
    """Every row is there: only the sum tells."""
    packed = zlib.compress(GREY, 0)  # as it is: another byte is another pixel
    changed = packed[:1000] + bytes([packed[1000] ^ 0x55]) + packed[1001:]
    for more in ("", "/DecodeParms << /Predictor 2 /Columns 64 >>"):
        keys = f"/ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /FlateDecode {more}"
        assert _code(picture_pdf(packed, keys, 64)) == "read"
        assert _code(picture_pdf(packed[:-4], keys, 64)) == "read"  # some writers leave out the sum
        assert _code(picture_pdf(changed, keys, 64)) == "damaged"
