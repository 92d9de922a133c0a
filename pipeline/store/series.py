"""What lies beside a file: the files of its series, and those of its folder that tell its number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any, TypeAlias

from sqlalchemy import Connection, Select, func, select

from pipeline.store.file_rows import folder_to_key, series_to_key
from pipeline.store.locks import lock
from pipeline.store.page_rows import load_pages
from schemas.page import Page, SourcePage
from schemas.tables.files import FileNumber, FileOutcome, SeenPath, SourceFile

MOST_FILES = 200
"""A longer series, or more scans of one number in a folder, are an archive and no certificate's pages."""


@dataclass(frozen=True)
class FolderFile:
    """A file as a folder holds it: the first of its paths there, the series of them all, and whether it
    gives a certificate by itself."""

    id: int
    sha256: str
    path: str
    series: frozenset[str] = frozenset()
    has_certificate: bool = True


@dataclass(frozen=True)
class Affected:
    """What one file's arrival may change. ``groups`` are the files, by number, that are one certificate
    by their names and numbers; ``files`` are these and those that stand alone now, by id."""

    folder_key: str
    groups: dict[str, list[FolderFile]]
    files: dict[int, FolderFile]


_Seen: TypeAlias = Select[int, str, str, str, int]


class _Folder:
    """A folder in one transaction: what is where in it now."""

    def __init__(self, connection: Connection, key: str) -> None:
        self._connection, self._key = connection, key
        self._series: dict[str, list[FolderFile]] = {}
        self._numbers: dict[int, set[str]] = {}

    def in_series(self, series_key: str) -> list[FolderFile]:
        """Files of the series by path, no more than ``MOST_FILES`` and two."""
        if series_key not in self._series:
            query = _SEEN.where(SeenPath.series_key == series_key, SeenPath.current)
            self._series[series_key] = self._fetch(query)
        return self._series[series_key]

    def with_number(self, number_key: str) -> list[FolderFile]:
        """Files of the folder that tell the number, by path, no more than ``MOST_FILES`` and two."""
        query = _SEEN.join(FileNumber, FileNumber.source_file_id == SourceFile.id)
        return self._fetch(
            query.where(
                FileNumber.number_key == number_key, SeenPath.folder_key == self._key, SeenPath.current
            )
        )

    def itself(self, file_id: int) -> list[FolderFile]:
        """The file as the folder holds it."""
        return self._among([file_id])

    def numbers(self, files: Iterable[FolderFile]) -> set[str]:
        """The numbers that the files tell."""
        return {number for file in files for number in self._numbers_of(file)}

    def without_number(self, files: Iterable[FolderFile]) -> list[FolderFile]:
        """Those of ``files`` that tell none."""
        return [file for file in files if not self._numbers_of(file)]

    def _among(self, file_ids: Sequence[int]) -> list[FolderFile]:
        here = SeenPath.folder_key == self._key, SeenPath.current
        return self._fetch(_SEEN.where(SeenPath.source_file_id.in_(file_ids), *here))

    def _numbers_of(self, file: FolderFile) -> set[str]:
        return self._numbers.get(file.id, set())

    def _fetch(self, query: _Seen) -> list[FolderFile]:
        rows = self._connection.execute(query.order_by(SeenPath.path_key).limit(MOST_FILES + 2)).all()
        entries: dict[int, list[Any]] = defaultdict(list)
        for row in rows:
            entries[row.id].append(row)
        missing = sorted(set(entries) - set(self._numbers))
        self._numbers |= {file_id: set() for file_id in missing}
        told = select(FileNumber.source_file_id, FileNumber.number_key)
        told = told.where(FileNumber.source_file_id.in_(missing))
        for told_by in self._connection.execute(told) if missing else ():
            self._numbers[told_by.source_file_id].add(told_by.number_key)
        return [
            FolderFile(
                file_id,
                seen[0].sha256,
                min(row.path for row in seen),
                frozenset(row.series_key for row in seen),
            )
            for file_id, seen in entries.items()
        ]


_SEEN = (
    select(
        SourceFile.id, SourceFile.sha256, SeenPath.path, SeenPath.series_key,
        func.coalesce(FileOutcome.certificates, 1).label("certificates"),  # not saved yet: it may have one
    )
    .join(SourceFile, SourceFile.id == SeenPath.source_file_id)
    .outerjoin(FileOutcome, FileOutcome.source_file_id == SourceFile.id)
)  # fmt: skip


def find_affected(
    connection: Connection, file_id: int, path: str, before: set[str], now: set[str]
) -> Affected:
    """What is to be put together anew since the file is at ``path``, and tells the numbers ``now``
    where it told ``before``.

    Files of a folder with one number belong together, and with those of their series (page1.jpg,
    page2.jpg …) that tell none, as long as it has no other number. So a file with another number parts
    what was together. Locks what it looks at until the transaction ends.
    """
    folder_key, series_key = folder_to_key(str(PurePath(path).parent)), series_to_key(path)
    lock(connection, [f"series {series_key}"])
    folder = _Folder(connection, folder_key)
    numbers = before | now
    series = folder.in_series(series_key)
    files = {file.id: file for file in folder.itself(file_id)}
    others = [file for file in series if file.id != file_id]
    if len(others) <= MOST_FILES:
        theirs = folder.numbers(others)
        if len(theirs) == 1 or (not theirs and numbers):
            files |= {file.id: file for file in folder.without_number(others)}
            numbers = numbers | theirs
    lock(connection, [f"number {number} in {folder_key}" for number in numbers])
    groups: dict[str, list[FolderFile]] = {}
    for number in sorted(numbers):
        members = folder.with_number(number)
        if len([file for file in members if file.id != file_id]) > MOST_FILES:
            continue
        files |= {file.id: file for file in members}
        if len(members) <= MOST_FILES:
            groups[number] = _with_unnumbered(folder, members, number)
            files |= {file.id: file for file in groups[number]}
    return Affected(folder_key, groups, {file.id: file for file in _by_path(files.values())})


def _with_unnumbered(folder: _Folder, members: list[FolderFile], number: str) -> list[FolderFile]:
    group = {file.id: file for file in members}
    for series_key in sorted({key for file in members for key in file.series}):
        series = folder.in_series(series_key)
        if len(series) <= MOST_FILES and folder.numbers(series) == {number}:
            group |= {file.id: file for file in folder.without_number(series)}
    return _by_path(group.values())


def _by_path(files: Iterable[FolderFile]) -> list[FolderFile]:
    return sorted(files, key=lambda file: file.path)


def load_source_pages(
    connection: Connection, files: Iterable[FolderFile], own: Mapping[int, Sequence[Page]] | None = None
) -> list[SourcePage]:
    """Pages of the files, by path and page number; those of ``own``, by the file's id, as given there."""
    ordered = _by_path(files)
    given = own or {}
    pages = load_pages(connection, [file.id for file in ordered if file.id not in given])
    return [
        SourcePage(sha256=file.sha256, path=file.path, page=page)
        for file in ordered
        for page in given.get(file.id, pages.get(file.id, ()))
    ]
