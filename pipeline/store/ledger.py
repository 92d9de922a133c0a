"""What became of all files: the ledger that a run goes on from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, exists, func, or_, select

from schemas.outcome import OutcomeStatus
from schemas.tables.certificates import CertificateVersion
from schemas.tables.fields import IssueRow
from schemas.tables.files import FileOutcome, SeenPath

_BATCH = 1000
# Of bytes that lie nowhere any more, such as a broken file that was mended, there is nothing to tell.
_THERE = or_(
    FileOutcome.source_file_id.is_(None),
    exists().where(SeenPath.source_file_id == FileOutcome.source_file_id, SeenPath.current),
)


@dataclass(frozen=True)
class OutcomeCount:
    """Files with one outcome, their pages, and the seconds that reading them took."""

    status: OutcomeStatus
    code: str
    files: int
    pages: int
    seconds: float


@dataclass(frozen=True)
class SlowFile:
    """A file that took long; ``path`` is one that it was seen at."""

    path: str
    seconds: float
    pages: int


@dataclass(frozen=True)
class IssueCount:
    """Certificates in force with an issue of one kind."""

    code: str
    severity: str
    certificates: int


@dataclass(frozen=True)
class Ledger:
    """``outcomes`` by status and code; ``slowest`` and ``issues`` the first by what they are named for;
    ``certificates`` and ``needs_review`` count those in force."""

    outcomes: tuple[OutcomeCount, ...]
    slowest: tuple[SlowFile, ...]
    issues: tuple[IssueCount, ...]
    certificates: int
    needs_review: int


def load_ledger(connection: Connection, most: int) -> Ledger:
    """See ``Store.ledger``."""
    outcomes = connection.execute(
        select(
            FileOutcome.status, FileOutcome.code, func.count(), func.sum(FileOutcome.pages),
            func.coalesce(func.sum(FileOutcome.seconds), 0.0),
        )
        .where(_THERE)
        .group_by(FileOutcome.status, FileOutcome.code)
        .order_by(FileOutcome.status, func.count().desc(), FileOutcome.code)
    )  # fmt: skip
    slowest = connection.execute(
        select(FileOutcome.source_file_id, FileOutcome.seconds, FileOutcome.pages)
        .where(FileOutcome.seconds.is_not(None), FileOutcome.source_file_id.is_not(None), _THERE)
        .order_by(FileOutcome.seconds.desc())
        .limit(most)
    ).all()
    issues = connection.execute(
        select(IssueRow.code, IssueRow.severity, func.count(IssueRow.version_id.distinct()))
        .join(CertificateVersion, CertificateVersion.id == IssueRow.version_id)
        .where(CertificateVersion.is_current)
        .group_by(IssueRow.code, IssueRow.severity)
        .order_by(func.count(IssueRow.version_id.distinct()).desc(), IssueRow.code)
        .limit(most)
    )
    current = select(func.count()).select_from(CertificateVersion).where(CertificateVersion.is_current)
    paths = _paths(connection, [row.source_file_id for row in slowest])
    return Ledger(
        outcomes=tuple(OutcomeCount(OutcomeStatus(row[0]), *row[1:4], row[4] or 0.0) for row in outcomes),
        slowest=tuple(SlowFile(paths[row.source_file_id], row.seconds, row.pages) for row in slowest),
        issues=tuple(IssueCount(*row) for row in issues),
        certificates=connection.scalars(current).one(),
        needs_review=connection.scalars(current.where(CertificateVersion.needs_review)).one(),
    )


def find_unfinished(connection: Connection, codes: Sequence[str]) -> Iterator[str]:
    """See ``Store.unfinished``."""
    query = select(FileOutcome.id, FileOutcome.path, FileOutcome.source_file_id).order_by(FileOutcome.id)
    query = query.where(FileOutcome.status != OutcomeStatus.COMPLETE, _THERE).limit(_BATCH)
    if codes:
        query = query.where(FileOutcome.code.in_(codes))
    last = 0
    while rows := connection.execute(query.where(FileOutcome.id > last)).all():
        paths = _paths(connection, [row.source_file_id for row in rows if row.source_file_id is not None])
        for row in rows:
            yield row.path if row.source_file_id is None else paths[row.source_file_id]
        last = rows[-1].id


def _paths(connection: Connection, file_ids: Sequence[int]) -> dict[int, str]:
    """A path for each file: one where it is now, if any."""
    query = select(SeenPath.source_file_id, SeenPath.path).where(SeenPath.source_file_id.in_(file_ids))
    rows = connection.execute(query.order_by(SeenPath.current, SeenPath.path_key.desc()))
    return {row.source_file_id: row.path for row in rows}
