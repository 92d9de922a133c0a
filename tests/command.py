"""Runs the ``licet`` command in this process, and looks at what it left in the database."""

from __future__ import annotations

import io
import sqlite3
from contextlib import closing, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import pytest

from pipeline.cli import app
from tests.files import assembled

PAGE = Path(__file__).parent.parent / "samples" / "seed-photo" / "page1.jpg"
NUMBER = "京B2-20240286"  # of the license that PAGE shows


@dataclass(frozen=True)
class Run:
    """What a command printed, and its exit status."""

    status: int
    out: str
    err: str


def licet(*arguments: str | Path, columns: int = 220) -> Run:
    """The command in this process, on a terminal that is none, and wide unless told otherwise."""
    printed, told = io.BytesIO(), io.BytesIO()
    out, err = (io.TextIOWrapper(stream, encoding="utf-8", write_through=True) for stream in (printed, told))
    status = 0
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        patch.setenv("COLUMNS", str(columns))
        try:
            app([str(argument) for argument in arguments], prog_name="licet")
        except SystemExit as end:
            status = end.code if isinstance(end.code, int) else 1
    return Run(status, printed.getvalue().decode(), told.getvalue().decode())


def outcomes(database: Path) -> dict[str, tuple[str, str]]:
    """Stored outcomes by file name: status and code."""
    query = (
        "SELECT coalesce(o.path, s.path), o.status, o.code FROM outcomes o"
        " LEFT JOIN seen_paths s ON s.source_file_id = o.source_file_id"
    )
    with closing(sqlite3.connect(database)) as connection:
        return {Path(path).name: (status, code) for path, status, code in connection.execute(query)}


def half_a_pdf() -> bytes:
    """Two pages, of which the second is missing."""
    return assembled(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R 9 0 R] /Count 2 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>",
        ]
    )
