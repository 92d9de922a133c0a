"""Files into the database: nothing twice, nothing by halves, and whatever the order."""

from __future__ import annotations

import json
import random
import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

import pipeline.run
from pipeline.inputs import find_files
from pipeline.options import Options
from pipeline.run import ingest_file
from pipeline.store.store import open_store
from schemas.certificate import Certificate
from schemas.errors import StoreError
from schemas.outcome import OutcomeStatus
from schemas.page import SourcePage
from schemas.tables.schema import METADATA
from tests.remembering import default_engine, remembered_pages

SAMPLES = Path(__file__).parent.parent / "samples"
FORMS = ("seed-pdf", "seed-scan", "seed-photo", "seed-sideways", "seed-ofd")


@pytest.fixture(autouse=True)
def _pages_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline.run, "read_pages", remembered_pages)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "db" / "licet.db"


@pytest.fixture
def photos(tmp_path: Path) -> list[Path]:
    """The seed document's five pages, one file each, in a folder of their own."""
    folder = tmp_path / "scans"
    shutil.copytree(SAMPLES / "seed-photo", folder)
    (folder / "expected.json").unlink()
    return find_files([folder])


def ingest(database: Path, paths: Sequence[Path], options: Options | None = None) -> list[OutcomeStatus]:
    with open_store(str(database)) as store:
        results = [ingest_file(path, default_engine(), store, options or Options()) for path in paths]
    return [result.outcome.status for result in results]


def row_counts(database: Path) -> dict[str, int]:
    with closing(sqlite3.connect(database)) as connection:
        return {
            name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
            for name in METADATA.tables
        }


def content(database: Path) -> dict[str, Counter[tuple[object, ...]]]:
    """Rows of every table without what only numbers them or tells the time."""
    rows: dict[str, Counter[tuple[object, ...]]] = {}
    with closing(sqlite3.connect(database)) as connection:
        for name, table in METADATA.tables.items():
            said = [
                column.name
                for column in table.columns
                if not column.foreign_keys
                and column.name not in ("id", "seconds")
                and not column.name.endswith("_at")
            ]
            query = f'SELECT {", ".join(said) or "1"} FROM "{name}"'
            rows[name] = Counter(connection.execute(query).fetchall())
    return rows


def records(database: Path) -> list[str]:
    with open_store(str(database)) as store:
        found = [entry.certificate.record() for entry in store.certificates()]
    for record in found:
        record["sources"].sort(key=lambda source: source["path"])
    return sorted(json.dumps(record, ensure_ascii=False, sort_keys=True) for record in found)


def test_the_same_folder_twice_adds_no_row(database: Path, photos: list[Path]) -> None:
    assert set(ingest(database, photos)) == {OutcomeStatus.COMPLETE}
    before, said = row_counts(database), content(database)
    assert before["source_files"] == before["pages"] == 5
    assert set(ingest(database, photos)) == {OutcomeStatus.COMPLETE}
    assert row_counts(database) == before
    assert content(database) == said


def test_reading_anew_adds_no_row(database: Path, photos: list[Path]) -> None:
    ingest(database, photos)
    before, said = row_counts(database), records(database)
    ingest(database, photos, Options(again=True))
    assert row_counts(database) == before
    assert records(database) == said


def test_the_same_bytes_elsewhere_add_only_a_path(database: Path, photos: list[Path], tmp_path: Path) -> None:
    ingest(database, photos[:1])
    before = row_counts(database)
    copy = tmp_path / "别处" / "扫描件.png"  # the name says nothing
    copy.parent.mkdir()
    shutil.copy(photos[0], copy)
    ingest(database, [copy])
    assert row_counts(database) == {**before, "seen_paths": before["seen_paths"] + 1}


def _orders() -> Iterator[tuple[int, ...]]:
    yield (4, 3, 2, 1, 0)
    yield (1, 0, 3, 2, 4)
    for seed in (1, 2):
        yield tuple(random.Random(seed).sample(range(5), 5))


