"""QR codes: found, decoded, and kept as text. Nothing here opens what a code says.

OpenCV decodes a code that is cut out and of a good size, and overlooks it on a whole page, where
to look for it also takes long. So square patches of fine pattern are found first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.page_image import Image, to_grey
from pipeline.shrink import shrink_to
from pipeline.stage_times import stage
from schemas.geometry import BBox

_Grey: TypeAlias = NDArray[np.uint8]
_Box: TypeAlias = tuple[int, int, int, int]  # left, top, width, height

_WORK: Final = 1000  # pixels of the long side that patches are sought at
_SMALLEST: Final = 26  # pixels of a patch's side there
_LARGEST: Final = 300  # above that a paragraph
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
def find_qr_codes(image: Image, half: Image | None = None) -> tuple[QrCode, ...]:
    """The QR codes on the page (BGR), from the top down.

    A code that cannot be decoded gives nothing. Turned and skewed codes are decoded as well. They are
    sought on ``half``, the page at half its size, of a page that is drawn; what is there several times, as
    ornament is, is looked into once.
    """
    found = _find_patches(image) if half is None else (_doubled(box) for box in _find_patches(half))
    boxes = [box for box in found if _is_fine(_cut(image, box, 0.0))]
    if half is not None:
        boxes = _unlike(image, boxes)
    boxes = sorted(boxes, key=lambda box: box[2] * box[3], reverse=True)[:_MOST]
    codes = (
        QrCode(_decode(_cut(image, box, _QUIET)), _bbox(box))
        for box in sorted(boxes, key=lambda box: (box[1], box[0]))
    )
    return tuple(code for code in codes if code.payload)


def _bbox(box: _Box) -> BBox:
    left, top, width, height = map(float, box)
    quiet = _QUIET * max(width, height)
    return BBox(
        left=max(0.0, left - quiet),
        top=max(0.0, top - quiet),
        right=left + width + quiet,
        bottom=top + height + quiet,
    )


def _doubled(box: _Box) -> _Box:
    left, top, width, height = box
    return 2 * left, 2 * top, 2 * width, 2 * height


def _unlike(image: Image, boxes: Sequence[_Box]) -> list[_Box]:
    """The patches but those that show what another shows."""
    kept: list[_Box] = []
    for box in boxes:
        patch = _cut(image, box, 0.0)
        height, width = (round(_INNER * side) for side in patch.shape)
        top, left = (patch.shape[0] - height) // 2, (patch.shape[1] - width) // 2
        inner = patch[top : top + height, left : left + width]
        others = (_cut(image, other, 1 - _INNER) for other in kept)
        if not any(
            other.shape[0] >= height
            and other.shape[1] >= width
            and cv2.matchTemplate(other, inner, cv2.TM_CCOEFF_NORMED).max() > _ALIKE
            for other in others
        ):
            kept.append(box)
    return kept


def _find_patches(image: Image) -> Iterator[_Box]:
    """Square patches of fine pattern, in pixels of ``image``."""
    if min(image.shape[:2]) < _SMALLEST:
        return
    small, scale = shrink_to(to_grey(image), _WORK)
    steep = cv2.morphologyEx(small, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8))
    steep = cv2.threshold(steep, _STEEP, 255, cv2.THRESH_BINARY)[1]
    joined = cv2.morphologyEx(steep, cv2.MORPH_CLOSE, np.ones((7, 7), np.uint8))
    joined = cv2.morphologyEx(joined, cv2.MORPH_OPEN, np.ones((15, 15), np.uint8))
    contours, _ = cv2.findContours(joined, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    if not any(_SMALLEST <= min(cv2.boundingRect(contour)[2:]) <= _LARGEST for contour in contours):
        return  # most pages; to label their pixels takes longer
    for left, top, width, height, area in cv2.connectedComponentsWithStats(joined)[2][1:]:
        short, long = sorted((int(width), int(height)))
        if short >= _SMALLEST and long <= min(_LARGEST, _SQUARE * short) and area >= _FULL * width * height:
            x, y, w, h = (round(value / scale) for value in (left, top, width, height))
            yield x, y, w, h


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


def _decode(patch: _Grey) -> str:
    """The payload; empty where there is no code or it cannot be decoded."""
    is_seen = False
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
