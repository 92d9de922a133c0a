"""What the full-text index holds: one document a certificate, one a file that holds none.

Written in the transaction that changes what they say, so that search never lags behind.
"""

from __future__ import annotations

import json
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from sqlalchemy import ColumnElement, Connection, bindparam, delete, exists, insert, select, text

from pipeline.store.segment import to_characters, to_words
from schemas.certificate import Certificate, Provision, ProvisionItem
from schemas.tables.certificates import ReadingFile, VersionPage
from schemas.tables.desk import SearchDocument
from schemas.tables.pages import PageRow, TextLineRow

COLUMNS = ("company", "person", "number", "domain", "law", "clause", "body")
NAMES = ("company", "person", "number", "domain")
"""Columns indexed by character: any part of a name is found."""

_MOST_TOKENS = 12_000  # of a column; PostgreSQL counts positions up to 16,383


def write_documents(connection: Connection, entries: Sequence[tuple[int, int, Certificate]]) -> None:
    """Index these certificates anew: (id, id of the version in force, what it says now)."""
    lines = _lines_of_versions(connection, [version_id for _, version_id, _ in entries])
    drop_documents(connection, SearchDocument.certificate_id.in_([at for at, _, _ in entries]))
    _insert(
        connection,
        [
            ({"certificate_id": at}, _columns(certificate, lines.get(version_id, ())))
            for at, version_id, certificate in entries
        ],
    )


def write_file_documents(connection: Connection, file_ids: Iterable[int]) -> None:
    """Index the files among these that hold text and no certificate; the others leave the index."""
    ids = sorted(set(file_ids))
    drop_documents(connection, SearchDocument.source_file_id.in_(ids))
    held = exists().where(ReadingFile.source_file_id == PageRow.source_file_id)
    query = (
        select(PageRow.source_file_id, TextLineRow.text)
        .join(TextLineRow, TextLineRow.page_id == PageRow.id)
        .where(PageRow.source_file_id.in_(ids), ~held)
        .order_by(PageRow.source_file_id, PageRow.page_no, TextLineRow.position)
    )
    lines: dict[int, dict[str, None]] = defaultdict(dict)
    for row in connection.execute(query):
        lines[row.source_file_id][row.text] = None
    documents = []
    for at, texts in lines.items():
        body = " ".join(word for line in texts for word in to_words(line))
        documents.append(({"source_file_id": at}, {**dict.fromkeys(COLUMNS, ""), "body": body}))
    _insert(connection, documents)


def drop_documents(connection: Connection, condition: ColumnElement[bool]) -> None:
    """Takes documents out of the index."""
    rows = connection.execute(select(SearchDocument.id, SearchDocument.content).where(condition)).all()
    if not rows:
        return
    if connection.dialect.name == "sqlite":
        names, values = ", ".join(COLUMNS), ", ".join(f":{name}" for name in COLUMNS)
        # A table without content is told what it held; the text is kept for that.
        gone = text(
            f"INSERT INTO search_index (search_index, rowid, {names}) VALUES ('delete', :id, {values})"
        )
        connection.execute(gone, [{"id": row.id, **_unpack(row.content)} for row in rows])
    mine = delete(SearchDocument).where(SearchDocument.id == bindparam("gone"))
    connection.execute(mine, [{"gone": row.id} for row in rows])


def _insert(connection: Connection, documents: Sequence[tuple[dict[str, int], dict[str, str]]]) -> None:
    if not documents:
        return
    new = insert(SearchDocument).returning(SearchDocument.id, sort_by_parameter_order=True)
    rows = [
        {"certificate_id": None, "source_file_id": None, **owner, "content": _pack(columns)}
        for owner, columns in documents
    ]
    ids = connection.scalars(new, rows).all()
    key = "rowid" if connection.dialect.name == "sqlite" else "document_id"
    names = ", ".join(COLUMNS)
    value = "{}" if key == "rowid" else "to_tsvector('simple', {})"
    values = ", ".join(value.format(f":{name}") for name in COLUMNS)
    statement = text(f"INSERT INTO search_index ({key}, {names}) VALUES (:id, {values})")
    connection.execute(
        statement, [{"id": at, **columns} for at, (_, columns) in zip(ids, documents, strict=True)]
    )


def _columns(certificate: Certificate, lines: Iterable[str]) -> dict[str, str]:
    """The indexed text of a certificate. A reading error that a person corrected is found both ways."""
    websites = [website for annex in certificate.annexes for website in annex.websites]
    parts: list[Provision | ProvisionItem] = []
    for provision in certificate.provisions:
        parts += [provision, *provision.items]
    citations = [citation for part in parts for citation in part.citations]
    named: dict[str, list[str | None]] = {
        "company": [certificate.company, *(annex.access_provider for annex in certificate.annexes)],
        "person": [certificate.legal_representative],
        "number": [certificate.license_number, certificate.further.get("unified_social_credit_code")],
        "domain": [domain for website in websites for domain in website.domains],
    }
    said = certificate.model_dump(exclude={"document_type", "fields", "issues", "pages", "sources"})
    bodies = list(dict.fromkeys(entry for entry in (*lines, *_strings(said)) if entry))
    return {
        **{name: _join(texts, to_characters) for name, texts in named.items()},
        "law": _join(
            [part for citation in citations for part in (citation.title, citation.decree)], to_words
        ),
        "clause": _join((part.text for part in parts), to_words),
        "body": _join(bodies, to_words),
    }


def _strings(value: object) -> Iterator[str]:
    """Every text within a value of JSON."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _strings(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _strings(part)


def _join(texts: Iterable[str | None], split: Callable[[str], Sequence[str]]) -> str:
    # A mark no one searches for keeps phrases from running over from one value into the next.
    tokens = [token for part in texts if part for token in (*split(part), "zzz")]
    return " ".join(tokens[:_MOST_TOKENS])


def _lines_of_versions(connection: Connection, version_ids: Sequence[int]) -> dict[int, list[str]]:
    query = (
        select(VersionPage.version_id, TextLineRow.text)
        .join(TextLineRow, TextLineRow.page_id == VersionPage.page_id)
        .where(VersionPage.version_id.in_(version_ids))
        .order_by(VersionPage.version_id, VersionPage.position, TextLineRow.position)
    )
    lines: dict[int, list[str]] = defaultdict(list)
    for row in connection.execute(query):
        lines[row.version_id].append(row.text)
    return lines


def _pack(columns: dict[str, str]) -> bytes:
    return zlib.compress(json.dumps(columns, ensure_ascii=False).encode())


def _unpack(content: bytes) -> dict[str, str]:
    unpacked: dict[str, str] = json.loads(zlib.decompress(content))
    return unpacked
