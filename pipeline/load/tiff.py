"""TIFF: stacks of pages, fax resolutions, thumbnails among the pages."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Final

import cv2
import numpy as np
from PIL.TiffImagePlugin import TiffImageFile

from pipeline.load.advice import SPLIT
from pipeline.load.decode import check_pixels, error_to_failure, translated_errors
from pipeline.load.decoder_messages import decoder_messages
from pipeline.load.fax import messages_tell_damage, pieces_have_holes
from pipeline.load.images import info_to_dpi
from pipeline.load.pixels import pillow_to_bgr
from pipeline.load.tiff_pieces import pieces_are_whole
from pipeline.options import Limits
from pipeline.page_image import Image, PageImage
from schemas.errors import InputError, LicetError, TooManyPagesError, TruncatedError
from schemas.outcome import PageFailure

_SUBFILE_TYPE, _ORIENTATION = 254, 274  # tags
_NOT_A_PAGE: Final = 0b101  # reduced resolution, transparency mask
_SQUARE: Final = 0.02
_MOST_STRETCH: Final = 4.0


def open_tiff(data: bytes, limits: Limits) -> tuple[int, Iterator[PageImage | PageFailure]]:
    """Number of pages, and the pages; thumbnails and masks are no pages.

    Where the chain of pages breaks off, the page that should follow is a ``PageFailure``.

    Raises:
        TruncatedError: not even the first page's directory can be read.
        TooManyPagesError: beyond ``limits.max_pages``.
    """
    with translated_errors("TIFF ", "The TIFF"):
        tiff = TiffImageFile(io.BytesIO(data))
    frames, broken = _find_frames(tiff, limits)
    return len(frames) + (broken is not None), _decode_frames(data, tiff, frames, broken, limits)


def _find_frames(tiff: TiffImageFile, limits: Limits) -> tuple[list[int], LicetError | None]:
    """Frame numbers that are pages, and the error that ended the chain before its end."""
    pages: list[int] = []
    others: list[int] = []
    broken: LicetError | None = None
    frame = 0
    while True:
        try:
            with translated_errors(*_page_of(frame + 1)):
                try:
                    tiff.seek(frame)
                except EOFError:
                    break
                kind = tiff.tag_v2.get(_SUBFILE_TYPE, 0)
        except InputError as error:
            broken = error
            break
        (others if isinstance(kind, int) and kind & _NOT_A_PAGE else pages).append(frame)
        frame += 1
        if frame > limits.max_pages:
            raise TooManyPagesError(
                SPLIT.after(
                    f"TIFF 超过 {limits.max_pages} 页", f"The TIFF has more than {limits.max_pages} pages."
                )
            )
    if not pages and not others:
        raise broken or TruncatedError("TIFF 没有页面，请重新扫描 / The TIFF has no pages. Scan it again.")
    return pages or others, broken


def _page_of(page_no: int) -> tuple[str, str]:
    """What a page is called, in Chinese and English."""
    return f"TIFF 第 {page_no} 页", f"Page {page_no} of the TIFF"


def _decode_frames(
    data: bytes, tiff: TiffImageFile, frames: list[int], broken: LicetError | None, limits: Limits
) -> Iterator[PageImage | PageFailure]:
    for page_no, frame in enumerate(frames, start=1):
        try:
            yield _decode_frame(data, tiff, frame, page_no, limits)
        except InputError as error:
            yield error_to_failure(page_no, error)
    if broken is not None:
        yield error_to_failure(len(frames) + 1, broken)
    tiff.close()


def _decode_frame(data: bytes, tiff: TiffImageFile, frame: int, page_no: int, limits: Limits) -> PageImage:
    with translated_errors(*_page_of(page_no)):
        tiff.seek(frame)
        check_pixels(*tiff.size, limits)
        sideways = tiff.tag_v2.get(_ORIENTATION, 1) in (5, 6, 7, 8)
        dpi = info_to_dpi(tiff)
        has_holes = pieces_have_holes(data, tiff.tag_v2) or not pieces_are_whole(data, tiff.tag_v2)
        with decoder_messages() as messages:
            tiff.load()  # turns the image by its orientation tag, but not its resolution
        if has_holes or messages_tell_damage(messages, tiff.height):
            raise TruncatedError(
                f"TIFF 第 {page_no} 页已损坏，会有缺失，请重新扫描"
                f" / Page {page_no} of the TIFF is damaged: parts would be missing. Scan it again."
            )
        pixels = pillow_to_bgr(tiff)
    if dpi is None:
        return PageImage(page_no=page_no, image=pixels)
    across, down = reversed(dpi) if sideways else dpi
    return PageImage(page_no=page_no, image=_squared(pixels, across, down, limits), dpi=max(across, down))


def _squared(image: Image, across: float, down: float, limits: Limits) -> Image:
    """Fax pages have pixels up to four times as high as wide: stretch the coarser direction."""
    stretch = max(across, down) / min(across, down)
    if stretch <= 1 + _SQUARE or stretch > _MOST_STRETCH:
        return image
    height, width = image.shape[:2]
    if across > down:
        height = round(height * stretch)
    else:
        width = round(width * stretch)
    check_pixels(width, height, limits)
    return np.asarray(cv2.resize(image, (width, height), interpolation=cv2.INTER_LINEAR), dtype=np.uint8)
