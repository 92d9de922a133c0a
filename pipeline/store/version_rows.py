"""What a version of a certificate holds, to rows of the tables that it owns. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from schemas.certificate import BusinessItem, Certificate
from schemas.geometry import Frozen
from schemas.tables import content, fields
from schemas.tables.base import Base
from schemas.tables.certificates import VersionPage, VersionSource

Row = dict[str, Any]
Rows = dict[type[Base], list[Row]]

# Tables owned by a version, parents before their children.
OWNED: tuple[type[Base], ...] = (
    VersionSource,
    VersionPage,
    content.BusinessItemRow,
    content.BusinessItemTerm,
    content.AnnexRow,
    content.WebsiteRow,
    content.WebsiteDomain,
    content.UseRestrictionRow,
    content.CertificateSeal,
    content.ProvisionRow,
    content.ProvisionItemRow,
    content.ProvisionCitation,
    content.ProvisionItemCitation,
    content.InspectionRow,
    content.CertificateQrPayload,
    content.PairRow,
    fields.FieldValueRow,
    fields.FurtherValue,
    fields.IssueRow,
)
TERM_KINDS = ("only", "excluded", "areas")


def certificate_to_rows(certificate: Certificate, version_id: int) -> Rows:
    """Rows by table, all but pages and sources, whose keys only the database knows."""
    key = {"version_id": version_id}
    return {
        content.BusinessItemRow: _plain(key, certificate.business_items, exclude=set(TERM_KINDS)),
        content.BusinessItemTerm: _terms(key, certificate.business_items),
        **_annexes(key, certificate),
        content.UseRestrictionRow: _plain(key, certificate.use_restrictions),
        content.CertificateSeal: _plain(key, certificate.seals),
        **_provisions(key, certificate),
        content.InspectionRow: _plain(key, certificate.inspections),
        content.CertificateQrPayload: _texts(key, "payload", certificate.qr_payloads),
        content.PairRow: _plain(key, certificate.pairs),
        fields.FieldValueRow: _keyed(
            key, ((name, field.model_dump(mode="json")) for name, field in certificate.fields.items())
        ),
        fields.FurtherValue: _keyed(key, ((name, {"value": v}) for name, v in certificate.further.items())),
        fields.IssueRow: _plain(key, certificate.issues),
    }


def _plain(key: Row, values: Sequence[Frozen], exclude: set[str] | None = None) -> list[Row]:
    return [
        {**key, "position": position, **value.model_dump(mode="json", exclude=exclude)}
        for position, value in enumerate(values)
    ]


def _texts(key: Row, column: str, texts: Sequence[str]) -> list[Row]:
    return [{**key, "position": position, column: text} for position, text in enumerate(texts)]


def _keyed(key: Row, values: Iterable[tuple[str, Row]]) -> list[Row]:
    return [{**key, "position": at, "key": name, **value} for at, (name, value) in enumerate(values)]


def _terms(key: Row, items: Sequence[BusinessItem]) -> list[Row]:
    return [
        row
        for position, item in enumerate(items)
        for kind in TERM_KINDS
        for row in _texts({**key, "item_position": position, "kind": kind}, "text", getattr(item, kind))
    ]


def _annexes(key: Row, certificate: Certificate) -> Rows:
    websites: list[Row] = []
    domains: list[Row] = []
    for annex_position, annex in enumerate(certificate.annexes):
        annex_key = {**key, "annex_position": annex_position}
        websites += _plain(annex_key, annex.websites, exclude={"domains"})
        for position, website in enumerate(annex.websites):
            domains += _texts({**annex_key, "website_position": position}, "domain", website.domains)
    return {
        content.AnnexRow: _plain(key, certificate.annexes, exclude={"websites"}),
        content.WebsiteRow: websites,
        content.WebsiteDomain: domains,
    }


def _provisions(key: Row, certificate: Certificate) -> Rows:
    items: list[Row] = []
    citations: list[Row] = []
    item_citations: list[Row] = []
    for provision_position, provision in enumerate(certificate.provisions):
        provision_key = {**key, "provision_position": provision_position}
        items += _plain(provision_key, provision.items, exclude={"citations"})
        citations += _plain(provision_key, provision.citations)
        for position, item in enumerate(provision.items):
            item_citations += _plain({**provision_key, "item_position": position}, item.citations)
    return {
        content.ProvisionRow: _plain(key, certificate.provisions, exclude={"items", "citations"}),
        content.ProvisionItemRow: items,
        content.ProvisionCitation: citations,
        content.ProvisionItemCitation: item_citations,
    }