@pytest.mark.parametrize("order", list(_orders()), ids=lambda order: "".join(map(str, order)))
def test_order_of_files_does_not_matter(
    database: Path, photos: list[Path], order: tuple[int, ...], tmp_path: Path
) -> None:
    straight = tmp_path / "db" / "straight.db"
    ingest(straight, photos)
    ingest(database, [photos[index] for index in order])
    assert records(database) == records(straight)
    assert len(records(database)) == 1
    assert content(database) == content(straight)


def test_all_forms_are_one_certificate(database: Path) -> None:
    paths = [path for form in FORMS for path in find_files([SAMPLES / form]) if path.name != "expected.json"]
    assert set(ingest(database, paths)) == {OutcomeStatus.COMPLETE}
    with open_store(str(database)) as store:
        stored = list(store.certificates())
        versions = store.find("京B2-20240286")
    assert [entry.certificate.license_number for entry in stored] == ["京B2-20240286"]
    assert len(versions) == 1
    assert {source.path for source in stored[0].certificate.sources} == {str(path) for path in paths}


def test_a_file_that_is_no_page_joins_nothing(database: Path, photos: list[Path]) -> None:
    """Bad files beside the pages leave the certificate whole."""
    neighbour = photos[0].parent / "空白.txt"
    neighbour.write_text("不是扫描件", encoding="utf-8")
    assert ingest(database, [*photos, neighbour])[-1] == OutcomeStatus.FAILED
    (record,) = records(database)
    assert len(json.loads(record)["pages"]) == 5
    assert row_counts(database)["outcomes"] == 6


def tables_written(database: Path, photos: list[Path]) -> list[str]:
    ingest(database, photos[:1])
    before = row_counts(database)
    ingest(database, photos[1:2])
    after = row_counts(database)
    return [name for name in after if after[name] > before[name]]


def test_one_file_is_one_transaction(database: Path, photos: list[Path], tmp_path: Path) -> None:
    """Whichever table refuses a row of the second file, nothing of that file is there after."""
    undisturbed = tmp_path / "db" / "undisturbed.db"
    written = tables_written(undisturbed, photos)
    assert {"source_files", "seen_paths", "pages", "text_lines", "outcomes"} <= set(written)
    ingest(database, photos[:1])
    before = content(database)
    for table in written:
        with closing(sqlite3.connect(database)) as connection:
            refuse = (
                f"CREATE TRIGGER refuse BEFORE INSERT ON \"{table}\" BEGIN SELECT RAISE(ABORT, 'no'); END"
            )
            connection.execute(refuse)
        with pytest.raises(StoreError):
            ingest(database, photos[1:2])
        with closing(sqlite3.connect(database)) as connection:
            connection.execute("DROP TRIGGER refuse")
        assert content(database) == before, table
    assert ingest(database, photos[1:2]) == [OutcomeStatus.COMPLETE]
    assert records(database) == records(undisturbed)


def test_a_file_that_failed_is_tried_again(database: Path, photos: list[Path]) -> None:
    whole = photos[0].read_bytes()
    photos[0].write_bytes(whole[: len(whole) // 3])
    assert ingest(database, photos[:1]) == [OutcomeStatus.FAILED]
    photos[0].write_bytes(whole)
    assert ingest(database, photos[:1]) == [OutcomeStatus.COMPLETE]
    assert len(records(database)) == 1


def test_a_path_that_was_missing_is_read_when_it_is_there(database: Path, photos: list[Path]) -> None:
    away = photos[0].with_name("away.jpg")
    photos[0].rename(away)
    assert ingest(database, photos[:1]) == [OutcomeStatus.FAILED]
    assert row_counts(database)["source_files"] == 0
    away.rename(photos[0])
    assert ingest(database, photos[:1]) == [OutcomeStatus.COMPLETE]
    assert row_counts(database)["outcomes"] == 1


def test_a_file_by_itself_is_assembled_once(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assembled: list[int] = []
    real = pipeline.run.pages_to_certificates

    def counting(pages: Sequence[SourcePage], **options: Any) -> list[Certificate]:
        assembled.append(len(pages))
        return real(pages, **options)

    monkeypatch.setattr(pipeline.run, "pages_to_certificates", counting)
    with open_store(str(database)) as store:
        ingest_file(SAMPLES / "seed-scan" / "license.pdf", default_engine(), store, Options())
    assert assembled == [5]
