"""One version of a certificate to the database: its head row and all that it owns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from pipeline.comparable import text_to_comparable
from pipeline.store.file_rows import find_files, save_source_path
from pipeline.store.merge import SCALARS
from pipeline.store.version_rows import OWNED, Row, Rows, certificate_to_rows
from schemas.certificate import Certificate
from schemas.errors import StoreError
from schemas.tables.base import text_to_key
from schemas.tables.certificates import CertificateVersion, Company, Issuer, VersionPage, VersionSource
from schemas.tables.pages import PageRow

_PLAIN = tuple(name for name in SCALARS if name not in ("company", "issuer"))


def insert_version(connection: Connection, certificate_id: int, number: int, certificate: Certificate) -> int:
    """A new version, not yet the current one; its id."""
    head = _head(connection, certificate)
    new = insert(CertificateVersion).values(
        certificate_id=certificate_id, number=number, is_current=False, **head
    )
    version_id = connection.execute(new.returning(CertificateVersion.id)).scalar_one()
    _insert_owned(connection, version_id, certificate)
    return version_id


def update_version(connection: Connection, version_id: int, certificate: Certificate) -> None:
    """The version as it is from now on, under the same id and number."""
    head = _head(connection, certificate)
    connection.execute(update(CertificateVersion).where(CertificateVersion.id == version_id).values(**head))
    for table in reversed(OWNED):
        connection.execute(delete(table).where(table.__table__.c.version_id == version_id))
    _insert_owned(connection, version_id, certificate)


def save_names(connection: Connection, certificates: Iterable[Certificate]) -> None:
    """Companies and issuers of all certificates, in one order so that writers don't block each other."""
    certificates = list(certificates)
    for table, names in (
        (Company, {certificate.company for certificate in certificates}),
        (Issuer, {certificate.issuer for certificate in certificates}),
    ):
        rows = [{"name": name, "name_key": text_to_key(name)} for name in names if name is not None]
        for row in sorted(rows, key=lambda row: row["name_key"]):
            dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
            connection.execute(dialect.insert(table).values(**row).on_conflict_do_nothing())


def _head(connection: Connection, certificate: Certificate) -> dict[str, Any]:
    number = certificate.license_number
    return {
        **{name: getattr(certificate, name) for name in _PLAIN},
        "number_key": None if number is None else text_to_key(text_to_comparable(number)),
        "company_id": _find_name(connection, Company, certificate.company),
        "issuer_id": _find_name(connection, Issuer, certificate.issuer),
        "classification": None
        if certificate.classification is None
        else certificate.classification.model_dump(mode="json"),
        "needs_review": certificate.needs_review,
        "saved_at": datetime.now(UTC),
    }


def _find_name(connection: Connection, table: type[Company | Issuer], name: str | None) -> int | None:
    if name is None:
        return None
    return connection.scalars(select(table.id).where(table.name_key == text_to_key(name))).one()


def _insert_owned(connection: Connection, version_id: int, certificate: Certificate) -> None:
    named = {source.sha256 for source in certificate.sources} | {page.sha256 for page in certificate.pages}
    files = find_files(connection, named)
    rows: Rows = {
        **certificate_to_rows(certificate, version_id),
        VersionSource: _source_rows(connection, version_id, certificate, files),
        VersionPage: _page_rows(connection, version_id, certificate, files),
    }
    for table in OWNED:
        if rows[table]:
            connection.execute(insert(table), rows[table])


def _source_rows(
    connection: Connection, version_id: int, certificate: Certificate, ids: Mapping[str, int]
) -> list[Row]:
    rows: list[Row] = []
    for position, source in enumerate(certificate.sources):
        if source.sha256 not in ids:
            raise StoreError(
                "证照所指的文件不在数据库中，请先读取该文件"
                f" / A certificate names the file {source.path}, which the database does not hold. Read that"
                " file first."
            )
        path_id = save_source_path(connection, ids[source.sha256], source.path)
        rows.append({"version_id": version_id, "position": position, "seen_path_id": path_id})
    return rows


def _page_rows(
    connection: Connection, version_id: int, certificate: Certificate, files: Mapping[str, int]
) -> list[Row]:
    query = select(PageRow.id, PageRow.source_file_id, PageRow.page_no)
    found = connection.execute(query.where(PageRow.source_file_id.in_(sorted(files.values()))))
    ids = {(row.source_file_id, row.page_no): row.id for row in found}
    rows: list[Row] = []
    for position, page in enumerate(certificate.pages):
        page_id = ids.get((files.get(page.sha256, 0), page.source_page_no))
        if page_id is None:
            raise StoreError(
                f"证照所指的第 {page.source_page_no} 页不在数据库中，请重新读取文件 {page.sha256[:12]}…"
                f" / A certificate names page {page.source_page_no} of the file {page.sha256[:12]}…, which"
                " the database does not hold. Read that file again."
            )
        head = page.model_dump(mode="json", include={"page_no", "kind", "rotation"})
        rows.append({"version_id": version_id, "position": position, "page_id": page_id, **head})
    return rows
