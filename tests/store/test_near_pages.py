"""Pages that are scans of one paper find each other, whatever the order, and forms do not."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from itertools import permutations

import pytest
from sqlalchemy import create_engine, delete, func, select

from pipeline.store import near_pages
from pipeline.store.store import Store, open_store
from schemas.outcome import FileReading
from schemas.page import Page
from schemas.tables.files import SourceFile
from schemas.tables.pages import NearPage, PageRow
from tests.store.content import rows
from tests.store.papers import main_page, page, reading_of, sha

LOOK = "00ff00ff00ff00ff"
CLOSE = "00ff00ff00ff0f0f"  # 8 bits away
FAR = "0ff000ff00ffff00"  # 24 bits away, 16 from the other


def paper(number: str, look: str | None = LOOK, date: str = "2024年1月25日") -> Page:
    """A page that bears a number and two dates."""
    first, second = page().lines
    lines = (
        first.model_copy(update={"text": f"编号 {number} 日期 {date}", "verified": ()}),
        second.model_copy(update={"text": "有效期至 2029年1月25日", "verified": ()}),
    )
    return page().model_copy(update={"lines": lines, "picture_hash": look})


def scan(name: str, number: str = "京B2-20240286", look: str | None = LOOK, **values: str) -> FileReading:
    return reading_of(name, main_page(name, number), pages=(paper(number, look, **values),))


FILES = (
    scan("a"),
    scan("b", look=CLOSE),
    scan("c", "京B2-20240287"),  # the same form on the same days
    scan("d", look=FAR),  # another page with the number
    scan("e", look=None),  # blank to the eye
)


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_scans_of_one_paper_are_linked_in_any_order(url: str, order: tuple[int, ...]) -> None:
    with open_store(url) as store:
        for at in (*order, 3, 4):
            store.save(FILES[at].model_copy(update={"certificates": ()}))
    near = rows(url)["near_pages"]
    assert near.total() == 2
    assert all('"distance": 8' in row and '"marks": 1.0' in row for row in near)
    with open_store(url) as store:
        store.save(FILES[order[0]].model_copy(update={"certificates": ()}), replace=True)
    assert rows(url)["near_pages"] == near


def test_a_renewal_is_another_paper(store: Store, url: str) -> None:
    for name, day in (("a", "2024年1月25日"), ("b", "2019年1月26日")):
        first, second = paper("京B2-20240286", date=day).lines
        lines = (first, second.model_copy(update={"text": f"有效期至 {day.replace('1月', '2月')}"}))
        store.save(reading_of(name, pages=(paper("京B2-20240286").model_copy(update={"lines": lines}),)))
    assert rows(url)["near_pages"].total() == 0


def test_what_is_told_of_a_certificate(store: Store) -> None:
    for at in (0, 1):
        store.save(FILES[at])
    (stored,) = store.certificates()
    (near,) = {near.path: near for near in store.near(stored)}.values()
    assert (near.page_no, near.other_page_no, near.distance, near.marks) == (1, 1, 8, 1.0)
    assert near.certificates == (stored.id,)


def test_a_page_read_anew_and_a_page_that_goes(store: Store, url: str) -> None:
    for name in "ab":
        store.save(reading_of(name, pages=(paper("京B2-20240286"),)))
    store.save(reading_of("b", pages=(paper("京B2-20240286", FAR),)), replace=True)
    assert rows(url)["near_pages"].total() == 0
    store.save(reading_of("b", pages=(paper("京B2-20240286"),)), replace=True)
    assert rows(url)["near_pages"].total() == 2
    engine = create_engine(url)
    with engine.begin() as connection:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("PRAGMA foreign_keys = ON")
        owner = select(SourceFile.id).where(SourceFile.sha256 == sha("a")).scalar_subquery()
        connection.execute(delete(PageRow).where(PageRow.source_file_id == owner))
        assert connection.scalar(select(func.count()).select_from(NearPage)) == 0
    engine.dispose()


def test_what_many_pages_bear_tells_nothing(store: Store, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(near_pages, "MOST_ALIKE", 3)
    for at in range(6):
        store.save(reading_of(f"{at}", pages=(paper("京B2-20240286"),)))
    assert rows(url)["near_pages"].total() == 3 * 2  # of the first three; the others have too many alike


def test_two_writers_at_once_miss_no_pair(url: str) -> None:
    """Neither sees the other's page until it is committed."""
    names = [f"{at}" for at in range(8)]
    open_store(url).close()

    def save(name: str) -> None:
        with open_store(url) as store:
            store.save(reading_of(name, pages=(paper("京B2-20240286"),)))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(save, names))
    assert rows(url)["near_pages"].total() == 8 * 7
