"""What a version of a certificate holds: business items, annexes, seals, provisions and so on."""

from __future__ import annotations

from typing import Annotated

from sqlalchemy import ForeignKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from schemas.tables.base import Base, Code, Exact, Position, owned_by

Version = Annotated[int, mapped_column(owned_by("certificate_versions.id"), primary_key=True)]


class BusinessItemRow(Base):
    __tablename__ = "business_items"

    version_id: Mapped[Version]
    position: Mapped[Position]
    code: Mapped[Exact | None]
    name: Mapped[Exact]


class BusinessItemTerm(Base):
    """A qualifier of a business item; ``kind`` is ``only``, ``excluded`` or ``areas``."""

    __tablename__ = "business_item_terms"
    __table_args__ = (
        ForeignKeyConstraint(
            ["version_id", "item_position"],
            ["business_items.version_id", "business_items.position"],
            ondelete="CASCADE",
        ),
    )

    version_id: Mapped[Position]
    item_position: Mapped[Position]
    kind: Mapped[Code] = mapped_column(primary_key=True)
    position: Mapped[Position]
    text: Mapped[Exact]


class AnnexRow(Base):
    __tablename__ = "annexes"

    version_id: Mapped[Version]
    position: Mapped[Position]
    page_no: Mapped[int]
    server_location: Mapped[Exact | None]
    access_provider: Mapped[Exact | None]


class WebsiteRow(Base):
    __tablename__ = "websites"
    __table_args__ = (
        ForeignKeyConstraint(
            ["version_id", "annex_position"], ["annexes.version_id", "annexes.position"], ondelete="CASCADE"
        ),
    )

    version_id: Mapped[Position]
    annex_position: Mapped[Position]
    position: Mapped[Position]
    name: Mapped[Exact | None]
    services: Mapped[Exact | None]


class WebsiteDomain(Base):
    __tablename__ = "website_domains"
    __table_args__ = (
        ForeignKeyConstraint(
            ["version_id", "annex_position", "website_position"],
            ["websites.version_id", "websites.annex_position", "websites.position"],
            ondelete="CASCADE",
        ),
    )

    version_id: Mapped[Position]
    annex_position: Mapped[Position]
    website_position: Mapped[Position]
    position: Mapped[Position]
    domain: Mapped[Exact]


class UseRestrictionRow(Base):
    """What the copy may be used for; ``valid_until`` is the copy's, never the license's."""

    __tablename__ = "use_restrictions"

    version_id: Mapped[Version]
    position: Mapped[Position]
    page_no: Mapped[int]
    text: Mapped[Exact]
    purpose: Mapped[Exact | None]
    valid_until: Mapped[Exact | None]
    copy_rule: Mapped[Exact | None]


class CertificateSeal(Base):
    __tablename__ = "certificate_seals"

    version_id: Mapped[Version]
    position: Mapped[Position]
    page_no: Mapped[int]
    kind: Mapped[Code]
    shape: Mapped[Code]
    text: Mapped[Exact | None]
    inner_text: Mapped[Exact | None]


class ProvisionRow(Base):
    __tablename__ = "provisions"

    version_id: Mapped[Version]
    position: Mapped[Position]
    number: Mapped[Exact]
    text: Mapped[Exact]


class ProvisionItemRow(Base):
    __tablename__ = "provision_items"
    __table_args__ = (
        ForeignKeyConstraint(
            ["version_id", "provision_position"],
            ["provisions.version_id", "provisions.position"],
            ondelete="CASCADE",
        ),
    )

    version_id: Mapped[Position]
    provision_position: Mapped[Position]
    position: Mapped[Position]
    number: Mapped[Exact]
    text: Mapped[Exact]


class ProvisionCitation(Base):
    """A law or decree that the provision's own text cites."""

    __tablename__ = "provision_citations"
    __table_args__ = (
        ForeignKeyConstraint(
            ["version_id", "provision_position"],
            ["provisions.version_id", "provisions.position"],
            ondelete="CASCADE",
        ),
    )

    version_id: Mapped[Position]
    provision_position: Mapped[Position]
    position: Mapped[Position]
    title: Mapped[Exact | None]
    decree: Mapped[Exact | None]


class ProvisionItemCitation(Base):
    __tablename__ = "provision_item_citations"
    __table_args__ = (
        ForeignKeyConstraint(
            ["version_id", "provision_position", "item_position"],
            ["provision_items.version_id", "provision_items.provision_position", "provision_items.position"],
            ondelete="CASCADE",
        ),
    )

    version_id: Mapped[Position]
    provision_position: Mapped[Position]
    item_position: Mapped[Position]
    position: Mapped[Position]
    title: Mapped[Exact | None]
    decree: Mapped[Exact | None]


class InspectionRow(Base):
    __tablename__ = "inspections"

    version_id: Mapped[Version]
    position: Mapped[Position]
    page_no: Mapped[int]
    year: Mapped[Exact | None]
    result: Mapped[Exact | None]
    date: Mapped[Exact | None]


class CertificateQrPayload(Base):
    __tablename__ = "certificate_qr_payloads"

    version_id: Mapped[Version]
    position: Mapped[Position]
    payload: Mapped[Exact]


class PairRow(Base):
    """A label and its value on a certificate of no known type."""

    __tablename__ = "certificate_pairs"

    version_id: Mapped[Version]
    position: Mapped[Position]
    page_no: Mapped[int]
    label: Mapped[Exact | None]
    value: Mapped[Exact | None]
