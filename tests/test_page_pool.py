"""Pages read several at once: in order, each its own failure, no more in memory than are read."""

from __future__ import annotations

import threading
import time
import weakref
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest

from pipeline.load.file import LoadedFile
from pipeline.ocr.engine import OcrEngine
from pipeline.page_image import Image, PageImage
from pipeline.page_pool import read_pages
from pipeline.reading import Reading
from schemas.errors import EngineError
from schemas.geometry import Quad
from schemas.outcome import PageFailure

_FAILS, _BREAKS = 201, 202  # grey levels of pages that the engine fails, breaks on


class _Grey(OcrEngine):
    """Finds nothing, later on dark pages than on light ones."""

    name = "grey"
    shared = True

    def __init__(self) -> None:
        self.threads: set[int] = set()

    def detect(self, image: Image) -> list[Quad]:
        self.threads.add(threading.get_ident())
        level = int(image[0, 0, 0])
        time.sleep((255 - level) / 5000)
        if level == _FAILS:
            raise EngineError("failed")
        if level == _BREAKS:
            raise RuntimeError("broken")
        return []

    def recognize(self, images: Sequence[Image]) -> list[Reading]:
        return [Reading("", 0.0) for _ in images]


class _Alone(_Grey):
    shared = False


def _file(levels: Sequence[int | None], alive: list[int] | None = None) -> LoadedFile:
    """A file with a page for each grey level; a page without one cannot be loaded. ``alive`` takes
    how many pages were in memory whenever one more was."""
    images: list[weakref.ref[PageImage]] = []

    def pages() -> Iterator[PageImage | PageFailure]:
        for page_no, level in enumerate(levels, start=1):
            if level is None:
                yield PageFailure(page_no=page_no, code="damaged", message="")
                continue
            page = PageImage(page_no, np.full((64, 48, 3), level, np.uint8))
            images.append(weakref.ref(page))
            if alive is not None:
                alive.append(sum(image() is not None for image in images))
            yield page
            del page

    return LoadedFile(Path("scan.pdf"), "0" * 64, 1, "application/pdf", len(levels), pages())


def test_pages_come_in_their_order_from_several_threads() -> None:
    engine = _Grey()
    pages, failures = read_pages(_file(range(5, 255, 25)), engine, 3)
    assert [page.page_no for page in pages] == list(range(1, 11))
    assert not failures
    assert 1 < len(engine.threads) <= 3


def test_a_failure_is_the_page_s_own() -> None:
    pages, failures = read_pages(_file([100, _FAILS, None, 150]), _Grey(), 2)
    assert [page.page_no for page in pages] == [1, 4]
    assert [(failure.page_no, failure.code) for failure in failures] == [(2, "engine_failed"), (3, "damaged")]


@pytest.mark.parametrize("threads", [1, 2])
def test_any_other_error_ends_the_file(threads: int) -> None:
    engine = _Grey()
    with pytest.raises(RuntimeError, match="broken"):
        read_pages(_file([_BREAKS, *[100] * 50]), engine, threads)


def test_no_more_pages_in_memory_than_are_read() -> None:
    alive: list[int] = []
    read_pages(_file([200] * 12, alive), _Grey(), 2)
    assert len(alive) == 12 and max(alive) <= 3


@pytest.mark.parametrize(("engine", "threads"), [(_Alone(), 4), (_Grey(), 1)])
def test_one_page_at_a_time(engine: _Grey, threads: int) -> None:
    pages, _ = read_pages(_file([200] * 3), engine, threads)
    assert len(pages) == 3
    assert engine.threads == {threading.get_ident()}
