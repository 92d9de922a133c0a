"""The queue: filters that are kept, and the next certificate of those that they let through."""

from __future__ import annotations

import pytest

from pipeline.store.desk import open_desk
from pipeline.store.filters import Filter
from pipeline.store.queue import next_open
from pipeline.store.store import Store, open_store
from schemas.field import FieldStatus
from tests.desk.people import PAGE, Client
from tests.store.papers import main_page, reading_of

DOUBT = FieldStatus.REVIEW
BEIJING, SHANGHAI = "北京市通信管理局", "上海市通信管理局"


@pytest.fixture
def doubts(store: Store) -> list[int]:
    """Four certificates in doubt, of two issuers in turn."""
    saved = []
    for at, issuer in enumerate((BEIJING, SHANGHAI, BEIJING, BEIJING)):
        number = f"{'沪' if issuer == SHANGHAI else '京'}B2-2024000{at}"
        paper = main_page(f"{at}.jpg", number, issuer=issuer, company=("甲公司", DOUBT))
        saved.append(store.save(reading_of(f"{at}.jpg", paper)).certificates[0].id)
    return saved


def _opened(client: Client, **fields: object) -> str:
    return client.submit("/queue/next", **fields).headers["location"]


def test_the_next_one_is_of_those_that_the_filters_let_through(client: Client, doubts: list[int]) -> None:
    client.log_in("reviewer")
    opened = _opened(client, issuer=SHANGHAI)
    assert opened.startswith(f"/certificates/{doubts[1]}?issuer=")
    page = client.get(opened, headers=PAGE).text
    assert f'name="issuer" value="{SHANGHAI}"' in page and 'href="/queue?issuer=' in page
    again = _opened(client, issuer=SHANGHAI, after=doubts[1])
    assert again.startswith("/queue?issuer=") and again.endswith("free=none")
    shown = client.get(again, headers=PAGE).text
    assert "没有可接手的证照" in shown and f'<option value="{SHANGHAI}" selected>' in shown


def test_who_passes_by_two_comes_to_the_third(client: Client, doubts: list[int]) -> None:
    client.log_in("reviewer")
    seen = [_opened(client)]
    for _ in range(4):
        seen.append(_opened(client, after=seen[-1].rpartition("/")[2]))
    assert seen == [f"/certificates/{at}" for at in (*doubts, doubts[0])]


def test_mine_and_those_of_others(client: Client, doubts: list[int]) -> None:
    client.log_in("reviewer")
    assert _opened(client) == f"/certificates/{doubts[0]}"
    client.log_in("admin")
    assert _opened(client) == f"/certificates/{doubts[1]}"
    mine = client.get("/queue", params={"assignee": "me"}, headers=PAGE).text
    assert f"/certificates/{doubts[1]}?assignee=me" in mine and f"/certificates/{doubts[0]}?" not in mine


@pytest.mark.parametrize(
    "query",
    ["older_than=-1", "older_than=abc", "older_than=%C2%B2", "show=x", "assignee=somebody", "after=1",
     "after=0-99999999999999999", "issuer=%00", "issue_year=20"],
)  # fmt: skip
def test_a_filter_that_is_none_is_refused(client: Client, query: str) -> None:
    """A list that silently left the filter out would be taken for filtered."""
    client.log_in("viewer")
    assert client.get(f"/queue?{query}", headers=PAGE).status_code == 422


@pytest.mark.usefixtures("doubts")
def test_the_listed_ones_as_a_file(client: Client) -> None:
    client.log_in("viewer")
    shown = client.get("/queue", params={"issuer": BEIJING}, headers=PAGE).text
    assert "/exports/certificates.csv?show=open&amp;issuer=" in shown
    for issuer, expected in ((BEIJING, 3), (SHANGHAI, 1)):
        told = client.get("/exports/certificates.jsonl", params={"issuer": issuer, "show": "open"})
        assert len(told.text.splitlines()) == expected
    assert client.get("/exports/certificates.jsonl?show=verified").text == ""
    assert client.get("/exports/certificates.jsonl?state=verified").status_code == 422
    assert len(client.get("/exports/certificates.jsonl").text.splitlines()) == 4


def test_next_open_on_both_databases(url: str) -> None:
    with open_store(url) as store:
        for at in range(3):
            store.save(
                reading_of(f"{at}", main_page(f"{at}", f"京B2-2024000{at}", company=("甲公司", DOUBT)))
            )
    desk = open_desk(url)
    with desk.reading() as connection:
        assert [next_open(connection, 1, after) for after in (None, 1, 2, 3, 99)] == [1, 2, 3, 1, 1]
        assert next_open(connection, 1, None, Filter(issuer=SHANGHAI)) is None
    desk.close()
