"""Input that means harm: what is never run, what workers may not do, what output never carries."""

from __future__ import annotations

import csv
import io
import json
import socket
import subprocess
import sys
import zlib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.engine import make_url

from pipeline.executors.network import url_to_families, url_to_names
from pipeline.exports.export import ExportFormat, export
from pipeline.load.pdf_streams import check_streams
from pipeline.load.split import split_pages
from pipeline.options import Limits
from pipeline.page_image import PageImage
from pipeline.printable import to_printable
from pipeline.read_page import read_page
from pipeline.watch.readable import to_json
from schemas.errors import FileTooLargeError
from tests.executors.troubled import Troubled
from tests.files import assembled, stream
from tests.store.papers import main_page

PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>"


def test_a_stream_that_unfolds_too_far() -> None:
    packed = stream(zlib.compress(b"0 0 m " * 3_000_000, 9), "/Filter /FlateDecode")
    data = assembled([b"<< /Type /Catalog >>", packed])
    with pytest.raises(FileTooLargeError, match="times its size"):
        check_streams(data, Limits())
    check_streams(data, Limits(max_ratio=2000))
    with pytest.raises(FileTooLargeError):
        check_streams(data, Limits(max_ratio=2000, max_stream_bytes=1_000_000))


SLIVERS = [(1, 1), (2, 3), (1, 3000), (30_000, 2), (9, 11_112), (16, 30_000), (200, 5), (31, 31)]


@pytest.mark.parametrize("size", SLIVERS, ids=str)
@pytest.mark.parametrize("ink", ["white", "black", "red", "blue dashes", "noise"])
def test_a_page_of_any_shape_is_read(tmp_path: Path, size: tuple[int, int], ink: str) -> None:
    """Pages of no paper's shape, by every stage that looks at pixels."""
    image = np.random.default_rng(1).integers(0, 256, (*size, 3), dtype=np.uint8)
    if ink != "noise":
        image[:] = {"black": (0, 0, 0), "red": (20, 20, 200)}.get(ink, (255, 255, 255))
    if ink == "blue dashes":
        image[::4, ::40] = image[::4, 1::40] = (200, 60, 40)
    page = PageImage(page_no=1, image=image)
    (part,) = split_pages([page])
    assert isinstance(part, PageImage)
    read = read_page(Troubled(tmp_path), part)
    assert (read.height, read.width) == size and read.lines == ()


NETWORK = """
import ctypes, json, socket, sys
from pipeline.executors.network import refuse_sockets
kernel = refuse_sockets(frozenset(json.loads(sys.argv[1])))
raw = ctypes.CDLL(None)
try:
    socket.create_connection(("127.0.0.1", int(sys.argv[2])), 2)
    python = "connected"
except OSError as error:
    python = str(error)
families = (socket.AF_UNIX, socket.AF_INET, socket.AF_INET6, 16, 17)
print(json.dumps([kernel, [raw.socket(family, 1, 0) >= 0 for family in families], python]))
"""


@pytest.mark.parametrize("allowed", [(), (socket.AF_UNIX,)])
def test_a_worker_has_no_network(allowed: tuple[int, ...]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = str(server.getsockname()[1])
        families = json.dumps([int(family) for family in allowed])
        done = subprocess.run(
            [sys.executable, "-c", NETWORK, families, port],
            capture_output=True, text=True, check=True, timeout=60, cwd=Path(__file__).parent.parent,
        )  # fmt: skip
    kernel, opened, python = json.loads(done.stdout)
    assert "no network" in python or "Permission denied" in python
    assert kernel
    assert opened == [socket.AF_UNIX in allowed, False, False, False, False]


def test_the_database_alone_may_be_reached() -> None:
    assert url_to_families(make_url("sqlite:///x.db")) == frozenset()
    local = make_url("postgresql+psycopg://licet@/licet?host=/run/postgresql")
    assert url_to_families(local) == {socket.AF_UNIX}
    assert socket.AF_INET in url_to_families(make_url("postgresql+psycopg://licet@db.example/licet"))
    assert url_to_names(local) == frozenset()
    assert url_to_names(make_url("postgresql+psycopg://licet@db.example/licet")) == {"db.example"}
    several = make_url("postgresql+psycopg://licet@/licet?host=one.example,two.example")
    assert url_to_names(several) == {"one.example", "two.example"}


FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1", "＋1", "－1", "＠A1")


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_formula_in_csv(tmp_path: Path, formula: str) -> None:
    out = tmp_path / "out.csv"
    export([main_page("a", company=formula)], ExportFormat.CSV, out)
    with out.open(encoding="utf-8-sig", newline="") as stream_:
        (row,) = csv.DictReader(stream_)
    assert row["company"] == f"'{formula}"


CONTROLS = {chr(code) for code in (*range(32), *range(0x7F, 0xA0))} - set("\t\r\n")
STEERING = {chr(code) for code in (*range(32), *range(0x7F, 0xA0), *range(0x202A, 0x202F), 0x2066, 0x2069)}


@given(st.text(st.characters()))
def test_nothing_shown_steers_a_terminal(text: str) -> None:
    assert not set(to_printable(text)) & STEERING
    assert not set(to_printable(text, lines=True)) & (STEERING - {"\n"})
    shown = to_json({"name": text})
    assert not set(shown) & STEERING
    shown.encode("utf-8")
    assert json.loads(shown) == {"name": text}


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_an_export_steers_no_terminal(text: str) -> None:
    for format in (ExportFormat.JSONL, ExportFormat.CSV):
        out = io.BytesIO()
        export([main_page("a", company=text)], format, out)
        assert not set(out.getvalue().decode("utf-8-sig")) & CONTROLS
