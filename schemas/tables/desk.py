"""What people decide about certificates, and what the desk keeps to list and find them fast.

Corrections, states and events are facts and outlive every re-reading: no key ties them to rows that
a reading may replace. The register and the search documents are derived and can be rebuilt.
"""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from schemas.tables.base import (
    Base,
    Code,
    Exact,
    Key,
    Moment,
    NamedNumbers,
    Numbers,
    Sha256,
    derived_from,
    owned_by,
)


class CorrectionRow(Base):
    """What a person says that one value is; append-only, the reading stays beside it.

    ``sha256`` and ``source_page_no`` name the page of paper that the person looked at: a correction
    holds for that paper, however the certificate is read and numbered later. ``quad`` is in its pixels.
    ``old`` and ``old_status`` are what was shown before, the status ``person`` where a person had
    said it. ``undoes`` names a correction taken back.
    """

    __tablename__ = "corrections"
    __table_args__ = (
        Index(None, "certificate_id", "id"),
        Index(None, "sha256", "source_page_no"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    certificate_id: Mapped[int]
    sha256: Mapped[Sha256]
    source_page_no: Mapped[int]
    key: Mapped[Exact]
    old: Mapped[Exact | None]
    old_status: Mapped[Code]
    new: Mapped[Exact | None]
    status: Mapped[Code]
    quad: Mapped[Numbers | None]
    why: Mapped[Exact | None]
    user_id: Mapped[int]
    user_name: Mapped[Exact]
    at: Mapped[Moment] = mapped_column(index=True)
    undoes: Mapped[int | None] = mapped_column(index=True)


class CertificateState(Base):
    """Where a certificate stands with the people. ``revision`` rises with every change by a person.

    ``digest`` is that of the content that was verified or rejected: other content is to be looked at anew.
    """

    __tablename__ = "certificate_states"

    certificate_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    state: Mapped[Code]
    revision: Mapped[int]
    assignee_id: Mapped[int | None]
    claimed_at: Mapped[Moment | None]
    digest: Mapped[Sha256 | None]


class CertificateEvent(Base):
    """The history of a certificate beside its corrections; append-only."""

    __tablename__ = "certificate_events"
    __table_args__ = (Index(None, "certificate_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    certificate_id: Mapped[int]
    action: Mapped[Code]
    why: Mapped[Exact | None]
    user_name: Mapped[Exact | None]
    at: Mapped[Moment] = mapped_column(index=True)


class RegisterEntry(Base):
    """One line a certificate: its version in force with corrections applied, for lists and figures.

    ``urgency`` 0 an error or an illegible value, 1 number or expiry in doubt, 2 other doubt, 3 none.
    ``open`` is whether a person should look. ``copy_until`` is the first day on which a use restriction
    of this copy runs out; ``folder`` the folder of its first file; ``digest`` that of the whole content.
    """

    __tablename__ = "register_entries"
    __table_args__ = (
        Index("ix_register_entries_queue", "open", "urgency", "certificate_id"),
        Index("ix_register_entries_urgency", "urgency", "certificate_id"),
        Index("ix_register_entries_valid_until", "valid_until", "certificate_id"),
        Index("ix_register_entries_copy_until", "copy_until", "certificate_id"),
        Index("ix_register_entries_issuer", "issuer", "certificate_id"),
        Index("ix_register_entries_state", "state", "certificate_id"),
        # What was read as a number can be of any length, and only a hash index of PostgreSQL takes that.
        Index("ix_register_entries_license_number", "license_number", postgresql_using="hash"),
    )

    certificate_id: Mapped[int] = mapped_column(owned_by("certificates.id"), primary_key=True)
    version_id: Mapped[int] = mapped_column(derived_from("certificate_versions.id"), index=True)
    document_type: Mapped[Code]
    license_number: Mapped[Exact | None]
    company: Mapped[Exact | None]
    legal_representative: Mapped[Exact | None]
    issuer: Mapped[Key | None]
    province: Mapped[Code | None]
    issue_date: Mapped[Code | None]
    valid_until: Mapped[Code | None]
    copy_until: Mapped[Code | None]
    folder: Mapped[Key]
    doubtful: Mapped[int]
    urgency: Mapped[int]
    open: Mapped[bool]
    state: Mapped[Code]
    assignee_id: Mapped[int | None] = mapped_column(index=True)
    read_at: Mapped[Moment]
    digest: Mapped[Sha256]


class SearchDocument(Base):
    """What the full-text index holds of a certificate, or of a file without one; ``content`` is the
    indexed text, column by column, as JSON compressed by zlib."""

    __tablename__ = "search_documents"
    __table_args__ = (
        CheckConstraint("(certificate_id IS NULL) <> (source_file_id IS NULL)", name="of_one"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    certificate_id: Mapped[int | None] = mapped_column(derived_from("certificates.id"), unique=True)
    source_file_id: Mapped[int | None] = mapped_column(derived_from("source_files.id"), unique=True)
    content: Mapped[bytes]


class Job(Base):
    """An upload that is read in the background. ``id`` is random and names no other job."""

    __tablename__ = "jobs"

    id: Mapped[Code] = mapped_column(primary_key=True)
    user_id: Mapped[int]
    state: Mapped[Code] = mapped_column(index=True)
    file_name: Mapped[Exact]
    path: Mapped[Exact]
    sha256: Mapped[Sha256]
    code: Mapped[Code | None]
    message: Mapped[Exact | None]
    certificate_ids: Mapped[Numbers] = mapped_column(server_default=text("'[]'"))
    created_at: Mapped[Moment]
    finished_at: Mapped[Moment | None]


class IdempotencyKey(Base):
    """An upload that was asked for before, by the same user under the same key."""

    __tablename__ = "idempotency_keys"

    user_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    key: Mapped[Key] = mapped_column(primary_key=True)
    sha256: Mapped[Sha256]
    job_id: Mapped[Code]
    created_at: Mapped[Moment]


class Webhook(Base):
    """An address that is told of events; ``secret`` signs what is sent there."""

    __tablename__ = "webhooks"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int]
    url: Mapped[Exact]
    events: Mapped[Numbers]
    secret: Mapped[Exact]
    created_at: Mapped[Moment]


class WebhookDelivery(Base):
    """One message to a webhook; ``state`` is waiting, delivered or failed."""

    __tablename__ = "webhook_deliveries"
    __table_args__ = (Index(None, "state", "next_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    webhook_id: Mapped[int] = mapped_column(owned_by("webhooks.id"), index=True)
    event: Mapped[Code]
    payload: Mapped[NamedNumbers]
    state: Mapped[Code]
    attempts: Mapped[int]
    next_at: Mapped[Moment]
    message: Mapped[Exact | None]
