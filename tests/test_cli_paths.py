"""How paths, and what goes with them, are named on the command line."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest
from PIL import Image

from pipeline.inputs import find_files
from pipeline.load.source import read_source
from pipeline.options import Limits
from schemas.errors import UnreadableFileError
from tests.command import PAGE, licet, outcomes

EMPTY, DATABASE = "empty.pdf", "licet.db"
LICET = (sys.executable, "-c", "from pipeline.cli import app; app()")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a blank page and an empty file, in which the command runs."""
    folder = tmp_path / "scans"
    folder.mkdir()
    Image.new("L", (400, 500), 255).save(folder / "blank.png")
    (folder / EMPTY).touch()
    monkeypatch.chdir(folder)
    return folder


def paths(database: Path) -> set[str]:
    with closing(sqlite3.connect(database)) as connection:
        seen = connection.execute("SELECT path FROM seen_paths UNION SELECT path FROM outcomes")
        return {path for (path,) in seen if path is not None}


def test_a_file_is_one_however_its_folder_is_spelt(folder: Path, tmp_path: Path) -> None:
    database = tmp_path / DATABASE
    for spelling in (".", "../scans", folder, folder / ".." / "scans"):
        assert licet("ingest", spelling, "--db", database).status == 4
    assert paths(database) == {str(folder / EMPTY), str(folder / "blank.png")}
    assert outcomes(database)[EMPTY] == ("failed", "empty")


def test_behind_a_link_the_parent_is_what_the_system_means(folder: Path, tmp_path: Path) -> None:
    far = tmp_path / "far" / "away"
    far.mkdir(parents=True)
    Image.new("L", (300, 500), 255).save(far.parent / "other.png")
    (folder / "link").symlink_to(far)
    assert licet("ingest", "link/../other.png", "--db", tmp_path / DATABASE).status == 0
    assert paths(tmp_path / DATABASE) == {str(far.parent / "other.png")}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["ingest", ""], "路径为空 / the path is empty"),
        (["ingest", "blank.png", "--address", "host:6379"], "--executor ray"),
    ],
)
@pytest.mark.usefixtures("folder")
def test_what_is_named_by_mistake_is_told(arguments: Sequence[str], words: str, tmp_path: Path) -> None:
    run = licet(*arguments, "--db", tmp_path / DATABASE)
    assert (run.status, words in run.err) == (2, True), run.err
    assert not outcomes_or_none(tmp_path / DATABASE)


def outcomes_or_none(database: Path) -> dict[str, tuple[str, str]]:
    return outcomes(database) if database.exists() else {}


@pytest.mark.usefixtures("folder")
def test_a_code_that_no_file_has_is_told(tmp_path: Path) -> None:
    licet("ingest", ".", "--db", tmp_path / DATABASE)
    run = licet("retry", "--code", "emtpy", "--db", tmp_path / DATABASE)
    assert run.status == 0
    assert "no unfinished file has the outcome emtpy; there are: empty, no_text" in run.err


@pytest.mark.usefixtures("folder")
def test_an_export_that_cannot_be_written_is_told_in_a_line(tmp_path: Path) -> None:
    licet("ingest", PAGE, "--db", tmp_path / DATABASE)
    with Path("/dev/full").open("wb") as full:
        run = subprocess.run(
            [*LICET, "export", "--db", tmp_path / DATABASE],
            check=False, stdout=full, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
    assert run.returncode == 1
    assert run.stderr.splitlines() == [
        "licet: 导出内容无法写入，请腾出空间，或指明文件 / "
        "The export can't be written: No space left on device. Make room, or name a file."
    ]


@pytest.mark.parametrize("command", [("status",), ("status", "--json"), ("types", "list")])
def test_what_cannot_be_printed_is_told_in_a_line(tmp_path: Path, command: Sequence[str]) -> None:
    licet("ingest", PAGE, "--db", tmp_path / DATABASE)
    database = ("--db", tmp_path / DATABASE) if command[0] == "status" else ()
    with Path("/dev/full").open("wb") as full:
        run = subprocess.run(
            [*LICET, *command, *database], check=False, stdout=full, stderr=subprocess.PIPE, text=True
        )
    assert run.returncode == 1
    assert len(run.stderr.splitlines()) == 1
    assert "no space is left" in run.stderr


def test_a_folder_that_cannot_be_listed_is_an_outcome(tmp_path: Path) -> None:
    """Its path is longer than the system takes, as those copied from a disk of another kind may be."""
    (tmp_path / "a.txt").write_text("x")
    here, name = Path.cwd(), "档" * 80
    os.chdir(tmp_path)
    try:
        for _ in range(20):
            Path(name).mkdir()
            os.chdir(name)
        Path("b.txt").write_text("x")
    finally:
        os.chdir(here)
    found = find_files([tmp_path])
    (folder,) = (path for path in found if path.name != "a.txt")
    with pytest.raises(UnreadableFileError):
        read_source(folder, Limits())


def test_a_url_of_this_machine_is_its_path(folder: Path) -> None:
    named = folder / "扫描 1.png"
    (folder / "blank.png").rename(named)
    for url in (named.as_uri(), f"file://{named}"):
        assert find_files([Path(url)]) == [named]
    assert named in find_files([Path(folder.as_uri())])
