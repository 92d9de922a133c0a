"""Records for those who may not see names of people."""

from __future__ import annotations

import json

from pipeline.review.declared import Declarations
from pipeline.review.field_views import mask_person
from schemas.certificate import Certificate


def mask_certificate(certificate: Certificate, declared: Declarations) -> Certificate:
    """The certificate with names of people masked wherever they stand in the record."""
    names: set[str | None] = set()
    for key in declared.people_of(certificate.document_type):
        field = certificate.fields.get(key)
        names |= {certificate.further.get(key), *((field.raw, field.value) if field is not None else ())}
    names.add(certificate.legal_representative)
    text = json.dumps(certificate.model_dump(mode="json"), ensure_ascii=False)
    for name in sorted((name for name in names if name), key=len, reverse=True):
        written = json.dumps(name, ensure_ascii=False)[1:-1]
        masked = json.dumps(mask_person(name), ensure_ascii=False)[1:-1]
        text = text.replace(written, masked)
    return Certificate.model_validate_json(text)
