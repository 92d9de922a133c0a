"""QR codes: found, decoded, and kept as text. Nothing here opens what a code says.

OpenCV decodes a code that is cut out and of a good size, and overlooks it on a whole page, where
to look for it also takes long. So square patches of fine pattern are found first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.page_image import Image, to_grey
from pipeline.pictures.shrink import LARGE, halve, halve_large
from pipeline.preprocess.line_shape import slant
from pipeline.stage_times import stage
from schemas.geometry import BBox, Quad

_Grey: TypeAlias = NDArray[np.uint8]
_Box: TypeAlias = tuple[int, int, int, int]  # left, top, width, height

_SMALLEST, _LARGEST = 0.0255, 0.3  # side of a patch: shares of the page's long side
_NARROWEST: Final = 0.0154  # of its narrowest part
_APART: Final = (0.0034, 0.0085)  # between its parts at most, tried one after the other: the wider gaps join
# the modules of large codes, the narrower keep a code apart from what stands close by
_ASLANT: Final = 8.0  # degrees
_PRINT: Final = 0.5  # share of a patch that lies in lines of print, from which it is a piece of a paragraph
_SQUARE: Final = 1.35  # longer to shorter side of a patch
_FULL: Final = 0.7  # share of its box that a patch covers
_STEEP: Final = 60  # grey levels from light to dark within three pixels
_CHANGES: Final = 8.0  # light to dark and back along a line; the smallest code has 21 modules a side
_MOST: Final = 8  # patches looked into on one page, the largest
_QUIET: Final = 0.15  # of the side: the white around a code
_SIDES: Final = (240, 360, 480, 600, 300)  # pixels of the patch's side at which decoding is tried
_INNER: Final = 0.8  # of a patch's side that is sought in another
_ALIKE: Final = 0.9  # correlation from which two patches show the same; of two codes half of it differs
_SEEN: Final = 2  # sides by which a code shows at least its corners


@dataclass(frozen=True)
class QrCode:
    """What a code says, and where on the page it is, with the white around it."""

    payload: str
    box: BBox


@stage("codes")
def find_qr_codes(image: Image, half: Image, lines: Iterable[Quad]) -> tuple[QrCode, ...]:
    """The QR codes on the page (BGR), from the top down; ``half`` is it at half its size, ``lines`` those of
    its own text layer, in which none is sought: lines that are read may be pieces of a code.

    A code that cannot be decoded gives nothing. Turned and skewed codes are decoded as well. What is there
    several times, as ornament is, is looked into once.
    """
    along = [line.bbox for line in lines if _is_along(line)]
    found = [box for box in _find_patches(image, half) if _share_of_print(box, along) < _PRINT]
    boxes = _unlike(half, [box for box in found if _is_fine(_cut(image, box, 0.0))])
    return tuple({code.payload: code for code in reversed(_read_patches(image, boxes))}.values())[::-1]


def _is_along(line: Quad) -> bool:
    """Whether a line runs along a side of the page, and not aslant over other things, as a watermark's do."""
    return abs((slant(line) + 45) % 90 - 45) < _ASLANT


def _read_patches(image: Image, boxes: Sequence[_Box]) -> tuple[QrCode, ...]:
    boxes = sorted(boxes, key=lambda box: box[2] * box[3], reverse=True)[:_MOST]
    found = []
    for box in sorted(boxes, key=lambda box: (box[1], box[0])):
        patch = _cut(image, box, _QUIET)
        if payload := _decode(patch.tobytes(), patch.shape):
            found.append(QrCode(payload, _bbox(box)))
    return tuple(found)


def _bbox(box: _Box) -> BBox:
    left, top, width, height = map(float, box)
    quiet = _QUIET * max(width, height)
    return BBox(
        left=max(0.0, left - quiet),
        top=max(0.0, top - quiet),
        right=left + width + quiet,
        bottom=top + height + quiet,
    )


def _share_of_print(box: _Box, lines: Sequence[BBox]) -> float:
    """The share (0-1) of the patch that lies in ``lines``, which do not overlap much."""
    left, top, width, height = box
    held = sum(
        max(0.0, min(line.right, left + width) - max(line.left, left))
        * max(0.0, min(line.bottom, top + height) - max(line.top, top))
        for line in lines
    )
    return held / (width * height)


