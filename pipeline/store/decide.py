"""What a person does to a certificate: claim, correct, take back, verify, reject, open again.

Each function runs inside a transaction of the caller, holds the certificate, refuses what another
person has in hand or changed meanwhile, and leaves register and search index in step.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from pydantic import ValidationError
from sqlalchemy import Connection

from pipeline.store.apply import (
    PERSON,
    Correction,
    ReviewState,
    Standing,
    apply_standing,
    content_digest,
)
from pipeline.store.corrections import (
    ConflictError,
    check_free,
    has_lapsed,
    hold,
    insert_correction,
    note_event,
    save_state,
)
from pipeline.store.merge import LISTS, SCALARS, find_place
from pipeline.store.register import refresh_register
from pipeline.store.reviewed import Reviewed, load_reviewed
from pipeline.store.users import Account
from pipeline.store.webhooks import Event, announce
from schemas.errors import LicetError
from schemas.field import FieldStatus
from schemas.geometry import Quad

_EVENTS = {"verified": Event.VERIFIED, "rejected": Event.REJECTED, "reopened": Event.REOPENED}


class CorrectionError(LicetError):
    """The value cannot stand there."""

    code = "correction"


@dataclass(frozen=True)
class Said:
    """What a person says of one value: ``new`` with status accepted, or ``None`` with absent or
    illegible. ``page_no`` and ``quad`` where it was read from another place than the machine's."""

    key: str
    new: str | None
    status: FieldStatus = FieldStatus.ACCEPTED
    page_no: int | None = None
    quad: Quad | None = None
    why: str | None = None


def claim(
    connection: Connection, account: Account, certificate_id: int, *, take_over: bool = False
) -> Reviewed:
    """The certificate is this person's to check; with ``take_over`` even if another one has it.

    Raises:
        UnknownCertificateError: there is no such certificate.
        ConflictError: another person has it, or it is decided.
    """
    reviewed = _held(connection, certificate_id)
    if not take_over:
        check_free(reviewed.standing, account, None)
    if reviewed.standing.state in (ReviewState.VERIFIED, ReviewState.REJECTED):
        raise ConflictError("此证照已有结论，请先重新打开 / it is decided already: open it again first")
    standing = replace(reviewed.standing, state=ReviewState.IN_REVIEW, assignee_id=account.id)
    if reviewed.standing.assignee_id == account.id and reviewed.standing.state is standing.state:
        return reviewed
    return _save(connection, account, reviewed, standing, "claimed")


def release(connection: Connection, account: Account, certificate_id: int) -> Reviewed:
    """Gives the certificate back to the queue; one that nobody has stays as it is.

    Raises:
        UnknownCertificateError: there is no such certificate.
        ConflictError: another person has it.
    """
    reviewed = _held(connection, certificate_id)
    check_free(reviewed.standing, account, None)
    if reviewed.standing.state is not ReviewState.IN_REVIEW:
        return reviewed
    standing = replace(reviewed.standing, state=ReviewState.READ, assignee_id=None)
    return _save(connection, account, reviewed, standing, "released")


def correct(
    connection: Connection, account: Account, certificate_id: int, said: Said, revision: int | None
) -> Reviewed:
    """Writes down what a person says of a value. The certificate is then theirs to check.

    Raises:
        UnknownCertificateError: there is no such certificate.
        ConflictError: another person has it, it was changed since ``revision``, or is decided.
        CorrectionError: there is no such place in the record, or it must hold a value.
    """
    reviewed = _to_change(connection, account, certificate_id, revision)
    correction = _to_correction(reviewed, said)
    try:
        apply_standing(
            reviewed.reading,
            replace(reviewed.standing, corrections=(*reviewed.standing.corrections, correction)),
        )
    except ValidationError as error:
        raise CorrectionError(f"{said.key} 必须有值 / must hold a value") from error
    insert_correction(connection, account, correction)
    return _save(connection, account, reviewed, _in_hand(reviewed.standing, account))


def undo(
    connection: Connection,
    account: Account,
    certificate_id: int,
    correction_id: int | None,
    revision: int | None,
) -> Reviewed:
    """Takes back a correction, or the last one that holds; what held before it holds again.

    Raises:
        UnknownCertificateError, ConflictError: as for ``correct``.
        CorrectionError: nothing is there to take back.
    """
    reviewed = _to_change(connection, account, certificate_id, revision)
    holding = sorted(reviewed.holding.values(), key=lambda entry: entry.id)
    found = [entry for entry in holding if correction_id in (None, entry.id)]
    if not found:
        raise CorrectionError("没有可撤销的更正 / there is no correction to take back")
    last = found[-1]
    taken_back = replace(last, old=last.new, old_status=PERSON, new=last.old, why=None, undoes=last.id)
    insert_correction(connection, account, taken_back)
    return _save(connection, account, reviewed, _in_hand(reviewed.standing, account))


def verify(connection: Connection, account: Account, certificate_id: int, revision: int | None) -> Reviewed:
    """A person answers for the certificate as it stands.

    Raises:
        UnknownCertificateError, ConflictError: as for ``correct``.
        CorrectionError: a value is still in doubt.
    """
    reviewed = _to_change(connection, account, certificate_id, revision)
    if reviewed.doubtful:
        count = len(reviewed.doubtful)
        raise CorrectionError(f"还有 {count} 个值待核对 / {count} values are still in doubt")
    return _decide(connection, account, reviewed, ReviewState.VERIFIED, None)


