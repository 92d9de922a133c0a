"""What is told where ``--db`` names no database: by every command alike."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.command import licet
from tests.test_docs import OPTIONS

OF_WRITTEN = (
    ("status",), ("show",), ("export",), ("sanity",), ("retry",), ("truth", "truth"), ("users", "list"),
    ("users", "set", "zhang", "--disable"),
)  # fmt: skip
MAKING = (("ingest", "scans"), ("watch", "scans", "--done", "done", "--failed", "failed"), ("serve",))


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "scans").mkdir()
    monkeypatch.chdir(tmp_path)


def test_no_command_is_left_out() -> None:
    with_database = {path for path, option in OPTIONS if option == "--db"} - {("users", "add")}
    assert {words[: len(path)] for words in OF_WRITTEN + MAKING for path in with_database} >= with_database


@pytest.mark.parametrize("command", OF_WRITTEN + MAKING, ids=" ".join)
def test_a_url_without_a_file_is_told(command: Sequence[str]) -> None:
    run = licet(*command, "--db", "sqlite:///")
    assert (run.status, run.out) == (5, "")
    assert "names no file. Write sqlite:///licet.db" in run.err


@pytest.mark.parametrize("command", OF_WRITTEN, ids=" ".join)
def test_a_mistyped_name_makes_no_database(command: Sequence[str], tmp_path: Path) -> None:
    run = licet(*command, "--db", "arhcive.db")
    assert (run.status, run.out) == (5, "")
    assert "There is no database of licet at arhcive.db" in run.err
    assert [path.name for path in tmp_path.iterdir()] == ["scans"]


@pytest.mark.parametrize("command", OF_WRITTEN + MAKING, ids=" ".join)
def test_a_server_that_does_not_run_is_told(command: Sequence[str]) -> None:
    run = licet(*command, "--db", "postgresql://licet:secret@127.0.0.1:1/licet")
    assert (run.status, run.out) == (5, "")
    assert "can't be reached: connection failed" in run.err
    assert "Check that it runs and the URL is right." in run.err
    assert "secret" not in run.err
