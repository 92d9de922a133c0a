"""What is known about the values of a version: provenance, further keys, issues."""

from __future__ import annotations

from typing import Annotated

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from schemas.tables.base import Base, Code, Exact, Key, NamedNumbers, Numbers, Position, owned_by

Version = Annotated[int, mapped_column(owned_by("certificate_versions.id"), primary_key=True)]


class FieldValueRow(Base):
    """``key`` is a dotted path into the record, ``quad`` in source pixels of ``page_no``; ``evidence``
    are the features of ``confidence`` by name."""

    __tablename__ = "field_values"
    __table_args__ = (UniqueConstraint("version_id", "key"),)

    version_id: Mapped[Version]
    position: Mapped[Position]
    key: Mapped[Key]
    raw: Mapped[Exact | None]
    value: Mapped[Exact | None]
    confidence: Mapped[float]
    status: Mapped[Code]
    page_no: Mapped[int | None]
    quad: Mapped[Numbers | None]
    engine: Mapped[str | None]
    evidence: Mapped[NamedNumbers] = mapped_column(server_default="{}")


class FurtherValue(Base):
    """A key that only some document types carry, such as ``unified_social_credit_code``."""

    __tablename__ = "further_values"
    __table_args__ = (UniqueConstraint("version_id", "key"),)

    version_id: Mapped[Version]
    position: Mapped[Position]
    key: Mapped[Key]
    value: Mapped[Exact | None]


class IssueRow(Base):
    __tablename__ = "issues"

    version_id: Mapped[Version]
    position: Mapped[Position]
    code: Mapped[Code] = mapped_column(index=True)
    severity: Mapped[Code]
    field: Mapped[str | None]
    message: Mapped[Exact]
