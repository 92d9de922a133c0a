"""Bombs in a PDF, found before pdfium unfolds them.

pdfium reads a page's content whole, without a bound on time or memory: three million text
objects, 300 kB in the file, took it 1.8 GB; marks 100,000 deep, 700 kB, took 5 GB; a pattern of cells
that no eye could see, for ever. Streams behind encryption or a chain of filters are not seen here; the
limits of the process that loads are what bounds those.
"""

from __future__ import annotations

import math
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pipeline.load.advice import PRINT_PDF
from pipeline.options import Limits
from schemas.errors import FileTooLargeError

_STREAM: Final = re.compile(rb"stream(?<!\wstream)\r?\n")  # \b ahead would take 17 times as long
_HEADER_BYTES: Final = 2048
_NUMBER: Final = re.compile(rb"(\d{1,10})\s+\d{1,5}\s*$")
_IMAGE: Final = re.compile(rb"/Subtype\s*/Image\b")  # their pixels are counted instead
_HARMLESS: Final = 8 * 1024 * 1024  # bytes; less is no bomb, however it is packed
_STEP: Final = 4 * 1024 * 1024
_PACKED_STEP: Final = 16 * 1024
_MOST_STREAMS: Final = 100_000
_MOST_UNMEASURED: Final = 4000  # streams without length: pdfium looks for the end of each anew
_MOST_OVERLAP: Final = 4  # times the file that its streams, one within another, come to
_DEEPEST: Final = 4000  # marks within marks; each holds a copy of those around it
_PATTERN: Final = re.compile(rb"/PatternType\s+1\b")
_DEFLATED: Final = re.compile(
    rb"/F(?:ilter)?\s*\[?\s*/Fl(?:ateDecode)?\b"
)  # it is so as it stands in the file
_ZLIB_HEADER, _SUM = 2, 4  # bytes before and behind the code of a stream (RFC 1950)
_LEAST_CELL: Final = 0.01  # square points of a pattern's cell: a dot at 720 dpi


@dataclass(frozen=True)
class PdfStream:
    """Whatever looks like a stream: the number of its object where one is told, the dictionary before
    it, and where in the file its content begins and ends, by the next word that ends one."""

    number: int | None
    header: bytes
    start: int
    end: int

    @property
    def is_deflated(self) -> bool:
        return b"Fl" in self.header


class _DamagedError(Exception):
    """A stream's code is not what was written."""


def find_streams(data: bytes) -> Iterator[PdfStream]:
    """In the order of the file; where one begins within another, both."""
    end = -1
    for found in _STREAM.finditer(data):
        if end < found.end():
            end = data.find(b"endstream", found.end())
            end = len(data) if end < 0 else end
        before = data[max(0, found.start() - _HEADER_BYTES) : found.start()]
        at = before.rfind(b"obj")
        number = _NUMBER.search(b" ".join(before[: max(0, at)].rsplit(None, 2)[-2:]))
        yield PdfStream(int(number[1]) if number else None, before[at + 1 :], found.end(), end)


def check_streams(data: bytes, limits: Limits) -> bool:
    """Unfold every stream but images, step by step, and keep nothing. Whether the code of one is damaged,
    which those of an encrypted file seem to be: programs draw what is before that, and say nothing.

    Raises:
        FileTooLargeError: one has more than ``limits.max_stream_bytes``, or more than ``_HARMLESS``
            bytes and ``limits.max_ratio`` times its packed size; what they draw is without end; there are
            too many, or they lie within one another.
    """
    depth = looked_at = unmeasured = 0
    is_damaged = False
    for number, one in enumerate(find_streams(data)):
        looked_at += one.end - one.start
        unmeasured += b"/Length" not in one.header
        if number > _MOST_STREAMS or unmeasured > _MOST_UNMEASURED or looked_at > _MOST_OVERLAP * len(data):
            raise FileTooLargeError(
                PRINT_PDF.after(
                    f"PDF 的部件超过 {_MOST_STREAMS:,} 个，或互相嵌套，或许多没有长度",
                    f"The PDF has more than {_MOST_STREAMS:,} parts, parts within parts, or many of no "
                    "length.",
                )
            )
        if _IMAGE.search(one.header):
            continue
        if _PATTERN.search(one.header) and _cell_area(one.header) < _LEAST_CELL:
            raise FileTooLargeError(
                "PDF 的一个图案过细，无法绘制，请扫描后再读取"
                " / A pattern of the PDF is too fine to be drawn. Scan it, and read that."
            )
        opened = 0
        try:
            for part in _unfold_bounded(data, one, limits):
                opened += part.count(b"BMC") + part.count(b"BDC") - part.count(b"EMC")
        except _DamagedError:
            is_damaged = is_damaged or _DEFLATED.search(one.header) is not None
        depth += max(0, opened)
        if depth > _DEEPEST:
            raise FileTooLargeError(
                PRINT_PDF.after(
                    f"PDF 的标记嵌套超过 {_DEEPEST:,} 层",
                    f"Marks of the PDF lie more than {_DEEPEST:,} deep in one another.",
                )
            )
    return is_damaged


