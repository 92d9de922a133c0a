"""The ledger by its commands: what failed is read again, what is unchanged is not, and both are told."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path
from typing import Any

import pytest

from pipeline.ingested import unchanged_files
from pipeline.store.store import open_store
from schemas.errors import EngineError, InputError, WorkerError
from schemas.outcome_words import OUTCOME_WORDS, explain_code
from tests.command import licet, outcomes
from tests.executors.troubled import picture

LONG_AGO = 1_600_000_000.0


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A blank page and an empty file, both old."""
    made = tmp_path / "in"
    made.mkdir()
    (made / "a.png").write_bytes(picture(255, 200))
    (made / "b.png").touch()
    for path in made.iterdir():
        os.utime(path, (LONG_AGO, LONG_AGO))
    return made


def told(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines() if line.startswith("{")]


def test_failed_files_are_read_again_and_counted(folder: Path, tmp_path: Path) -> None:
    database = tmp_path / "licet.db"
    run = licet("ingest", folder, "--db", database, "--executor", "serial", "--json-log")
    assert run.status == 4
    *files, end = told(run.err)
    assert {Path(line["path"]).name: line["code"] for line in files if line["event"] == "file"} == {
        "a.png": "no_text", "b.png": "empty",
    }  # fmt: skip
    assert (end["event"], end["files"], end["failed"], end["pages"]) == ("end", 2, 1, 1)
    assert json.loads(licet("status", "--db", database, "--json").out)["outcomes"][1]["code"] == "empty"
    (folder / "b.png").write_bytes(picture(255, 210))
    assert licet("retry", "--db", database, "--executor", "serial", "--code", "damaged").status == 0
    assert outcomes(database)["b.png"][1] == "empty"
    assert licet("retry", "--db", database, "--executor", "serial").status == 0
    counted = json.loads(licet("status", "--db", database, "--json").out)
    assert [(entry["code"], entry["files"]) for entry in counted["outcomes"]] == [("no_text", 2)]
    assert {Path(slow["path"]).name for slow in counted["slowest"]} == {"a.png", "b.png"}
    shown = licet("status", "--db", database)
    assert "no_text 页面上没有文字" in shown.out and "a.png" in shown.out
    with open_store(str(database)) as store:
        assert store.unfinished() == []


def test_codes_are_whole_and_names_in_one_line(tmp_path: Path) -> None:
    database = tmp_path / "licet.db"
    page = tmp_path / "two\nlines.png"
    page.write_bytes(picture(255, 210))
    (tmp_path / "text").write_text("no picture", encoding="utf-8")
    licet("ingest", page, tmp_path / "text", "--db", database, "--executor", "serial")
    shown = licet("status", "--db", database, columns=80).out
    assert "│ unsupported_type │" in shown
    assert "two�lines.png" in shown


def test_every_code_of_an_outcome_has_words() -> None:
    codes = {error.code for error in (InputError, EngineError, WorkerError)}
    codes |= {error.code for kind in (InputError, WorkerError) for error in kind.__subclasses__()}
    assert codes | {"read", "doubtful", "no_text", "no_certificate"} <= OUTCOME_WORDS.keys()
    assert explain_code("of another version") == "of another version"


def test_a_file_beyond_a_limit_is_read_with_a_higher_one(folder: Path, tmp_path: Path) -> None:
    database = tmp_path / "licet.db"
    (folder / "b.png").unlink()
    licet("ingest", folder, "--db", database, "--executor", "serial", "--max-bytes", "20")
    assert outcomes(database) == {"a.png": ("failed", "too_large")}
    retry = ["retry", "--db", database, "--executor", "serial", "--code", "too_large"]
    assert licet(*retry, "--max-bytes", "20").status == 4
    assert licet(*retry, "--max-bytes", "100000").status == 0
    assert outcomes(database) == {"a.png": ("complete", "no_text")}


def test_a_broken_file_that_was_mended_is_not_counted(folder: Path, tmp_path: Path) -> None:
    database = tmp_path / "licet.db"
    (folder / "b.png").write_bytes(picture(255, 210)[:50])
    licet("ingest", folder, "--db", database, "--executor", "serial")
    (folder / "b.png").write_bytes(picture(255, 210))
    licet("retry", "--db", database, "--executor", "serial")
    counted = json.loads(licet("status", "--db", database, "--json").out)
    assert [(entry["code"], entry["files"]) for entry in counted["outcomes"]] == [("no_text", 2)]


def test_unchanged_files_are_known_by_size_and_time(folder: Path, tmp_path: Path) -> None:
    database, path = tmp_path / "licet.db", folder / "a.png"
    licet("ingest", path, "--db", database, "--executor", "serial")
    with open_store(str(database)) as store:
        known = unchanged_files([path, folder / "b.png", folder / "none.png"], store)
        assert [(result.path, result.saved) for result in known.values()] == [(path, None)]
        soon = time.time() + 1000
        os.utime(path, (soon, soon))
        assert unchanged_files([path], store) == {}
    run = licet("ingest", path, "--db", database, "--executor", "serial", "--json-log")
    assert told(run.err)[0]["known"]  # hashed, and found to be what it was
    with open_store(str(database)) as store:
        assert unchanged_files([path], store) == {}  # too new: it may change again unseen
    os.utime(path, (LONG_AGO, LONG_AGO))
    licet("ingest", path, "--db", database, "--executor", "serial")
    with open_store(str(database)) as store:
        assert list(unchanged_files([path], store)) == [path]
        path.write_bytes(picture(250, 220))
        os.utime(path, (LONG_AGO, LONG_AGO))
        assert unchanged_files([path], store) == {}
