"""Opening databases: schema, migrations both ways, refusals, one file in one transaction."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import PrimaryKeyConstraint, UniqueConstraint, create_engine, inspect, text

from pipeline.store.database import open_engine, writing
from pipeline.store.database_url import parse_url
from pipeline.store.migrate import migrate
from pipeline.store.store import open_store, open_written
from schemas.errors import StoreAwayError, StoreError
from schemas.tables.schema import METADATA, REVISION, VERSION_TABLE
from tests.store.content import row_counts
from tests.store.papers import full, main_page, reading_of


def _of_metadata(name: str | None, kind: str, _parents: Any) -> bool:
    return kind != "table" or not str(name).startswith("search_index")


def test_migrations_give_what_the_tables_say_and_go_back(url: str) -> None:
    engine = open_engine(url)
    with engine.connect() as connection:
        # Each database has a full-text index of its own kind, which SQLAlchemy has no words for.
        opts = {"version_table": VERSION_TABLE, "include_name": _of_metadata}
        context = MigrationContext.configure(connection, opts=opts)
        assert compare_metadata(context, METADATA) == []
        assert context.get_current_revision() == REVISION
    with writing(engine) as connection:
        migrate(connection, "base")
    assert inspect(engine).get_table_names() == [VERSION_TABLE]
    engine.dispose()
    engine = open_engine(url)
    assert set(METADATA.tables) < set(inspect(engine).get_table_names())
    engine.dispose()


def test_one_of_this_schema_is_opened_without_what_migrates(tmp_path: Path) -> None:
    database = tmp_path / "licet.db"
    open_store(str(database)).close()
    code = (
        "import sys; from pipeline.store.store import open_store;"
        f"open_store({str(database)!r}).close(); print('alembic' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert run.stdout.strip() == "False"


def test_where_licet_wrote_nothing_no_records_are_shown_and_no_tables_made(url: str) -> None:
    with pytest.raises(StoreError, match="no database of licet"):
        open_written(url)
    if not url.startswith("sqlite"):
        engine = create_engine(url)
        assert inspect(engine).get_table_names() == []
        engine.dispose()
    open_store(url).close()
    with open_written(url) as store:
        assert list(store.certificates()) == []


_HELD = (
    "source_files", "seen_paths", "outcomes", "pages", "text_lines", "certificates", "certificate_versions",
    "certificate_sources", "certificate_pages", "field_values",
)  # fmt: skip


@pytest.mark.parametrize("revision", ["0004", "0008", "0011", "0013"])
def test_what_is_stored_survives_the_way_down_and_up(url: str, revision: str) -> None:
    with open_store(url) as store:
        store.save(reading_of("a", full("a")))
        store.save(reading_of("b", main_page("b", "京B2-20240287")))

    def held() -> dict[str, int | None]:
        with engine.connect() as connection:
            return {name: connection.scalar(text(f"SELECT count(*) FROM {name}")) for name in _HELD}

    engine = open_engine(url)
    before = held()
    assert all(before.values())
    with writing(engine) as connection:
        migrate(connection, revision)
    assert held() == before
    with writing(engine) as connection:
        migrate(connection)
    assert held() == before
    engine.dispose()


def test_every_foreign_key_is_led_by_an_index() -> None:
    for table in METADATA.sorted_tables:
        leading = {tuple(column.name for column in index.columns) for index in table.indexes}
        leading |= {
            tuple(column.name for column in constraint.columns)
            for constraint in table.constraints
            if isinstance(constraint, UniqueConstraint | PrimaryKeyConstraint)
        }
        for key in table.foreign_key_constraints:
            columns = tuple(column.name for column in key.columns)
            assert any(names[: len(columns)] == columns for names in leading), (table.name, columns)


def test_a_newer_database_is_refused(url: str) -> None:
    open_store(url).close()
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text(f"UPDATE {VERSION_TABLE} SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(StoreError, match=r"newer licet .*Upgrade licet"):
        open_store(url)


def test_tables_of_another_program_are_left_alone(url: str, tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()  # where the URL of SQLite leads
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE companies (id INTEGER)"))
    with pytest.raises(StoreError, match="another program"):
        open_store(url)
    assert inspect(engine).get_table_names() == ["companies"]
    engine.dispose()


def test_not_a_database(tmp_path: Path) -> None:
    file = tmp_path / "scan.jpg"
    file.write_bytes(b"\xff\xd8\xff" * 1000)
    with pytest.raises(StoreError, match="not a readable SQLite database"):
        open_store(str(file))
    assert file.read_bytes() == b"\xff\xd8\xff" * 1000
    with pytest.raises(StoreError, match="can't be opened"):
        open_store(f"sqlite:///{tmp_path}")
    with pytest.raises(StoreError, match="can't be made"):
        open_store(str(file / "licet.db"))


def test_unreachable_server_and_hidden_password() -> None:
    with pytest.raises(StoreAwayError, match=r"can't be reached: .*Check that it runs") as caught:
        open_store("postgresql://licet:secret@127.0.0.1:1/licet")
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    "url",
    [
        "mysql://localhost/licet", "postgresql+asyncpg://localhost/licet", "://", "", "sqlite://", "sqlite:///",
        "sqlite://licet.db", "sqlite:///:memory:", ":memory:", "sqlite:licet.db",
        "postgresql:/localhost/licet",
    ],
)  # fmt: skip
def test_urls_that_are_refused(url: str) -> None:
    with pytest.raises(StoreError, match=r"sqlite:///licet\.db"):
        open_store(url)


def test_urls_that_are_understood() -> None:
    assert parse_url("licet.db").render_as_string() == "sqlite:///licet.db"
    assert parse_url("postgres://localhost/licet").drivername == "postgresql+psycopg"


def test_a_plain_path_and_settings(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "100% [a].db"
    with open_store(str(file)) as store:
        store.save(reading_of("a", main_page("a")))
    with sqlite3.connect(file) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    with writing(open_engine(str(file))) as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


FAILING = {
    "sqlite": (
        "CREATE TRIGGER refuse BEFORE INSERT ON outcomes BEGIN SELECT RAISE(ABORT, 'refused'); END;",
        "DROP TRIGGER refuse",
    ),
    "postgresql": (
        "ALTER TABLE outcomes ADD CONSTRAINT refuse CHECK (false)",
        "ALTER TABLE outcomes DROP CONSTRAINT refuse",
    ),
}


def test_one_file_is_one_transaction(url: str) -> None:
    """The outcome is the last that is written; when it fails nothing of the file is there."""
    with open_store(url) as store:
        store.save(reading_of("a", main_page("a")))
        before = row_counts(url)
    make, undo = FAILING["sqlite" if url.startswith("sqlite") else "postgresql"]
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM page_failures"))
        connection.execute(text(make.replace("(false)", "(code <> 'read') NOT VALID")))
    with open_store(url) as store, pytest.raises(StoreError, match="refuse"):
        store.save(reading_of("full.pdf", full()))
    assert row_counts(url) == before
    with engine.begin() as connection:
        connection.execute(text(undo))
    engine.dispose()
    with open_store(url) as store:
        store.save(reading_of("full.pdf", full()))
    assert row_counts(url)["source_files"] == 2


KILLED = """
import os, signal, sys
from sqlalchemy import event, Engine
from pipeline.store.store import open_store, open_written
from tests.store.papers import full, reading_of

