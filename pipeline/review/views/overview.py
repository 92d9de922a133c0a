"""The overview: charts, and the certificates and numbers behind each."""

from __future__ import annotations

import csv
import io
import time
from datetime import date
from threading import Lock
from typing import Annotated
from urllib.parse import urlencode
from weakref import WeakKeyDictionary

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import Response

from pipeline.exports.export import ExportFormat, unrunnable
from pipeline.review.asked import AskedExport
from pipeline.review.charts import Chart, to_chart
from pipeline.review.declared import Declarations
from pipeline.review.exporting import export_response
from pipeline.review.masking import mask_entry
from pipeline.review.render import render
from pipeline.review.visitor import AnyVisitor, KnownTypes, OpenDesk
from pipeline.review.words import Language, say, say_or
from pipeline.store.audit import audit
from pipeline.store.desk import Desk
from pipeline.store.figures import OTHERS, Figure, all_figures, expiry_filters
from pipeline.store.queue import list_entries

router = APIRouter(include_in_schema=False)
_SECONDS = 30.0
After = Annotated[int, Query(ge=0, le=2**31 - 1)]
_known: WeakKeyDictionary[Desk, tuple[float, date, dict[str, Figure]]] = WeakKeyDictionary()
_lock = Lock()


@router.get("/overview")
def overview(request: Request, visitor: AnyVisitor, desk: OpenDesk, declared: KnownTypes) -> Response:
    """All charts on one page."""
    language = visitor.look.language
    charts = [(figure, _chart(figure, declared, language)) for figure in _figures(desk).values()]
    return render(
        request, "overview.html", visitor, visitor.look,
        charts=charts,
        formats=[format.value for format in ExportFormat],
    )  # fmt: skip


@router.get("/overview/{name}.csv")
def numbers(name: str, visitor: AnyVisitor, desk: OpenDesk, declared: KnownTypes) -> Response:
    """The numbers of one chart, in the chart's words."""
    figure = _figures(desk).get(name)
    if figure is None:
        raise HTTPException(404, "没有此图表 / there is no such chart")
    language = visitor.look.language
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([say(f"figure.{name}", language) for name in (figure.name, *figure.series)])
    # An issuer is text of a paper: a spreadsheet must not run it.
    writer.writerows(
        (unrunnable(_row_name(figure.name, row, declared, language)), *counts) for row, counts in figure.rows
    )
    headers = {"Content-Disposition": f'attachment; filename="{figure.name}.csv"'}
    return Response(
        text.getvalue().encode("utf-8-sig"), media_type="text/csv; charset=utf-8", headers=headers
    )


@router.get("/overview/{name}/certificates")
def behind(request: Request, name: str, visitor: AnyVisitor, desk: OpenDesk, after: After = 0) -> Response:
    """The certificates behind a figure of expiry."""
    wanted = expiry_filters(date.today()).get(name)
    if wanted is None:
        raise HTTPException(404, "没有此图表 / there is no such chart")
    with desk.reading() as connection:
        entries = list_entries(connection, wanted, after, 100)
    with desk.writing() as connection:
        audit(connection, visitor.actor, "list", detail={"figure": name})
    if visitor.masked:
        entries = [mask_entry(entry) for entry in entries]
    return render(
        request, "certificates.html", visitor, visitor.look, name=name, entries=entries,
        after=entries[-1].id if len(entries) == 100 else None,
        formats=[format.value for format in ExportFormat],
    )  # fmt: skip


@router.get("/exports/certificates.{format}")
def download(
    format: ExportFormat, visitor: AnyVisitor, desk: OpenDesk, declared: KnownTypes,
    asked: Annotated[AskedExport, Query()],
) -> Response:  # fmt: skip
    """Certificates in force as a file: all of them, those of a queue, or those behind a figure."""
    figures = expiry_filters(date.today())
    if asked.figure and asked.figure not in figures:
        raise HTTPException(404, "没有此图表 / there is no such chart")
    wanted = figures[asked.figure] if asked.figure else asked.to_filter(visitor.account.id)
    return export_response(desk, visitor.actor, format, wanted, declared, masked=visitor.masked)


def _figures(desk: Desk) -> dict[str, Figure]:
    """At most ``_SECONDS`` old: they take a pass over the register."""
    with _lock:
        known = _known.get(desk)
        today = date.today()
        if known is None or time.monotonic() - known[0] > _SECONDS or known[1] != today:
            with desk.reading() as connection:
                known = (time.monotonic(), today, all_figures(connection, today))
            _known[desk] = known
        return known[2]


def _chart(figure: Figure, declared: Declarations, language: Language) -> Chart:
    rows = [
        (_row_name(figure.name, row, declared, language), counts, _behind(figure.name, row))
        for row, counts in figure.rows
    ]
    return to_chart(rows)


def _behind(name: str, row: str) -> str:
    """Where the certificates that the row counts are listed; empty where it counts none, or has no name."""
    if row == OTHERS:
        return ""
    match name:
        case "expiry":
            return f"/overview/{row}/certificates"
        case "state":
            return f"/queue?{urlencode({'show': row})}"
        case "type" | "issuer" | "year":
            filters = {"type": "document_type", "issuer": "issuer", "year": "issue_year"}
            return f"/queue?{urlencode({'show': 'all', filters[name]: row})}"
    return ""


def _row_name(name: str, row: str, declared: Declarations, language: Language) -> str:
    if row == OTHERS:
        return say("figure.others", language)
    match name:
        case "expiry":
            return say_or(f"figure.{row}", language, row)
        case "type":
            return declared.type_name(row, language)
        case "state":
            return say_or(f"state.{row}", language, row)
        case "corrections":
            return declared.label_of(row, None, language)
        case "failures":
            return say_or(f"outcome.{row}", language, row)
    return row