def _unlike(half: Image, boxes: Sequence[_Box]) -> list[_Box]:
    """The patches but those that show what another shows on ``half``, the page at half its size."""
    kept: list[_Box] = []
    wider: list[_Grey] = []
    for box in boxes:
        left, top, width, height = (side // 2 for side in box)
        patch = _cut(half, (left, top, width, height), 0.0)
        rows, columns = (round(_INNER * side) for side in patch.shape)
        above, before = (patch.shape[0] - rows) // 2, (patch.shape[1] - columns) // 2
        inner = patch[above : above + rows, before : before + columns]
        if not any(
            other.shape[0] >= rows
            and other.shape[1] >= columns
            and cv2.matchTemplate(other, inner, cv2.TM_CCOEFF_NORMED).max() > _ALIKE
            for other in wider
        ):
            kept.append(box)
            wider.append(_cut(half, (left, top, width, height), 1 - _INNER))
    return kept


def _find_patches(image: Image, half: Image) -> list[_Box]:
    """Square patches of fine pattern, in pixels of the page."""
    small, scale = image, 2
    if max(image.shape) >= LARGE:
        small, pixels = halve_large(half)
        scale = 4 * pixels
    steep = cv2.threshold(halve(_steep(to_grey(small))), 0, 255, cv2.THRESH_BINARY)[1]
    return sorted({_scaled(box, scale) for box in _patches(np.asarray(steep, dtype=np.uint8))})


def _scaled(box: _Box, scale: int) -> _Box:
    left, top, width, height = box
    return scale * left, scale * top, scale * width, scale * height


def _steep(grey: _Grey) -> _Grey:
    """Where light and dark meet: 0 or 255."""
    steep = cv2.morphologyEx(grey, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8))
    return np.asarray(cv2.threshold(steep, _STEEP, 255, cv2.THRESH_BINARY)[1], dtype=np.uint8)


def _patches(steep: _Grey) -> Iterator[_Box]:
    """Square patches that are full of ``steep`` places, in pixels of that picture."""
    long_side = max(steep.shape)
    smallest, largest = _SMALLEST * long_side, _LARGEST * long_side
    narrowest, *gaps = (max(1, round(share * long_side)) for share in (_NARROWEST, *_APART))
    for gap in gaps:
        closed = cv2.morphologyEx(steep, cv2.MORPH_CLOSE, np.ones((gap, gap), np.uint8))
        joined = cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones((narrowest, narrowest), np.uint8))
        contours, _ = cv2.findContours(joined, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
        if not any(smallest <= min(cv2.boundingRect(contour)[2:]) <= largest for contour in contours):
            continue  # most pages; to label their pixels takes longer
        for left, top, width, height, area in cv2.connectedComponentsWithStats(joined)[2][1:].tolist():
            short, long = sorted((width, height))
            is_square = short >= smallest and long <= min(largest, _SQUARE * short)
            if is_square and area >= _FULL * width * height:
                yield left, top, width, height


def _is_fine(patch: _Grey) -> bool:
    """Whether lines across and down the patch change as often as a code's do; letters do not."""
    dark = cv2.threshold(patch, 0, 1, cv2.THRESH_BINARY | cv2.THRESH_OTSU)[1].astype(np.int8)
    return all(
        float(np.median(np.count_nonzero(np.diff(dark, axis=axis), axis=axis))) >= _CHANGES for axis in (0, 1)
    )


def _cut(image: Image, box: _Box, around: float) -> _Grey:
    """The patch in grey, with the share ``around`` of its side on each side."""
    left, top, width, height = box
    margin = round(around * max(width, height))
    return to_grey(
        image[max(0, top - margin) : top + height + margin, max(0, left - margin) : left + width + margin]
    )


@lru_cache(maxsize=64)
def _decode(pixels: bytes, shape: tuple[int, ...]) -> str:
    """The payload of a patch in grey; empty where there is no code or it cannot be decoded. What looks the
    same, as a form's ornament does on page after page, is looked into once."""
    patch, is_seen = np.frombuffer(pixels, np.uint8).reshape(shape), False
    for number, side in enumerate(_SIDES):
        if number == _SEEN and not is_seen:
            break
        scale = side * (1 + 2 * _QUIET) / max(patch.shape)
        method = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
        sized = cv2.resize(patch, None, fx=scale, fy=scale, interpolation=method)
        try:
            _, texts, corners, _ = cv2.QRCodeDetectorAruco().detectAndDecodeMulti(sized)
        except (cv2.error, UnicodeDecodeError):  # a pattern that only looks like a code, or bytes
            continue
        is_seen = is_seen or corners is not None
        payload = next((text for text in texts if text), "")
        if payload:
            return _as_written(payload)
    return ""


def _as_written(text: str) -> str:
    """Bytes that the code does not say to be text come one a character: Chinese codes mean GB 18030."""
    try:
        return text.encode("latin-1").decode("gb18030")
    except UnicodeError:
        return text
