"""What a decoder may throw at broken bytes, translated into licet's errors."""

from __future__ import annotations

import logging
import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from PIL import Image as PillowImage

from pipeline.options import Limits
from schemas.errors import LicetError, TooManyPixelsError, TruncatedError
from schemas.outcome import PageFailure

_BROKEN: Final = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)
"""Pillow and its format plug-ins have no error of their own: broken bytes surface as any of these."""

logging.getLogger("PIL").setLevel(logging.CRITICAL)  # what it logs, it raises too


@contextmanager
def translated_errors(chinese: str, english: str) -> Iterator[None]:
    """Decode inside: silent about warnings, and every failure is a ``TruncatedError`` on what is so called
    in the two languages.

    Raises:
        TruncatedError: the bytes are damaged.
        TooManyPixelsError: there is not enough memory for the page.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # own limits are checked; a bad tag is not a bad page
            yield
    except (PillowImage.DecompressionBombError, MemoryError) as error:
        raise TooManyPixelsError(
            f"{chinese}所需内存不足，请以较低分辨率扫描"
            f" / {english} needs more memory than there is. Scan it at a lower resolution."
        ) from error
    except _BROKEN as error:
        raise TruncatedError(
            f"{chinese}已损坏或不完整，请重新扫描或复制"
            f" / {english} is damaged or ends early ({type(error).__name__}). Scan or copy it again."
        ) from error


def check_pixels(width: int, height: int, limits: Limits) -> None:
    """Raise before anything is allocated.

    Raises:
        TruncatedError: there are no pixels.
        TooManyPixelsError: more than ``limits.max_pixels``.
    """
    if width < 1 or height < 1:
        raise TruncatedError("图像没有像素，请重新扫描 / The image has no pixels. Scan it again.")
    if width * height > limits.max_pixels:
        raise TooManyPixelsError(
            f"页面有 {width} × {height} 像素，上限为 {limits.max_pixels:,}，请以较低分辨率扫描，或调高上限"
            f" / The page has {width} × {height} pixels, the limit is {limits.max_pixels:,}. "
            "Scan it at a lower resolution, or raise the limit."
        )


def error_to_failure(page_no: int, error: LicetError) -> PageFailure:
    """The failure of one page (``page_no`` from 1), as a value."""
    return PageFailure(page_no=page_no, code=error.code, message=str(error))
