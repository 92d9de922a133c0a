"""What people said of certificates, in the database: corrections, states, history. Append-only, but
for the present state itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import chain
from typing import Any

from sqlalchemy import Connection, Row, bindparam, exists, insert, select, update

from pipeline.store.apply import Correction, ReviewState, Standing
from pipeline.store.locks import lock
from pipeline.store.moments import aware
from pipeline.store.users import Account
from schemas.errors import LicetError
from schemas.field import FieldStatus
from schemas.geometry import Quad
from schemas.tables.certificates import CertificateRow
from schemas.tables.desk import CertificateEvent, CertificateState, CorrectionRow

CLAIM_LIFE = timedelta(minutes=30)
"""How long a claim holds without any change by its holder."""


class ConflictError(LicetError):
    """Another person changed the certificate, or holds it."""

    code = "conflict"


@dataclass(frozen=True)
class HistoryLine:
    """One line of a certificate's history."""

    action: str
    why: str | None
    user_name: str | None
    at: datetime


# Built once: putting a statement together costs more than running it.
_STATES = select(CertificateState).where(
    CertificateState.certificate_id.in_(bindparam("ids", expanding=True))
)
_OWN = select(CorrectionRow).where(CorrectionRow.certificate_id.in_(bindparam("ids", expanding=True)))
_ORPHANED = select(CorrectionRow).where(
    CorrectionRow.sha256.in_(bindparam("papers", expanding=True)),
    CorrectionRow.certificate_id.not_in(bindparam("ids", expanding=True)),
    ~exists().where(CertificateRow.id == CorrectionRow.certificate_id),
)
_EVENTS = (
    select(CertificateEvent)
    .where(CertificateEvent.certificate_id == bindparam("at"))
    .order_by(CertificateEvent.id)
)

Paper = tuple[str, int]
"""A page of paper: SHA-256 of its file and its number there."""


def load_standings(connection: Connection, papers: Mapping[int, Iterable[Paper]]) -> dict[int, Standing]:
    """What people said of each certificate, by its id; of most nothing, and those are left out.

    ``papers`` holds the pages of each. Corrections are found by the id and, where the certificate
    that they were made on is no more (its number was read later), by the page.
    """
    ids = sorted(papers)
    standings = {row.certificate_id: _standing(row) for row in connection.execute(_STATES, {"ids": ids})}
    rejected = [at for at, standing in standings.items() if standing.state is ReviewState.REJECTED]
    for at in rejected:
        standings[at] = replace(standings[at], why=_last_reason(connection, at))
    pages = {paper: at for at, own in papers.items() for paper in own}
    found: dict[int, list[Correction]] = defaultdict(list)
    for correction in _find_corrections(connection, ids, pages):
        at = correction.certificate_id
        if at not in papers:
            at = pages[(correction.sha256, correction.source_page_no)]
        found[at].append(correction)
    for at, corrections in found.items():
        standings[at] = replace(standings.get(at, Standing()), corrections=tuple(corrections))
    return standings


def _find_corrections(
    connection: Connection, ids: Sequence[int], pages: Mapping[Paper, int]
) -> list[Correction]:
    given = {"ids": ids, "papers": sorted({sha256 for sha256, _ in pages})}
    rows = chain(connection.execute(_OWN, {"ids": ids}), connection.execute(_ORPHANED, given))
    found = [_correction(row) for row in rows]
    kept = (
        entry
        for entry in found
        if entry.certificate_id in ids or (entry.sha256, entry.source_page_no) in pages
    )
    return sorted(kept, key=lambda entry: entry.id)


def hold(connection: Connection, certificate_id: int) -> None:
    """Lets no other transaction change the certificate until this one ends."""
    lock(connection, [f"desk {certificate_id}"])


