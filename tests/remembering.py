"""Each file's pages read once a test process, by the default engine: many tests ingest the same files."""

from __future__ import annotations

from functools import cache

from pipeline.load.file import LoadedFile
from pipeline.ocr.engine import OcrEngine
from pipeline.ocr.registry import build_engine
from pipeline.options import Options
from pipeline.page_pool import read_pages
from schemas.outcome import PageFailure
from schemas.page import Page

_READ: dict[str, tuple[list[Page], list[PageFailure]]] = {}


@cache
def default_engine() -> OcrEngine:
    """The default engine, as ``licet ingest`` builds it."""
    return build_engine("rapidocr", None, Options.threads)


def remembered_pages(
    loaded: LoadedFile, engine: OcrEngine, threads: int
) -> tuple[list[Page], list[PageFailure]]:
    """In place of ``pipeline.run.read_pages``: the same pixels always read the same."""
    if loaded.sha256 not in _READ:
        _READ[loaded.sha256] = read_pages(loaded, engine, threads)
    pages, failures = _READ[loaded.sha256]
    return list(pages), list(failures)
