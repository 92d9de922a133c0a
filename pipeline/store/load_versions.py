"""Rows of versions back to certificates, many at once: one statement a table, not a certificate."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, select

from pipeline.store.version_rows import TERM_KINDS, Row
from schemas.certificate import Certificate
from schemas.tables import content, fields
from schemas.tables.base import Base
from schemas.tables.certificates import (
    CertificateRow,
    CertificateVersion,
    Company,
    Issuer,
    VersionPage,
    VersionSource,
)
from schemas.tables.files import SeenPath, SourceFile
from schemas.tables.pages import PageRow


@dataclass(frozen=True)
class StoredCertificate:
    """A version of a certificate as the database holds it.

    ``id`` is the certificate's and the same for all its versions; ``version`` counts from 1 as
    saved; ``current`` marks the version in force.
    """

    id: int
    version: int
    current: bool
    certificate: Certificate


_Version = CertificateVersion
_PLAIN = (
    _Version.license_number, _Version.legal_representative, _Version.scope, _Version.coverage,
    _Version.registered_capital, _Version.address, _Version.issue_date, _Version.valid_from,
    _Version.valid_until, _Version.classification,
    _Version.needs_review,
)  # fmt: skip
_HEADS = (
    select(
        _Version.id.label("version_id"), _Version.certificate_id, _Version.number, _Version.is_current,
        CertificateRow.document_type, Company.name.label("company"), Issuer.name.label("issuer"), *_PLAIN,
    )
    .join(CertificateRow, CertificateRow.id == _Version.certificate_id)
    .outerjoin(Company, Company.id == _Version.company_id)
    .outerjoin(Issuer, Issuer.id == _Version.issuer_id)
)  # fmt: skip
_SOURCES = (
    select(VersionSource.version_id, SeenPath.path, SourceFile.sha256)
    .join(SeenPath, SeenPath.id == VersionSource.seen_path_id)
    .join(SourceFile, SourceFile.id == SeenPath.source_file_id)
    .order_by(VersionSource.version_id, VersionSource.position)
)
_PAGES = (
    select(
        VersionPage.version_id, VersionPage.page_no, VersionPage.kind, VersionPage.rotation,
        SourceFile.sha256, PageRow.page_no.label("source_page_no"),
    )
    .join(PageRow, PageRow.id == VersionPage.page_id)
    .join(SourceFile, SourceFile.id == PageRow.source_file_id)
    .order_by(VersionPage.version_id, VersionPage.position)
)  # fmt: skip

# Rows by the key of their parent, which starts with the version's id; in order.
_Children = dict[tuple[Any, ...], list[Row]]


def load_versions(connection: Connection, version_ids: Sequence[int]) -> list[StoredCertificate]:
    """The versions with these ids, in the order of the ids; an id that is not there is left out."""
    heads = {row.version_id: row for row in connection.execute(_HEADS.where(_Version.id.in_(version_ids)))}
    parts = _Parts(connection, list(heads))
    stored: list[StoredCertificate] = []
    for version_id in version_ids:
        head = heads.get(version_id)
        if head is not None:
            values = {name: value for name, value in head._mapping.items() if name not in _NOT_OF_RECORD}
            certificate = Certificate.model_validate({**values, **parts.of_version(version_id)})
            stored.append(StoredCertificate(head.certificate_id, head.number, head.is_current, certificate))
    return stored


_NOT_OF_RECORD = {"version_id", "certificate_id", "number", "is_current"}


class _Parts:
    """Everything that the versions own, fetched table by table."""

    def __init__(self, connection: Connection, version_ids: Sequence[int]) -> None:
        def owned(table: type[Base]) -> _Children:
            return _fetch_owned(connection, table, version_ids)

        self._sources = _fetch(connection, _SOURCES, VersionSource, version_ids)
        self._pages = _fetch(connection, _PAGES, VersionPage, version_ids)
        self._business_items = owned(content.BusinessItemRow)
        self._terms = owned(content.BusinessItemTerm)
        self._annexes = owned(content.AnnexRow)
        self._websites = owned(content.WebsiteRow)
        self._domains = owned(content.WebsiteDomain)
        self._use_restrictions = owned(content.UseRestrictionRow)
        self._seals = owned(content.CertificateSeal)
        self._provisions = owned(content.ProvisionRow)
        self._items = owned(content.ProvisionItemRow)
        self._citations = owned(content.ProvisionCitation)
        self._item_citations = owned(content.ProvisionItemCitation)
        self._inspections = owned(content.InspectionRow)
        self._qr_payloads = owned(content.CertificateQrPayload)
        self._pairs = owned(content.PairRow)
        self._fields = owned(fields.FieldValueRow)
        self._further = owned(fields.FurtherValue)
        self._issues = owned(fields.IssueRow)

    def of_version(self, version_id: int) -> dict[str, Any]:
        key = (version_id,)
        return {
            "business_items": self._items_of(key),
            "annexes": self._annexes_of(key),
            "use_restrictions": self._use_restrictions[key],
            "seals": self._seals[key],
            "provisions": self._provisions_of(key),
            "inspections": self._inspections[key],
            "pages": self._pages[key],
            "further": {row["key"]: row["value"] for row in self._further[key]},
            "qr_payloads": [row["payload"] for row in self._qr_payloads[key]],
            "pairs": self._pairs[key],
            "fields": {row.pop("key"): row for row in self._fields[key]},
            "issues": self._issues[key],
            "sources": self._sources[key],
        }

    def _items_of(self, key: tuple[Any, ...]) -> list[Row]:
        return [
            {**item, **{kind: [row["text"] for row in self._terms[(*key, at, kind)]] for kind in TERM_KINDS}}
            for at, item in enumerate(self._business_items[key])
        ]

    def _annexes_of(self, key: tuple[Any, ...]) -> list[Row]:
        return [
            {
                **annex,
                "websites": [
                    {**website, "domains": [row["domain"] for row in self._domains[(*key, at, website_at)]]}
                    for website_at, website in enumerate(self._websites[(*key, at)])
                ],
            }
            for at, annex in enumerate(self._annexes[key])
        ]

    def _provisions_of(self, key: tuple[Any, ...]) -> list[Row]:
        return [
            {
                **provision,
                "citations": self._citations[(*key, at)],
                "items": [
                    {**item, "citations": self._item_citations[(*key, at, item_at)]}
                    for item_at, item in enumerate(self._items[(*key, at)])
                ],
            }
            for at, provision in enumerate(self._provisions[key])
        ]


def _fetch_owned(connection: Connection, table: type[Base], version_ids: Sequence[int]) -> _Children:
    """Rows without their key, which is the parent's key and then the position."""
    columns = table.__table__.columns
    keys = [column for column in columns if column.primary_key]
    names = [column.name for column in columns if not column.primary_key]
    query = select(*keys, *(columns[name] for name in names))
    rows = connection.execute(query.where(columns["version_id"].in_(version_ids)).order_by(*keys))
    children: _Children = defaultdict(list)
    depth = len(keys)
    for row in rows:
        children[tuple(row[: depth - 1])].append(dict(zip(names, row[depth:], strict=True)))
    return children


def _fetch(
    connection: Connection,
    query: Select[*tuple[Any, ...]],
    owner: type[VersionSource | VersionPage],
    ids: Sequence[int],
) -> _Children:
    children: _Children = defaultdict(list)
    for row in connection.execute(query.where(owner.version_id.in_(ids))).mappings():
        children[(row["version_id"],)].append({name: row[name] for name in row if name != "version_id"})
    return children
