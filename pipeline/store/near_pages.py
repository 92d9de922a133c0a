"""Pages that are most likely another scan of the same paper: they look alike, and bear the same marks."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, delete, insert, literal, or_, select, union_all

from extractors.pages.marks import page_to_marks, share_of_marks, texts_to_marks
from pipeline.store.locks import lock
from pipeline.store.page_rows import BAND_COLUMNS
from schemas.page import LIFTED, Page
from schemas.tables.certificates import CertificateReading, CertificateVersion, ReadingFile, VersionPage
from schemas.tables.files import SeenPath, SourceFile
from schemas.tables.pages import NearPage, PageRow, TextLineRow

MOST_BITS = 12
"""Bits of 64 in which the looks of two scans of one paper differ at most."""
LEAST_MARKS = 0.5
"""Share of the marks of two scans of one paper that both bear at least."""
MOST_ALIKE = 50
"""Pages with one band beyond which it tells nothing: it is of what the form prints."""

_LOCKS = 256  # names that writers of near pages wait for each other by


@dataclass(frozen=True)
class Near:
    """Page ``page_no`` of a certificate looks like page ``other_page_no`` of the file at ``path``, and bears
    the same marks. ``distance`` counts bits of 64 that differ, ``marks`` is the share of marks in common
    (0-1); ``certificates`` are ids of those that were read from the other file."""

    page_no: int
    path: str
    other_page_no: int
    distance: int
    marks: float
    certificates: tuple[int, ...]


def link_near_pages(connection: Connection, file_id: int, pages: Sequence[Page]) -> None:
    """Links the file's pages, just written, with those of other files that are near; what they were linked
    with before is forgotten. To be the last that a transaction waits for others with."""
    mine = connection.execute(select(PageRow).where(PageRow.source_file_id == file_id)).all()
    if not mine:
        return
    ids = [row.id for row in mine]
    connection.execute(delete(NearPage).where(or_(NearPage.page_id.in_(ids), NearPage.other_id.in_(ids))))
    lock(connection, {f"near {band % _LOCKS}" for row in mine for band in _bands(row)})
    by_no = {page.page_no: page for page in pages}
    links: list[dict[str, int | float]] = []
    for row in mine:
        others = _alike(connection, row)
        marks = page_to_marks(by_no[row.page_no].lines) if others else frozenset()
        theirs = _load_marks(connection, others)
        for other_id, distance in others.items():
            share = share_of_marks(marks, theirs[other_id])
            if share >= LEAST_MARKS:
                for one, two in ((row.id, other_id), (other_id, row.id)):
                    links.append({"page_id": one, "other_id": two, "distance": distance, "marks": share})
    if links:
        connection.execute(insert(NearPage), links)


def find_near(connection: Connection, certificate_id: int, version: int) -> Iterator[Near]:
    """What is near the pages of a version of a certificate, in their order, the nearest first."""
    query = (
        select(VersionPage.page_no, NearPage, PageRow.page_no.label("other_page_no"), PageRow.source_file_id)
        .join(NearPage, NearPage.page_id == VersionPage.page_id)
        .join(PageRow, PageRow.id == NearPage.other_id)
        .join(CertificateVersion, CertificateVersion.id == VersionPage.version_id)
        .where(CertificateVersion.certificate_id == certificate_id, CertificateVersion.number == version)
        .order_by(VersionPage.position, NearPage.distance, NearPage.other_id)
    )
    rows = connection.execute(query).all()
    files = {row.source_file_id for row in rows}
    paths, holders = _paths(connection, files), _holders(connection, files)
    for row in rows:
        yield Near(
            row.page_no, paths[row.source_file_id], row.other_page_no, row.distance, row.marks,
            holders[row.source_file_id],
        )  # fmt: skip


def _bands(row: Row[Any]) -> list[int]:
    return [band for name in BAND_COLUMNS if (band := row._mapping[name]) is not None]


def _alike(connection: Connection, page: Row[Any]) -> dict[int, int]:
    """Distances of the pages of other files that have a band and the look of ``page``, by their ids."""
    if not _bands(page):
        return {}
    rows = connection.execute(_ALIKE, {name: page._mapping[name] for name in BAND_COLUMNS}).all()
    counts = Counter(row.band for row in rows)
    found: dict[int, int] = {}
    for row in rows:
        if counts[row.band] > MOST_ALIKE or row.source_file_id == page.source_file_id:
            continue
        distance = hash_distance(page.picture_hash, row.picture_hash)
        if distance <= MOST_BITS:
            found[row.id] = distance
    return found


def _with_band(name: str) -> Select[Any]:
    """Pages whose band ``name`` is the one asked for, no more than tell something and one."""
    query = select(PageRow.id, PageRow.source_file_id, PageRow.picture_hash, literal(name).label("band"))
    own = PageRow.__table__.c[name] == bindparam(name)
    return select(query.where(own).limit(MOST_ALIKE + 1).subquery(name))


_ALIKE = union_all(*map(_with_band, BAND_COLUMNS))


def hash_distance(one: str, other: str) -> int:
    """In how many bits two picture hashes differ, 0 to 64."""
    return (int(one, 16) ^ int(other, 16)).bit_count()


def _load_marks(connection: Connection, page_ids: Iterable[int]) -> dict[int, frozenset[str]]:
    page_ids = list(page_ids)
    if not page_ids:
        return {}
    texts: dict[int, list[str]] = defaultdict(list)
    query = select(TextLineRow.page_id, TextLineRow.text).where(
        TextLineRow.page_id.in_(sorted(page_ids)), TextLineRow.layer.not_in(sorted(LIFTED))
    )
    for row in connection.execute(query):
        texts[row.page_id].append(row.text)
    return {at: texts_to_marks(texts[at]) for at in page_ids}


def _paths(connection: Connection, file_ids: Iterable[int]) -> dict[int, str]:
    """A path of each file: one where it is now, if any; its hash where it was seen nowhere."""
    ids = sorted(file_ids)
    query = select(SourceFile.id, SourceFile.sha256, SeenPath.path).outerjoin(SeenPath)
    rows = connection.execute(
        query.where(SourceFile.id.in_(ids)).order_by(SeenPath.current, SeenPath.path_key.desc())
    )
    return {row.id: row.path or f"sha256 {row.sha256}" for row in rows}


def _holders(connection: Connection, file_ids: Iterable[int]) -> dict[int, tuple[int, ...]]:
    """Certificates that were read from each file."""
    holders: dict[int, tuple[int, ...]] = defaultdict(tuple)
    query = (
        select(ReadingFile.source_file_id, CertificateReading.certificate_id)
        .join(CertificateReading, CertificateReading.id == ReadingFile.reading_id)
        .where(ReadingFile.source_file_id.in_(sorted(file_ids)))
        .order_by(CertificateReading.certificate_id)
        .distinct()
    )
    for row in connection.execute(query):
        holders[row.source_file_id] = (*holders[row.source_file_id], row.certificate_id)
    return holders
