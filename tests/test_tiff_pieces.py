"""TIFF pages in tiles, and in planes of their colours: a piece that is empty, short or damaged is told."""

from __future__ import annotations

import itertools
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from pipeline.load.file import load_file
from pipeline.options import Limits
from schemas.outcome import PageFailure
from tests.files import encoded

WIDTH, HEIGHT, SIDE, ROWS = 300, 200, 64, 48
RAW, JPEG, DEFLATE, PACKBITS = 1, 7, 8, 32773
SHORT, LONG = 3, 4
PIXELS = np.random.default_rng(5).integers(0, 255, (HEIGHT, WIDTH, 3), dtype=np.uint8)

Pieces = list[bytes]
Harm = Callable[[bytes], bytes]


def coded(piece: NDArray[np.uint8], compression: int) -> bytes:
    if compression == JPEG:
        return encoded(Image.fromarray(piece.squeeze()), "JPEG", quality=90, subsampling=0)
    if compression == PACKBITS:  # each byte by itself
        return b"".join(b"\0" + bytes([value]) for value in piece.tobytes())
    return zlib.compress(piece.tobytes()) if compression == DEFLATE else piece.tobytes()


def cut(compression: int, *, in_tiles: bool, apart: bool) -> Pieces:
    """Plane by plane; tiles are filled up, the last strip is not."""
    planes = [PIXELS[:, :, at : at + 1] for at in range(3)] if apart else [PIXELS]
    wide, rows = (SIDE, SIDE) if in_tiles else (WIDTH, ROWS)
    pieces = []
    for plane, top, left in itertools.product(planes, range(0, HEIGHT, rows), range(0, WIDTH, wide)):
        piece = plane[top : top + rows, left : left + wide]
        if in_tiles:
            piece = np.pad(piece, ((0, SIDE - len(piece)), (0, SIDE - piece.shape[1]), (0, 0)))
        pieces.append(coded(np.ascontiguousarray(piece), compression))
    return pieces


def tiff(pieces: Pieces, compression: int, *, in_tiles: bool, apart: bool) -> bytes:
    """A page of these pieces (TIFF 6.0, sections 2 and 15)."""
    offsets = [8 + sum(map(len, pieces[:at])) for at in range(len(pieces))]
    colours = 6 if compression == JPEG and not apart else 2
    tags: list[tuple[int, int, list[int]]] = [
        (256, SHORT, [WIDTH]), (257, SHORT, [HEIGHT]), (258, SHORT, [8, 8, 8]), (259, SHORT, [compression]),
        (262, SHORT, [colours]), (277, SHORT, [3]), (284, SHORT, [2 if apart else 1]),
    ]  # fmt: skip
    sizes = [len(piece) for piece in pieces]
    if in_tiles:
        tags += [(322, SHORT, [SIDE]), (323, SHORT, [SIDE]), (324, LONG, offsets), (325, LONG, sizes)]
    else:
        tags += [(273, LONG, offsets), (278, SHORT, [ROWS]), (279, LONG, sizes)]
    if colours == 6:
        tags.append((530, SHORT, [1, 1]))
    start = 8 + sum(sizes)
    beyond = start + 2 + 12 * len(tags) + 4
    entries, values = b"", b""
    for tag, kind, numbers in sorted(tags):
        value = struct.pack(f"<{len(numbers)}{'H' if kind == SHORT else 'I'}", *numbers)
        entries += struct.pack("<HHI", tag, kind, len(numbers))
        entries += value.ljust(4, b"\0") if len(value) <= 4 else struct.pack("<I", beyond + len(values))
        values += value if len(value) > 4 else b""
    head = struct.pack("<2sHI", b"II", 42, start) + b"".join(pieces)
    return head + struct.pack("<H", len(tags)) + entries + bytes(4) + values


def code(tmp_path: Path, data: bytes) -> str:
    (tmp_path / "a.tif").write_bytes(data)
    (page,) = load_file(tmp_path / "a.tif", Limits()).pages
    return page.code if isinstance(page, PageFailure) else "whole"


CUTS = [(True, False), (True, True), (False, True)]
NAMES = ["tiles", "tiles in planes", "strips in planes"]
HARMS: dict[str, Harm] = {
    "empty": lambda _: b"",
    "short": lambda piece: piece[: len(piece) // 10],
    "damaged": lambda piece: piece[: len(piece) // 3] + bytes(200) + piece[len(piece) // 3 + 200 :],
}


@pytest.mark.parametrize("compression", [RAW, JPEG, DEFLATE, PACKBITS])
@pytest.mark.parametrize(("in_tiles", "apart"), CUTS, ids=NAMES)
def test_whole_pieces(tmp_path: Path, compression: int, in_tiles: bool, apart: bool) -> None:
    pieces = cut(compression, in_tiles=in_tiles, apart=apart)
    assert code(tmp_path, tiff(pieces, compression, in_tiles=in_tiles, apart=apart)) == "whole"


@pytest.mark.parametrize(
    ("compression", "harm"),
    [
        (compression, harm)
        for compression in (RAW, JPEG, DEFLATE)
        for harm in HARMS
        if (compression, harm) != (RAW, "damaged")  # any bytes are pixels
    ],
)
@pytest.mark.parametrize(("in_tiles", "apart"), CUTS, ids=NAMES)
def test_a_piece_that_is_not_whole(
    tmp_path: Path, compression: int, in_tiles: bool, apart: bool, harm: str
) -> None:
    pieces = cut(compression, in_tiles=in_tiles, apart=apart)
    for at in (0, len(pieces) // 2, len(pieces) - 1):
        harmed = [HARMS[harm](piece) if number == at else piece for number, piece in enumerate(pieces)]
        assert code(tmp_path, tiff(harmed, compression, in_tiles=in_tiles, apart=apart)) == "damaged", at


@pytest.mark.parametrize(("in_tiles", "apart"), CUTS, ids=NAMES)
def test_a_piece_too_few(tmp_path: Path, in_tiles: bool, apart: bool) -> None:
    pieces = cut(DEFLATE, in_tiles=in_tiles, apart=apart)
    assert code(tmp_path, tiff(pieces[:-1], DEFLATE, in_tiles=in_tiles, apart=apart)) == "damaged"


def test_tiles_at_the_lower_edge_that_are_not_filled_up(tmp_path: Path) -> None:
    pieces = cut(RAW, in_tiles=True, apart=False)
    last = pieces[-1][: HEIGHT % SIDE * SIDE * 3]
    assert code(tmp_path, tiff([*pieces[:-1], last], RAW, in_tiles=True, apart=False)) == "whole"
