"""The whole flow: file → pages → text lines + seals → document type → fields → certificate → database."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from extractors.assemble import pages_to_certificates
from extractors.issue_messages.messages import issue
from pipeline.ingested import Ingested, error_to_outcome, fail_unread
from pipeline.inputs import recorded_path
from pipeline.load.file import Pages, open_source
from pipeline.load.remote import path_to_name
from pipeline.load.source import SourceFile, read_source
from pipeline.ocr.engine import OcrEngine
from pipeline.options import Options
from pipeline.page_pool import read_pages
from pipeline.store.opening import FileStore
from pipeline.store.saved import Change
from schemas.certificate import Certificate
from schemas.declarations import document_types
from schemas.errors import InputError, WorkerError
from schemas.outcome import FileReading, Outcome, OutcomeStatus, PageFailure
from schemas.page import Carried, Page, SourcePage
from schemas.two_languages import both, parts

if TYPE_CHECKING:
    from pipeline.store.join import Assemble


def _nothing() -> None:
    pass


def ingest_file(
    path: Path, engine: OcrEngine, store: FileStore, options: Options, alive: Callable[[], None] = _nothing
) -> Ingested:
    """Read one file into the database, in one transaction. Bad input is an outcome, not an error.

    ``alive`` is called with every page and step: who watches this process may go by it.

    Raises:
        StoreError: the database failed; nothing of this file is in it.
    """
    name = path_to_name(recorded_path(path))
    try:
        source = replace(read_source(path, options.limits), path=recorded_path(path))
    except InputError as error:
        return fail_unread(path, error, store)
    if (known := _known(source.sha256, store, options)) is not None:
        store.note_path(source.sha256, name, source.modified_ns, _assemble(options))
        return Ingested(path, known, None, source.sha256)
    start = time.monotonic()
    reading = read_file(source, engine, options, alive)
    alive()
    reading = reading.model_copy(update={"seconds": time.monotonic() - start})
    assemble = _with_own(reading, _assemble(options))
    saved = store.save(reading, replace=options.again, assemble=assemble)
    if saved.change is Change.UNCHANGED and (known := _known(source.sha256, store, options)) is not None:
        return Ingested(path, known, None, source.sha256)  # saved meanwhile, or while the store was opened
    return Ingested(path, reading.outcome, saved, source.sha256)


def _known(sha256: str, store: FileStore, options: Options) -> Outcome | None:
    """The outcome of a file that was read completely, and is not to be read again."""
    known = None if options.again else store.outcome_for(sha256)
    return known if known is not None and known.status is OutcomeStatus.COMPLETE else None


def fail_file(path: Path, error: WorkerError, store: FileStore, options: Options) -> Ingested:
    """Store that what read the file came to a bad end. What was read of it before stays.

    Raises:
        StoreError: the database failed; nothing of this is in it.
    """
    try:
        source = read_source(path, options.limits)
    except InputError as unread:
        return fail_unread(path, unread, store)
    reading = FileReading(
        path=path_to_name(recorded_path(path)),
        sha256=source.sha256,
        size=source.size,
        media_type=None,
        outcome=error_to_outcome(error),
    )
    return Ingested(path, reading.outcome, store.save(reading), reading.sha256)


def read_file(
    source: SourceFile, engine: OcrEngine, options: Options, alive: Callable[[], None] = _nothing
) -> FileReading:
    """Everything that the file gives by itself. ``alive`` as for ``ingest_file``."""
    reading = FileReading(
        path=path_to_name(source.path),
        sha256=source.sha256,
        size=source.size,
        modified_ns=source.modified_ns,
        media_type=None,
        outcome=Outcome(status=OutcomeStatus.FAILED, code="unread", message=""),
    )
    try:
        loaded = open_source(source, options.limits)
    except InputError as error:
        return reading.model_copy(update={"outcome": error_to_outcome(error)})
    loaded = replace(loaded, pages=_watched(loaded.pages, alive))
    read, failures = read_pages(loaded, engine, options.threads)
    pages = [page.model_copy(update={"carried": loaded.carried}) for page in read]
    sources = [SourcePage(sha256=source.sha256, path=reading.path, page=page) for page in pages]
    certificates = _assemble(options)(sources)
    return reading.model_copy(
        update={
            "media_type": loaded.media_type,
            "pages": tuple(pages),
            "certificates": tuple(certificates),
            "outcome": _note(_outcome(pages, failures, certificates), loaded.carried),
        }
    )


def _watched(pages: Pages, alive: Callable[[], None]) -> Pages:
    """``pages``, with a sign of life as each is asked for and as it is there."""
    alive()
    for page in pages:
        alive()
        yield page
        del page  # its pixels are let go before the next page's are loaded
        alive()


def _assemble(options: Options) -> Assemble:
    return partial(pages_to_certificates, document_types=document_types(options.types), accept=options.accept)


def _with_own(reading: FileReading, assemble: Assemble) -> Assemble:
    """``assemble``, with what the file gives by itself at hand: saving asks for that once more, while
    other writers wait."""

    def assembled(pages: Sequence[SourcePage]) -> list[Certificate]:
        is_own = [page.path for page in pages] == [reading.path] * len(reading.pages) and all(
            page.page is own for page, own in zip(pages, reading.pages, strict=True)
        )
        return list(reading.certificates) if is_own else assemble(pages)

    return assembled


def _note(outcome: Outcome, carried: Sequence[Carried]) -> Outcome:
    """Tell a person of what the file carries beside its pages."""
    if not carried:
        return outcome
    told = "; ".join(issue(f"carries_{kind.value}").message for kind in carried)
    message = f"{outcome.message}。注意 / noted: {told}"
    return outcome.model_copy(update={"message": message, "carried": tuple(carried)})


def _outcome(pages: list[Page], failures: list[PageFailure], certificates: list[Certificate]) -> Outcome:
    """Partly read is never called read, and no text, no certificate and doubt are told apart."""
    found = Outcome(
        status=OutcomeStatus.COMPLETE,
        code="read",
        message="已读取 / read",
        pages=len(pages) + len(failures),
        certificates=len(certificates),
        failures=tuple(failures),
    )
    if failures:
        status = OutcomeStatus.PARTIAL if pages else OutcomeStatus.FAILED
        first = failures[0]
        chinese, english = parts(first.message)
        message = both(
            f"共 {found.pages} 页，{len(failures)} 页未能读取，首先是第 {first.page_no} 页：{chinese}",
            f"{len(failures)} of {found.pages} pages failed; page {first.page_no}: {english}",
        )
        return found.model_copy(update={"status": status, "code": first.code, "message": message})
    if not any(page.lines or page.seals for page in pages):
        text = "页面上没有文字 / no text on any page: check that the scan is not blank"
        return found.model_copy(update={"code": "no_text", "message": text})
    if not certificates:
        text = "有文字，但不是已知证照 / text, but of no certificate type that licet knows (`licet types`)"
        return found.model_copy(update={"code": "no_certificate", "message": text})
    if any(certificate.needs_review for certificate in certificates):
        text = "已读取，有值待核对 / read; some values wait for a person"
        return found.model_copy(update={"code": "doubtful", "message": text})
    return found
