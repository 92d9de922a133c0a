"""Files that stand in a row with another one, by their names, and what was read from them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import Connection, select

from extractors.series import NUMBER, series_of
from pipeline.store.file_rows import folder_to_key
from pipeline.store.page_rows import load_pages
from schemas.page import SourcePage
from schemas.tables.certificates import CertificateReading, CertificateVersion, ReadingFile
from schemas.tables.files import SeenPath, SourceFile

MOST_FILES = 200


def find_series(connection: Connection, path: str, exclude_sha256: str) -> tuple[set[str], list[SourcePage]]:
    """Of the other files in the series of ``path``: the license numbers read from them, and the
    pages of those that no number was read from, by path.

    Nothing of a series of more than ``MOST_FILES``: that is an archive, and no certificate's pages.
    """
    series = series_of(path)
    rows = connection.execute(
        select(SeenPath.path, SourceFile.id, SourceFile.sha256)
        .join(SourceFile, SourceFile.id == SeenPath.source_file_id)
        .where(SeenPath.folder_key == folder_to_key(str(Path(path).parent)), SeenPath.current)
        .where(SeenPath.path.startswith(series.split(NUMBER)[0], autoescape=True))
        .where(SourceFile.sha256 != exclude_sha256)
        .order_by(SeenPath.path_key)
        .limit(MOST_FILES + 1)
    ).all()
    if len(rows) > MOST_FILES:
        return set(), []
    files = {row.id: row for row in rows if series_of(row.path) == series}
    numbered = _numbers(connection, list(files))
    unnumbered = [file for file in files if file not in numbered]
    pages = load_pages(connection, unnumbered)
    return set(numbered.values()), [
        SourcePage(sha256=files[file].sha256, path=files[file].path, page=page)
        for file in unnumbered
        for page in pages.get(file, ())
    ]


def _numbers(connection: Connection, file_ids: Sequence[int]) -> dict[int, str]:
    """The license number by file, of the files that one was read from."""
    rows = connection.execute(
        select(ReadingFile.source_file_id, CertificateVersion.license_number)
        .join(CertificateReading, CertificateReading.id == ReadingFile.reading_id)
        .join(CertificateVersion, CertificateVersion.id == CertificateReading.version_id)
        .where(ReadingFile.source_file_id.in_(file_ids), CertificateVersion.license_number.is_not(None))
    )
    return {row.source_file_id: row.license_number for row in rows if row.license_number is not None}
