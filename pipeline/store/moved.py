"""What a file that was read elsewhere tells in a folder where it stands alone: what it told there."""

from __future__ import annotations

from sqlalchemy import Connection, select

from pipeline.store.readings import find_readings_of_files
from pipeline.store.series import FolderFile
from schemas.certificate import Certificate, Source
from schemas.tables.certificates import ReadingFile


def find_as_elsewhere(connection: Connection, file: FolderFile) -> list[Certificate] | None:
    """The certificates that ``file`` gives by itself, as they are stored from another of its paths, with its
    path here; ``None`` where any of them was put together with other files, or none is stored.

    So an archive that was moved is not extracted anew. What pages of one file give does not depend on its
    name.
    """
    if _has_company(connection, file.id):
        return None
    stored = [reading.certificate for reading in find_readings_of_files(connection, [file.id])]
    first = min((_path(certificate) for certificate in stored), default="")
    here = (Source(path=file.path, sha256=file.sha256),)
    found = [one.model_copy(update={"sources": here}) for one in stored if _path(one) == first]
    return found or None


def _has_company(connection: Connection, file_id: int) -> bool:
    """Whether any reading of the file is one of another file too."""
    mine = select(ReadingFile.reading_id).where(ReadingFile.source_file_id == file_id)
    other = ReadingFile.reading_id.in_(mine), ReadingFile.source_file_id != file_id
    return connection.scalar(select(ReadingFile.source_file_id).where(*other).limit(1)) is not None


def _path(certificate: Certificate) -> str:
    """Where the only file of the certificate lay."""
    return certificate.sources[0].path
