"""Whether the pictures of a PDF page are all there.

pdfium leaves out a picture that it cannot decode, and draws as much as there is of one that ends early: half
a page, or none of it, would pass for a page. Fax and JBIG2 codes do not tell where they end: of these only
what cannot be decoded is noticed, and zeros in G4 where a copy was interrupted.
"""

from __future__ import annotations

import io
from typing import Final

import pypdfium2 as pdfium
from PIL import Image as PillowImage

from pipeline.load.advice import SAVE_OR_SCAN_PDF
from pipeline.load.complete import check_jpeg
from pipeline.load.fax import code_has_hole, is_group_3
from pipeline.load.jpeg_code import check_jpeg_code
from schemas.errors import TruncatedError

_JPEG: Final = frozenset({"DCTDecode", "DCT"})
_FAX: Final = frozenset({"CCITTFaxDecode", "CCF"})
_MISSING: Final = 0.01  # of the rows: some writers lose the last


def check_image(item: pdfium.PdfImage) -> None:
    """Decode it, and look at its end.

    Raises:
        TruncatedError: it cannot be decoded, or parts of it are missing.
    """
    coding = item.get_filters(skip_simple=True)
    if coding and coding[-1] in _JPEG:
        _check_jpeg(bytes(item.get_data(decode_simple=True)))
        return
    try:
        item.get_bitmap().close()
    except pdfium.PdfiumError as error:
        raise _damaged() from error
    if not coding:
        if not _is_whole(item):
            raise _damaged()
    elif coding[-1] in _FAX:
        code = bytes(item.get_data(decode_simple=True))
        if code_has_hole(code) and not is_group_3(code):
            raise _damaged()


def _check_jpeg(data: bytes) -> None:
    """All of its code is decoded, where its head does not call for more pixels than any page has."""
    check_jpeg(data)
    try:
        PillowImage.open(io.BytesIO(data), formats=("JPEG",)).close()
    except (OSError, SyntaxError, ValueError, PillowImage.DecompressionBombError) as error:
        raise _damaged() from error
    if not check_jpeg_code(data):
        raise _damaged()


def _is_whole(item: pdfium.PdfImage) -> bool:
    """Whether there are as many bytes as pixels call for. Of samples of 1, 2, 4 or 16 bits pdfium
    tells those of 8 that it makes of them."""
    told, size = item.get_metadata(), len(item.get_data(decode_simple=True))
    rows = [(told.width * told.bits_per_pixel // packed + 7) // 8 for packed in (1, 2, 4, 8)]
    return size >= (1 - _MISSING) * rows[0] * told.height or any(
        row * told.height <= size <= row * (told.height + 1) for row in rows[1:]
    )


def _damaged() -> TruncatedError:
    return TruncatedError(
        SAVE_OR_SCAN_PDF.after(
            "页面有一幅图片已损坏或不完整", "A picture of the page is damaged, or part of it is missing."
        )
    )