def unfold(data: bytes, one: PdfStream, most: int) -> bytes:
    """Up to ``most`` bytes of what a stream holds, or of what can be had of a damaged one."""
    packed = memoryview(data)[one.start : one.end]
    return inflate(packed, most) if one.is_deflated else bytes(packed[: max(0, most)])


def inflate(packed: memoryview, most: int) -> bytes:
    """Up to ``most`` bytes of what is deflated, or of what can be had where that is damaged."""
    unpacker = zlib.decompressobj()
    unfolded = bytearray()
    try:
        for start in range(0, len(packed), _PACKED_STEP):
            if len(unfolded) >= most:
                break
            unfolded += unpacker.decompress(packed[start : start + _PACKED_STEP], most - len(unfolded))
    except zlib.error:
        return bytes(unfolded)
    return bytes(unfolded)


def _unfold_bounded(data: bytes, one: PdfStream, limits: Limits) -> Iterator[bytes]:
    """The content part by part.

    Raises:
        _DamagedError: the code is damaged or ends early, or its sum is another; behind what there is.
        FileTooLargeError: it has more than the limits allow.
    """
    if not one.is_deflated:
        yield unfold(data, one, limits.max_stream_bytes)
        return
    packed = memoryview(data)[one.start + _ZLIB_HEADER :]
    inflate = zlib.decompressobj(-zlib.MAX_WBITS)  # the sum behind it is looked at below
    size, total, rest = 0, 1, bytes(packed[:_PACKED_STEP])
    position = len(rest)
    while rest and not inflate.eof:
        try:
            part = inflate.decompress(rest, _STEP)
        except zlib.error as error:
            raise _DamagedError from error
        size += len(part)
        used = position - len(inflate.unconsumed_tail)
        if size > limits.max_stream_bytes or (size > _HARMLESS and size > limits.max_ratio * used):
            raise FileTooLargeError(
                f"PDF 的一个部件解压后超过 {limits.max_stream_bytes:,} 字节，或超过原大小的 "
                f"{limits.max_ratio:g} 倍，请重新打印为 PDF，或调高上限"
                f" / A part of the PDF unfolds to more than {limits.max_stream_bytes:,} bytes, or more than "
                f"{limits.max_ratio:g} times its size. Print it to a new PDF, or raise the limit."
            )
        yield part
        total = zlib.adler32(part, total)
        rest = inflate.unconsumed_tail
        if not rest and not inflate.eof:
            rest = bytes(packed[position : position + _PACKED_STEP])
            position += len(rest)
    _check_end(data, one, one.start + _ZLIB_HEADER + position - len(inflate.unused_data), total)


def _check_end(data: bytes, one: PdfStream, end: int, total: int) -> None:
    """``end`` is where its code ends, ``total`` the sum of what it holds (RFC 1950), which some writers leave
    out."""
    is_summed = end + _SUM <= one.end
    if end > one.end or (is_summed and int.from_bytes(data[end : end + _SUM], "big") != total):
        raise _DamagedError


def _cell_area(header: bytes) -> float:
    """Square points of a tiling pattern's cell (ISO 32000-1, 8.7.3); infinite where it is not told."""
    across, down = (_numbers(header, name, 1) for name in (rb"/XStep", rb"/YStep"))
    if across is None or down is None:
        return math.inf
    a, b, c, d, _, _ = _numbers(header, rb"/Matrix\s*\[", 6) or [1.0, 0.0, 0.0, 1.0, 0.0, 0.0]
    return abs(across[0] * down[0] * (a * d - b * c))


def _numbers(header: bytes, name: bytes, count: int) -> list[float] | None:
    found = re.search(name + rb"\s*" + rb"\s+".join([rb"([-+.\d]{1,20})"] * count), header)
    try:
        return [float(number) for number in found.groups()] if found else None
    except ValueError:
        return None
