"""Source files by content, every path they were seen at, and what became of each."""

from __future__ import annotations

from sqlalchemy import BigInteger, CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from schemas.tables.base import Base, Code, Exact, Key, Moment, Names, Position, Sha256, owned_by


class SourceFile(Base):
    """The bytes of a file, whatever they are called. ``size`` is in bytes."""

    __tablename__ = "source_files"

    id: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[Sha256] = mapped_column(unique=True)
    size: Mapped[int | None] = mapped_column(BigInteger)
    media_type: Mapped[str | None]
    created_at: Mapped[Moment]


class SeenPath(Base):
    """A path that a file was seen at. ``current`` is false once other bytes were seen there.

    ``series_key`` is the same for paths of a folder that differ in numbers only. ``modified_ns`` is
    when the file at the path was last modified, in nanoseconds; ``NULL`` where it is not known, or
    was so short a time before it was read that it could have changed again unseen.
    """

    __tablename__ = "seen_paths"
    __table_args__ = (
        UniqueConstraint("path_key", "source_file_id"),
        Index(None, "folder_key", "current"),
        Index(None, "series_key", "current", "path_key"),  # the first of a long series, unsorted
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    source_file_id: Mapped[int] = mapped_column(owned_by("source_files.id"), index=True)
    path: Mapped[Exact]
    path_key: Mapped[Key]
    folder_key: Mapped[Key]
    series_key: Mapped[Key]
    current: Mapped[bool]
    modified_ns: Mapped[int | None] = mapped_column(BigInteger)
    created_at: Mapped[Moment]


class FileNumber(Base):
    """A license number that the file tells by itself, whatever it is joined with; its
    ``number_key`` is after NFKC and without white space."""

    __tablename__ = "file_numbers"

    source_file_id: Mapped[int] = mapped_column(owned_by("source_files.id"), primary_key=True)
    number_key: Mapped[Key] = mapped_column(primary_key=True, index=True)


class FileOutcome(Base):
    """The one current outcome of a file; of a path where the bytes could not be had. ``seconds`` is
    how long reading it took; ``carried`` is what the file carries beside its pages."""

    __tablename__ = "outcomes"
    __table_args__ = (
        CheckConstraint("(source_file_id IS NULL) <> (path_key IS NULL)", name="of_file_or_path"),
        Index(None, "status", "code"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    source_file_id: Mapped[int | None] = mapped_column(owned_by("source_files.id"), unique=True)
    path: Mapped[Exact | None]
    path_key: Mapped[Key | None] = mapped_column(unique=True)
    status: Mapped[Code]
    code: Mapped[Code]
    message: Mapped[Exact]
    pages: Mapped[int]
    certificates: Mapped[int]
    carried: Mapped[Names] = mapped_column(server_default="[]")
    seconds: Mapped[float | None] = mapped_column(index=True)
    finished_at: Mapped[Moment]


class OutcomePageFailure(Base):
    __tablename__ = "page_failures"

    outcome_id: Mapped[int] = mapped_column(owned_by("outcomes.id"), primary_key=True)
    position: Mapped[Position]
    page_no: Mapped[int]
    code: Mapped[Code]
    message: Mapped[Exact]
