"""The record that licet exports: the keys of this model are stable, tools read them."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from pydantic import Field

from schemas.field import FieldValue, Issue
from schemas.geometry import Frozen
from schemas.page import SealKind, SealShape


class PageKind(StrEnum):
    MAIN = "main"  # 正文
    ANNEX = "annex"  # 附页
    PROVISIONS = "provisions"  # 特别规定事项
    INSPECTION = "inspection"  # 年检合格记录
    OTHER = "other"


class BusinessItem(Frozen):
    """One licensed service. ``code`` is of the 2015 telecom catalogue, ``None`` if it names none."""

    code: str | None
    name: str
    only: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()


class Website(Frozen):
    name: str | None
    domains: tuple[str, ...] = ()
    services: str | None = None


class Annex(Frozen):
    page_no: int
    websites: tuple[Website, ...] = ()
    server_location: str | None = None
    access_provider: str | None = None


class UseRestriction(Frozen):
    """What a copy may be used for. Its ``valid_until`` is the copy's, never the license's."""

    page_no: int
    text: str
    purpose: str | None = None
    valid_until: str | None = None
    copy_rule: str | None = None


class Seal(Frozen):
    page_no: int
    kind: SealKind
    shape: SealShape
    text: str | None
    inner_text: str | None


class Citation(Frozen):
    """A law or decree that a provision cites: 《title》, or 令第N号 with its authority."""

    title: str | None
    decree: str | None = None


class ProvisionItem(Frozen):
    number: str
    text: str
    citations: tuple[Citation, ...] = ()


class Provision(Frozen):
    number: str
    text: str
    items: tuple[ProvisionItem, ...] = ()
    citations: tuple[Citation, ...] = ()


class Inspection(Frozen):
    """One entry of an annual-inspection record; ``year`` as printed, ``date`` ISO 8601."""

    page_no: int
    year: str | None
    result: str | None
    date: str | None


class Pair(Frozen):
    """A label and its value on a certificate of no known type, as printed; dates are ISO 8601.

    ``label`` is ``None`` for a date that stands alone.
    """

    page_no: int
    label: str | None
    value: str | None


class Classification(Frozen):
    """Why the certificate is of its type. ``score`` and ``runner_up_score`` are 0-1, ``margin`` is
    their difference; ``runner_up`` is ``None``, its score 0, where no other type comes near. ``evidence``
    holds the shares of the score: title, labels, number, seal, words."""

    score: float
    runner_up: str | None = None
    runner_up_score: float = 0.0
    margin: float
    evidence: dict[str, float] = Field(default_factory=dict)


class CertificatePage(Frozen):
    """``page_no`` counts through the certificate, ``source_page_no`` through its file."""

    page_no: int
    kind: PageKind
    rotation: int
    sha256: str
    source_page_no: int


class Source(Frozen):
    path: str
    sha256: str


class Certificate(Frozen):
    """One certificate. Dates are ISO 8601 strings; a value that is absent is ``None``.

    Keys of ``fields`` are dotted paths into the exported record (``annexes.0.server_location``).
    ``further`` holds what only some document types carry (``unified_social_credit_code``); in
    the record these keys stand beside the others. ``qr_payloads`` are kept, never opened.
    """

    document_type: str
    license_number: str | None = None
    company: str | None = None
    legal_representative: str | None = None
    scope: str | None = None
    coverage: str | None = None
    registered_capital: str | None = None
    address: str | None = None
    issuer: str | None = None
    issue_date: str | None = None
    valid_from: str | None = None
    valid_until: str | None = None
    business_items: tuple[BusinessItem, ...] = ()
    annexes: tuple[Annex, ...] = ()
    use_restrictions: tuple[UseRestriction, ...] = ()
    seals: tuple[Seal, ...] = ()
    provisions: tuple[Provision, ...] = ()
    inspections: tuple[Inspection, ...] = ()
    pages: tuple[CertificatePage, ...] = ()
    pairs: tuple[Pair, ...] = ()
    classification: Classification | None = None
    further: dict[str, str | None] = Field(default_factory=dict)
    qr_payloads: tuple[str, ...] = ()
    fields: dict[str, FieldValue] = Field(default_factory=dict)
    issues: tuple[Issue, ...] = ()
    needs_review: bool = True
    sources: tuple[Source, ...] = ()

    def record(self) -> dict[str, Any]:
        """What ``licet export`` prints: JSON-able, ``further`` laid flat beside the other keys."""
        record = self.model_dump(mode="json", exclude={"further"})
        return {**self.further, **record}
