"""Files of a picture, JPEG, PNG, BMP, WebP, HEIC, or of several in PNG, WebP and HEIC: each is a page.

A further picture in a JPEG is a camera's for itself, of brightness or depth.
"""

from __future__ import annotations

import importlib
import io
import math
from collections.abc import Callable, Iterator
from typing import Final

from PIL import BmpImagePlugin, JpegImagePlugin, PngImagePlugin, WebPImagePlugin
from PIL import Image as PillowImage

from pipeline.load.advice import SPLIT
from pipeline.load.complete import check_jpeg, check_png, check_webp
from pipeline.load.decode import check_pixels, error_to_failure, translated_errors
from pipeline.load.jpeg_code import check_jpeg_code
from pipeline.load.pixels import pillow_to_bgr, turn_by_orientation
from pipeline.load.sniff import BMP, HEIF, JPEG, PNG, WEBP
from pipeline.options import Limits
from pipeline.page_image import PageImage
from schemas.errors import InputError, TooManyPagesError
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

_OF_SEVERAL: Final = frozenset({PNG, WEBP, HEIF})
_CHECKS: Final[dict[str, tuple[Callable[[bytes], object], ...]]] = {
    JPEG: (check_jpeg, check_jpeg_code), PNG: (check_png,), WEBP: (check_webp,)
}  # fmt: skip


def open_image(data: bytes, media_type: str, limits: Limits) -> tuple[int, Iterator[PageImage | PageFailure]]:
    """Number of pages, and the pages; headers are checked now, pixels decoded when asked for.

    Raises:
        TruncatedError: the header is broken, or the file is not all there.
        TooManyPixelsError: beyond ``limits.max_pixels``.
        TooManyPagesError: beyond ``limits.max_pages``.
    """
    with translated_errors("图像", "The image"):
        image = _OPENERS[media_type](io.BytesIO(data))
    check_pixels(*image.size, limits)
    for check in _CHECKS.get(media_type, ()):
        check(data)
    count = getattr(image, "n_frames", 1) if media_type in _OF_SEVERAL else 1
    if count > limits.max_pages:
        raise TooManyPagesError(
            SPLIT.after(
                f"图像有 {count} 帧，上限为 {limits.max_pages}",
                f"The image has {count} frames, the limit is {limits.max_pages}.",
            )
        )
    return count, _decode_all(image, count, limits)


def info_to_dpi(image: PillowImage.Image) -> tuple[float, float] | None:
    """Horizontal and vertical resolution as the file says, ``None`` if it says nothing sane."""
    try:
        across, down = (float(value) for value in image.info["dpi"])
    except (KeyError, TypeError, ValueError, ZeroDivisionError, OverflowError):
        return None
    sane = all(math.isfinite(v) and _LEAST_DPI <= v <= _MOST_DPI for v in (across, down))
    return (across, down) if sane else None


def _decode_all(image: PillowImage.Image, count: int, limits: Limits) -> Iterator[PageImage | PageFailure]:
    try:
        for frame in range(count):
            try:
                yield _decode(image, frame, limits)
            except InputError as error:
                yield error_to_failure(frame + 1, error)
    finally:
        image.close()


def _decode(image: PillowImage.Image, frame: int, limits: Limits) -> PageImage:
    with translated_errors("图像", "The image"):
        if frame:
            image.seek(frame)
            check_pixels(*image.size, limits)
        image.load()
        orientation = image.getexif().get(_ORIENTATION, 1)
        dpi = info_to_dpi(image)
        pixels = pillow_to_bgr(image)
    if isinstance(orientation, int):
        pixels = turn_by_orientation(pixels, orientation)
    return PageImage(page_no=frame + 1, image=pixels, dpi=dpi[1] if dpi else None)