def reject(
    connection: Connection, account: Account, certificate_id: int, why: str, revision: int | None
) -> Reviewed:
    """A person says that the paper cannot be taken, and why.

    Raises:
        UnknownCertificateError, ConflictError: as for ``correct``.
        CorrectionError: no reason is given.
    """
    if not why.strip():
        raise CorrectionError("请写明退回原因 / say why it is rejected")
    reviewed = _to_change(connection, account, certificate_id, revision)
    return _decide(connection, account, reviewed, ReviewState.REJECTED, why.strip())


def reopen(connection: Connection, account: Account, certificate_id: int, why: str | None = None) -> Reviewed:
    """A decided certificate is to be looked at again, by this person; any other stays as it is.

    Raises:
        UnknownCertificateError: there is no such certificate.
    """
    reviewed = _held(connection, certificate_id)
    if reviewed.standing.state not in (ReviewState.VERIFIED, ReviewState.REJECTED):
        return reviewed
    standing = replace(reviewed.standing, state=ReviewState.IN_REVIEW, assignee_id=account.id, digest=None)
    return _save(connection, account, reviewed, standing, "reopened", why)


def _held(connection: Connection, certificate_id: int) -> Reviewed:
    hold(connection, certificate_id)
    return load_reviewed(connection, certificate_id)


def _to_change(
    connection: Connection, account: Account, certificate_id: int, revision: int | None
) -> Reviewed:
    reviewed = _held(connection, certificate_id)
    check_free(reviewed.standing, account, revision)
    if reviewed.standing.state in (ReviewState.VERIFIED, ReviewState.REJECTED):
        raise ConflictError("此证照已有结论，请先重新打开 / it is decided already: open it again first")
    return reviewed


def _in_hand(standing: Standing, account: Account) -> Standing:
    taken = standing.assignee_id not in (None, account.id) and not has_lapsed(standing)
    holder = standing.assignee_id if taken else account.id
    return replace(standing, state=ReviewState.IN_REVIEW, assignee_id=holder)


def _to_correction(reviewed: Reviewed, said: Said) -> Correction:
    certificate = reviewed.as_read
    head = said.key.partition(".")[0]
    record = certificate.model_dump(mode="json")
    known = head in (*SCALARS, *LISTS) or said.key in certificate.further
    place = find_place(record, said.key) if known else None
    if place is None or not _is_text(*place):
        raise CorrectionError(f"记录中没有 {said.key} / the record has no {said.key}")
    if (said.new is None) == (said.status is FieldStatus.ACCEPTED):
        raise CorrectionError(
            "有值为 accepted，无值为 absent 或 illegible / a value is accepted, none is not"
        )
    field = certificate.fields.get(said.key)
    page_no = said.page_no or (field.page_no if field is not None else None)
    page = next((page for page in certificate.pages if page.page_no == page_no), None)
    if page is None:
        if said.page_no is not None or not certificate.pages:
            raise CorrectionError(f"没有第 {said.page_no} 页 / there is no page {said.page_no}")
        page = certificate.pages[0]
    held = reviewed.holding.get(said.key)
    before = held.new if held is not None else _value(*place)
    status = FieldStatus.ABSENT if field is None else field.status
    return Correction(
        id=0,
        certificate_id=reviewed.id,
        sha256=page.sha256,
        source_page_no=page.source_page_no,
        key=said.key,
        old=before,
        old_status=status.value if held is None else PERSON,
        new=said.new,
        status=said.status,
        quad=said.quad,
        why=said.why,
        user_name="",
        at=datetime.now(UTC),
    )


def _value(holder: object, name: object) -> str | None:
    value = holder[name] if isinstance(holder, list) and isinstance(name, int) else None
    if isinstance(holder, dict):
        value = holder.get(name)
    return value if isinstance(value, str) else None


def _is_text(holder: object, name: object) -> bool:
    value = holder.get(name) if isinstance(holder, dict) else None
    if isinstance(holder, list) and isinstance(name, int):
        value = holder[name]
    return (value is None or isinstance(value, str)) and name not in ("kind", "shape", "page_no")


def _decide(
    connection: Connection, account: Account, reviewed: Reviewed, state: ReviewState, why: str | None
) -> Reviewed:
    undecided = replace(reviewed.standing, digest=None)
    digest = content_digest(apply_standing(reviewed.reading, undecided))
    standing = replace(reviewed.standing, state=state, assignee_id=None, digest=digest)
    return _save(connection, account, reviewed, standing, state.value, why)


def _save(
    connection: Connection,
    account: Account,
    reviewed: Reviewed,
    standing: Standing,
    action: str | None = None,
    why: str | None = None,
) -> Reviewed:
    save_state(connection, reviewed.id, standing)
    if action is not None:
        note_event(connection, reviewed.id, action, account.name, why)
    event = Event.CORRECTED if action is None else _EVENTS.get(action)
    if event is not None:
        announce(connection, event, {"certificate": reviewed.id})
    refresh_register(connection, [reviewed.id])
    return load_reviewed(connection, reviewed.id)
