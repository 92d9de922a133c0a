"""What a certificate's own QR code says of its fields, set beside what was read from print.

A payload is text, and is never opened: labels and values in lines, or a code in an address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz import fuzz

from extractors.issue_messages.messages import issue
from extractors.normal_forms import normalize
from extractors.normalize.numbers import normalize_number, normalize_pattern
from extractors.normalize.text import fold
from extractors.pages.group import PageGroup
from extractors.record import Record
from schemas.certificate import PageKind
from schemas.document_type import DocumentType, FieldKind, FieldSpec
from schemas.field import FieldStatus

ENGINE = "qr"
FROM_CODE = 0.85  # confidence of a value that only the code tells: for a person to compare
ALIKE = 80.0  # similarity (0-100) from which print that differs from the code was misread
SKIPPED = (FieldKind.NONE, FieldKind.PERIOD, FieldKind.AUTHORITY, FieldKind.DOMAIN, FieldKind.SERVICES)
_PAIR = re.compile(r"^\s*(?P<label>[^:：=]{2,16})[:：](?P<value>.+)$")
_OTHER_LABELS = {
    "company": ("企业名称", "单位名称"),
    "valid_until": ("有效期限至",),
    "issue_date": ("发证日期",),
}


def weigh_codes(
    record: Record, group: PageGroup, document_type: DocumentType, values: dict[str, str | None]
) -> None:
    """Set each field's value beside the code's: agreement makes it surer; print that is nearly the
    same was misread, and what could not be read is taken from the code, both for review."""
    pages = [(no, page) for no, page in enumerate(group.pages, start=1) if page.kind == PageKind.MAIN]
    for page_no, page in pages:
        for payload in page.source.page.qr_payloads:
            for spec, raw in _pairs(payload, document_type):
                _weigh(record, spec, raw, page_no, values)
            for spec in document_type.fields:
                value = values.get(spec.name)
                if spec.kind == FieldKind.CODE and value and value in payload:
                    record.weigh(spec.name, agreeing=1)


def _pairs(payload: str, document_type: DocumentType) -> Iterator[tuple[FieldSpec, str]]:
    for line in payload.splitlines():
        match = _PAIR.match(line)
        if match is None or "..." in match["value"]:
            continue
        label = fold(match["label"])
        for spec in document_type.fields:
            labels = [
                *(fold(own.replace("|", "")) for own in spec.all_labels),
                *_OTHER_LABELS.get(spec.name, ()),
            ]
            if label in labels and not spec.annex and spec.kind not in SKIPPED:
                yield spec, match["value"].strip()
                break


def _weigh(record: Record, spec: FieldSpec, raw: str, page_no: int, values: dict[str, str | None]) -> None:
    told = _normal(spec, raw)
    known = record.fields.get(spec.name)
    if told is None or known is None:
        return
    if known.value is None:
        if known.status == FieldStatus.ABSENT:
            record.withdraw(spec.name, "missing")
        record.note([issue("from_qr", spec.name, raw)])
        _enter(record, spec, raw, told, page_no)
        values[spec.name] = told
    elif fold(known.value) == fold(told):
        record.weigh(spec.name, agreeing=1)
    elif fuzz.ratio(fold(known.value), fold(told)) >= ALIKE:
        record.doubt(spec.name, issue("qr_differs", spec.name, f"{told} ≠ {known.value}"))
        if spec.kind not in (FieldKind.DATE, FieldKind.MONEY):
            record.replace_value(spec.name, told)
            values[spec.name] = told
    elif spec.kind in (FieldKind.DATE, FieldKind.CODE, FieldKind.NUMBER):
        record.doubt(spec.name, issue("qr_differs", spec.name, f"{told} ≠ {known.value}"))


def _normal(spec: FieldSpec, raw: str) -> str | None:
    if spec.kind == FieldKind.NUMBER:
        found = normalize_number(raw) if spec.pattern is None else normalize_pattern(raw, spec.pattern)
    else:
        found = normalize(spec.kind, raw)
    return None if found.failed else found.value


def _enter(record: Record, spec: FieldSpec, raw: str, value: str, page_no: int) -> None:
    record.enter(
        spec.name,
        raw=raw,
        value=value,
        confidence=min(FROM_CODE, record.accept),
        page_no=page_no,
        quad=None,
        engine=ENGINE,
        sound=False,
    )
