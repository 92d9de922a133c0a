"""Files of one picture: JPEG, PNG, BMP, WebP, HEIC. Of an animation, the first frame."""

from __future__ import annotations

import importlib
import io
import math
from collections.abc import Callable, Iterator
from typing import Final

from PIL import BmpImagePlugin, JpegImagePlugin, PngImagePlugin, WebPImagePlugin
from PIL import Image as PillowImage

from pipeline.load.complete import check_jpeg, check_png, check_webp
from pipeline.load.decode import check_pixels, error_to_failure, translated_errors
from pipeline.load.pixels import pillow_to_bgr, turn_by_orientation
from pipeline.load.sniff import BMP, HEIF, JPEG, PNG, WEBP
from pipeline.options import Limits
from pipeline.page_image import PageImage
from schemas.errors import InputError
from schemas.outcome import PageFailure

_ORIENTATION: Final = 274  # EXIF tag
_LEAST_DPI, _MOST_DPI = 20.0, 4800.0


def _open_heif(stream: io.BytesIO) -> PillowImage.Image:
    # Opened as it is needed: registering it with Pillow would change every Image.open.
    image: PillowImage.Image = importlib.import_module("pillow_heif").HeifImageFile(stream)
    return image


_OPENERS: Final[dict[str, Callable[[io.BytesIO], PillowImage.Image]]] = {
    JPEG: JpegImagePlugin.JpegImageFile,
    PNG: PngImagePlugin.PngImageFile,
    BMP: BmpImagePlugin.BmpImageFile,
    WEBP: WebPImagePlugin.WebPImageFile,
    HEIF: _open_heif,
}
"""The decoder that the content calls for and no other: Pillow would try all that it knows."""

_CHECKS: Final[dict[str, Callable[[bytes], None]]] = {JPEG: check_jpeg, PNG: check_png, WEBP: check_webp}


def open_image(data: bytes, media_type: str, limits: Limits) -> Iterator[PageImage | PageFailure]:
    """The one page of a picture; headers are checked now, pixels decoded when asked for.

    Raises:
        TruncatedError: the header is broken, or the file is not all there.
        TooManyPixelsError: beyond ``limits.max_pixels``.
    """
    with translated_errors("图像", "The image"):
        image = _OPENERS[media_type](io.BytesIO(data))
    check_pixels(*image.size, limits)
    if media_type in _CHECKS:
        _CHECKS[media_type](data)
    return _decode(image)


def info_to_dpi(image: PillowImage.Image) -> tuple[float, float] | None:
    """Horizontal and vertical resolution as the file says, ``None`` if it says nothing sane."""
    try:
        across, down = (float(value) for value in image.info["dpi"])
    except (KeyError, TypeError, ValueError, ZeroDivisionError, OverflowError):
        return None
    sane = all(math.isfinite(v) and _LEAST_DPI <= v <= _MOST_DPI for v in (across, down))
    return (across, down) if sane else None


def _decode(image: PillowImage.Image) -> Iterator[PageImage | PageFailure]:
    try:
        with translated_errors("图像", "The image"):
            image.load()
            orientation = image.getexif().get(_ORIENTATION, 1)
            dpi = info_to_dpi(image)
            pixels = pillow_to_bgr(image)
    except InputError as error:
        yield error_to_failure(1, error)
        return
    finally:
        image.close()
    if isinstance(orientation, int):
        pixels = turn_by_orientation(pixels, orientation)
    yield PageImage(page_no=1, image=pixels, dpi=dpi[1] if dpi else None)
