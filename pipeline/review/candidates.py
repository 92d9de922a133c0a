"""What else a doubtful value may be: as other scans, pages and inks say it. Nothing is made up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz
from sqlalchemy import Connection

from extractors.normalize.domain_list import normalize_domains
from extractors.normalize.license_number import find_license_numbers
from pipeline.review.declared import Declarations
from pipeline.review.values import ValueFormError, check_value
from pipeline.store.places import CertificatePagePlace, marks_on_page, pages_of_certificate, texts_near
from pipeline.store.readings import find_readings_of_certificate
from pipeline.store.reviewed import Reviewed
from schemas.document_type import FieldKind, FieldSpec

MOST = 6
_ALIKE = 60  # per cent of characters
_RUNNING = frozenset({FieldKind.TEXT, FieldKind.LIST, FieldKind.SERVICES, FieldKind.ADDRESS})
_COMPANY = re.compile(r"[\u4e00-\u9fff（）()]{2,40}公司")


@dataclass(frozen=True)
class Candidate:
    """A value that may stand there; ``source`` is read, raw, scan, ink or page."""

    value: str
    source: str


def find_candidates(
    connection: Connection, reviewed: Reviewed, declared: Declarations
) -> dict[str, list[Candidate]]:
    """Candidates for each doubtful value, likeliest first, the machine's own reading before all."""
    keys = [key for key in reviewed.as_read.fields if key in reviewed.doubtful]
    if not keys:
        return {}
    readings = [entry.certificate for entry in find_readings_of_certificate(connection, reviewed.id)]
    pages = {page.page_no: page for page in pages_of_certificate(connection, reviewed.id)}
    found: dict[str, list[Candidate]] = {}
    for key in keys:
        field = reviewed.as_read.fields[key]
        values: dict[str, str] = {}

        if field.value is not None:
            values[field.value] = "read"
        for reading in readings:
            other = reading.fields.get(key)
            if other is not None and other.value is not None:
                values.setdefault(other.value, "scan")
        texts = [(field.raw, "raw")]
        page = pages.get(field.page_no or 0)
        if page is not None and field.quad is not None:
            texts += [(text, "ink") for text in texts_near(connection, page.page_id, field.quad)]
        spec = declared.spec_of(key, reviewed.as_read.document_type)
        for text, source in texts:
            for value in text_to_values(spec, text or "", field.value):
                values.setdefault(value, source)
        for text in _elsewhere(connection, key, pages):
            values.setdefault(text, "page")
        found[key] = [Candidate(value, source) for value, source in list(values.items())[:MOST]]
    return found


def text_to_values(spec: FieldSpec, text: str, read: str | None) -> list[str]:
    """What the text would be as values of this kind. A cell lists several domains, and a line may hold a
    part of a longer text: only what is like the value that was read."""
    if spec.kind is FieldKind.DOMAIN:
        found = [domain.value for domain in normalize_domains(text) if domain.value is not None]
        return [domain for domain in found if read is None or _is_like(domain, read)]
    try:
        value = check_value(spec, text.replace("\n", "")).value
    except ValueFormError:
        return []
    if value is None or (spec.kind in _RUNNING and read is not None and fuzz.ratio(value, read) < _ALIKE):
        return []
    return [value]


def _is_like(domain: str, read: str) -> bool:
    """Another reading of the same print: text of the cell beside it would make another script of it."""
    return domain.isascii() == read.isascii() and fuzz.ratio(domain, read) >= _ALIKE


def _elsewhere(connection: Connection, key: str, pages: dict[int, CertificatePagePlace]) -> Iterator[str]:
    """The number and the company stand on several pages."""
    if key not in ("license_number", "company"):
        return
    for page in pages.values():
        for mark in marks_on_page(connection, page.page_id):
            if mark.text is None:
                continue
            if key == "license_number":
                yield from (number.value for number in find_license_numbers(mark.text))
            else:
                yield from _COMPANY.findall(mark.text)
