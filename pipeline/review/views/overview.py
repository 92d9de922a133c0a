"""The overview: charts, and the certificates and numbers behind each."""

from __future__ import annotations

import csv
import io
import time
from datetime import date
from threading import Lock
from typing import Annotated
from weakref import WeakKeyDictionary

from fastapi import APIRouter, Depends, HTTPException, Query, Request
from fastapi.responses import Response

from pipeline.export import ExportFormat
from pipeline.review.charts import Chart, to_chart
from pipeline.review.declared import Declarations
from pipeline.review.exporting import export_response
from pipeline.review.render import render
from pipeline.review.visitor import AnyVisitor, KnownTypes, OpenDesk, requires
from pipeline.review.words import Language, say_or
from pipeline.store.apply import ReviewState
from pipeline.store.audit import audit
from pipeline.store.desk import Desk
from pipeline.store.figures import Figure, all_figures, expiry_filters
from pipeline.store.queue import Filter, list_entries
from pipeline.store.users import Role

router = APIRouter(include_in_schema=False)
_SECONDS = 30.0
_known: WeakKeyDictionary[Desk, tuple[float, date, dict[str, Figure]]] = WeakKeyDictionary()
_lock = Lock()


@router.get("/overview")
def overview(request: Request, visitor: AnyVisitor, desk: OpenDesk, declared: KnownTypes) -> Response:
    """All charts on one page."""
    language = visitor.look.language
    charts = [(figure, _chart(figure, declared, language)) for figure in _figures(desk).values()]
    return render(
        request, "overview.html", visitor, visitor.look,
        charts=charts, behind=tuple(expiry_filters(date.today())),
        formats=[format.value for format in ExportFormat],
    )  # fmt: skip


@router.get("/overview/{name}.csv", dependencies=[Depends(requires(Role.VIEWER))])
def numbers(name: str, desk: OpenDesk) -> Response:
    """The numbers of one chart."""
    figure = _figures(desk).get(name)
    if figure is None:
        raise HTTPException(404, "没有此图表 / there is no such chart")
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow((name, *figure.series))
    # An issuer is text of a paper: a spreadsheet must not run it.
    writer.writerows((f"'{row}" if row[:1] in "=+-@\t\r" else row, *counts) for row, counts in figure.rows)
    headers = {"Content-Disposition": f'attachment; filename="{figure.name}.csv"'}
    return Response(
        text.getvalue().encode("utf-8-sig"), media_type="text/csv; charset=utf-8", headers=headers
    )


@router.get("/overview/{name}/certificates")
def behind(request: Request, name: str, visitor: AnyVisitor, desk: OpenDesk, after: int = 0) -> Response:
    """The certificates behind a figure of expiry."""
    wanted = expiry_filters(date.today()).get(name)
    if wanted is None:
        raise HTTPException(404, "没有此图表 / there is no such chart")
    with desk.reading() as connection:
        entries = list_entries(connection, wanted, max(0, after), 100)
    with desk.writing() as connection:
        audit(connection, visitor.actor, "list", detail={"figure": name})
    return render(
        request, "certificates.html", visitor, visitor.look, name=name, entries=entries,
        after=entries[-1].id if len(entries) == 100 else None,
        formats=[format.value for format in ExportFormat],
    )  # fmt: skip


@router.get("/exports/certificates.{format}")
def download(
    format: ExportFormat, visitor: AnyVisitor, desk: OpenDesk, declared: KnownTypes,
    figure: str = "", state: Annotated[str, Query()] = "", issuer: str = "", document_type: str = "",
) -> Response:  # fmt: skip
    """Certificates in force as a file: all of them, or those behind a figure."""
    wanted = expiry_filters(date.today()).get(figure) if figure else Filter()
    if wanted is None or (state and state not in set(ReviewState)):
        raise HTTPException(404, "没有此图表 / there is no such chart")
    if not figure:
        wanted = Filter(
            state=ReviewState(state) if state else None,
            issuer=issuer or None,
            document_type=document_type or None,
        )
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
    return to_chart(
        [(_row_name(figure.name, row, declared, language), counts) for row, counts in figure.rows]
    )


def _row_name(name: str, row: str, declared: Declarations, language: Language) -> str:
    match name:
        case "expiry":
            return say_or(f"figure.{row}", language, row)
        case "type":
            return declared.type_name(row, language)
        case "state":
            return say_or(f"state.{row}", language, row)
        case "corrections":
            return declared.label_of(row, None, language)
    return row
