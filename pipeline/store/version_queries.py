"""What is asked of the database to put versions together again: a statement a table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import (
    JSON,
    ColumnElement,
    Connection,
    Dialect,
    Row,
    Select,
    SQLColumnExpression,
    Text,
    bindparam,
    cast,
    select,
)
from sqlalchemy.types import UserDefinedType

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

_Version = CertificateVersion
_PLAIN = (
    _Version.license_number, _Version.legal_representative, _Version.scope, _Version.coverage,
    _Version.registered_capital, _Version.address, _Version.issue_date, _Version.valid_from,
    _Version.valid_until, cast(_Version.classification, Text).label("classification"),
    _Version.needs_review,
)  # fmt: skip


class _IdList(UserDefinedType[Sequence[int]]):
    """Ids written into the statement: as hundreds of parameters in each of twenty statements they
    cost as much as the rows."""

    cache_ok = True

    def literal_processor(self, _dialect: Dialect) -> Callable[[Sequence[int]], str]:
        return lambda ids: f"({', '.join(str(int(at)) for at in ids) or 'NULL'})"


MOST_SPAN = 1.5
"""Ids from the first to the last of a run, for one that is asked for; the others are fetched in vain."""

_IDS = bindparam("ids", literal_execute=True, type_=_IdList())


@dataclass(frozen=True)
class Asked:
    """A statement for one version, which a server prepares once, for many, and for a run of them, by which an
    export takes a sixth less time. The version's id is the first column."""

    one: Select[*tuple[Any, ...]]
    many: Select[*tuple[Any, ...]]
    run: Select[*tuple[Any, ...]]

    def of(
        self, connection: Connection, version_ids: Sequence[int]
    ) -> tuple[tuple[str, ...], Sequence[Row[*tuple[Any, ...]]]]:
        """The names of the columns, and the rows of these versions."""
        first, last = min(version_ids, default=0), max(version_ids, default=0)
        asked, between = len(version_ids), last - first
        is_run = between < MOST_SPAN * asked
        if asked == 1:
            result = connection.execute(self.one, {"one": first})
        elif is_run:
            result = connection.execute(self.run, {"first": first, "last": last})
        else:
            result = connection.execute(self.many, {"ids": version_ids})
        names, rows = tuple(result.keys()), result.all()
        if is_run and between >= asked:
            wanted = set(version_ids)
            rows = [row for row in rows if row[0] in wanted]
        return names, rows


def _about(column: SQLColumnExpression[int], query: Select[*tuple[Any, ...]]) -> Asked:
    among: ColumnElement[bool] = column.bool_op("IN")(_IDS)
    within = column.between(bindparam("first"), bindparam("last"))
    return Asked(query.where(column == bindparam("one")), query.where(among), query.where(within))


HEADS = _about(
    _Version.id,
    select(
        _Version.id.label("version_id"), _Version.certificate_id, _Version.number, _Version.is_current,
        CertificateRow.document_type, Company.name.label("company"), Issuer.name.label("issuer"), *_PLAIN,
    )
    .join(CertificateRow, CertificateRow.id == _Version.certificate_id)
    .outerjoin(Company, Company.id == _Version.company_id)
    .outerjoin(Issuer, Issuer.id == _Version.issuer_id)
)  # fmt: skip
SOURCES = _about(
    VersionSource.version_id,
    select(VersionSource.version_id, SeenPath.path, SourceFile.sha256)
    .join(SeenPath, SeenPath.id == VersionSource.seen_path_id)
    .join(SourceFile, SourceFile.id == SeenPath.source_file_id)
    .order_by(VersionSource.version_id, VersionSource.position),
)
PAGES = _about(
    VersionPage.version_id,
    select(
        VersionPage.version_id, VersionPage.page_no, VersionPage.kind, VersionPage.rotation,
        SourceFile.sha256, PageRow.page_no.label("source_page_no"),
    )
    .join(PageRow, PageRow.id == VersionPage.page_id)
    .join(SourceFile, SourceFile.id == PageRow.source_file_id)
    .order_by(VersionPage.version_id, VersionPage.position)
)  # fmt: skip


@cache
def owned_rows(table: type[Base]) -> Asked:
    """The rows of a table that versions own, its key first, in the order of the key."""
    columns = table.__table__.columns
    keys = [column for column in columns if column.primary_key]
    values = (_as_stored(name, column) for name, column in columns.items() if not column.primary_key)
    return _about(columns["version_id"], select(*keys, *values).order_by(*keys))


def _as_stored(name: str, column: ColumnElement[Any]) -> ColumnElement[Any]:
    """JSON as the text that it is: most of it is only handed on."""
    return cast(column, Text).label(name) if isinstance(column.type, JSON) else column
