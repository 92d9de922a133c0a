"""The command line, end to end: words, exit statuses, and what is left in the database."""

from __future__ import annotations

import importlib.metadata
import os
import re
import shutil
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import fpdf
import pytest
from PIL import Image as PillowImage

import pipeline.commands.run_files
from pipeline.ocr.registry import ENGINES
from schemas.declarations import document_types
from tests.command import PAGE, Run, half_a_pdf, licet, outcomes
from tests.files import encoded, marked_picture


def locked_pdf() -> bytes:
    document = fpdf.FPDF()
    document.set_encryption(owner_password="owner", user_password="secret")
    document.add_page()
    return bytes(document.output())


BAD: dict[str, tuple[bytes, str]] = {
    "空.jpg": (b"", "empty"),
    "半截.jpg": (encoded(marked_picture(600, 400), "JPEG")[:900], "damaged"),
    "名不副实.pdf": ("这是文本".encode(), "unsupported_type"),
    "加密.pdf": (locked_pdf(), "encrypted"),
}


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with bad files and one good page, last by name."""
    folder = tmp_path_factory.mktemp("archive") / "档案 2024"
    folder.mkdir()
    for name, (data, _) in BAD.items():
        (folder / name).write_bytes(data)
    shutil.copy(PAGE, folder / "许可证 第1页.jpg")
    return folder


@pytest.fixture(scope="session")
def ingested(archive: Path) -> Run:
    return licet("ingest", archive, "--db", _database_beside(archive))


@pytest.fixture(scope="session")
def database(archive: Path, ingested: Run) -> Path:
    """What is left when the archive was ingested."""
    assert ingested.status == 4
    return _database_beside(archive)


def _database_beside(archive: Path) -> Path:
    return archive.parent / "数据" / "licet.db"


@pytest.fixture
def blank(tmp_path: Path) -> Path:
    """A page that is read at once."""
    path = tmp_path / "blank.png"
    path.write_bytes(encoded(PillowImage.new("RGB", (200, 200), "white"), "PNG"))
    return path


def test_version() -> None:
    run = licet("--version")
    assert (run.status, run.out) == (0, f"licet {importlib.metadata.version('licet')}\n")


def test_products_are_computed_on_one_thread_unless_one_says_otherwise(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "3")
    licet("--version")
    assert os.environ["OPENBLAS_NUM_THREADS"] == "3"
    monkeypatch.delenv("OPENBLAS_NUM_THREADS")
    licet("--version")
    assert os.environ["OPENBLAS_NUM_THREADS"] == "1"


def test_engines() -> None:
    run = licet("engines")
    assert run.status == 0
    assert all(name in run.out for name in (*ENGINES, "textlayer"))


def test_types() -> None:
    run = licet("types", "list")
    assert run.status == 0
    for kind in document_types():
        assert kind.name in run.out
        assert kind.titles[0] in run.out


def test_bad_files_do_not_stop_the_good_one(ingested: Run, database: Path) -> None:
    stored = outcomes(database)
    for name, (_, code) in BAD.items():
        assert stored[name] == ("failed", code)
        assert re.search(rf"failed \S.*{re.escape(name)}: {code}: \w", ingested.err), name
    assert stored["许可证 第1页.jpg"][0] == "complete"
    assert len(stored) == len(BAD) + 1


def test_the_good_file_alone_is_success(archive: Path, database: Path) -> None:
    run = licet("ingest", archive / "许可证 第1页.jpg", "--db", database)
    assert run.status == 0
    assert "1 个文件" in run.err


def test_a_page_that_fails_makes_it_partial(tmp_path: Path) -> None:
    path = tmp_path / "half.pdf"
    path.write_bytes(half_a_pdf())
    run = licet("ingest", path, "--db", tmp_path / "licet.db")
    assert run.status == 3
    assert outcomes(tmp_path / "licet.db") == {"half.pdf": ("partial", "damaged")}
    assert "page 2" in run.err


def test_a_blank_page_is_complete_and_said_to_be_blank(blank: Path, tmp_path: Path) -> None:
    run = licet("ingest", blank, "--db", tmp_path / "licet.db")
    assert run.status == 0
    assert outcomes(tmp_path / "licet.db") == {"blank.png": ("complete", "no_text")}
    assert "no_text" in run.err


def test_a_missing_path_is_an_outcome(blank: Path, tmp_path: Path) -> None:
    run = licet("ingest", tmp_path / "没有.jpg", blank, "--db", tmp_path / "licet.db")
    assert run.status == 4
    assert outcomes(tmp_path / "licet.db") == {
        "没有.jpg": ("failed", "missing"),
        "blank.png": ("complete", "no_text"),
    }


def test_a_folder_without_files(tmp_path: Path) -> None:
    folder = tmp_path / "空文件夹"
    folder.mkdir()
    run = licet("ingest", folder, "--db", tmp_path / "licet.db")
    assert run.status == 0
    assert "0 个文件" in run.err
    assert outcomes(tmp_path / "licet.db") == {}


@pytest.mark.usefixtures("blank")
def test_the_database_in_the_folder_that_is_read_is_no_input(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for _ in range(2):  # it is there before the second run
        run = licet("ingest", ".", "--db", "licet.db")
        assert run.status == 0, run.err
        assert outcomes(tmp_path / "licet.db") == {"blank.png": ("complete", "no_text")}
    assert licet("ingest", "licet.db", "--db", "licet.db").status == 4  # named itself


@pytest.mark.parametrize("kind", ["fifo", "device"])
def test_what_is_no_regular_file_is_refused(kind: str, blank: Path, tmp_path: Path) -> None:
    path = tmp_path / "scan.jpg"
    if kind == "fifo":
        os.mkfifo(path)
    else:
        path.symlink_to("/dev/zero")
    run = licet("ingest", path, blank, "--db", tmp_path / "licet.db")
    assert run.status == 4
    assert outcomes(tmp_path / "licet.db")["scan.jpg"] == ("failed", "not_a_file")
    assert outcomes(tmp_path / "licet.db")["blank.png"][0] == "complete"


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["ingest"], 2, "PATH"),
        (["ingest", "a.jpg", "--no-such-option"], 2, "no-such-option"),
        (["ingest", "a.jpg", "--engine", "nope"], 2, "rapidocr"),
        (["ingest", "a.jpg", "--accept", "2"], 2, "between 0 and 1"),
        (["ingest", "a.jpg", "--max-pages", "0"], 2, "above zero"),
        (["ingest", "a.jpg", "--db", "mysql://host/x"], 5, "postgresql"),
        (["ingest", "a.jpg", "--engine", "paddleocr"], 6, "link-paddle"),
        (["overlay", "missing.jpg", "-o", "out"], 4, "no such file"),
        (["export", "--format", "yaml"], 2, "yaml"),
        (["export", "--db", "archiv.db"], 5, "no database of licet at archiv.db"),
        (["show", "--db", "archiv.db"], 5, "no database of licet at archiv.db"),
        (["status", "--db", "archiv.db"], 5, "no database of licet at archiv.db"),
        (["retry", "--db", "archiv.db"], 5, "no database of licet at archiv.db"),
        (["sanity", "--db", "archiv.db"], 5, "no database of licet at archiv.db"),
        (["nonsense"], 2, "nonsense"),
    ],
)
def test_wrong_use(
    arguments: Sequence[str], status: int, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("LICET_MODEL_DIR", raising=False)
    run = licet(*arguments)
    assert run.status == status, run
    assert words in run.err
    assert "Traceback" not in run.err
    assert not (tmp_path / "archiv.db").exists()


def test_a_database_of_another_program_is_left_alone(blank: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE notes (text)")
    run = licet("ingest", blank, "--db", other)
    assert run.status == 5
    assert "notes" in run.err


def test_interrupted(blank: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline.commands.run_files, "ingest_files", interrupt)
    assert licet("ingest", blank, "--db", tmp_path / "licet.db").status == 130


def test_the_database_may_be_named_by_the_environment(
    blank: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LICET_DB", str(tmp_path / "named.db"))
    assert licet("ingest", blank).status == 0
    assert outcomes(tmp_path / "named.db") == {"blank.png": ("complete", "no_text")}


def test_models_where_nothing_can_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    ended = licet("models", "link-paddle", tmp_path / "file" / "models")
    assert ended.status == 1 and "cannot be written" in ended.err
