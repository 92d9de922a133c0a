"""``python -m tests.scale URL``: a database of many certificates, made of generated rows, and how long
lookup and export take in it. A million of them take some ten gigabytes and minutes.
"""

from __future__ import annotations

import json
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from typing import Any

import psycopg
import typer
from sqlalchemy import URL

from extractors.pages.marks import marks_to_bands, texts_to_marks
from pipeline.store.database_url import parse_url
from pipeline.store.store import open_store
from schemas.geometry import Quad
from schemas.outcome import FileReading, Outcome, OutcomeStatus
from schemas.page import Page, TextLine

NOW = datetime(2025, 1, 1, tzinfo=UTC)
to_text = json.JSONEncoder(separators=(",", ":")).encode
QUAD = to_text([[10.5, 20.25], [310.1, 20.25], [310.1, 52.7], [10.5, 52.7]])
EVIDENCE = to_text({"weakest": 2.0, "mean": 2.0, "length": 3.58, "rows": 0.0, "label": 0.0, "gap": 0.0})
LOOK = "00ff" * 4  # of all pages: forms look alike
IDENTITY = to_text([1, 0, 0, 0, 1, 0, 0, 0, 1])
KEYS = (
    "license_number", "company", "legal_representative", "scope", "coverage", "registered_capital", "address",
    "issuer", "issue_date", "valid_until", "annexes.0.websites.0.name", "annexes.0.websites.0.domains.0",
)  # fmt: skip
_SLICE = 100_000  # certificates in one transaction
Rows = Iterator[tuple[Any, ...]]


def number(at: int) -> str:
    """The number of certificate ``at``, no two alike."""
    return f"京B2-{1990 + at // 10_000:04}{at % 10_000:04}"


def says(at: int) -> str:
    """The line of its page by which another scan is known."""
    return f"编号{number(at)} 有效期自{1990 + at % 30}-01-25至{1995 + at % 30}-01-24"


def scanned_again(at: int) -> FileReading:
    """The page of certificate ``at`` in another file."""
    quad = Quad.model_validate_json(QUAD)
    line = TextLine(text=says(at), quad=quad, confidence=0.99, engine="rapidocr")
    page = Page(page_no=1, width=1654, height=2339, lines=(line,), picture_hash=LOOK)
    outcome = Outcome(status=OutcomeStatus.COMPLETE, code="no_certificate", message="", pages=1)
    return FileReading(
        path=f"/b/{at}.jpg",
        sha256=f"{at + 2**200:064x}",
        size=1000,
        media_type="image/jpeg",
        outcome=outcome,
        pages=(page,),
    )


def tables(ids: range) -> Iterator[tuple[str, str, Rows]]:
    """Each table's name, its columns, and its rows for certificates with these ids, of one page each."""
    if 1 in ids:
        yield "issuers", "id,name,name_key", iter([(1, "北京市通信管理局", "北京市通信管理局")])
    yield "companies", "id,name,name_key", ((at, f"公司{at}", f"公司{at}") for at in ids)
    yield (
        "source_files",
        "id,sha256,size,media_type,created_at",
        ((at, f"{at:064x}", 1000, "image/jpeg", NOW) for at in ids),
    )
    yield (
        "seen_paths",
        "id,source_file_id,path,path_key,folder_key,series_key,current,created_at",
        (
            (at, at, f"/a/{at}.jpg", f"/a/{at}.jpg", f"/a{at % 1000}", f"/s{at % 1000}", True, NOW)
            for at in ids
        ),
    )
    yield (
        "outcomes",
        "id,source_file_id,status,code,message,pages,certificates,finished_at",
        ((at, at, "complete", "read", "", 1, 1, NOW) for at in ids),
    )
    yield (
        "pages",
        "id,source_file_id,page_no,width,height,rotation,transform,origin,picture_hash,band_1,band_2,band_3,"
        "band_4",
        (
            (
                at,
                at,
                1,
                1654,
                2339,
                0,
                IDENTITY,
                "scan",
                LOOK,
                *marks_to_bands(texts_to_marks([says(at)])),
            )
            for at in ids
        ),
    )
    yield (
        "text_lines",
        ("page_id,position,text,quad,confidence,engine,layer,char_positions,char_confidences"),
        (
            (at, place, line, QUAD, 0.99, "rapidocr", "all", "[]", "[]")
            for at in ids
            for place, line in enumerate((says(at), f"第{at}行"))
        ),
    )
    yield from _certificates(ids)
    yield from _register(ids)
    yield from _content(ids)


def _certificates(ids: range) -> Iterator[tuple[str, str, Rows]]:
    yield (
        "certificates",
        "id,document_type,number_key,created_at",
        ((at, "telecom_license", number(at), NOW) for at in ids),
    )
    yield "certificate_versions", (
        "id,certificate_id,number,is_current,license_number,number_key,company_id,legal_representative,scope,"
        "address,issuer_id,issue_date,valid_until,needs_review,saved_at"
    ), (
        (at, at, 1, True, number(at), number(at), at, "王小明", "信息服务业务（仅限互联网信息服务）",
         "北京市海淀区", 1, "2024-01-25", "2029-01-25", at % 5 == 0, NOW)
        for at in ids
    )  # fmt: skip
    yield "certificate_sources", "version_id,position,seen_path_id", ((at, 0, at) for at in ids)
    yield (
        "certificate_pages",
        "version_id,position,page_no,kind,rotation,page_id",
        ((at, 0, 1, "main", 0, at) for at in ids),
    )


