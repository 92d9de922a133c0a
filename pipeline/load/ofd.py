"""OFD (GB/T 33190-2016), in which electronic licenses come: their own characters, or their pictures.

ofdkit opens the container, finds its parts and mends what makers commonly get wrong in names,
encodings and XML; how a page looks and where its characters stand is worked out here. As with PDF, a
page that pictures cover is a scan, drawn at the scan's resolution; any other with enough type that
is seen is born digital. Nothing in the file is run, no signature is checked.
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, partial
from itertools import groupby
from typing import Final

import numpy as np
from ofdkit.errors import OFDError
from ofdkit.package import Package

from pipeline.load.advice import PRINT_OFD, SAVE_OFD, SAVE_OFD_IT, SCAN_SMALLER, SPLIT
from pipeline.load.decode import error_to_failure
from pipeline.load.ofd_document import OfdDocument, OfdPage, Stamp, open_documents
from pipeline.load.ofd_draw import Canvas, draw_lines, draw_picture, draw_type, new_canvas
from pipeline.load.ofd_fonts import Faces
from pipeline.load.ofd_objects import LineMark, OfdMark, PictureMark, TypeMark, page_to_marks
from pipeline.load.ofd_package import check_package
from pipeline.load.ofd_pictures import Pixels, decode_picture, find_seal_picture
from pipeline.load.placed_chars import PlacedChar, chars_are_readable, clean_text
from pipeline.load.seen_chars import find_seen
from pipeline.options import Limits
from pipeline.page_image import Image, PageImage
from schemas.errors import (
    FontMissingError,
    InputError,
    TooManyPagesError,
    TooManyPixelsError,
    TruncatedError,
)
from schemas.geometry import BBox
from schemas.outcome import PageFailure
from schemas.page import Carried

SCAN_COVERAGE: Final = 0.3
LEAST_TEXT: Final = 8
_MM: Final = 25.4  # per inch
_DEFAULT_DPI: Final = 200.0
_LEAST_DPI, _MOST_DPI = 72.0, 400.0
_MOST_SIDE: Final = 30_000  # pixels
_ASCENT, _DESCENT = 0.88, 0.12  # of the type size, of Chinese type
_OFD: Final = b"PK\x03\x04"
_CLEAR: Final = 8  # of 255: opacity below which nothing is seen


def open_ofd(
    data: bytes, limits: Limits
) -> tuple[int, Iterator[PageImage | PageFailure], tuple[Carried, ...]]:
    """Number of pages, the pages, and what else is there.

    Raises:
        TruncatedError: the file is broken, or has no page.
        EncryptedError: it, or a part of it, is encrypted.
        TooManyPagesError, FileTooLargeError: beyond ``limits``.
    """
    package, documents = _open(data, limits)
    page_count = sum(document.page_count for document in documents)
    if page_count < 1:
        raise TruncatedError(SAVE_OFD_IT.after("OFD 没有页面", "The OFD has no pages."))
    if page_count > limits.max_pages:
        raise TooManyPagesError(
            SPLIT.after(
                f"OFD 有 {page_count} 页，上限为 {limits.max_pages}",
                f"The OFD has {page_count} pages, the limit is {limits.max_pages}.",
            )
        )
    carried = {kind for document in documents for kind in document.carried}
    return page_count, _read_pages(package, documents, limits), tuple(k for k in Carried if k in carried)


def _open(data: bytes, limits: Limits) -> tuple[Package, list[OfdDocument]]:
    check_package(data, limits)
    try:
        package = Package(data)
        return package, open_documents(package)
    except OFDError as error:
        raise TruncatedError(SAVE_OFD_IT.after("OFD 已损坏", f"The OFD is damaged ({error}).")) from error


def _read_pages(
    package: Package, documents: list[OfdDocument], limits: Limits
) -> Iterator[PageImage | PageFailure]:
    faces = Faces(package)
    places = [(document, index) for document in documents for index in range(document.page_count)]
    with package:
        for page_no, (document, index) in enumerate(places, 1):
            try:
                artist = _Artist(package, faces, limits, time.thread_time() + limits.max_page_seconds)
                yield artist.read_page(document.read_page(index), page_no)
            except InputError as error:
                yield error_to_failure(page_no, error)
            except (OFDError, OSError, ValueError, OverflowError) as error:
                message = SAVE_OFD_IT.after(
                    f"OFD 第 {page_no} 页已损坏", f"Page {page_no} of the OFD is damaged ({error})."
                )
                yield error_to_failure(page_no, TruncatedError(message))
            except MemoryError:
                message = SCAN_SMALLER.after(
                    f"OFD 第 {page_no} 页所需内存不足",
                    f"Page {page_no} of the OFD needs more memory than there is.",
                )
                yield error_to_failure(page_no, TooManyPixelsError(message))


@dataclass(frozen=True)
class _Drawing:
    """What is drawn of a page beside its type and lines, at ``scale`` pixels per mm."""

    page: OfdPage
    pictures: dict[PictureMark, Pixels]
    stamps: list[tuple[Pixels, Stamp]]
    scale: float


@dataclass
class _Artist:
    """Draws pages of one file until ``deadline``; ``depth`` is above 0 for an OFD inside a seal."""

    package: Package
    faces: Faces
    limits: Limits
    deadline: float
    depth: int = 0

    def read_page(self, page: OfdPage, page_no: int) -> PageImage:
        marks = page_to_marks(page)
        pictures = {mark: self._picture(page, mark) for mark in marks if isinstance(mark, PictureMark)}
        scan_dpi = _scan_dpi(page, pictures)
        dpi = self._choose_dpi(page, scan_dpi, marks)
        drawing = _Drawing(page, pictures, [(self._stamp(stamp), stamp) for stamp in page.stamps], dpi / _MM)
        canvas = self._draw(drawing, marks)
        image = canvas.to_bgr()
        image.setflags(write=False)
        placed = [] if scan_dpi is not None else list(_placed(marks, canvas.scale))
        chars = find_seen(placed, image) or ()
        if sum(not char.text.isspace() for char in chars) < LEAST_TEXT or not chars_are_readable(chars):
            chars = ()
        if not chars and canvas.undrawn:
            raise FontMissingError(
                "OFD 的文字在文件中和本机都没有字体，请安装中文字体（Debian、Ubuntu：fonts-noto-cjk）后再读取"
                " / The OFD's text has no font in the file or on this machine. Install one with Chinese "
                "characters (Debian, Ubuntu: fonts-noto-cjk), and read it again."
            )
        bare = cache(partial(self._draw_bare, drawing, marks))
        return PageImage(
            page_no=page_no, image=image, dpi=dpi, chars=tuple(chars), bare=bare if chars else None
        )

    def _draw_bare(self, drawing: _Drawing, marks: list[OfdMark]) -> Image | None:
        """The page without its type; ``None`` where that takes too long."""
        artist = replace(self, deadline=time.thread_time() + self.limits.max_page_seconds)
        try:
            return artist._draw(drawing, [mark for mark in marks if not isinstance(mark, TypeMark)]).to_bgr()
        except TruncatedError:
            return None

    def _draw(self, drawing: _Drawing, marks: list[OfdMark]) -> Canvas:
        page, pictures = drawing.page, drawing.pictures
        left, top, width, height = page.box
        canvas = new_canvas(width, height, drawing.scale, self.deadline)
        for is_line, group in groupby(marks, lambda mark: isinstance(mark, LineMark)):
            if is_line:
                draw_lines(canvas, [mark for mark in group if isinstance(mark, LineMark)])
                continue
            for mark in group:
                if isinstance(mark, TypeMark):
                    draw_type(canvas, mark, self.faces, page.resources.fonts.get(mark.font_id))
                elif isinstance(mark, PictureMark):
                    draw_picture(canvas, pictures[mark], mark.place)
        for pixels, stamp in drawing.stamps:
            x, y, across, down = stamp.box
            draw_picture(canvas, pixels, (across, 0.0, 0.0, down, x - left, y - top), as_ink=True)
        return canvas

    def _picture(self, page: OfdPage, mark: PictureMark) -> Pixels:
        part = page.resources.media.get(mark.media_id)
        if part is None:
            raise TruncatedError(SAVE_OFD.after("页面缺少一幅图片", "A picture of the page is missing."))
        return decode_picture(self.package.read(part), self.limits)

    def _stamp(self, stamp: Stamp) -> Pixels:
        """The seal's picture; in many seals it is an OFD of one page."""
        for part in stamp.parts:
            data = find_seal_picture(self.package.read(part))
            if data is None:
                continue
            if not data.startswith(_OFD):
                return decode_picture(data, self.limits)
            if self.depth == 0:
                return self._nested(data)
        raise TruncatedError(
            PRINT_OFD.after("电子印章的图片无法读取", "The picture of an electronic seal cannot be read.")
        )

    def _nested(self, data: bytes) -> Pixels:
        package, documents = _open(data, self.limits)
        with package:
            artist = _Artist(package, Faces(package), self.limits, self.deadline, self.depth + 1)
            page = next(document for document in documents if document.page_count).read_page(0)
            image = artist.read_page(page, 1).image
        return np.dstack([image[:, :, ::-1], np.full(image.shape[:2], 255, np.uint8)])

    def _choose_dpi(self, page: OfdPage, scan_dpi: float | None, marks: list[OfdMark]) -> float:
        _, _, width, height = (side / _MM for side in page.box)
        dpi = _DEFAULT_DPI
        if scan_dpi is not None:
            has_type = any(isinstance(mark, TypeMark) for mark in marks)
            dpi = min(max(scan_dpi, _DEFAULT_DPI if has_type else _LEAST_DPI), _MOST_DPI)
        fits = math.sqrt(self.limits.max_pixels / (width * height))
        return min(dpi, 0.999 * fits, _MOST_SIDE / max(width, height))


