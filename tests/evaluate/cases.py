"""Hand-made cases and certificates for the tests of measuring."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pipeline.evaluate.results import CaseResult, CaseRole, FieldResult
from pipeline.evaluate.truth import TruthCase
from schemas.certificate import Certificate, CertificatePage, PageKind, Source
from schemas.field import FieldStatus, FieldValue, Issue, Severity
from schemas.geometry import BBox, Quad

QUAD = Quad.from_bbox(BBox(left=10, top=20, right=110, bottom=40))


def truth(*, role: CaseRole = CaseRole.MEASURED, **certificate: Any) -> TruthCase:
    return TruthCase(
        id="one",
        files=(Path("one.jpg"),),
        layout="current-list",
        damage=("scan",),
        font="song",
        container="jpeg",
        certificate=certificate,
        role=role,
    )


def certificate(**values: Any) -> Certificate:
    given = {
        "document_type": "telecom_license",
        "needs_review": False,
        "pages": (CertificatePage(page_no=1, kind=PageKind.MAIN, rotation=0, sha256="ab", source_page_no=3),),
        "sources": (Source(path="/scans/one.jpg", sha256="ab"),),
        **values,
    }
    return Certificate.model_validate(given)


def field(
    value: str | None, status: FieldStatus = FieldStatus.ACCEPTED, confidence: float = 0.99
) -> FieldValue:
    return FieldValue(
        raw=value, value=value, confidence=confidence, status=status, page_no=1, quad=QUAD, engine="x"
    )


def issue(key: str, severity: Severity = Severity.ERROR) -> Issue:
    return Issue(code="illegible", severity=severity, field=key, message="m")


def result(**changed: Any) -> FieldResult:
    """An accepted right value, but for what is ``changed``."""
    given = {
        "case_id": "one",
        "path": "company",
        "family": "company",
        "truth": "甲公司",
        "value": "甲公司",
        "raw": "甲公司",
        "status": FieldStatus.ACCEPTED,
        "tracked": True,
        "confidence": 0.95,
        "flagged": False,
        "correct": True,
        "characters": 3,
        "distance": 0,
        "layout": "current-list",
        "damage": ("scan",),
        "font": "song",
        "container": "jpeg",
        **changed,
    }
    return FieldResult.model_validate(given)


def case_result(**changed: Any) -> CaseResult:
    given = {
        "id": "one",
        "role": CaseRole.MEASURED,
        "layout": "current-list",
        "damage": ("scan",),
        "font": "song",
        "container": "jpeg",
        "issuer_in_seal": True,
        "found": True,
        "needs_review": False,
        "page_count": 2,
        "seconds": 1.0,
        **changed,
    }
    return CaseResult.model_validate(given)
