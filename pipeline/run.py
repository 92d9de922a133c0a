"""The whole flow: file → pages → text lines + seals → document type → fields → certificate → database."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from extractors.assemble import pages_to_certificates
from pipeline.inputs import recorded_path
from pipeline.load.file import Pages, open_source
from pipeline.load.source import SourceFile, read_source
from pipeline.ocr.engine import OcrEngine
from pipeline.options import Options
from pipeline.page_pool import read_pages
from pipeline.store.save import Saved
from pipeline.store.store import Store
from schemas.certificate import Certificate
from schemas.declarations import document_types
from schemas.errors import InputError, WorkerError
from schemas.outcome import FileReading, Outcome, OutcomeStatus, PageFailure
from schemas.page import Page, SourcePage


@dataclass(frozen=True)
class Ingested:
    """What became of one file. ``saved`` is ``None`` when its content was known already,
    ``sha256`` where its bytes could not be had."""

    path: Path
    outcome: Outcome
    saved: Saved | None
    sha256: str | None = None


def _nothing() -> None:
    pass


def ingest_file(
    path: Path, engine: OcrEngine, store: Store, options: Options, alive: Callable[[], None] = _nothing
) -> Ingested:
    """Read one file into the database, in one transaction. Bad input is an outcome, not an error.

    ``alive`` is called with every page and step: who watches this process may go by it.

    Raises:
        StoreError: the database failed; nothing of this file is in it.
    """
    absolute = recorded_path(path)
    try:
        source = replace(read_source(path, options.limits), path=absolute)
    except InputError as error:
        reading = FileReading(
            path=str(absolute), sha256=None, size=None, media_type=None, outcome=_failed(error)
        )
        return Ingested(path, reading.outcome, store.save(reading), reading.sha256)
    known = store.outcome_for(source.sha256)
    if known is not None and known.status == OutcomeStatus.COMPLETE and not options.again:
        store.note_path(source.sha256, str(absolute))
        return Ingested(path, known, None, source.sha256)
    reading = join_siblings(read_file(source, engine, options, alive), store, options)
    alive()
    saved = store.save(reading, replace=options.again)
    return Ingested(path, reading.outcome, saved, source.sha256)


def fail_file(path: Path, error: WorkerError, store: Store, options: Options) -> Ingested:
    """Store that what read the file came to a bad end. What was read of it before stays.

    Raises:
        StoreError: the database failed; nothing of this is in it.
    """
    reading = FileReading(
        path=str(recorded_path(path)), sha256=None, size=None, media_type=None, outcome=_failed(error)
    )
    try:
        source = read_source(path, options.limits)
    except InputError as unread:
        reading = reading.model_copy(update={"outcome": _failed(unread)})
    else:
        reading = reading.model_copy(update={"sha256": source.sha256, "size": source.size})
    return Ingested(path, reading.outcome, store.save(reading), reading.sha256)


def read_file(
    source: SourceFile, engine: OcrEngine, options: Options, alive: Callable[[], None] = _nothing
) -> FileReading:
    """Everything that the file gives by itself. ``alive`` as for ``ingest_file``."""
    reading = FileReading(
        path=str(source.path),
        sha256=source.sha256,
        size=source.size,
        media_type=None,
        outcome=Outcome(status=OutcomeStatus.FAILED, code="unread", message=""),
    )
    try:
        loaded = open_source(source, options.limits)
    except InputError as error:
        return reading.model_copy(update={"outcome": _failed(error)})
    loaded = replace(loaded, pages=_watched(loaded.pages, alive))
    pages, failures = read_pages(loaded, engine, options.threads)
    sources = [SourcePage(sha256=source.sha256, path=str(source.path), page=page) for page in pages]
    certificates = pages_to_certificates(sources, document_types(), options.accept)
    return reading.model_copy(
        update={
            "media_type": loaded.media_type,
            "pages": tuple(pages),
            "certificates": tuple(certificates),
            "outcome": _note(_outcome(pages, failures, certificates), loaded.notes),
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


def join_siblings(reading: FileReading, store: Store, options: Options) -> FileReading:
    """Put the reading's certificates together with the pages that other files of its folder hold."""
    joined: list[Certificate] = []
    for certificate in reading.certificates:
        others = _siblings(certificate, reading, store)
        joined.append(_join(certificate, reading, others, options) if others else certificate)
    return reading.model_copy(update={"certificates": tuple(joined)})


def _siblings(certificate: Certificate, reading: FileReading, store: Store) -> list[SourcePage]:
    """Stored pages that may be the certificate's: with its number in the same folder, or without
    any in the same series (page1.jpg, page2.jpg …), to which it belongs itself without one."""
    if reading.sha256 is None:
        return []
    numbers, unnumbered = store.series(reading.path, reading.sha256)
    number = certificate.license_number
    if number is None:
        if len(numbers) != 1:
            return []
        (number,) = numbers
    folder = str(Path(reading.path).parent)
    alone = numbers <= {number}
    return [*store.siblings(folder, reading.sha256, number), *(unnumbered if alone else [])]


def _join(
    certificate: Certificate, reading: FileReading, others: list[SourcePage], options: Options
) -> Certificate:
    own = {page.source_page_no for page in certificate.pages}
    pages = [
        SourcePage(sha256=reading.sha256 or "", path=reading.path, page=page)
        for page in reading.pages
        if page.page_no in own
    ]
    everything = sorted([*pages, *others], key=lambda page: (page.path, page.page.page_no))
    for candidate in pages_to_certificates(everything, document_types(), options.accept):
        held = {(page.sha256, page.source_page_no) for page in candidate.pages}
        if candidate.document_type == certificate.document_type and (pages[0].sha256, min(own)) in held:
            return candidate
    return certificate


def _failed(error: InputError | WorkerError) -> Outcome:
    return Outcome(status=OutcomeStatus.FAILED, code=error.code, message=str(error))


def _note(outcome: Outcome, notes: Sequence[str]) -> Outcome:
    """Tell a person of what the file carries beside its pages."""
    if not notes:
        return outcome
    return outcome.model_copy(update={"message": f"{outcome.message}。注意 / noted: {'; '.join(notes)}"})


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
        message = f"{len(failures)} of {found.pages} pages failed; page {first.page_no}: {first.message}"
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