@event.listens_for(Engine, "before_cursor_execute")
def kill(connection, cursor, statement, *rest):
    if statement.startswith("INSERT INTO outcomes"):
        os.kill(os.getpid(), signal.SIGKILL)

open_store(sys.argv[1]).save(reading_of("full.pdf", full()))
"""


def test_a_process_killed_while_saving_leaves_nothing(url: str) -> None:
    open_store(url).close()
    command = [sys.executable, "-c", KILLED, url]
    root = Path(__file__).parents[2]
    environment = {**os.environ, "PYTHONPATH": str(root)}
    ended = subprocess.run(command, cwd=root, env=environment, timeout=60, check=False)
    assert ended.returncode == -signal.SIGKILL
    assert set(row_counts(url).values()) == {0}
    with open_store(url) as store:
        store.save(reading_of("full.pdf", full()))
        assert [stored.certificate for stored in store.certificates()] == [full()]


def test_many_writers_lose_nothing(url: str) -> None:
    """Four writers, each its own store, all with scans of the same ten licenses."""
    errors: list[BaseException] = []

    def write(writer: int) -> None:
        try:
            with open_store(url) as store:
                for index in range(10):
                    number = f"京B2-202400{(index * (writer + 1)) % 10:02}"
                    name = f"w{writer}-{index}"
                    store.save(reading_of(name, main_page(name, number, company=f"公司{number}")))
        except StoreError as error:
            errors.append(error)

    threads = [threading.Thread(target=write, args=(writer,)) for writer in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    with open_store(url) as store:
        stored = list(store.certificates(all_versions=True))
        assert {entry.version for entry in stored} == {1}
        assert sum(len(entry.certificate.sources) for entry in stored) == 40
        assert row_counts(url)["outcomes"] == 40


def test_many_open_a_new_database_at_once(tmp_path: Path) -> None:
    for attempt in range(12):
        errors: list[StoreError] = []

        def first_use(path: str = str(tmp_path / f"{attempt}.db"), told: list[StoreError] = errors) -> None:
            try:
                open_store(path).close()
            except StoreError as error:
                told.append(error)

        threads = [threading.Thread(target=first_use) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert errors == []
