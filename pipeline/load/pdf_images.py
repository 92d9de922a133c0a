"""Whether the pictures of a PDF page are all there.

pdfium leaves out a picture that it cannot decode, and draws as much as there is of one that ends early: half
a page, or none of it, would pass for a page. Fax and JBIG2 codes do not tell where they end: of these only
what cannot be decoded is noticed, and zeros in G4 where a copy was interrupted.
"""

from __future__ import annotations

import io
import zlib
from typing import Final

import pypdfium2 as pdfium
from PIL import Image as PillowImage

from pipeline.load.advice import SAVE_OR_SCAN_PDF
from pipeline.load.complete import check_jpeg
from pipeline.load.fax import code_has_hole, is_group_3
from pipeline.load.jpeg_code import check_jpeg_code
from pipeline.load.pdf_objects import PdfObjects
from schemas.errors import TruncatedError

_JPEG: Final = frozenset({"DCTDecode", "DCT"})
_FAX: Final = frozenset({"CCITTFaxDecode", "CCF"})
_DEFLATED: Final = (["FlateDecode"], ["Fl"])
_SUM: Final = 4  # bytes behind what is deflated (RFC 1950)
_MOST_BITS, _LEAST_BITS = 24, 8  # of a pixel, as pdfium tells them of any other picture
_STEP: Final = 4 * 1024 * 1024  # bytes that are unfolded at once
_MISSING: Final = 0.01  # of the rows: some writers lose the last


def check_image(item: pdfium.PdfImage, objects: PdfObjects) -> None:
    """Decode it, and look at its end; ``objects`` are those of its file.

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
        if not _is_whole(item, objects):
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


def _is_whole(item: pdfium.PdfImage, objects: PdfObjects) -> bool:
    """Whether there are as many bytes as pixels call for, and their sum is that of what was deflated. Of
    samples of 1, 2, 4 or 16 bits pdfium tells those of 8 that it makes of them, of pixels that are clear by
    their colour those of four samples."""
    told, held = item.get_metadata(), bytes(item.get_data(decode_simple=True))
    packed = bytes(item.get_data(decode_simple=False))
    if list(item.get_filters()) in _DEFLATED and not _sum_is_right(packed, held):
        return False
    bits = told.bits_per_pixel if told.bits_per_pixel <= _MOST_BITS else _LEAST_BITS
    rows = [(told.width * bits // share + 7) // 8 for share in (1, 2, 4, 8)]
    if len(held) >= (1 - _MISSING) * rows[0] * told.height:
        return True
    fits_fewer_bits = any(row * told.height <= len(held) <= row * (told.height + 1) for row in rows[1:])
    return fits_fewer_bits and objects.follow(objects.table_of(packed).get(b"/BitsPerComponent")) != b"8"


def _sum_is_right(packed: bytes, held: bytes) -> bool:
    """By what pdfium unfolded, in a tenth of the time; where that is no more what was deflated, or the sum is
    left out, by unfolding once more. Code that ends early is not told here."""
    if zlib.adler32(held).to_bytes(_SUM, "big") in packed[-2 * _SUM :]:
        return True
    unpacker, rest = zlib.decompressobj(), packed
    try:
        while rest and not unpacker.eof:
            unpacker.decompress(rest, _STEP)
            rest = unpacker.unconsumed_tail
    except zlib.error:
        return False
    return True


def _damaged() -> TruncatedError:
    return TruncatedError(
        SAVE_OR_SCAN_PDF.after(
            "页面有一幅图片已损坏或不完整", "A picture of the page is damaged, or part of it is missing."
        )
    )
