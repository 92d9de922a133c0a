"""The store: what the flow writes to and reads from. Each call is one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Self, TypeVar

from sqlalchemy import Connection, Engine, case, func, select, tuple_
from sqlalchemy.exc import OperationalError

from pipeline.comparable import text_to_comparable
from pipeline.store.custody import LedgerFile, drop_path, find_damage, find_ledger_files
from pipeline.store.database import open_engine, reading, translated, writing
from pipeline.store.file_rows import find_files, find_outcome, find_unchanged, folder_to_key, is_noted
from pipeline.store.join import Assemble
from pipeline.store.ledger import Ledger, find_unfinished, load_ledger
from pipeline.store.load_versions import StoredCertificate, load_versions
from pipeline.store.near_pages import Near, find_near
from pipeline.store.save import note_path, save_reading
from pipeline.store.saved import Saved
from pipeline.store.series import FolderFile, load_source_pages
from schemas.outcome import FileReading, Outcome, OutcomeStatus
from schemas.page import SourcePage
from schemas.tables.base import text_to_key
from schemas.tables.certificates import CertificateRow, CertificateVersion, Company
from schemas.tables.desk import RegisterEntry
from schemas.tables.files import FileOutcome, SeenPath, SourceFile
from schemas.tables.pages import PageRow

T = TypeVar("T")

_BATCH = 1_000  # certificates, or files of a folder, held in memory at once
_ATTEMPTS = 5
_CONFLICTS = frozenset({"40001", "40P01"})  # PostgreSQL: serialization failure, deadlock


@dataclass(frozen=True)
class Counts:
    """``files`` counts current outcomes; ``certificates`` and ``needs_review`` current versions."""

    files: dict[OutcomeStatus, int]
    pages: int
    certificates: int
    versions: int
    needs_review: int


def open_store(url: str) -> Store:
    """The store at a database URL, or at the path of an SQLite file; made on first use.

    Raises:
        StoreError: it can't be reached or written, is no database of licet, or of a newer licet.
    """
    return Store(open_engine(url))


def open_written(url: str) -> Store:
    """The store at a database that licet has written, as ``open_store``: a mistyped name must not read as an
    archive without certificates.

    Raises:
        StoreError: as ``open_store``, or there is none.
    """
    return Store(open_engine(url, make=False))


class Store:
    """One open database. Not to be shared between processes: each opens its own.

    Every method raises ``StoreError`` where the database can't be used; then nothing of that
    call is stored.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        self._engine.dispose()

    def save(
        self, file_reading: FileReading, *, replace: bool = False, assemble: Assemble | None = None
    ) -> Saved:
        """All of one file: its pages, certificates and outcome, or nothing at all.

        A file already read completely stays as it is, and only a new path is noted, unless
        ``replace`` says that it was read again on purpose. A reading worse than the stored one
        (fewer pages, a failure) never takes its place.

        ``assemble`` puts the file's pages together with those of the files that lie beside it and
        belong to it: what is stored in the end does not depend on the order in which files come, nor
        on who else writes. Without it the reading's certificates are stored as they are; their
        ``pages`` and ``sources`` may name other files, saved before. Records that were made from a
        part of a certificate's pages, and have its number or none, become part of it.
        """
        return self._write(
            lambda connection: save_reading(connection, file_reading, anew=replace, assemble=assemble)
        )

    def note_path(
        self, sha256: str, path: str, modified_ns: int | None = None, assemble: Assemble | None = None
    ) -> bool:
        """Notes that a stored file is what is at ``path`` now, last modified at ``modified_ns``; false if
        no such file is stored. ``assemble`` as for ``save``: beside other files it may be of another
        certificate's pages."""
        with translated(self._engine.url), reading(self._engine) as connection:
            if is_noted(connection, sha256, path, modified_ns):
                return True
        return self._write(lambda connection: note_path(connection, sha256, path, modified_ns, assemble))

    def drop_path(self, sha256: str, path: str) -> None:
        """Notes that a stored file is at ``path`` no longer."""
        self._write(lambda connection: drop_path(connection, sha256, path))

    def files(self) -> Iterator[LedgerFile]:
        """Every stored file, as the database is when the first is taken."""
        with translated(self._engine.url), reading(self._engine) as connection:
            yield from find_ledger_files(connection)

    def damage(self) -> list[str]:
        """What is wrong with the database itself, a line each."""
        with translated(self._engine.url), reading(self._engine) as connection:
            return find_damage(connection)

    def outcome_for(self, sha256: str) -> Outcome | None:
        """The current outcome of the file; ``None`` if it was never read."""
        with translated(self._engine.url), reading(self._engine) as connection:
            file_id = find_files(connection, [sha256]).get(sha256)
            return None if file_id is None else find_outcome(connection, file_id)

    def unchanged(self, files: Mapping[str, tuple[int, int]]) -> dict[str, Outcome]:
        """Of paths with the size (bytes) and time of modification (ns) of what is there now: the outcomes
        of those where a file that was read completely was last seen with just these."""
        with translated(self._engine.url), reading(self._engine) as connection:
            return find_unchanged(connection, files)

    def unfinished(self, codes: Sequence[str] = ()) -> list[str]:
        """A path of each file that was not read, or only in part; with ``codes`` only of outcomes with
        one of these."""
        with translated(self._engine.url), reading(self._engine) as connection:
            return list(find_unfinished(connection, codes))

    def ledger(self, most: int = 10) -> Ledger:
        """Counts of all outcomes; the ``most`` slowest files and most frequent issues."""
        with translated(self._engine.url), reading(self._engine) as connection:
            return load_ledger(connection, most)

    def pages_in(self, folder: str) -> list[SourcePage]:
        """Stored pages of the files last seen in ``folder``, by path and page number. A file seen
        there under several names comes once, under the first of them."""
        query = (
            select(func.min(SeenPath.path).label("path"), SourceFile.id, SourceFile.sha256)
            .join(SourceFile, SourceFile.id == SeenPath.source_file_id)
            .where(SeenPath.folder_key == folder_to_key(folder), SeenPath.current)
            .group_by(SourceFile.id, SourceFile.sha256)
        )
        with translated(self._engine.url), reading(self._engine) as connection:
            files = [FolderFile(row.id, row.sha256, row.path) for row in connection.execute(query)]
            return load_source_pages(connection, files)

    def certificates(self, *, all_versions: bool = False) -> Iterator[StoredCertificate]:
        """Every certificate, oldest record first, as the database is when the first is taken.

        Memory does not grow with their number. ``all_versions`` gives the versions no longer in
        force too.
        """
        place = (CertificateVersion.certificate_id, CertificateVersion.number)
        query = select(*place, CertificateVersion.id).order_by(*place).limit(_BATCH)
        if not all_versions:
            query = query.where(CertificateVersion.is_current)
        with translated(self._engine.url), reading(self._engine) as connection:
            last = (0, 0)
            while rows := connection.execute(query.where(tuple_(*place) > last)).all():
                yield from load_versions(connection, [row.id for row in rows])
                last = (rows[-1].certificate_id, rows[-1].number)

    def find(self, number_or_id: str) -> list[StoredCertificate]:
        """All versions of the certificates with this number or id, those in force first.

        A number is compared after NFKC and without white space, and found where it is doubtful
        too, as read and as corrected. Text that is all digits is a number first, and an id where no
        such number is.
        """
        key = text_to_key(text_to_comparable(number_or_id))
        by_number = select(CertificateVersion.certificate_id).where(CertificateVersion.number_key == key)
        # As a person corrected it: the versions' own rows hold what was read.
        corrected = select(RegisterEntry.certificate_id).where(
            RegisterEntry.license_number == text_to_comparable(number_or_id)
        )
        with translated(self._engine.url), reading(self._engine) as connection:
            ids = list(connection.scalars(by_number.union(corrected)))
            if not ids and key.isascii() and key.isdecimal() and int(key) < 2**31:
                ids = [int(key)]
            versions = (
                select(CertificateVersion.id)
                .where(CertificateVersion.certificate_id.in_(sorted(set(ids))))
                .order_by(
                    CertificateVersion.is_current.desc(),
                    CertificateVersion.certificate_id,
                    CertificateVersion.number.desc(),
                )
            )
            return load_versions(connection, list(connection.scalars(versions)))

    def find_company(self, name: str) -> list[StoredCertificate]:
        """The certificates in force of the company with this very name, oldest record first."""
        mine = (
            select(CertificateVersion.id)
            .join(Company, Company.id == CertificateVersion.company_id)
            .where(Company.name_key == text_to_key(name), CertificateVersion.is_current)
            .order_by(CertificateVersion.certificate_id)
        )
        with translated(self._engine.url), reading(self._engine) as connection:
            return load_versions(connection, list(connection.scalars(mine)))

    def near(self, stored: StoredCertificate) -> list[Near]:
        """Pages of other files that look like those of the certificate and bear the same marks: most
        likely other scans of the same paper."""
        with translated(self._engine.url), reading(self._engine) as connection:
            return list(find_near(connection, stored.id, stored.version))

    def counts(self) -> Counts:
        """For the summary after a run."""
        outcomes = select(FileOutcome.status, func.count()).group_by(FileOutcome.status)
        review = case((CertificateVersion.needs_review & CertificateVersion.is_current, 1), else_=0)
        versions = select(func.count(), func.coalesce(func.sum(review), 0)).select_from(CertificateVersion)
        with translated(self._engine.url), reading(self._engine) as connection:
            files = {OutcomeStatus(status): count for status, count in connection.execute(outcomes)}
            version_count, needs_review = connection.execute(versions).one()
            return Counts(
                files=files,
                pages=_count(connection, PageRow),
                certificates=_count(connection, CertificateRow),
                versions=version_count,
                needs_review=needs_review,
            )

    def _write(self, action: Callable[[Connection], T]) -> T:
        attempt = 1
        with translated(self._engine.url):
            while True:
                try:
                    with writing(self._engine) as connection:
                        return action(connection)
                except OperationalError as error:
                    # Two writers stood in each other's way: PostgreSQL undid this one whole.
                    if getattr(error.orig, "sqlstate", None) not in _CONFLICTS or attempt == _ATTEMPTS:
                        raise
                attempt += 1


def _count(connection: Connection, table: type[PageRow | CertificateRow]) -> int:
    return connection.scalars(select(func.count()).select_from(table)).one()
