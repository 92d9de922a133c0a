"""Full-text search over everything read: names by any part of them, running text by its words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    false,
    func,
    literal_column,
    or_,
    select,
    table,
)
from sqlalchemy import column as column_named

from pipeline.store.documents import NAMES
from pipeline.store.filters import Filter, narrowed
from pipeline.store.queue import plan_for_values
from pipeline.store.segment import to_characters, to_query_words
from schemas.tables.certificates import CertificateVersion, VersionPage
from schemas.tables.desk import RegisterEntry, SearchDocument
from schemas.tables.files import SeenPath
from schemas.tables.pages import PageRow, TextLineRow

MOST_HITS = 500
"""Hits that are counted and sorted into facets; of more, the latest."""
_MOST_TERMS = 8
_MOST_LINES = 3  # of a hit
WORDS = ("law", "clause", "body")
_INDEX = table(
    "search_index", column_named("rowid"), column_named("document_id"), *map(column_named, (*NAMES, *WORDS))
)
_FACETS = {
    "document_type": RegisterEntry.document_type,
    "issuer": RegisterEntry.issuer,
    "province": RegisterEntry.province,
    "state": RegisterEntry.state,
    "issue_year": func.substr(RegisterEntry.issue_date, 1, 4),
}

# A phrase: tokens side by side; true where the last one may go on.
_Phrase = tuple[list[str], bool]


@dataclass(frozen=True)
class Hit:
    """A certificate, or a file that holds text and no certificate."""

    certificate_id: int | None
    source_file_id: int | None


@dataclass(frozen=True)
class Found:
    """``hits`` at most ``MOST_HITS``, those in names before those in running text; ``facets`` counts
    them by value, largest first. ``terms`` are what to mark in the text."""

    hits: Sequence[Hit]
    more: bool
    facets: Mapping[str, Sequence[tuple[str, int]]]
    terms: Sequence[str]


def search(
    connection: Connection, text: str, wanted: Filter, *, columns: Sequence[str] = (*NAMES, *WORDS)
) -> Found:
    """What matches all words of ``text`` in these columns, and the filter."""
    names = [column for column in columns if column in NAMES]
    words = [column for column in columns if column in WORDS]
    parts = text.split()[:_MOST_TERMS]
    sought = [
        (names, [(to_characters(part), _goes_on(part)) for part in parts]),
        (words, [(phrase, False) for phrase in to_query_words(" ".join(parts))[: 3 * _MOST_TERMS]]),
    ]
    plan_for_values(connection)
    hits: dict[tuple[int | None, int | None], Sequence[Any]] = {}
    for among, phrases in sought:
        whole = [phrase for phrase in phrases if phrase[0]]
        if among and whole and len(hits) <= MOST_HITS:
            for row in connection.execute(_query(connection, among, whole, wanted)).all():
                hits.setdefault((row[0], row[1]), row[2:])
    kept = list(hits.items())[:MOST_HITS]
    facets = _facets([values for _, values in kept])
    found = [Hit(*key) for key, _ in kept]
    return Found(found, len(hits) > MOST_HITS, facets, _terms(parts, sought[1][1]))


def _goes_on(part: str) -> bool:
    """A number or a domain may be typed in part."""
    return part[-1:].isascii() and part[-1:].isalnum()


def _query(
    connection: Connection, among: Sequence[str], phrases: Sequence[_Phrase], wanted: Filter
) -> Select[*tuple[Any, ...]]:
    lite = connection.dialect.name == "sqlite"
    key = _INDEX.c.rowid if lite else _INDEX.c.document_id
    condition = _match_sqlite(among, phrases) if lite else _match_postgresql(among, phrases)
    held = RegisterEntry.certificate_id == SearchDocument.certificate_id
    # PostgreSQL goes through the register from its end where a filter is on it, SQLite through its index.
    latest: ColumnElement[Any] = RegisterEntry.certificate_id.expression
    if lite or wanted == Filter():
        latest = key
    if not lite and among[0] in WORDS and any(len(tokens) > 1 for tokens, _ in phrases):
        # Characters side by side that are no word: PostgreSQL counts them as if they stood anywhere, takes
        # them for frequent, and reads the whole index from its end. The sum keeps it from that order.
        latest = latest + 0
    query: Select[*tuple[Any, ...]] = (
        select(SearchDocument.certificate_id, SearchDocument.source_file_id, *_FACETS.values())
        .select_from(_INDEX)
        .join(SearchDocument, SearchDocument.id == key)
        .join(RegisterEntry, held, isouter=wanted == Filter())
        .where(condition)
        .order_by(latest.desc())
        .limit(MOST_HITS + 1)
    )
    return narrowed(query, wanted)


def _match_sqlite(among: Sequence[str], phrases: Sequence[_Phrase]) -> ColumnElement[bool]:
    # Tokens hold letters and digits alone: nothing in them can end the quotes.
    quoted = [f'"{" ".join(tokens)}"{" *" if goes_on else ""}' for tokens, goes_on in phrases]
    expression = f"{{{' '.join(among)}}} : ({' AND '.join(quoted)})"
    return literal_column("search_index").op("MATCH", is_comparison=True)(expression)


def _match_postgresql(among: Sequence[str], phrases: Sequence[_Phrase]) -> ColumnElement[bool]:
    conditions = []
    for tokens, goes_on in phrases:
        quoted = [f"'{token}'" for token in tokens]
        if goes_on:
            quoted[-1] += ":*"
        wanted = func.to_tsquery("simple", " <-> ".join(quoted))
        conditions.append(or_(false(), *(_INDEX.c[name].op("@@")(wanted) for name in among)))
    return and_(*conditions)


def _facets(rows: Sequence[Sequence[Any]]) -> dict[str, list[tuple[str, int]]]:
    return {
        name: Counter(row[at] for row in rows if row[at]).most_common(12) for at, name in enumerate(_FACETS)
    }


def _terms(parts: Sequence[str], phrases: Sequence[_Phrase]) -> list[str]:
    """The longest first, so that a word is marked whole."""
    words = {"".join(tokens) for tokens, _ in phrases}
    terms = {*(part for part in parts if to_characters(part)), *(word for word in words if len(word) > 1)}
    return sorted(terms, key=lambda term: (-len(term), term))


def lines_with(connection: Connection, hits: Sequence[Hit], terms: Sequence[str]) -> dict[Hit, list[str]]:
    """For each hit some lines of its pages that hold a term, those with the most first."""
    by_certificate = {hit.certificate_id: hit for hit in hits if hit.certificate_id is not None}
    by_file = {hit.source_file_id: hit for hit in hits if hit.source_file_id is not None}
    like = or_(false(), *(TextLineRow.text.icontains(term, autoescape=True) for term in terms))
    owned = (
        select(CertificateVersion.certificate_id, TextLineRow.text)
        .join(VersionPage, VersionPage.version_id == CertificateVersion.id)
        .join(TextLineRow, TextLineRow.page_id == VersionPage.page_id)
        .where(CertificateVersion.certificate_id.in_(by_certificate), CertificateVersion.is_current, like)
    )
    loose = (
        select(PageRow.source_file_id, TextLineRow.text)
        .join(TextLineRow, TextLineRow.page_id == PageRow.id)
        .where(PageRow.source_file_id.in_(by_file), like)
    )
    found: dict[Hit, dict[str, None]] = {hit: {} for hit in hits}
    for owners, query in ((by_certificate, owned), (by_file, loose)):
        if owners:
            for owner, line in connection.execute(query):
                found[owners[owner]][line] = None
    return {
        hit: sorted(lines, key=lambda line: [term not in line for term in terms])[:_MOST_LINES]
        for hit, lines in found.items()
    }


def files_by_id(connection: Connection, ids: Sequence[int]) -> dict[int, tuple[str, int]]:
    """For each file the path it was last seen at, and the id of its first page."""
    if not ids:
        return {}
    paths = select(SeenPath.source_file_id, SeenPath.path).where(SeenPath.source_file_id.in_(ids))
    known = {row.source_file_id: row.path for row in connection.execute(paths.order_by(SeenPath.id))}
    pages = select(PageRow.source_file_id, func.min(PageRow.id).label("page_id")).group_by(
        PageRow.source_file_id
    )
    first = connection.execute(pages.where(PageRow.source_file_id.in_(ids)))
    return {row.source_file_id: (known.get(row.source_file_id, ""), row.page_id) for row in first}
