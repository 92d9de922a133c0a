"""Numbers, boxes and texts that no page sends: refused in words, on both databases."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.review.app import create_app
from pipeline.store.desk import open_desk
from pipeline.store.store import open_store
from schemas.errors import StoreError
from tests.desk.conftest import add_people, settings_for
from tests.desk.people import PAGE, Client, key_for
from tests.store.papers import full, reading_of

HUGE = "9" * 30
REFUSED = [
    *(f"/queue?{name}=%00" for name in ("issuer", "folder", "province", "issue_code", "document_type")),
    *(f"/search?q=a&{name}=%00" for name in ("issuer", "province", "document_type", "issue_year")),
    f"/overview/expired/certificates?after={HUGE}", "/overview/expired/certificates?after=9999999999",
    "/overview/expired/certificates?after=-1", "/exports/certificates.csv?issuer=%00",
    f"/admin/log?before={HUGE}", f"/admin/log?certificate={HUGE}", "/admin/log?actor=%00",
    "/api/v1/certificates?issuer=%00", "/api/v1/exports/csv?issuer=%00", f"/certificates/{HUGE}",
]  # fmt: skip


@pytest.fixture
def admin(url: str, tmp_path: Path) -> Iterator[tuple[Client, dict[str, str]]]:
    with open_store(url) as store:
        store.save(reading_of("full.pdf", full()))
    desk = open_desk(url)
    add_people(desk)
    client = Client(create_app(settings_for(url, tmp_path), desk))
    client.log_in("admin")
    yield client, {**PAGE, **key_for(desk, "admin")}
    desk.close()


def test_what_no_page_asks(admin: tuple[Client, dict[str, str]]) -> None:
    client, headers = admin
    told = {path: client.get(path, headers=headers).status_code for path in REFUSED}
    assert {path: status for path, status in told.items() if status != 422} == {}


@pytest.mark.parametrize("box", ["[NaN, 0, 1, 1]", "[0, 0, Infinity, 1]", "[0, 0, 1e300, 1]", "[5, 5, 1, 1]"])
@pytest.mark.parametrize("path", ["region", "correct"])
def test_a_box_that_is_none(admin: tuple[Client, dict[str, str]], box: str, path: str) -> None:
    client, _ = admin
    more = {"page_id": 1} if path == "region" else {"value": "甲", "revision": 0, "page_no": 1}
    body = json.dumps({"key": "company", **more})[:-1] + f', "box": {box}}}'
    headers = {"x-form-token": client.token, "content-type": "application/json"}
    assert client.post(f"/certificates/1/{path}", content=body, headers=headers).status_code == 422


def test_names_that_look_like_another(admin: tuple[Client, dict[str, str]]) -> None:
    client, _ = admin
    for name in (" admin", "admin ", "a\x00b", "a\nb"):
        given = {"name": name, "password": "long enough pass", "role": "viewer"}
        assert client.submit("/admin/users", **given).status_code == 422, name


def test_a_database_that_is_away(
    admin: tuple[Client, dict[str, str]], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """People are told to wait, not where the database is; whoever runs the desk is."""
    client, headers = admin

    def away(*_: object, **__: object) -> None:
        raise StoreError("The database postgresql://licet@db.internal/licet could not be used: refused.")

    monkeypatch.setattr("pipeline.review.views.queue.list_queue", away)
    shown = client.get("/queue", headers=headers)
    assert shown.status_code == 503 and "请稍后再试" in shown.text and "db.internal" not in shown.text
    assert "db.internal" in caplog.text
    monkeypatch.setattr("pipeline.review.visitor.find_session", away)
    assert client.get("/queue", headers=headers).status_code == 503
