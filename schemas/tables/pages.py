"""Pages of source files and what was seen on them. Quads are in source-page pixels."""

from __future__ import annotations

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from schemas.tables.base import Base, Code, Exact, Names, Numbers, Position, owned_by


class PageRow(Base):
    """``page_no`` counts from 1 in its file; ``transform`` is nine numbers, row by row; ``rules`` are
    four numbers each, x and y of start and end; ``carried`` is what the file carries beside its pages."""

    __tablename__ = "pages"
    __table_args__ = (UniqueConstraint("source_file_id", "page_no"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    source_file_id: Mapped[int] = mapped_column(owned_by("source_files.id"))
    page_no: Mapped[int]
    width: Mapped[int]
    height: Mapped[int]
    rotation: Mapped[int]
    transform: Mapped[Numbers]
    origin: Mapped[Code]
    rules: Mapped[Numbers] = mapped_column(server_default="[]")
    carried: Mapped[Names] = mapped_column(server_default="[]")


class TextLineRow(Base):
    __tablename__ = "text_lines"

    page_id: Mapped[int] = mapped_column(owned_by("pages.id"), primary_key=True)
    position: Mapped[Position]
    text: Mapped[Exact]
    quad: Mapped[Numbers]
    confidence: Mapped[float]
    engine: Mapped[str]
    layer: Mapped[Code]
    char_positions: Mapped[Numbers]
    char_confidences: Mapped[Numbers]
    verified: Mapped[Numbers] = mapped_column(server_default="[]")


class PageSealRow(Base):
    """A seal as seen on the page, before it belongs to a certificate."""

    __tablename__ = "page_seals"

    page_id: Mapped[int] = mapped_column(owned_by("pages.id"), primary_key=True)
    position: Mapped[Position]
    kind: Mapped[Code]
    shape: Mapped[Code]
    quad: Mapped[Numbers]
    text: Mapped[Exact | None]
    text_confidence: Mapped[float]
    inner_text: Mapped[Exact | None]
    inner_confidence: Mapped[float]
    engine: Mapped[str]


class PageQrPayloadRow(Base):
    """The payload of a QR code on the page: kept, never opened."""

    __tablename__ = "page_qr_payloads"

    page_id: Mapped[int] = mapped_column(owned_by("pages.id"), primary_key=True)
    position: Mapped[Position]
    payload: Mapped[Exact]
