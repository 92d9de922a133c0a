"""Pictures inside an OFD: those placed on its pages, and those inside electronic seals."""

from __future__ import annotations

import io
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image as PillowImage
from PIL import UnidentifiedImageError

from pipeline.load.advice import PRINT_OFD
from pipeline.load.decode import check_pixels, translated_errors
from pipeline.options import Limits
from schemas.errors import UnsupportedTypeError

_FORMATS: Final = ("JPEG", "PNG", "BMP", "TIFF", "GIF", "WEBP")
_SEAL_PICTURES: Final = (
    (b"\x89PNG\r\n\x1a\n", b"IEND\xaeB`\x82"),
    (b"\xff\xd8\xff", b"\xff\xd9"),
    (b"GIF8", b";"),
)
"""How pictures begin and end within a seal's structure (GB/T 38540-2020), which is not parsed."""
_OFD_BEGIN, _OFD_END = b"PK\x03\x04", b"PK\x05\x06"
_OFD_TAIL: Final = 22  # bytes of a ZIP's last record

Pixels = NDArray[np.uint8]
"""Height × width × 4: red, green, blue, opacity, 0-255."""


def decode_picture(data: bytes, limits: Limits) -> Pixels:
    """A picture of any kind that Pillow reads by itself.

    Raises:
        UnsupportedTypeError: it is of another kind, such as JBIG2.
        TruncatedError: it is damaged.
        TooManyPixelsError: beyond ``limits.max_pixels``.
    """
    try:
        image = PillowImage.open(io.BytesIO(data), formats=_FORMATS)
    except UnidentifiedImageError as error:
        raise UnsupportedTypeError(
            PRINT_OFD.after(
                "页面有一幅图片已损坏，或格式不受支持（如 JBIG2）",
                "The page has a picture of a kind that is not read (such as JBIG2), or a damaged one.",
            )
        ) from error
    with image, translated_errors("OFD 中的图片", "A picture of the OFD"):
        check_pixels(*image.size, limits)
        return np.asarray(image.convert("RGBA"), dtype=np.uint8)


def find_seal_picture(data: bytes) -> bytes | None:
    """The bytes of the picture, or of the OFD, that a seal's or signature's part holds."""
    for begin, end in _SEAL_PICTURES:
        start = data.find(begin)
        stop = data.rfind(end)
        if 0 <= start < stop:
            return data[start : stop + len(end)]
    start, stop = data.find(_OFD_BEGIN), data.rfind(_OFD_END)
    return data[start : stop + _OFD_TAIL] if 0 <= start < stop else None
