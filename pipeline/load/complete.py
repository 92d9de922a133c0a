"""Whether the file of a picture is all there.

Decoders fill what is missing with grey or white and say nothing, and half a page must never pass
for a page. So the ends and checksums that a format has are looked at before it is decoded. BMP
and uncompressed TIFF have none: zeros are black pixels there.
"""

from __future__ import annotations

import zlib
from typing import Final

from schemas.errors import TruncatedError

_PNG_HEADER: Final = 8
_EMPTY_TAIL: Final = 32  # zeros at the end of a file that is padded
_BLANK_AREA: Final = 7500  # pixels that leave a zero more: blank paper has one in 10,000


def check_jpeg(data: bytes) -> None:
    """A file cut off, or padded with zeros to the size it was to have, has no end mark.

    Raises:
        TruncatedError: no end of image after the first scan.
    """
    position = 2
    while position + 4 <= len(data) and data[position] == 0xFF:
        marker = data[position + 1]
        if marker == 0xDA:  # start of scan: no length leads past the compressed data
            break
        if marker == 0xFF:  # fill byte
            position += 1
            continue
        position += 2 + int.from_bytes(data[position + 2 : position + 4], "big")
    if data.find(b"\xff\xd9", position) < 0:
        raise in_part("JPEG")


def check_png(data: bytes) -> None:
    """Checksums of the chunks that a picture cannot do without, up to its end chunk.

    Raises:
        TruncatedError: one is wrong or the end chunk is not there.
    """
    view = memoryview(data)
    position = _PNG_HEADER
    while position + 12 <= len(data):
        size = int.from_bytes(data[position : position + 4], "big")
        body = view[position + 4 : position + 8 + size]
        kind = bytes(body[:4])
        checksum = data[position + 8 + size : position + 12 + size]
        if kind[:1].isupper() and zlib.crc32(body).to_bytes(4, "big") != checksum:
            break
        if kind == b"IEND":
            return
        position += 12 + size
    raise in_part("PNG")


def check_webp(data: bytes) -> None:
    """WebP has neither mark nor checksum, but compressed pixels end in no more zeros than a blank page's.

    Raises:
        TruncatedError: shorter than its header says, or with an empty tail.
    """
    size = int.from_bytes(data[4:8], "little") + 8
    if size > len(data) or data[:size].endswith(bytes(_EMPTY_TAIL + _webp_area(data) // _BLANK_AREA)):
        raise in_part("WebP")


def in_part(kind: str) -> TruncatedError:
    """The error for a picture of which a part is lost."""
    return TruncatedError(
        f"{kind} 不完整或已损坏，页面有缺失，请重新扫描或复制"
        f" / The {kind} ends early or is damaged: part of the page is missing. Scan or copy it again."
    )


def _webp_area(data: bytes) -> int:
    """Pixels of a lossy picture, by its first chunk (RFC 9649); none of a lossless one, in which blank
    areas leave no zeros."""
    if data[12:16] == b"VP8X":
        width, height = (1 + int.from_bytes(data[at : at + 3], "little") for at in (24, 27))
    elif data[12:16] == b"VP8 ":
        width, height = (int.from_bytes(data[at : at + 2], "little") & 0x3FFF for at in (26, 28))
    else:
        return 0
    return width * height