def check_free(standing: Standing, account: Account, revision: int | None) -> None:
    """Whether this person may change the certificate now.

    Raises:
        ConflictError: another person holds it, or changed it since ``revision`` was shown.
    """
    if standing.assignee_id not in (None, account.id) and not has_lapsed(standing):
        raise ConflictError(
            "此证照正由他人核对，请先接手 / another person has this certificate: take it over first"
        )
    if revision is not None and revision != standing.revision:
        raise ConflictError(
            "此证照已被他人修改，请刷新 / it was changed by another person meanwhile: load it again"
        )


def has_lapsed(standing: Standing) -> bool:
    """Whether a claim is so old that it counts no more."""
    return standing.claimed_at is None or datetime.now(UTC) - standing.claimed_at > CLAIM_LIFE


def insert_correction(connection: Connection, account: Account, correction: Correction) -> int:
    """Writes it down; its id. ``correction.id`` and ``at`` are set here."""
    values = {
        "certificate_id": correction.certificate_id,
        "sha256": correction.sha256,
        "source_page_no": correction.source_page_no,
        "key": correction.key,
        "old": correction.old,
        "old_status": correction.old_status,
        "new": correction.new,
        "status": correction.status.value,
        "quad": None if correction.quad is None else correction.quad.model_dump(mode="json"),
        "why": correction.why,
        "user_id": account.id,
        "user_name": account.name,
        "at": datetime.now(UTC),
        "undoes": correction.undoes,
    }
    return connection.execute(insert(CorrectionRow).values(**values).returning(CorrectionRow.id)).scalar_one()


def save_state(connection: Connection, certificate_id: int, standing: Standing) -> int:
    """Where the certificate stands from now on; the new revision."""
    values = {
        "state": standing.state.value,
        "revision": standing.revision + 1,
        "assignee_id": standing.assignee_id,
        "claimed_at": None if standing.assignee_id is None else datetime.now(UTC),
        "digest": standing.digest,
    }
    mine = CertificateState.certificate_id == certificate_id
    changed = connection.execute(update(CertificateState).where(mine).values(**values)).rowcount
    if not changed:
        connection.execute(insert(CertificateState).values(certificate_id=certificate_id, **values))
    return standing.revision + 1


def note_event(
    connection: Connection, certificate_id: int, action: str, user_name: str | None, why: str | None = None
) -> None:
    """One more line of history."""
    values = {"certificate_id": certificate_id, "action": action, "why": why, "user_name": user_name}
    connection.execute(insert(CertificateEvent).values(**values, at=datetime.now(UTC)))


def list_history(connection: Connection, certificate_id: int) -> list[HistoryLine]:
    """The history beside the corrections, oldest first."""
    rows = connection.execute(_EVENTS, {"at": certificate_id})
    return [HistoryLine(row.action, row.why, row.user_name, aware(row.at)) for row in rows]


def _last_reason(connection: Connection, certificate_id: int) -> str | None:
    mine = CertificateEvent.certificate_id == certificate_id, CertificateEvent.action == "rejected"
    query = select(CertificateEvent.why).where(*mine).order_by(CertificateEvent.id.desc()).limit(1)
    return connection.scalars(query).one_or_none()


def _standing(row: Row[*tuple[Any, ...]]) -> Standing:
    values = row._mapping
    return Standing(
        state=ReviewState(values["state"]),
        revision=values["revision"],
        assignee_id=values["assignee_id"],
        claimed_at=None if values["claimed_at"] is None else aware(values["claimed_at"]),
        digest=values["digest"],
    )


def _correction(row: Row[*tuple[Any, ...]]) -> Correction:
    values = row._mapping
    names = ("id", "certificate_id", "sha256", "source_page_no", "key", "old", "old_status", "new", "why")
    return Correction(
        **{name: values[name] for name in names},
        status=FieldStatus(values["status"]),
        quad=None if values["quad"] is None else Quad.model_validate(values["quad"]),
        user_name=values["user_name"],
        at=aware(values["at"]),
        undoes=values["undoes"],
    )
