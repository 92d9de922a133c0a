"""Names of people, hidden from those who may not see them: wherever they stand in what is shown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from pipeline.review.declared import Declarations
from pipeline.store.queue import Entry
from pipeline.store.reviewed import Reviewed
from schemas.certificate import Certificate
from schemas.document_type import FieldKind

MASK = "＊"
# On a certificate of no known type the label says who it is; some are companies.
_PERSON_LABEL = re.compile(r"(?:人|者|员|代表|姓名|经理|校长|厂长)(?:[(（].*[)）])?$")
_ORGANISATION = re.compile(r"(?:公司|中心|厂|院|店|部|所|社|局|会|学校|集团|银行)$")
_LONGEST = 15  # characters of a name


def mask_person(name: str | None) -> str | None:
    """The first character, and a mark for each other one."""
    return name if not name else name[0] + MASK * max(1, len(name) - 1)


def names_in(certificate: Certificate, declared: Declarations) -> list[str]:
    """Every name of a person in the certificate, as read and as it holds, the longest first."""
    names: set[str | None] = {certificate.legal_representative}
    for key in (*declared.people_of(certificate.document_type), *certificate.fields):
        if is_person(key, certificate, declared):
            field = certificate.fields.get(key)
            names |= {certificate.further.get(key), *((field.raw, field.value) if field is not None else ())}
    names |= {pair.value for pair in certificate.pairs if _is_named(pair.label, pair.value)}
    return _longest_first(names)


def names_around(reviewed: Reviewed, declared: Declarations) -> list[str]:
    """Every name in the certificate, as the machine read it, as people left it and as they once did."""
    names: set[str | None] = set()
    for certificate in (reviewed.as_read, reviewed.certificate):
        names.update(names_in(certificate, declared))
    for correction in reviewed.standing.corrections:
        if is_person(correction.key, reviewed.as_read, declared):
            names |= {correction.old, correction.new}
    return _longest_first(names)


def is_person(key: str, certificate: Certificate, declared: Declarations) -> bool:
    """Whether the field holds the name of a person."""
    head, _, rest = key.partition(".")
    at, _, name = rest.partition(".")
    if head == "pairs" and name == "value" and at.isdecimal() and int(at) < len(certificate.pairs):
        pair = certificate.pairs[int(at)]
        return _is_named(pair.label, pair.value)
    return declared.spec_of(key, certificate.document_type).kind is FieldKind.PERSON


def mask_names(text: str, names: Iterable[str]) -> str:
    """The text with each of these names masked; a name of one character only where it is all of it."""
    for name in names:
        if len(name) > 1:
            text = text.replace(name, mask_person(name) or "")
        elif text == name:
            return mask_person(name) or ""
    return text


def mask_entry(entry: Entry) -> Entry:
    """The line of a list; a company may bear its owner's name."""
    names = _longest_first([entry.legal_representative])
    return replace(
        entry,
        legal_representative=mask_person(entry.legal_representative),
        company=entry.company and mask_names(entry.company, names),
    )


def mask_certificate(certificate: Certificate, declared: Declarations) -> Certificate:
    """The certificate with names of people masked wherever they stand in the record."""
    names = names_in(certificate, declared)
    return Certificate.model_validate(_masked(certificate.model_dump(mode="json"), names))


def _masked(value: Any, names: Sequence[str]) -> Any:
    if isinstance(value, str):
        return mask_names(value, names)
    if isinstance(value, list):
        return [_masked(entry, names) for entry in value]
    if isinstance(value, dict):
        return {key: _masked(entry, names) for key, entry in value.items()}
    return value


def _is_named(label: str | None, value: str | None) -> bool:
    told = re.sub(r"[\s:：]", "", label or "")
    return (
        value is not None
        and _PERSON_LABEL.search(told) is not None
        and len(value) <= _LONGEST
        and _ORGANISATION.search(value) is None
    )


def _longest_first(names: Iterable[str | None]) -> list[str]:
    plain = {name.strip() for name in names if name}
    return sorted((name for name in plain if name), key=lambda name: (-len(name), name))
