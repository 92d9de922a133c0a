"""Read the files of a case as licet does, put its certificate together and compare."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from extractors.assemble import pages_to_certificates
from extractors.unknown_types.unknown import UNKNOWN
from pipeline.align import likeness
from pipeline.comparable import text_to_comparable
from pipeline.evaluate.cache import FilePages, PagesCache
from pipeline.evaluate.compare import compare, compare_provisions
from pipeline.evaluate.results import CaseResult, CaseRole, FieldResult, PageResult, ProvisionsResult
from pipeline.evaluate.truth import TruthCase
from pipeline.load.file import open_source
from pipeline.load.source import read_source
from pipeline.ocr.engine import OcrEngine
from pipeline.options import Limits
from pipeline.page_pool import read_pages
from pipeline.stage_times import stage_seconds
from schemas.certificate import Certificate
from schemas.document_type import DocumentType
from schemas.errors import InputError
from schemas.page import SourcePage


@dataclass
class Reader:
    """Reads files to pages, from ``cache`` where it has them; the engine is built when first needed."""

    build: Callable[[], OcrEngine]
    limits: Limits
    threads: int
    cache: PagesCache | None = None
    _engine: OcrEngine | None = field(default=None, init=False)

    def read(self, path: Path) -> FilePages:
        """The file's pages.

        Raises:
            InputError: the file cannot be read or opened.
            EngineMissingError: the engine cannot be built.
        """
        source = read_source(path, self.limits)
        kept = self.cache.find(source.sha256) if self.cache is not None else None
        if kept is not None:
            return kept
        start = time.perf_counter()
        loaded = open_source(source, self.limits)
        opened = time.perf_counter() - start
        if self._engine is None:
            self._engine = self.build()
        before = Counter(stage_seconds())
        start = time.perf_counter()
        pages, failures = read_pages(loaded, self._engine, self.threads)
        read = FilePages(
            sha256=source.sha256,
            pages=tuple(pages),
            failures=tuple(f"{path.name}, page {failure.page_no}: {failure.message}" for failure in failures),
            seconds=opened + time.perf_counter() - start,
            stages=Counter(stage_seconds()) - before,
        )
        if self.cache is not None:
            self.cache.keep(read)
        return read


@dataclass(frozen=True)
class Measured:
    """Everything that one case gives."""

    case: CaseResult
    fields: tuple[FieldResult, ...]
    provisions: ProvisionsResult | None
    pages: tuple[PageResult, ...]


def measure_case(
    case: TruthCase, reader: Reader, document_types: Sequence[DocumentType], accept: float
) -> Measured:
    """Read and compare one case. A file that cannot be read is a failure in its result, no error."""
    sources: list[SourcePage] = []
    failures: list[str] = []
    seconds = 0.0
    stages: Counter[str] = Counter()
    for path in case.files:
        try:
            read = reader.read(path)
        except InputError as error:
            failures.append(f"{path.name}: {error}")
            continue
        sources += [SourcePage(sha256=read.sha256, path=str(path), page=page) for page in read.pages]
        failures += read.failures
        seconds += read.seconds
        stages.update(read.stages)
    certificate = choose(case, pages_to_certificates(sources, document_types, accept))
    counted = case.role == CaseRole.MEASURED
    return Measured(
        case=CaseResult(
            id=case.id,
            role=case.role,
            layout=case.layout,
            damage=case.damage,
            font=case.font,
            container=case.container,
            issuer_in_seal=case.issuer_in_seal,
            found=_is_found(case, certificate),
            needs_review=certificate is None or certificate.needs_review,
            page_count=len(sources),
            seconds=seconds,
            stages=stages,
            failures=tuple(failures),
            true_type=case.certificate.get("document_type"),
            type=None if certificate is None else certificate.document_type,
        ),
        fields=tuple(compare(case, certificate)) if counted else (),
        provisions=compare_provisions(case, certificate) if counted else None,
        pages=tuple(_pages(case, sources, certificate)),
    )


def _is_found(case: TruthCase, certificate: Certificate | None) -> bool:
    """Whether a certificate was read; of a foreign paper, whether it was taken for a declared type."""
    if certificate is None:
        return False
    return case.role != CaseRole.FOREIGN or certificate.document_type != UNKNOWN


def choose(case: TruthCase, certificates: Sequence[Certificate]) -> Certificate | None:
    """Of the certificates that were read, that of the case's type with the most like number."""
    wanted = _number(case.certificate)

    def fit(certificate: Certificate) -> tuple[bool, float, int]:
        same_type = certificate.document_type == case.certificate.get("document_type")
        return same_type, likeness(wanted, _number(certificate.record())), len(certificate.pages)

    return max(certificates, key=fit, default=None)


def _number(record: Any) -> str:
    return text_to_comparable(record.get("license_number") or record.get("unified_social_credit_code") or "")


def _pages(
    case: TruthCase, sources: Sequence[SourcePage], certificate: Certificate | None
) -> list[PageResult]:
    """Page by page in file order; pages on one side only have ``None`` or ``unread`` on the other."""
    kinds = {
        (page.sha256, page.source_page_no): page.kind.value
        for page in (certificate.pages if certificate is not None else ())
    }
    truth = case.certificate.get("pages", ())
    results = []
    for index in range(max(len(truth), len(sources))):
        wanted = truth[index] if index < len(truth) else {}
        source = sources[index] if index < len(sources) else None
        results.append(
            PageResult(
                case_id=case.id,
                page_no=index + 1,
                true_kind=wanted.get("kind"),
                kind=kinds.get((source.sha256, source.page.page_no), "left_out") if source else "unread",
                true_rotation=wanted.get("rotation"),
                rotation=source.page.rotation if source else None,
            )
        )
    return results
