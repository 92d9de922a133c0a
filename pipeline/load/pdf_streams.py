"""Decompression bombs in a PDF, found before pdfium unfolds them.

pdfium reads a page's content whole, without a bound on time or memory: three million text
objects, 300 kB in the file, took it 1.8 GB. Streams behind encryption or a chain of filters are
not seen here; the memory limit of the process that loads is what bounds those.
"""

from __future__ import annotations

import re
import zlib
from typing import Final

from pipeline.options import Limits
from schemas.errors import FileTooLargeError

_STREAM: Final = re.compile(rb"\bstream\r?\n")
_HEADER_BYTES: Final = 2048
_IMAGE: Final = re.compile(rb"/Subtype\s*/Image\b")  # their pixels are counted instead
_HARMLESS: Final = 8 * 1024 * 1024  # bytes; less is no bomb, however it is packed
_STEP: Final = 4 * 1024 * 1024


def check_streams(data: bytes, limits: Limits) -> None:
    """Unfold every deflated stream but images, step by step, and keep nothing.

    Raises:
        FileTooLargeError: one has more than ``limits.max_stream_bytes``, or more than ``_HARMLESS``
            bytes and ``limits.max_ratio`` times its packed size.
    """
    for found in _STREAM.finditer(data):
        header = data[max(0, found.start() - _HEADER_BYTES) : found.start()]
        header = header[header.rfind(b" obj") + 1 :]
        if b"Fl" not in header or _IMAGE.search(header):
            continue
        if _unfolds_beyond(memoryview(data)[found.end() :], limits):
            raise FileTooLargeError(
                f"A part of the PDF unfolds to more than {limits.max_stream_bytes:,} bytes, or more than "
                f"{limits.max_ratio:g} times its size. Print it to a new PDF, or raise the limit."
            )


def _unfolds_beyond(packed: memoryview, limits: Limits) -> bool:
    inflate = zlib.decompressobj()
    size, rest = 0, bytes(packed[:_STEP])
    position = len(rest)
    while rest and not inflate.eof:
        try:
            size += len(inflate.decompress(rest, _STEP))
        except zlib.error:
            return False
        used = position - len(inflate.unconsumed_tail)
        if size > limits.max_stream_bytes or (size > _HARMLESS and size > limits.max_ratio * used):
            return True
        rest = inflate.unconsumed_tail
        if not rest:
            rest = bytes(packed[position : position + _STEP])
            position += len(rest)
    return False