def _scan_dpi(page: OfdPage, pictures: dict[PictureMark, Pixels]) -> float | None:
    """The resolution of the sharpest among the large pictures, if they cover enough to make a scan.

    What is transparent of a picture (a watermark's ground) covers nothing.
    """
    _, _, width, height = page.box
    placed: list[tuple[float, float]] = []
    for mark, pixels in pictures.items():
        a, b, c, d, _, _ = mark.place
        across, down = math.hypot(a, b), math.hypot(c, d)
        if across > 0 and down > 0:
            opaque = float((pixels[:, :, 3] > _CLEAR).mean())
            share = opaque * min(1.0, abs(a * d - b * c) / (width * height))
            placed.append((share, _MM * max(pixels.shape[1] / across, pixels.shape[0] / down)))
    if sum(share for share, _ in placed) < SCAN_COVERAGE:
        return None
    largest = max(share for share, _ in placed)
    return max(dpi for share, dpi in placed if share >= largest / 2)


def _placed(marks: list[OfdMark], scale: float) -> Iterator[PlacedChar]:
    """Characters of all type in pixels."""
    for mark in marks:
        if isinstance(mark, TypeMark):
            for char, (x, y), width in zip(mark.text, mark.starts, mark.widths, strict=True):
                box = BBox(
                    left=x * scale,
                    top=(y - _ASCENT * mark.size) * scale,
                    right=(x + width) * scale,
                    bottom=(y + _DESCENT * mark.size) * scale,
                )
                yield PlacedChar(clean_text(char), box, mark.angle)
