"""What else a doubtful value may be: other scans, pages and engines say it, nothing is made up."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.types import Message

from pipeline.review.candidates import text_to_values
from pipeline.review.declared import Declarations
from pipeline.store.store import Store
from schemas.field import FieldStatus
from tests.desk.papers import Doubt, seed_with
from tests.desk.people import Client
from tests.store.papers import NUMBER, main_page, page, reading_of


def test_another_engine_reads_the_place(store: Store, app: FastAPI, tmp_path: Path) -> None:
    store.save(seed_with(tmp_path, 1, Doubt("license_number")))
    client = Client(app)
    client.log_in("reviewer")
    told = client.get("/certificates/1/second", params={"key": "license_number"})
    assert told.json() == [{"value": NUMBER, "source": "engine"}]  # as the paper says
    assert client.get("/certificates/1/second", params={"key": "nothing"}).json() == []
    app.state.second_worker.close()


def test_pages_wait_for_no_opinion(store: Store, app: FastAPI, tmp_path: Path) -> None:
    store.save(seed_with(tmp_path, 1, Doubt("license_number")))
    client = Client(app)
    client.log_in("reviewer")
    app.state.second_worker.close()
    assert client.get("/certificates/1/second", params={"key": "license_number"}).json() == []
    assert client.get("/pages/1/image").status_code == 200
    app.state.page_worker.close()


def test_who_is_gone_is_read_nothing_for(
    store: Store, app: FastAPI, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.save(seed_with(tmp_path, 1, Doubt("license_number")))
    client = Client(app)
    client.log_in("reviewer")
    read: list[object] = []
    monkeypatch.setattr(app.state.second_worker, "run", lambda *told: read.append(told) or "")
    assert client.get("/certificates/1/second", params={"key": "license_number"}).json() == []
    assert len(read) == 1
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        sent.append(message)

    cookies = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
    scope = {
        "type": "http", "http_version": "1.1", "method": "GET", "scheme": "https", "root_path": "",
        "path": "/certificates/1/second", "raw_path": b"/certificates/1/second",
        "query_string": b"key=license_number", "headers": [(b"cookie", cookies.encode())],
        "server": ("desk.test", 443), "client": ("testclient", 50_000),
    }  # fmt: skip
    asyncio.run(app(scope, receive, send))
    assert sent[0]["status"] == 200 and len(read) == 1


def test_other_scans_and_pages(store: Store, client: Client) -> None:
    doubt = FieldStatus.REVIEW
    lines = page(text="经营许可证编号:京B2-20240286")
    one = main_page("a.jpg", company=("北京重车族科技有限公司", doubt), issuer=("北京", doubt))
    other = main_page("b.jpg", company=("北京懂车族科技有限公司", doubt))
    store.save(reading_of("a.jpg", one, pages=(lines,)))
    store.save(reading_of("b.jpg", other, pages=(lines,)))
    client.log_in("reviewer")
    told = client.get("/certificates/1/candidates").json()
    values = {entry["value"]: entry["source"] for entry in told["company"]}
    assert set(values) >= {"北京重车族科技有限公司", "北京懂车族科技有限公司"}
    assert "scan" in values.values()
    assert "license_number" not in told  # nothing doubts it


def test_text_of_the_next_cell_is_no_domain() -> None:
    spec = Declarations().spec_of("annexes.0.websites.0.domains.0", "telecom_license")
    assert text_to_values(spec, "ge2f1-8d10.on经营类电子商务", "ge2f1-8d10.online") == []
    assert text_to_values(spec, "ge2fl-8d10.online", "ge2f1-8d10.online") == ["ge2fl-8d10.online"]
