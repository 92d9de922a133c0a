"""Certificates, their versions, and the readings that each version rests on."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from schemas.tables.base import Base, Code, Exact, JsonObject, Key, Moment, Position, Sha256, owned_by


class Company(Base):
    __tablename__ = "companies"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[Exact]
    name_key: Mapped[Key] = mapped_column(unique=True)


class Issuer(Base):
    __tablename__ = "issuers"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[Exact]
    name_key: Mapped[Key] = mapped_column(unique=True)


class CertificateRow(Base):
    """A certificate by its accepted number, or, where that can't be read, by its first page.

    ``number_key`` is the number after NFKC and without white space; ``own_key`` names file, page
    and place on it, and flags that the number is not known.
    """

    __tablename__ = "certificates"
    __table_args__ = (
        UniqueConstraint("document_type", "number_key"),
        CheckConstraint("(number_key IS NULL) <> (own_key IS NULL)", name="numbered_or_own"),
        # An id that a person noted down must never come to mean another certificate.
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    document_type: Mapped[Code]
    number_key: Mapped[Key | None]
    own_key: Mapped[Key | None] = mapped_column(unique=True)
    created_at: Mapped[Moment]


class CertificateVersion(Base):
    """What the certificate says, dates in ISO 8601. ``number`` counts versions from 1 as saved;
    ``classification`` tells why it is of its type."""

    __tablename__ = "certificate_versions"
    __table_args__ = (
        UniqueConstraint("certificate_id", "number"),
        Index(
            "uq_certificate_versions_current",
            "certificate_id",
            unique=True,
            sqlite_where=text("is_current"),
            postgresql_where=text("is_current"),
        ),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    certificate_id: Mapped[int] = mapped_column(owned_by("certificates.id"))
    number: Mapped[int]
    is_current: Mapped[bool]
    license_number: Mapped[Exact | None]
    number_key: Mapped[Key | None] = mapped_column(index=True)
    company_id: Mapped[int | None] = mapped_column(ForeignKey("companies.id"), index=True)
    legal_representative: Mapped[Exact | None]
    scope: Mapped[Exact | None]
    coverage: Mapped[Exact | None]
    registered_capital: Mapped[Exact | None]
    address: Mapped[Exact | None]
    issuer_id: Mapped[int | None] = mapped_column(ForeignKey("issuers.id"), index=True)
    issue_date: Mapped[Exact | None]
    valid_from: Mapped[Exact | None]
    valid_until: Mapped[Exact | None]
    classification: Mapped[JsonObject | None]
    needs_review: Mapped[bool]
    saved_at: Mapped[Moment]


class CertificateReading(Base):
    """One reading of the certificate, from one set of pages, as the extractors gave it.

    Versions are derived from the set of readings, so that they don't depend on the order in
    which files arrive. ``content`` is the certificate as JSON, compressed by zlib; ``digest`` is
    the SHA-256 of that JSON.
    """

    __tablename__ = "certificate_readings"
    __table_args__ = (UniqueConstraint("certificate_id", "digest"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    certificate_id: Mapped[int] = mapped_column(owned_by("certificates.id"))
    version_id: Mapped[int | None] = mapped_column(ForeignKey("certificate_versions.id"), index=True)
    digest: Mapped[Sha256]
    content: Mapped[bytes]


class ReadingFile(Base):
    """A file that the reading was made from."""

    __tablename__ = "certificate_reading_files"

    reading_id: Mapped[int] = mapped_column(owned_by("certificate_readings.id"), primary_key=True)
    source_file_id: Mapped[int] = mapped_column(ForeignKey("source_files.id"), primary_key=True, index=True)


class VersionSource(Base):
    __tablename__ = "certificate_sources"

    version_id: Mapped[int] = mapped_column(owned_by("certificate_versions.id"), primary_key=True)
    position: Mapped[Position]
    seen_path_id: Mapped[int] = mapped_column(ForeignKey("seen_paths.id"), index=True)


class VersionPage(Base):
    """``page_no`` counts through the certificate; ``page_id`` is the page in its file."""

    __tablename__ = "certificate_pages"

    version_id: Mapped[int] = mapped_column(owned_by("certificate_versions.id"), primary_key=True)
    position: Mapped[Position]
    page_no: Mapped[int]
    kind: Mapped[Code]
    rotation: Mapped[int]
    page_id: Mapped[int] = mapped_column(ForeignKey("pages.id"), index=True)
