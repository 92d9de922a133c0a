"""Whether the strips of a TIFF page hold all of its rows: decoders leave out what a strip lacks, and say
nothing. Pages in tiles, in planes, and of halved colours are not looked at."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping
from typing import Any, Final

from pipeline.load.jpeg_code import check_jpeg_code
from schemas.errors import TruncatedError

_WIDTH, _HEIGHT, _BITS, _COMPRESSION, _COLOURS, _OFFSETS = 256, 257, 258, 259, 262, 273  # tags
_SAMPLES, _ROWS, _SIZES, _PLANES, _JPEG_TABLES = 277, 278, 279, 284, 347
_NONE, _JPEG, _DEFLATE = 1, 7, (8, 32946)
_HALVED: Final = 6  # YCbCr, whose colours may be told for several pixels at once
_LEAST: Final = 0.99  # of the rows: some writers lose the last
_JPEG_END: Final = b"\xff\xd9"
_STEP: Final = 4 * 1024 * 1024  # bytes that are unfolded at once
_MOST_OVERLAP: Final = 4  # times the file that its strips, one within another, come to
_MARK: Final = 2  # bytes of the mark that a picture begins or ends with


def strips_are_whole(data: bytes, tags: Mapping[int, Any]) -> bool:
    """Whether a page with these ``tags`` has as many strips in ``data`` as its rows call for, none is empty,
    and each unfolds to its rows."""
    height, offsets, sizes = (
        int(tags.get(_HEIGHT, 0)),
        _numbers(tags.get(_OFFSETS)),
        _numbers(tags.get(_SIZES)),
    )
    if not height or not offsets or not sizes or tags.get(_PLANES, 1) != 1:
        return True
    rows = min(tags.get(_ROWS, height), height) or height
    if min(len(offsets), len(sizes)) < -(-height // rows) or 0 in sizes:
        return False
    if sum(sizes) > _MOST_OVERLAP * len(data):
        return False
    of_rows, row = _unfolder(tags), _row_bytes(tags)
    if of_rows is None or not row:
        return True
    held = 0
    for start, (offset, size) in zip(range(0, height, rows), zip(offsets, sizes, strict=False), strict=False):
        own = min(rows, height - start)
        held += min(own, of_rows(data[offset : offset + size], rows * row) // row)
    return held >= _LEAST * height


def _unfolder(tags: Mapping[int, Any]) -> Callable[[bytes, int], int] | None:
    """How many of the bytes of its rows, a strip holds; ``None`` where a code does
    not tell."""
    compression = tags.get(_COMPRESSION, _NONE)
    if compression == _JPEG:
        tables = bytes(tags.get(_JPEG_TABLES, b""))
        return lambda strip, whole: whole if _is_whole_jpeg(tables, strip) else 0
    if tags.get(_COLOURS) == _HALVED:
        return None
    if compression == _NONE:
        return lambda strip, _: len(strip)
    return _inflated if compression in _DEFLATE else None


def _is_whole_jpeg(tables: bytes, strip: bytes) -> bool:
    """``tables`` are those of all strips, a picture without pixels (TIFF Technical Note 2)."""
    try:
        check_jpeg_code(tables[:-_MARK] + strip[_MARK:] if tables else strip)
    except TruncatedError:
        return False
    return _JPEG_END in strip[-2 * _MARK :]


def _inflated(strip: bytes, whole: int) -> int:
    """None of one whose code is damaged: it ends in another sum, or goes on where it ought to end."""
    inflate = zlib.decompressobj()
    held, rest = 0, strip
    try:
        while rest and not inflate.eof and held <= whole:
            held += len(inflate.decompress(rest, _STEP))
            rest = inflate.unconsumed_tail
    except zlib.error:
        return 0
    return held if held <= whole else 0


def _row_bytes(tags: Mapping[int, Any]) -> int:
    bits, samples = _numbers(tags.get(_BITS, 1)), tags.get(_SAMPLES, 1)
    each = bits * samples if len(bits) == 1 else bits
    return int(tags.get(_WIDTH, 0) * sum(each) + 7) // 8


def _numbers(value: object) -> tuple[int, ...]:
    values = value if isinstance(value, tuple) else (value,)
    return tuple(number for number in values if isinstance(number, int))
