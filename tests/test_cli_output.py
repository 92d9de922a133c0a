"""What the command gives back: show, export and overlay, read again by other programs."""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import openpyxl
import pyarrow.parquet as pq
import pytest
from PIL import Image as PillowImage
from PIL import ImageOps

from tests.command import NUMBER, PAGE, half_a_pdf, licet


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one page."""
    folder = tmp_path_factory.mktemp("archive") / "档案 2024"
    folder.mkdir()
    shutil.copy(PAGE, folder / "许可证 第1页.jpg")
    return folder


@pytest.fixture(scope="module")
def database(archive: Path) -> Path:
    path = archive.parent / "数据" / "licet.db"
    assert licet("ingest", archive, "--db", path).status == 0
    return path


@pytest.mark.parametrize("wanted", [NUMBER, "京Ｂ２－20240286", "1"])
def test_show(database: Path, wanted: str) -> None:
    run = licet("show", wanted, "--db", database)
    assert run.status == 0
    assert NUMBER in run.out
    assert "北京懂车帝科技有限公司" in run.out
    assert re.search(r"p1 \[\d+,\d+", run.out)


def test_show_all(database: Path) -> None:
    run = licet("show", "--db", database)
    assert run.status == 0
    assert run.out.count(NUMBER) >= 1


@pytest.mark.parametrize("wanted", ["京B2-20990001", "4711"])
def test_show_an_unknown_number(database: Path, wanted: str) -> None:
    run = licet("show", wanted, "--db", database)
    assert (run.status, run.out) == (1, "")
    assert wanted in run.err


def exported(database: Path, name: str) -> Path:
    """An export in the format that ``name`` ends with."""
    target = database.parent / "导出" / name
    target.parent.mkdir(exist_ok=True)
    run = licet("export", "--format", target.suffix[1:], "--out", target, "--db", database)
    assert run.status == 0, run
    assert run.out == ""
    assert "1 certificates" in run.err
    return target


def test_export_jsonl(database: Path) -> None:
    (line,) = exported(database, "证照.jsonl").read_text(encoding="utf-8").splitlines()
    record = json.loads(line)
    assert record["license_number"] == NUMBER
    assert record["fields"]["license_number"]["quad"]
    assert record["sources"][0]["path"].endswith("档案 2024/许可证 第1页.jpg")


def test_export_csv(database: Path) -> None:
    with exported(database, "证照.csv").open(encoding="utf-8-sig", newline="") as stream:
        (row,) = csv.DictReader(stream)
    assert row["license_number"] == NUMBER
    assert json.loads(row["seals"])[0]["page_no"] == 1


def test_export_xlsx(database: Path) -> None:
    workbook = openpyxl.load_workbook(exported(database, "证照.xlsx"), read_only=True)
    heading, row = workbook["certificates"].iter_rows(values_only=True)
    assert dict(zip(heading, row, strict=True))["license_number"] == NUMBER


def test_export_parquet(database: Path) -> None:
    (row,) = pq.read_table(exported(database, "证照.parquet")).to_pylist()
    assert row["license_number"] == NUMBER
    assert isinstance(row["needs_review"], bool)


def test_export_to_standard_output_in_a_process_of_its_own(database: Path) -> None:
    """As installed, under a terminal that cannot write Chinese."""
    done = subprocess.run(
        [sys.executable, "-c", "from pipeline.cli import app; app()", "export", "--db", str(database)],
        capture_output=True,
        check=True,
        timeout=60,
        env={**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii:backslashreplace"},
        cwd=Path(__file__).parent.parent,
    )
    assert json.loads(done.stdout.decode("utf-8"))["license_number"] == NUMBER


def test_export_to_where_nothing_can_be_written(database: Path, tmp_path: Path) -> None:
    run = licet("export", "--out", tmp_path / "no" / "x.jsonl", "--db", database)
    assert run.status == 1
    assert "x.jsonl" in run.err


def test_overlay(archive: Path, tmp_path: Path) -> None:
    run = licet("overlay", archive / "许可证 第1页.jpg", "-o", tmp_path / "图")
    assert run.status == 0
    (picture,) = (tmp_path / "图").iterdir()
    assert run.out == f"{picture}\n"
    with PillowImage.open(picture) as drawn, PillowImage.open(PAGE) as page:
        assert drawn.format == "PNG"
        assert drawn.size == ImageOps.exif_transpose(page).size


def test_overlay_of_a_file_with_a_bad_page(tmp_path: Path) -> None:
    path = tmp_path / "half.pdf"
    path.write_bytes(half_a_pdf())
    run = licet("overlay", path, "-o", tmp_path / "out")
    assert run.status == 3
    assert [entry.name for entry in (tmp_path / "out").iterdir()] == ["half-1.png"]
    assert "page 2" in run.err


def test_link_paddle(tmp_path: Path) -> None:
    run = licet("models", "link-paddle", tmp_path / "模型")
    assert run.status == 0
    for folder in map(Path, run.out.splitlines()):
        assert (folder / "inference.onnx").is_file()
        assert (folder / "inference.yml").is_file()
