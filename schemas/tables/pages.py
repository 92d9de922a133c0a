"""Pages of source files and what was seen on them. Quads are in source-page pixels."""

from __future__ import annotations

from sqlalchemy import BigInteger, Index, String, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from schemas.tables.base import Base, Code, Exact, Fits, Names, Numbers, Position, Shares, owned_by


class PageRow(Base):
    """``page_no`` counts from 1 in its file; ``transform`` is nine numbers, row by row; ``rules`` are
    four numbers each, x and y of start and end; ``carried`` is what the file carries beside its pages.
    ``picture_hash`` is what the page looks like, in 16 hexadecimal digits; by the bands other scans of the
    paper are found (``extractors.pages.marks``). Both are ``NULL`` of pages without, and of those that were
    read before licet had them."""

    __tablename__ = "pages"
    __table_args__ = (
        UniqueConstraint("source_file_id", "page_no"),
        *(Index(None, f"band_{at}") for at in range(1, 5)),
    )

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
    picture_hash: Mapped[str | None] = mapped_column(String(16))
    band_1: Mapped[int | None] = mapped_column(BigInteger)
    band_2: Mapped[int | None] = mapped_column(BigInteger)
    band_3: Mapped[int | None] = mapped_column(BigInteger)
    band_4: Mapped[int | None] = mapped_column(BigInteger)


class NearPage(Base):
    """Two pages of different files that look alike and bear the same marks: most likely one paper, scanned
    twice. Each pair stands here both ways. ``distance`` counts the bits of 64 in which their picture hashes
    differ; ``marks`` is the share of their marks (numbers, codes, dates) that both bear, 0-1
    (``extractors.pages.marks.share_of_marks``)."""

    __tablename__ = "near_pages"

    page_id: Mapped[int] = mapped_column(owned_by("pages.id"), primary_key=True)
    other_id: Mapped[int] = mapped_column(owned_by("pages.id"), primary_key=True, index=True)
    distance: Mapped[int]
    marks: Mapped[float]


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
    rim_fits: Mapped[Fits] = mapped_column(server_default="[]")
    line_fits: Mapped[Fits] = mapped_column(server_default="[]")
    rim_shares: Mapped[Shares] = mapped_column(server_default="[]")
    line_shares: Mapped[Shares] = mapped_column(server_default="[]")
    says_more: Mapped[bool] = mapped_column(server_default=false())
    rim_places: Mapped[int | None]


class PageQrPayloadRow(Base):
    """The payload of a QR code on the page: kept, never opened."""

    __tablename__ = "page_qr_payloads"

    page_id: Mapped[int] = mapped_column(owned_by("pages.id"), primary_key=True)
    position: Mapped[Position]
    payload: Mapped[Exact]
