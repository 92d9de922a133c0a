"""Databases that may be read and not written: all that only reads works on them, and leaves nothing."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text

from pipeline.store.database import open_engine, reading, writing
from pipeline.store.database_url import parse_url
from pipeline.store.migrate import migrate
from pipeline.store.read_only import only_read
from pipeline.store.store import open_store, open_written
from schemas.errors import StoreError
from schemas.tables.schema import REVISION, VERSION_TABLE
from tests.store.papers import NUMBER, full, main_page, reading_of
from tests.unprivileged import licet_by_permissions

FILE, FOLDER = 0o444, 0o555


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Path]:
    """A database with one certificate, in a folder of its own."""
    (tmp_path / "kept").mkdir()
    file = tmp_path / "kept" / "100% [a]?.db"
    with open_store(str(file)) as store:
        store.save(reading_of("full.pdf", full()))
    yield file
    file.parent.chmod(0o755)


def close(database: Path) -> dict[str, bytes]:
    """Nobody may write any more what lies in the database's folder: that."""
    for file in database.parent.iterdir():
        file.chmod(FILE)
    database.parent.chmod(FOLDER)
    return {file.name: file.read_bytes() for file in database.parent.iterdir()}


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (("status",), "1 份有效证照"),
        (("show", NUMBER), NUMBER),
        (("export",), NUMBER),
        (("truth", "{folder}"), ""),
        (("users", "list"), "用户 / name"),
        (("sanity",), "missing: /scans/full.pdf"),
    ],
)
def test_what_reads_works_and_leaves_nothing(
    command: Sequence[str], told: str, kept: Path, tmp_path: Path
) -> None:
    before = close(kept)
    words = [word.format(folder=tmp_path / "truth") for word in command]
    run = licet_by_permissions(*words, "--db", kept)
    assert run.status == (1 if command == ("sanity",) else 0), run.err
    assert told in run.out
    assert {file.name: file.read_bytes() for file in kept.parent.iterdir()} == before


@pytest.mark.parametrize(("file", "folder"), [(FILE, 0o755), (0o644, FOLDER)])
def test_of_file_and_folder_one_is_enough(file: int, folder: int, kept: Path) -> None:
    kept.chmod(file)
    kept.parent.chmod(folder)
    run = licet_by_permissions("export", "--db", kept)
    assert (run.status, json.loads(run.out)["license_number"]) == (0, NUMBER), run.err
    assert list(kept.parent.iterdir()) == [kept]


def test_what_another_program_has_not_yet_put_into_the_file_is_read(kept: Path) -> None:
    with open_store(str(kept)) as store:
        store.save(reading_of("b", main_page("b", "京B2-20240287")))
        assert kept.with_name(f"{kept.name}-wal").stat().st_size
        close(kept)
        run = licet_by_permissions("status", "--json", "--db", kept)
        assert (run.status, json.loads(run.out)["certificates"]) == (0, 2), run.err
        kept.parent.chmod(0o755)


def test_changes_that_cannot_be_joined_are_told(kept: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy" / "licet.db"
    copy.parent.mkdir()
    with open_store(str(kept)) as store:
        store.save(reading_of("b", main_page("b", "京B2-20240287")))
        for end in ("", "-wal"):
            shutil.copy(f"{kept}{end}", f"{copy}{end}")
    close(copy)
    run = licet_by_permissions("status", "--json", "--db", copy)
    copy.parent.chmod(0o755)
    assert (run.status, run.out) == (5, "")
    assert "The last changes of" in run.err
    run = licet_by_permissions("status", "--json", "--db", copy)
    assert (run.status, json.loads(run.out)["certificates"]) == (0, 2), run.err


def test_an_older_one_has_to_be_upgraded_where_it_can_be(kept: Path) -> None:
    engine = open_engine(str(kept))
    with writing(engine) as connection:
        migrate(connection, "0013")
    engine.dispose()
    before = close(kept)
    run = licet_by_permissions("export", "--db", kept)
    assert (run.status, run.out) == (5, "")
    assert "written by an older licet (schema 0013) and must be upgraded" in run.err
    assert kept.read_bytes() == before[kept.name]
    kept.parent.chmod(0o755)
    kept.chmod(0o644)
    with open_written(str(kept)) as store:
        assert len(list(store.certificates())) == 1


def test_one_that_may_not_be_read_is_not_told_as_none(kept: Path) -> None:
    for path in (kept, kept.parent):
        path.chmod(0)
        run = licet_by_permissions("status", "--db", kept)
        assert (run.status, run.out) == (5, "")
        assert "No permission to read the database" in run.err


def test_what_is_written_while_it_is_read_is_told(kept: Path) -> None:
    engine = create_engine(parse_url(str(kept)))
    only_read(engine)
    version = text(f"SELECT version_num FROM {VERSION_TABLE}")
    with reading(engine) as connection:
        assert connection.scalar(version) == REVISION
    with pytest.raises(StoreError, match="Run again"), reading(engine) as connection:
        assert connection.scalar(version) == REVISION
        with open_store(str(kept)) as store:
            store.save(reading_of("b", main_page("b", "京B2-20240287")))
    engine.dispose()


@pytest.fixture
def reader(postgres_url: str) -> Iterator[str]:
    """URL of a database with one certificate, for a user without any right to it."""
    with open_store(postgres_url) as store:
        store.save(reading_of("full.pdf", full()))
    ordered(postgres_url, "CREATE ROLE reader LOGIN")
    yield make_url(postgres_url).set(username="reader").render_as_string()
    ordered(postgres_url, "DROP OWNED BY reader; DROP ROLE reader")


def ordered(url: str, statement: str) -> None:
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()


def test_a_user_who_may_only_read_reads(reader: str, postgres_url: str) -> None:
    with pytest.raises(StoreError, match="refuses this to its user: permission denied"):
        open_written(reader)
    ordered(postgres_url, "GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader")
    with open_written(reader) as store:
        assert [stored.certificate for stored in store.certificates()] == [full()]
        with pytest.raises(StoreError, match="refuses this to its user"):
            store.save(reading_of("b", main_page("b", "京B2-20240287")))
    engine = open_engine(postgres_url)
    with writing(engine) as connection:
        migrate(connection, "0013")
    engine.dispose()
    with pytest.raises(StoreError, match="and must be upgraded"):
        open_written(reader)
