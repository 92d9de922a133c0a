"""Whether the strips or tiles of a TIFF page hold all of it, each plane of its colours: decoders leave out
what one lacks, and say nothing. Of halved colours, and of codes other than Deflate and JPEG, it is only asked
whether one is empty."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from pipeline.load.jpeg_code import check_jpeg_code
from schemas.errors import TruncatedError

_WIDTH, _HEIGHT, _BITS, _COMPRESSION, _COLOURS, _OFFSETS = 256, 257, 258, 259, 262, 273  # tags
_SAMPLES, _ROWS, _SIZES, _PLANES, _JPEG_TABLES = 277, 278, 279, 284, 347
_TILE_WIDTH, _TILE_HEIGHT, _TILE_OFFSETS, _TILE_SIZES = 322, 323, 324, 325
_APART: Final = 2  # each colour in a plane of its own
_NONE, _JPEG, _DEFLATE = 1, 7, (8, 32946)
_HALVED: Final = 6  # YCbCr, whose colours may be told for several pixels at once
_LEAST: Final = 0.99  # of the rows: some writers lose the last
_JPEG_END: Final = b"\xff\xd9"
_STEP: Final = 4 * 1024 * 1024  # bytes that are unfolded at once
_MOST_OVERLAP: Final = 4  # times the file that its pieces, one within another, come to
_MARK: Final = 2  # bytes of the mark that a picture begins or ends with


@dataclass(frozen=True)
class _Grid:
    """How a page is cut: ``planes`` times ``down`` rows of ``across`` pieces, of ``rows`` rows each, and of
    ``row`` bytes a row (0 where planes differ). Strips are as wide as the page; tiles are filled up."""

    offsets: tuple[int, ...]
    sizes: tuple[int, ...]
    height: int
    planes: int
    across: int
    rows: int
    row: int

    @property
    def down(self) -> int:
        return -(-self.height // self.rows)

    @property
    def count(self) -> int:
        return self.planes * self.across * self.down


def pieces_are_whole(data: bytes, tags: Mapping[int, Any]) -> bool:
    """Whether a page with these ``tags`` has as many strips or tiles in ``data`` as it calls for, none is
    empty, and each unfolds to its rows."""
    grid = _to_grid(tags)
    if grid is None:
        return True
    if min(len(grid.offsets), len(grid.sizes)) < grid.count or 0 in grid.sizes:
        return False
    if sum(grid.sizes) > _MOST_OVERLAP * len(data):
        return False
    of_rows = _unfolder(tags)
    if of_rows is None or not grid.row:
        return True
    held = []
    for at in range(grid.count):
        top = at // grid.across % grid.down * grid.rows
        own = min(grid.rows, grid.height - top)
        piece = data[grid.offsets[at] : grid.offsets[at] + grid.sizes[at]]
        held.append((min(own, of_rows(piece, grid.rows * grid.row) // grid.row), own))
    each = grid.down if grid.across == 1 else 1  # among the strips of a plane a row may be lost
    runs = (held[start : start + each] for start in range(0, grid.count, each))
    return all(sum(rows for rows, _ in run) >= _LEAST * sum(own for _, own in run) for run in runs)


def _to_grid(tags: Mapping[int, Any]) -> _Grid | None:
    width, height = int(tags.get(_WIDTH, 0)), int(tags.get(_HEIGHT, 0))
    in_tiles = _TILE_OFFSETS in tags
    offsets = _numbers(tags.get(_TILE_OFFSETS if in_tiles else _OFFSETS))
    sizes = _numbers(tags.get(_TILE_SIZES if in_tiles else _SIZES))
    wide = int(tags.get(_TILE_WIDTH, 0)) if in_tiles else width
    rows = int(tags.get(_TILE_HEIGHT, 0)) if in_tiles else min(tags.get(_ROWS, height), height) or height
    if not height or not offsets or not sizes or wide < 1 or rows < 1:
        return None
    bits, samples = _numbers(tags.get(_BITS, 1)), int(tags.get(_SAMPLES, 1))
    each = bits * samples if len(bits) == 1 else bits
    is_apart = samples > 1 and tags.get(_PLANES, 1) == _APART
    deep = sum(each) if not is_apart else each[0] if len(set(each)) == 1 else 0
    across, planes = -(-width // wide), samples if is_apart else 1
    return _Grid(offsets, sizes, height, planes, across, rows, (wide * deep + 7) // 8)


def _unfolder(tags: Mapping[int, Any]) -> Callable[[bytes, int], int] | None:
    """How many of the bytes of its rows a piece holds; ``None`` where a code does not tell."""
    compression = tags.get(_COMPRESSION, _NONE)
    if compression == _JPEG:
        tables = bytes(tags.get(_JPEG_TABLES, b""))
        return lambda piece, whole: whole if _is_whole_jpeg(tables, piece) else 0
    if tags.get(_COLOURS) == _HALVED:
        return None
    if compression == _NONE:
        return lambda piece, _: len(piece)
    return _inflated if compression in _DEFLATE else None


def _is_whole_jpeg(tables: bytes, piece: bytes) -> bool:
    """``tables`` are those of all pieces, a picture without pixels (TIFF Technical Note 2)."""
    try:
        check_jpeg_code(tables[:-_MARK] + piece[_MARK:] if tables else piece)
    except TruncatedError:
        return False
    return _JPEG_END in piece[-2 * _MARK :]


def _inflated(piece: bytes, whole: int) -> int:
    """None of one whose code is damaged: it ends in another sum, or goes on where it ought to end."""
    inflate = zlib.decompressobj()
    held, rest = 0, piece
    try:
        while rest and not inflate.eof and held <= whole:
            held += len(inflate.decompress(rest, _STEP))
            rest = inflate.unconsumed_tail
    except zlib.error:
        return 0
    return held if held <= whole else 0


def _numbers(value: object) -> tuple[int, ...]:
    values = value if isinstance(value, tuple) else (value,)
    return tuple(number for number in values if isinstance(number, int))
