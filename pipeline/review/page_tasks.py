"""Tasks of the worker that look at pages of stored files: draw one, read a region of one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from pipeline.load.file import open_source
from pipeline.load.source import read_source
from pipeline.options import Limits
from pipeline.page_image import Image, PageImage
from pipeline.preprocess.orient import turn_image
from pipeline.review.engines import EngineChoice, kept_engine
from pipeline.review.recent import Recent
from schemas.errors import InputError, LicetError
from schemas.outcome import PageFailure
from schemas.two_languages import both, parts

LONGEST = 2600  # pixels of a drawn page's long side
QUALITY = 82
_MARGIN = 12  # white pixels round a region, for detection
_TALL = 48  # pixels that a region is enlarged to


class PageGoneError(LicetError):
    """The page cannot be drawn: its file is gone, or another one stands in its place."""

    code = "page_gone"


@dataclass
class _Opened:
    """A file whose pages are being handed out, the number of the last one, and those drawn so far."""

    sha256: str
    pages: Iterator[PageImage | PageFailure]
    last: PageImage | None = None


_drawn = Recent(200 * 2**20)
_opened: list[_Opened] = []


def draw_page(paths: Sequence[str], sha256: str, page_no: int, limits: Limits) -> bytes:
    """The page as JPEG, at most ``LONGEST`` pixels long.

    Raises:
        PageGoneError: none of the paths holds the file any more, or the page cannot be decoded.
    """
    name = f"{sha256}:{page_no}"
    found = _drawn.find(name)
    if found is None:
        _find_page(paths, sha256, page_no, limits)
        found = _drawn.find(name)
    if found is None:
        raise PageGoneError(f"第 {page_no} 页无法解码 / page {page_no} cannot be decoded")
    return found


def read_region(
    paths: Sequence[str],
    sha256: str,
    page_no: int,
    box: tuple[float, float, float, float],
    rotation: int,
    engine: EngineChoice,
    limits: Limits,
) -> str:
    """The text in a box (left, top, right, bottom in source-page pixels), its lines joined.

    Raises:
        PageGoneError: as ``draw_page``.
        EngineError, EngineMissingError: the engine failed, or is not there.
    """
    page = _find_page(paths, sha256, page_no, limits)
    height, width = page.image.shape[:2]
    left, top = max(0, int(box[0])), max(0, int(box[1]))
    right, bottom = min(width, round(box[2]) + 1), min(height, round(box[3]) + 1)
    if right - left < 2 or bottom - top < 2:
        return ""
    part = turn_image(np.ascontiguousarray(page.image[top:bottom, left:right]), rotation)
    scale = max(1.0, min(4.0, _TALL / part.shape[0]))
    enlarged = cv2.resize(part, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC)
    framed = cv2.copyMakeBorder(
        enlarged, _MARGIN, _MARGIN, _MARGIN, _MARGIN, cv2.BORDER_CONSTANT, value=(255, 255, 255)
    )
    lines = kept_engine(engine).read_page(PageImage(1, np.asarray(framed, dtype=np.uint8)))
    rows = sorted(lines, key=lambda line: line.quad.bbox.center[1])
    text: list[str] = []
    for row in _rows([(line.quad.bbox.center, line.quad.bbox.height, line.text) for line in rows]):
        text.append("".join(part for _, part in sorted(row)))
    return "\n".join(text)


def _rows(
    lines: Sequence[tuple[tuple[float, float], float, str]],
) -> Iterator[list[tuple[float, str]]]:
    """Lines that stand side by side, from the top down: where each begins, and its text."""
    row: list[tuple[float, str]] = []
    middle = -1.0
    for (x, y), height, text in lines:
        if row and y - middle > height / 2:
            yield row
            row = []
        if not row:
            middle = y
        row.append((x, text))
    if row:
        yield row


def _find_page(paths: Sequence[str], sha256: str, page_no: int, limits: Limits) -> PageImage:
    """The page, decoded. Pages before it are drawn on the way, for they are asked for next."""
    opened = next((entry for entry in _opened if entry.sha256 == sha256), None)
    if opened is None or (opened.last is not None and opened.last.page_no > page_no):
        opened = _open(paths, sha256, limits)
    if opened.last is not None and opened.last.page_no == page_no:
        return opened.last
    for page in opened.pages:
        if isinstance(page, PageFailure):
            if page.page_no == page_no:
                raise PageGoneError(page.message)
            continue
        opened.last = page
        _drawn.keep(f"{sha256}:{page.page_no}", _to_jpeg(page.image))
        if page.page_no >= page_no:
            break
    if opened.last is None or opened.last.page_no != page_no:
        raise PageGoneError(f"文件没有第 {page_no} 页 / the file has no page {page_no}")
    return opened.last


def _open(paths: Sequence[str], sha256: str, limits: Limits) -> _Opened:
    _opened.clear()  # one file's bytes in memory
    problems = []
    for path in paths:
        try:
            source = read_source(Path(path), limits)
            if source.sha256 == sha256:
                opened = _Opened(sha256, open_source(source, limits).pages)
                _opened.append(opened)
                return opened
            problems.append(("原处现在是另一个文件", "another file stands in its place now"))
        except InputError as error:
            problems.append(parts(str(error)))
    chinese, english = (problems or [("没有路径记录", "no path of it is known")])[0]
    raise PageGoneError(
        both(
            f"无法显示页面，原件不在原处：{chinese}", f"the page cannot be shown, its file is gone: {english}"
        )
    )


def _to_jpeg(image: Image) -> bytes:
    longest = max(image.shape[:2])
    if longest > LONGEST:
        scale = LONGEST / longest
        shrunk = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        image = np.asarray(shrunk, dtype=np.uint8)
    ok, encoded = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, QUALITY])
    if not ok:
        raise PageGoneError("页面无法编码 / the page cannot be drawn")
    return encoded.tobytes()
