"""Records for those who may not see names of people."""

from __future__ import annotations

import json

from pipeline.review.field_views import mask_person
from schemas.certificate import Certificate


def mask_certificate(certificate: Certificate) -> Certificate:
    """The certificate with the legal representative's name masked wherever it stands in the record."""
    field = certificate.fields.get("legal_representative")
    names = {certificate.legal_representative, *((field.raw, field.value) if field is not None else ())}
    text = json.dumps(certificate.model_dump(mode="json"), ensure_ascii=False)
    for name in sorted((name for name in names if name), key=len, reverse=True):
        written = json.dumps(name, ensure_ascii=False)[1:-1]
        masked = json.dumps(mask_person(name), ensure_ascii=False)[1:-1]
        text = text.replace(written, masked)
    return Certificate.model_validate_json(text)