def _register(ids: range) -> Iterator[tuple[str, str, Rows]]:
    yield "register_entries", (
        "certificate_id,version_id,document_type,license_number,company,legal_representative,issuer,province,"
        "issue_date,valid_until,folder,doubtful,urgency,open,state,read_at,digest"
    ), (
        (at, at, "telecom_license", number(at), f"公司{at}", "王小明", "北京市通信管理局", "京",
         "2024-01-25", "2029-01-25", f"/a{at % 1000}", 0, 3, at % 5 == 0, "read", NOW, f"{at:064x}")
        for at in ids
    )  # fmt: skip


def _content(ids: range) -> Iterator[tuple[str, str, Rows]]:
    yield "business_items", "version_id,position,code,name", ((at, 0, "B25", "信息服务业务") for at in ids)
    yield (
        "business_item_terms",
        "version_id,item_position,kind,position,text",
        ((at, 0, "only", 0, "互联网信息服务") for at in ids),
    )
    yield "annexes", "version_id,position,page_no,server_location", ((at, 0, 1, "北京市") for at in ids)
    yield "websites", "version_id,annex_position,position,name", ((at, 0, 0, f"网站{at}") for at in ids)
    yield (
        "website_domains",
        "version_id,annex_position,website_position,position,domain",
        ((at, 0, 0, 0, f"site{at}.cn") for at in ids),
    )
    yield (
        "certificate_seals",
        "version_id,position,page_no,kind,shape,text",
        ((at, 0, 1, "official_seal", "round", "北京市通信管理局") for at in ids),
    )
    yield (
        "issues",
        "version_id,position,code,severity,field,message",
        ((at, 0, "low_confidence", "warning", "scope", "…") for at in ids if at % 5 == 0),
    )
    yield (
        "field_values",
        ("version_id,position,key,raw,value,confidence,status,page_no,quad,engine,evidence"),
        (
            (at, place, key, f"{key}{at}", f"{key}{at}", 0.97, "accepted", 1, QUAD, "rapidocr", EVIDENCE)
            for at in ids
            for place, key in enumerate(KEYS)
        ),
    )


def fill(url: str, count: int) -> None:
    """Write the rows, as fast as the database takes them, in transactions of bounded size."""
    open_store(url).close()
    parsed = parse_url(url)
    write = _fill_sqlite if parsed.get_backend_name() == "sqlite" else _fill_postgres
    for first in range(1, count + 1, _SLICE):
        write(parsed, range(first, min(first + _SLICE, count + 1)))


def _fill_sqlite(url: URL, ids: range) -> None:
    with closing(sqlite3.connect(str(url.database))) as connection, connection:
        connection.execute("PRAGMA synchronous = OFF")
        for table, columns, rows in tables(ids):
            marks = ",".join("?" * len(columns.split(",")))
            plain = (tuple(str(v) if v is NOW else v for v in row) for row in rows)
            connection.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", plain)


def _fill_postgres(url: URL, ids: range) -> None:
    address = url.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(address) as connection, connection.cursor() as cursor:
        for table, columns, rows in tables(ids):
            with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            if columns.startswith("id,"):
                cursor.execute(
                    f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))"
                )
        cursor.execute("ANALYZE")


def main(url: str, count: int = 1_000_000, fill_first: bool = True) -> None:
    """Fill, look up a hundred numbers and companies, and export all."""
    if fill_first:
        begun = time.monotonic()
        fill(url, count)
        print(f"{count:,} certificates written in {time.monotonic() - begun:.0f} s", flush=True)
    with open_store(url) as store:
        store.find(number(1))
        for kind, name in (("number", number), ("company", lambda at: f"公司{at}")):
            spent = []
            for at in range(1, count, max(1, count // 100)):
                begun = time.perf_counter()
                found = store.find(name(at)) if kind == "number" else store.find_company(name(at))
                spent.append(time.perf_counter() - begun)
                assert len(found) == 1
            worst = sorted(spent)[int(len(spent) * 0.95)]
            middle = statistics.median(spent)
            print(f"lookup by {kind}: median {1000 * middle:.1f} ms, 95 % {1000 * worst:.1f} ms", flush=True)
        spent = []
        for at in range(1, 52):
            begun = time.perf_counter()
            store.save(scanned_again(at * (count // 52)))
            spent.append(time.perf_counter() - begun)
            assert len(store.near(store.find(number(at * (count // 52)))[0])) == 1
        print(f"saving a second scan: median {1000 * statistics.median(spent):.1f} ms", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        open_store(f"{folder}/empty.db").close()
        start, _ = export(f"{folder}/empty.db")
    seconds, processor = export(url)
    print(
        f"licet export: {count / seconds:,.0f} certificates/s, {count / (seconds - start):,.0f} without the"
        f" {start:.1f} s of its start, {count / processor:,.0f} a processor second"
    )
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    print(f"peak memory {peak / 1024:,.0f} MB")


def export(url: str) -> tuple[float, float]:
    """Seconds of ``licet export``, by the clock and of processor."""
    command = [sys.executable, "-c", "from pipeline.cli import app; app()", "export", "--db", url]
    begun, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = used.ru_utime + used.ru_stime - before.ru_utime - before.ru_stime
    return time.perf_counter() - begun, spent


if __name__ == "__main__":
    typer.run(main)
