"""Search: words in everything read, with the places marked, and facets to narrow down by."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePath

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response

from pipeline.review.ids import Words
from pipeline.review.masking import mask_entry
from pipeline.review.render import render
from pipeline.review.visitor import AnyVisitor, OpenDesk
from pipeline.store.apply import ReviewState
from pipeline.store.audit import audit
from pipeline.store.documents import NAMES
from pipeline.store.filters import Filter
from pipeline.store.queue import Entry, find_entries
from pipeline.store.search import WORDS, Found, Hit, files_by_id, lines_with, search

router = APIRouter(include_in_schema=False)
PAGE = 10
FIELDS = ("all", "company", "person", "number", "domain", "law", "clause")
FACETS = ("document_type", "issuer", "province", "state", "issue_year")
_MOST = 200  # characters of a query, and of a line shown
_NOTHING = Found((), more=False, facets={}, terms=())


@router.get("/search")
def search_page(
    request: Request, visitor: AnyVisitor, desk: OpenDesk,
    q: str = "", field: str = "all", document_type: Words = "", issuer: Words = "", province: Words = "",
    state: str = "", issue_year: Words = "", page: int = 1,
) -> Response:  # fmt: skip
    """Hits with their lines, facets at the side."""
    if field not in FIELDS or (state and state not in set(ReviewState)):
        raise HTTPException(422, "没有此检索项 / there is no such field to search in")
    if visitor.masked and field == "person":
        raise HTTPException(403, "您的角色不能按姓名检索 / your role may not search for people")
    given = {
        "q": q[:_MOST], "field": field, "document_type": document_type, "issuer": issuer,
        "province": province, "state": state, "issue_year": issue_year,
    }  # fmt: skip
    wanted = Filter(
        document_type=document_type or None, issuer=issuer or None, province=province or None,
        state=ReviewState(state) if state else None, issue_year=issue_year or None,
    )  # fmt: skip
    at = max(1, min(page, 100))
    with desk.reading() as connection:
        found = (
            search(connection, given["q"], wanted, columns=_columns(field, visitor.masked))
            if q.strip()
            else _NOTHING
        )
        shown = found.hits[(at - 1) * PAGE : at * PAGE]
        ids = [hit.certificate_id for hit in shown if hit.certificate_id is not None]
        entries = find_entries(connection, ids)
        # Lines are running text: who may not see names of people is shown none of them.
        lines = lines_with(connection, shown, found.terms) if shown and not visitor.masked else {}
        files = files_by_id(
            connection, [hit.source_file_id for hit in shown if hit.source_file_id is not None]
        )
    if q.strip():
        with desk.writing() as connection:
            audit(connection, visitor.actor, "search", detail={**given, "certificates": ids})
    hits = [
        _shown(hit, entries, lines.get(hit, ()), found.terms, files, masked=visitor.masked) for hit in shown
    ]
    return render(
        request, "search.html", visitor, visitor.look, hits=hits,
        given=given, found=found, page=at, pages=-(-len(found.hits) // PAGE), fields=FIELDS, facets=FACETS,
    )  # fmt: skip


def _columns(field: str, masked: bool) -> Sequence[str]:
    if field != "all":
        return (field,)
    # Running text holds names: who may not see them may not find them there either.
    return [name for name in (*NAMES, *WORDS) if not masked or name not in ("person", "body")]


def _shown(
    hit: Hit,
    entries: dict[int, Entry],
    lines: Sequence[str],
    terms: Sequence[str],
    files: dict[int, tuple[str, int]],
    *,
    masked: bool,
) -> dict[str, object]:
    entry = entries.get(hit.certificate_id or 0)
    if entry is not None and masked:
        entry = mask_entry(entry)
    path, page_id = files.get(hit.source_file_id or 0, ("", 0))
    heads = {}
    if entry is not None:
        heads = {
            "number": mark(entry.license_number or "", terms),
            "company": mark(entry.company or "", terms),
            "person": mark(entry.legal_representative or "", () if masked else terms),
        }
    return {
        "entry": entry,
        "heads": heads,
        "lines": [mark(line, terms) for line in lines],
        "file": PurePath(path).name,
        "page_id": page_id,
    }


def mark(text: str, terms: Sequence[str]) -> list[tuple[str, bool]]:
    """The text in pieces, true for those that a term names; long lines are cut round the first one."""
    pattern = "|".join(re.escape(term) for term in terms)
    if not pattern:
        return [(text[:_MOST], False)]
    first = re.search(pattern, text, re.IGNORECASE)
    if first is not None and len(text) > _MOST:
        start = max(0, first.start() - _MOST // 3)
        text = ("…" if start else "") + text[start : start + _MOST] + "…"
    pieces = re.split(f"({pattern})", text[: _MOST + 2], flags=re.IGNORECASE)
    return [(piece, at % 2 == 1) for at, piece in enumerate(pieces) if piece]
