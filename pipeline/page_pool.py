"""The pages of one file, several read at once, so that no core idles while a page is on one."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Lock

from pipeline.load.file import LoadedFile, Pages
from pipeline.ocr.engine import OcrEngine
from pipeline.page_image import PageImage
from pipeline.read_page import read_page
from pipeline.stage_times import timed
from schemas.errors import EngineError
from schemas.outcome import PageFailure
from schemas.page import Page


def read_pages(loaded: LoadedFile, engine: OcrEngine, threads: int) -> tuple[list[Page], list[PageFailure]]:
    """The pages that could be read, in their order, and why the others could not.

    ``threads`` of them are read at once, and one more at most is in memory; where ``engine`` is not
    ``shared``, one after the other. What a page gives does not depend on it.
    """
    source = _Source(loaded.pages)
    if threads > 1 and engine.shared:
        with ThreadPoolExecutor(threads) as pool:
            try:
                parts = list(pool.map(_read_on, [source] * threads, [engine] * threads))
            finally:
                source.stop()  # where a person interrupts, after the pages at hand
    else:
        parts = [_read_on(source, engine)]
    read = {place: result for part in parts for place, result in part.items()}
    results = [read[place] for place in sorted(read)]
    return (
        [result for result in results if isinstance(result, Page)],
        [result for result in results if isinstance(result, PageFailure)],
    )


class _Source:
    """Hands each page to one thread: decoded there, while the others read theirs."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages
        self._taken = 0
        self._stopped = False
        self._lock = Lock()

    def take(self) -> tuple[int, PageImage | PageFailure] | None:
        """The next page and its place in the file; ``None`` after the last or after ``stop``."""
        with self._lock:
            with timed("load"):
                page = None if self._stopped else next(self._pages, None)
            self._taken += 1
            return None if page is None else (self._taken, page)

    def stop(self) -> None:
        self._stopped = True


def _read_on(source: _Source, engine: OcrEngine) -> dict[int, Page | PageFailure]:
    """Read pages until there are none. What is no failure of a page ends the others' work too."""
    read: dict[int, Page | PageFailure] = {}
    try:
        while (result := _read_next(source, engine)) is not None:
            place, page = result
            read[place] = page
    finally:
        source.stop()
    return read


def _read_next(source: _Source, engine: OcrEngine) -> tuple[int, Page | PageFailure] | None:
    """What one page gives. Its pixels are let go before the next page's are loaded."""
    taken = source.take()
    if taken is None:
        return None
    place, image = taken
    if isinstance(image, PageFailure):
        return place, image
    try:
        return place, read_page(engine, image)
    except EngineError as error:
        return place, PageFailure(page_no=image.page_no, code=error.code, message=str(error))
