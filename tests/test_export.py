"""Exports, read back with the programs that people read them with."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pyarrow.parquet as pq
import pytest

from pipeline.exports.export import ExportError, ExportFormat, export
from schemas.certificate import Certificate
from tests.store.papers import NUMBER, full, main_page


def certificates() -> Iterator[Certificate]:
    yield main_page("a", company="=HYPERLINK(1)", address="@x")
    yield full()


def test_jsonl_is_the_record_line_by_line(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    assert export(certificates(), ExportFormat.JSONL, out) == 2
    text = out.read_text(encoding="utf-8")
    assert NUMBER in text
    assert [json.loads(line) for line in text.splitlines()] == [entry.record() for entry in certificates()]


def test_a_stream_stays_open_and_holds_paths_that_are_not_utf8() -> None:
    base = main_page("a")
    source = base.sources[0].model_copy(update={"path": "/scans/\udcb0.jpg"})
    odd = base.model_copy(update={"sources": (source,)})
    for format in ExportFormat:
        stream = io.BytesIO()
        assert export([odd], format, stream) == 1
        assert stream.getvalue()
    stream = io.BytesIO()
    export([odd], ExportFormat.JSONL, stream)
    assert json.loads(stream.getvalue().decode("utf-8"))["sources"][0]["path"] == "/scans/\udcb0.jpg"


def test_jsonl_steers_no_terminal_and_says_the_same() -> None:
    unseen = (*range(0x7F, 0xA0), 0x61C, 0x200E, 0x200F, *range(0x2028, 0x202F), *range(0x2066, 0x206A))
    names = [f"甲{chr(code)}乙" for code in unseen]
    stream = io.BytesIO()
    export([main_page("a", company=name) for name in names], ExportFormat.JSONL, stream)
    lines = stream.getvalue().decode("utf-8").split("\n")[:-1]
    assert [json.loads(line)["company"] for line in lines] == names
    assert not any(chr(code) in line for line in lines for code in unseen)


def test_csv_opens_in_excel_and_runs_no_formula(tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    assert export(certificates(), ExportFormat.CSV, out) == 2
    assert out.read_bytes().startswith(b"\xef\xbb\xbf")
    with out.open(encoding="utf-8-sig", newline="") as stream:
        first, second = csv.DictReader(stream)
    assert (first["company"], first["address"]) == ("'=HYPERLINK(1)", "'@x")
    assert first["unified_social_credit_code"] == ""
    assert second["unified_social_credit_code"] == "91110108700338416R"
    assert json.loads(second["annexes"]) == full().record()["annexes"]
    assert (first["needs_review"], second["needs_review"]) == ("false", "true")


def test_parquet_in_row_groups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.exports.export._ROW_GROUP", 1)
    out = tmp_path / "out.parquet"
    assert export(certificates(), ExportFormat.PARQUET, out) == 2
    table = pq.read_table(out)
    assert pq.ParquetFile(out).num_row_groups == 2
    assert table.column("needs_review").to_pylist() == [False, True]
    assert table.column("unified_social_credit_code").to_pylist() == [None, "91110108700338416R"]
    assert json.loads(table.column("provisions")[1].as_py()) == full().record()["provisions"]


def test_xlsx_has_sheets_and_only_text(tmp_path: Path) -> None:
    out = tmp_path / "out.xlsx"
    assert export(certificates(), ExportFormat.XLSX, out) == 2
    book = openpyxl.load_workbook(out)
    sheet = book["certificates"]
    header = [cell.value for cell in sheet[1]]
    company = sheet.cell(row=2, column=header.index("company") + 1)
    assert (company.value, company.data_type) == ("=HYPERLINK(1)", "s")
    assert sheet.max_row == 3
    websites = [[cell.value for cell in row] for row in book["websites"].iter_rows(min_row=2)]
    assert [row[:5] for row in websites] == [
        [2, NUMBER, 1, None, None],
        [2, NUMBER, 1, "甲", "a.com；b.cn"],
        [2, NUMBER, 1, "乙", "c.com"],
    ]
    assert websites[1][7] == "某公司"
    assert book["issues"].max_row == 3
    assert [row[3].value for row in book["provisions"].iter_rows(min_row=2)] == [None, None, "(一)", "(二)"]


def test_xlsx_says_when_a_cell_is_cut_and_goes_on_in_another_sheet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.exports.sheet._SHEET_ROWS", 2)
    out = tmp_path / "out.xlsx"
    long = main_page("a", scope="业" * 40_000)
    assert export([long, main_page("b"), main_page("c")], ExportFormat.XLSX, out) == 3
    book = openpyxl.load_workbook(out)
    assert [book[name].max_row for name in ("certificates", "certificates 2", "certificates 3")] == [2] * 3
    header = [cell.value for cell in book["certificates"][1]]
    scope = book["certificates"].cell(row=2, column=header.index("scope") + 1).value
    assert len(scope) == 32_767
    assert "cut" in scope


@pytest.mark.parametrize("format", ExportFormat)
def test_nothing_half_written(format: ExportFormat, tmp_path: Path) -> None:
    def broken() -> Iterator[Certificate]:
        yield main_page("a")
        raise RuntimeError

    out = tmp_path / "out"
    out.write_bytes(b"before")
    with pytest.raises(RuntimeError):
        export(broken(), format, out)
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    assert out.read_bytes() == b"before"
    assert export([], format, out) == 0
    assert out.read_bytes() != b"before"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="Name another file"):
        export([], ExportFormat.JSONL, tmp_path / "none" / "out.jsonl")
    with pytest.raises(ExportError, match="Name another file"):
        export([], ExportFormat.JSONL, tmp_path)
    assert list(tmp_path.iterdir()) == []
