"""What else a doubtful value may be: as other scans, pages and inks say it. Nothing is made up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection

from extractors.normalize.license_number import find_license_numbers
from pipeline.review.values import ValueFormError, check_value, kind_of
from pipeline.store.places import CertificatePagePlace, marks_on_page, pages_of_certificate, texts_near
from pipeline.store.readings import find_readings_of_certificate
from pipeline.store.reviewed import Reviewed

MOST = 6
_COMPANY = re.compile(r"[\u4e00-\u9fff（）()]{2,40}公司")


@dataclass(frozen=True)
class Candidate:
    """A value that may stand there; ``source`` is read, raw, scan, ink or page."""

    value: str
    source: str


def find_candidates(connection: Connection, reviewed: Reviewed) -> dict[str, list[Candidate]]:
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

        def add(text: str | None, source: str, key: str = key, values: dict[str, str] = values) -> None:
            value = _normal(key, reviewed.as_read.document_type, text)
            if value is not None:
                values.setdefault(value, source)

        if field.value is not None:
            values[field.value] = "read"
        for reading in readings:
            other = reading.fields.get(key)
            if other is not None and other.value is not None:
                values.setdefault(other.value, "scan")
        add(field.raw, "raw")
        page = pages.get(field.page_no or 0)
        if page is not None and field.quad is not None:
            for text in texts_near(connection, page.page_id, field.quad):
                add(text, "ink")
        for text in _elsewhere(connection, key, pages):
            values.setdefault(text, "page")
        found[key] = [Candidate(value, source) for value, source in list(values.items())[:MOST]]
    return found


def _normal(key: str, document_type: str, text: str | None) -> str | None:
    if text is None:
        return None
    try:
        return check_value(kind_of(key, document_type), text.replace("\n", "")).value
    except ValueFormError:
        return None


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
