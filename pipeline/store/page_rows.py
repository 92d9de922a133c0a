"""Pages of source files: to rows, and back to ``Page``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import zip_longest
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from extractors.pages.marks import BANDS, marks_to_bands, page_to_marks
from schemas.page import Page
from schemas.tables.base import Base
from schemas.tables.pages import PageQrPayloadRow, PageRow, PageSealRow, TextLineRow

_OWNED: tuple[type[Base], ...] = (TextLineRow, PageSealRow, PageQrPayloadRow)
_HEAD = ("page_no", "width", "height", "rotation", "origin", "carried", "picture_hash")
BAND_COLUMNS = tuple(f"band_{at}" for at in range(1, BANDS + 1))
_BATCH = 1000  # ids in one statement; SQLite takes 32,766


def save_pages(connection: Connection, file_id: int, pages: Sequence[Page]) -> None:
    """Writes the pages of a file over those it had. A page keeps its row, certificates name it.

    Pages that the file no longer has stay until ``drop_other_pages``, since certificates may
    still name them.
    """
    known = select(PageRow.page_no, PageRow.id).where(PageRow.source_file_id == file_id)
    ids: dict[int, int] = {row.page_no: row.id for row in connection.execute(known)}
    for page in pages:
        head = {
            **page.model_dump(mode="json", include=set(_HEAD)),
            "transform": list(page.transform.matrix),
            "rules": [[*rule.start, *rule.end] for rule in page.rules],
            **_bands(page),
        }
        page_id = ids.get(page.page_no)
        if page_id is None:
            row = insert(PageRow).values(source_file_id=file_id, **head).returning(PageRow.id)
            ids[page.page_no] = connection.execute(row).scalar_one()
        else:
            connection.execute(update(PageRow).where(PageRow.id == page_id).values(**head))
            for table in _OWNED:
                connection.execute(delete(table).where(table.__table__.c.page_id == page_id))
    _insert_owned(connection, [(ids[page.page_no], page) for page in pages])


def _bands(page: Page) -> dict[str, int | None]:
    """What other scans of the page's paper are found by; without a look of its own it has none."""
    bands = marks_to_bands(page_to_marks(page.lines)) if page.picture_hash is not None else ()
    return dict(zip_longest(BAND_COLUMNS, bands))


def drop_other_pages(connection: Connection, file_id: int, pages: Sequence[Page]) -> None:
    """Removes the file's pages that are not among ``pages``."""
    known = select(PageRow.page_no).where(PageRow.source_file_id == file_id)
    for page_no in set(connection.scalars(known)) - {page.page_no for page in pages}:
        stale = PageRow.source_file_id == file_id, PageRow.page_no == page_no
        connection.execute(delete(PageRow).where(*stale))


def count_pages(connection: Connection, file_id: int) -> int:
    """How many pages of the file are stored; 0 for an unknown file."""
    query = select(func.count()).select_from(PageRow).where(PageRow.source_file_id == file_id)
    return connection.scalars(query).one()


def load_pages(connection: Connection, file_ids: Sequence[int]) -> dict[int, list[Page]]:
    """Pages by the id of their file, in order; a file without pages is left out."""
    heads = connection.execute(
        select(PageRow)
        .where(PageRow.source_file_id.in_(file_ids))
        .order_by(PageRow.source_file_id, PageRow.page_no)
    ).all()
    lines, seals, qr_payloads = (
        _fetch_owned(connection, table, [head.id for head in heads]) for table in _OWNED
    )
    pages: dict[int, list[Page]] = defaultdict(list)
    for head in heads:
        values = {name: head._mapping[name] for name in _HEAD}
        values |= {"transform": {"matrix": head.transform}, "lines": lines[head.id], "seals": seals[head.id]}
        values["rules"] = [{"start": (x, y), "end": (v, w)} for x, y, v, w in head.rules]
        values["qr_payloads"] = [row["payload"] for row in qr_payloads[head.id]]
        pages[head.source_file_id].append(Page.model_validate(values))
    return dict(pages)


def _insert_owned(connection: Connection, pages: Sequence[tuple[int, Page]]) -> None:
    rows: dict[type[Base], list[dict[str, Any]]] = defaultdict(list)
    for page_id, page in pages:
        for table, values in ((TextLineRow, page.lines), (PageSealRow, page.seals)):
            rows[table] += [
                {"page_id": page_id, "position": position, **value.model_dump(mode="json")}
                for position, value in enumerate(values)
            ]
        rows[PageQrPayloadRow] += [
            {"page_id": page_id, "position": position, "payload": payload}
            for position, payload in enumerate(page.qr_payloads)
        ]
    for owned_table, owned in rows.items():
        if owned:
            connection.execute(insert(owned_table), owned)


def _fetch_owned(
    connection: Connection, table: type[Base], page_ids: Sequence[int]
) -> dict[int, list[dict[str, Any]]]:
    columns = table.__table__.c
    query = select(table).order_by(columns.page_id, columns.position)
    owned: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for start in range(0, len(page_ids), _BATCH):
        batch = query.where(columns.page_id.in_(page_ids[start : start + _BATCH]))
        for row in connection.execute(batch).mappings():
            values = {name: value for name, value in row.items() if name not in ("page_id", "position")}
            owned[row["page_id"]].append(values)
    return owned
