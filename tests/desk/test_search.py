"""Search on both databases: by words, by parts of names, in step with every change."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import text as sql

from pipeline.review.views.search import mark
from pipeline.store.database import open_engine, writing
from pipeline.store.decide import Said, correct
from pipeline.store.desk import Desk, open_desk
from pipeline.store.filters import Filter
from pipeline.store.migrate import migrate
from pipeline.store.register import fill_register
from pipeline.store.search import Hit, lines_with, search
from pipeline.store.segment import to_query_words, to_words
from pipeline.store.store import Store, open_store
from pipeline.store.users import Role, add_user
from schemas.errors import StoreError
from tests.desk.load_rows import fill
from tests.store.papers import full, main_page, page, reading_of


@pytest.fixture
def opened(url: str) -> Iterator[tuple[Store, Desk]]:
    store, desk = open_store(url), open_desk(url)
    store.save(reading_of("full.pdf", full(), pages=(page(text="遵守《中华人民共和国电信条例》的规定"),)))
    other = main_page("b.jpg", "沪B2-20151234", company="上海聚光网络科技有限公司", issuer="上海市通信管理局")
    store.save(reading_of("b.jpg", other, pages=(page(text="信息服务业务"),)))
    store.save(reading_of("letter.jpg", pages=(page(text="关于会议安排的通知"),)))
    yield store, desk
    store.close()
    desk.close()


def _ids(desk: Desk, text: str, *columns: str, wanted: Filter | None = None) -> list[int | None]:
    with desk.reading() as connection:
        given = {"columns": columns} if columns else {}
        return [hit.certificate_id for hit in search(connection, text, wanted or Filter(), **given).hits]


FOUND: list[tuple[str, tuple[str, ...], list[int | None]]] = [
    ("懂车", (), [1]), ("聚光", (), [2]), ("20240286", (), [1]), ("沪B2-2015", (), [2]), ("B2", (), [2, 1]),
    ("张三", ("person",), [2, 1]), ("张", ("company",), []), ("b.cn", ("domain",), [1]),
    ("a.c", ("domain",), [1]), ("电信条例", (), [1]), ("中华人民共和国电信条例", ("law",), [1]),
    ("291", ("law",), [1]), ("转让", ("clause",), [1]), ("信息服务", (), [2, 1]), ("會議", (), [None]),
    ("聚光 沪B2", (), [2]), ("聚光 京B2", (), []), ('" OR *', (), []), ("'); DROP TABLE users;--", (), []),
    ("AND", (), []), ("：（）", (), []), ("\x00", (), []),
]  # fmt: skip


def test_what_is_found(opened: tuple[Store, Desk]) -> None:
    for text, columns, expected in FOUND:
        assert _ids(opened[1], text, *columns) == expected, text


def test_facets_and_filters(opened: tuple[Store, Desk]) -> None:
    _, desk = opened
    with desk.reading() as connection:
        found = search(connection, "B2", Filter())
    assert dict(found.facets["issuer"]) == {"北京市通信管理局": 1, "上海市通信管理局": 1}
    assert _ids(desk, "B2", wanted=Filter(issuer="上海市通信管理局")) == [2]
    assert _ids(desk, "B2", wanted=Filter(province="京")) == [1]


def test_in_step_with_readings_and_people(opened: tuple[Store, Desk]) -> None:
    store, desk = opened
    with desk.writing() as connection:
        account = add_user(connection, "one", "x", Role.REVIEWER)
        correct(connection, account, 2, Said("company", "上海明月网络科技有限公司"), None)
    assert _ids(desk, "明月") == [2]
    assert _ids(desk, "聚光", "company") == []
    again = main_page("b.jpg", "沪B2-20151234", issuer="上海市通信管理局", legal_representative="李四")
    store.save(reading_of("b.jpg", again, pages=(page(text="别的文字"),)), replace=True)
    assert (_ids(desk, "李四"), _ids(desk, "信息服务业务", "body")) == ([2], [1])
    # A file that turns out to hold a certificate is no longer found by itself.
    store.save(reading_of("letter.jpg", main_page("letter.jpg", "粤B2-20160001")), replace=True)
    assert _ids(desk, "通知") == []
    assert _ids(desk, "粤B2-20160001") == [3]


def test_lines_and_marks(opened: tuple[Store, Desk]) -> None:
    with opened[1].reading() as connection:
        found = search(connection, "电信条例", Filter())
        lines = lines_with(connection, found.hits, found.terms)
    assert lines == {Hit(1, None): ["遵守《中华人民共和国电信条例》的规定"]}
    assert mark("见电信条例。", found.terms) == [("见", False), ("电信条例", True), ("。", False)]
    assert mark("a.c", ["."]) == [("a", False), (".", True), ("c", False)]


def test_words_do_not_depend_on_their_neighbours() -> None:
    for text in ("电信条例", "信息服务业务", "北京市通信管理局", "第二类增值电信业务", "互联网数据中心业务"):
        words = set(to_words(f"根据{text}的规定"))
        assert all(word in words for phrase in to_query_words(text) for word in phrase), text


def test_nothing_derived_outlives_what_it_is_about(opened: tuple[Store, Desk]) -> None:
    desk = opened[1]
    for statement in (
        "DELETE FROM certificate_versions WHERE certificate_id = 1",
        "DELETE FROM certificates WHERE id = 1",
        "DELETE FROM source_files WHERE id IN (SELECT source_file_id FROM search_documents)",
    ):
        with pytest.raises(StoreError, match=r"(?i)foreign key"), desk.writing() as connection:
            connection.execute(sql(statement))
    assert len(_ids(desk, "B2", "number")) == 2


def test_migrated_both_ways_and_orphans_go(opened: tuple[Store, Desk], url: str) -> None:
    engine = open_engine(url)
    with writing(engine) as connection:
        migrate(connection, "0011")
        connection.execute(sql("UPDATE register_entries SET version_id = 99 WHERE certificate_id = 2"))
    with writing(engine) as connection:
        migrate(connection)
        assert list(connection.scalars(sql("SELECT certificate_id FROM register_entries"))) == [1]
        assert fill_register(connection) == 1
    engine.dispose()
    assert set(_ids(opened[1], "B2", "number")) == {1, 2}


def test_rows_made_for_the_load_are_rows_of_today(desk: Desk) -> None:
    with desk.writing() as connection:
        fill(connection, 3)
        assert fill_register(connection) == 3
    assert _ids(desk, "信息")
