"""Damage in fax-coded (CCITT G3, G4) pages of a TIFF or PDF.

libtiff fills a page that it lost track of with white or rubbish and reports success: half a page
would pass for a page. What it writes to standard error, and the coded bytes, are the only signs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

_COMPRESSION, _FILL_ORDER = 259, 266  # tags
_OFFSETS, _SIZES, _TILE_OFFSETS, _TILE_SIZES = 273, 279, 324, 325
_GROUP_4: Final = 4
_HOLE: Final = bytes(8)  # no G4 code holds more than eleven zero bits in a row
_END_OF_BLOCK: Final = 0x001001
_MOST_BAD_ROWS: Final = 0.01  # of a G3 page, which finds its way again at the next row


def messages_tell_damage(messages: Iterable[str], height: int) -> bool:
    """Whether libtiff's ``messages`` mean that parts of a page of ``height`` rows are lost.

    A G4 row is coded against the row above: after one bad code word nothing below can be trusted.
    """
    bad_rows = 0
    for message in messages:
        if message.startswith("Fax4Decode"):
            return True
        bad_rows += message.startswith("Fax3Decode")
    return bad_rows > _MOST_BAD_ROWS * height


def pieces_have_holes(data: bytes, tags: Mapping[int, Any]) -> bool:
    """Whether a G4 strip or tile holds a stretch of zeros, as an interrupted copy leaves behind.

    libtiff ends the page there without a word. Zeros after the end-of-block code are padding.
    """
    if tags.get(_COMPRESSION) != _GROUP_4 or tags.get(_FILL_ORDER, 1) != 1:
        return False
    offsets, sizes = tags.get(_OFFSETS, tags.get(_TILE_OFFSETS)), tags.get(_SIZES, tags.get(_TILE_SIZES))
    places = zip(_numbers(offsets), _numbers(sizes), strict=False)
    return any(code_has_hole(data[offset : offset + size]) for offset, size in places)


def code_has_hole(code: bytes) -> bool:
    """Whether zeros stand where no G4 code has them: within, or at the end of a block that does not end."""
    coded = code.rstrip(b"\0")
    return _HOLE in coded or (len(code) - len(coded) >= len(_HOLE) and not _ends_the_block(coded))


def is_group_3(code: bytes) -> bool:
    """Whether the code begins with an end of line (ITU-T T.4), as no G4 code does. Before each of them
    zeros may stand, as many as the sender needed to fill its time."""
    return code[:1] == b"\0" and 0 < int.from_bytes(code[:2], "big") < 0x20


def _ends_the_block(coded: bytes) -> bool:
    tail = int.from_bytes(coded[-5:], "big")
    while tail and not tail & 1:
        tail >>= 1
    return tail & 0xFFFFFF == _END_OF_BLOCK


def _numbers(value: object) -> tuple[int, ...]:
    values = value if isinstance(value, tuple) else (value,)
    return tuple(number for number in values if isinstance(number, int))
