"""Each file's pages read once a run of the tests, by the default engine: many tests ingest the same files."""

from __future__ import annotations

import fcntl
import pickle
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # whoever asks for no page needs no engine
    from pipeline.load.file import LoadedFile
    from pipeline.ocr.engine import OcrEngine
    from schemas.outcome import PageFailure
    from schemas.page import Page

    Read = tuple[list[Page], list[PageFailure]]

_READ: dict[str, Read] = {}
_shared: list[Path] = []


def share(folder: Path) -> None:
    """From now on, with the other test processes of this run, in ``folder``."""
    folder.mkdir(exist_ok=True)
    _shared.append(folder)


@cache
def default_engine() -> OcrEngine:
    """The default engine, as ``licet ingest`` builds it."""
    from pipeline.ocr.registry import build_engine
    from pipeline.options import Options

    return build_engine("rapidocr", None, Options.threads)


def remembered_pages(loaded: LoadedFile, engine: OcrEngine, threads: int) -> Read:
    """In place of ``pipeline.run.read_pages``: the same pixels always read the same."""
    if loaded.sha256 not in _READ:
        _READ[loaded.sha256] = _read(loaded, engine, threads)
    pages, failures = _READ[loaded.sha256]
    return list(pages), list(failures)


def _read(loaded: LoadedFile, engine: OcrEngine, threads: int) -> Read:
    from pipeline.page_pool import read_pages

    if not _shared:
        return read_pages(loaded, engine, threads)
    with (_shared[-1] / loaded.sha256).open("a+b") as held:
        fcntl.flock(held, fcntl.LOCK_EX)  # who else needs the pages waits for them
        held.seek(0)
        if stored := held.read():
            known: Read = pickle.loads(stored)
            return known
        read = read_pages(loaded, engine, threads)
        held.write(pickle.dumps(read))
        return read
