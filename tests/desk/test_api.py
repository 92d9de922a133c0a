"""The API for programs: its document holds for whatever is sent, and each call does what it says."""

from __future__ import annotations

import hashlib
import http.server
import io
import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, assume, given, settings
from hypothesis.errors import Unsatisfiable
from PIL import Image
from schemathesis import checks
from schemathesis.generation import GenerationMode

from pipeline.review.api.app import create_api
from pipeline.review.app import create_app
from pipeline.review.deliveries import deliver, sign
from pipeline.store.desk import Desk, open_desk
from pipeline.store.store import Store, open_store
from pipeline.store.users import Scope
from pipeline.store.webhooks import Delivery, due_deliveries
from schemas.certificate import Source
from schemas.outcome import FileReading
from tests.desk.conftest import add_people, settings_for
from tests.desk.people import Client, key_for
from tests.store.papers import certificate_page, full, main_page, page, reading_of

_CHECKS = [
    checks.not_a_server_error, checks.status_code_conformance, checks.content_type_conformance,
    checks.response_schema_conformance, checks.response_headers_conformance, checks.negative_data_rejection,
    checks.unsupported_method,
]  # fmt: skip


API = create_api()
DOCUMENT = schemathesis.openapi.from_asgi("/openapi.json", API)
OPERATIONS = [found.ok() for found in DOCUMENT.get_all_operations()]


def test_the_document_tells_of_all_paths() -> None:
    told = {operation.label for operation in OPERATIONS}
    assert {"POST /uploads", "GET /certificates", "GET /pages/{page_id}/crop", "GET /search"} <= told
    assert len(told) == 14


def _drawn(folder: Path) -> FileReading:
    """A file that is really there, and a certificate on it."""
    path = folder / "drawn.png"
    Image.new("RGB", (1654, 2339), "white").save(path)
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    certificate = full().model_copy(
        update={
            "pages": (certificate_page("x").model_copy(update={"sha256": sha256}),),
            "sources": (Source(path=str(path), sha256=sha256),),
        }
    )
    reading = reading_of("drawn.png", certificate, path=str(path), pages=(page(),))
    return reading.model_copy(update={"sha256": sha256})


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[FastAPI, dict[str, str]]]:
    """The application on a database with certificates, and a key that may do everything."""
    folder = tmp_path_factory.mktemp("api")
    db = str(folder / "licet.db")
    with open_store(db) as store:
        store.save(_drawn(folder))
        store.save(reading_of("b.jpg", main_page("b.jpg", "京B2-20241111")))
    desk = open_desk(db)
    add_people(desk)
    app = create_app(settings_for(db, folder), desk)
    for name in ("desk", "settings", "images"):
        setattr(API.state, name, getattr(app.state, name))
    yield app, key_for(desk, "admin")
    app.state.page_worker.close()
    desk.close()


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.label)
def test_the_document_holds(
    operation: Any, mode: GenerationMode, whole: tuple[FastAPI, dict[str, str]]
) -> None:
    """Whatever is sent, as the document says or not: no server error, and an answer that it tells of."""
    # A file that is a number to whoever made it up is bytes like any other when it is sent.
    is_file = operation.label == "POST /uploads"
    told = [check for check in _CHECKS if not (is_file and check is checks.negative_data_rejection)]

    @settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
    @given(case=operation.as_strategy(generation_mode=mode))
    def holds(case: Any) -> None:
        # A list of nothing is not sent, and what is not sent cannot be refused.
        assume(all(value not in ([], {}, None) for value in (case.query or {}).values()))
        case.call_and_validate(headers=whole[1], checks=told)

    try:
        holds()
    except Unsatisfiable:
        # What takes no input at all can be sent nothing wrong.
        assert mode is GenerationMode.NEGATIVE and not operation.definition.raw.get("parameters")


@pytest.fixture
def key(desk: Desk) -> dict[str, str]:
    return key_for(desk, "admin")


def test_keys_and_scopes(client: Client, desk: Desk, store: Store) -> None:
    store.save(reading_of("a.jpg", main_page("a.jpg")))
    assert client.get("/api/v1/certificates").status_code == 401
    assert client.get("/api/v1/certificates", headers={"authorization": "Bearer x"}).status_code == 401
    reads = key_for(desk, "admin", Scope.READ)
    assert client.get("/api/v1/certificates", headers=reads).status_code == 200
    for method, path in (
        ("POST", "uploads"), ("GET", "uploads/x"), ("POST", "certificates/1/corrections"),
        ("GET", "exports/csv"), ("GET", "webhooks"), ("POST", "webhooks"), ("DELETE", "webhooks/1"),
    ):  # fmt: skip
        assert client.request(method, f"/api/v1/{path}", headers=reads).status_code in (403, 422), path
    # A key may do no more than its account.
    weak = key_for(desk, "viewer")
    told = client.post(
        "/api/v1/certificates/1/corrections", headers=weak, json={"key": "company", "value": "x"}
    )
    assert told.status_code == 403
    # A session is no key.
    client.log_in("admin")
    assert client.get("/api/v1/certificates").status_code == 401
    client.submit("/admin/keys/1/revoke")
    assert client.get("/api/v1/certificates", headers=reads).status_code == 401


def test_pages_by_cursor(client: Client, key: dict[str, str], store: Store) -> None:
    for at in range(5):
        store.save(reading_of(f"{at}.jpg", main_page(f"{at}.jpg", f"京B2-2024000{at}")))
    numbers, after = [], None
    while True:
        told = client.get(
            "/api/v1/certificates", headers=key, params={"limit": 2, **({"after": after} if after else {})}
        )
        numbers += [item["license_number"] for item in told.json()["items"]]
        after = told.json()["next"]
        if after is None:
            break
    assert numbers == [f"京B2-2024000{at}" for at in range(5)]
    found = client.get("/api/v1/certificates", headers=key, params={"valid_to": "2020-01-01"})
    assert found.json() == {"items": [], "next": None}


def test_correct_and_history(client: Client, key: dict[str, str], store: Store) -> None:
    store.save(reading_of("a.jpg", main_page("a.jpg")))
    given = {"key": "valid_until", "value": "2030年1月24日", "why": "照原件", "revision": 0}
    told = client.post("/api/v1/certificates/1/corrections", headers=key, json=given)
    assert told.status_code == 201
    assert told.json()["record"]["valid_until"] == "2030-01-24"
    assert client.post("/api/v1/certificates/1/corrections", headers=key, json=given).status_code == 409
    wrong = {**given, "value": "2030年2月30日", "revision": 1}
    assert client.post("/api/v1/certificates/1/corrections", headers=key, json=wrong).status_code == 422
    (entry,) = client.get("/api/v1/certificates/1/history", headers=key).json()["corrections"]
    assert (entry["old"], entry["new"], entry["why"], entry["user"]) == (
        "2029-01-25",
        "2030-01-24",
        "照原件",
        "admin",
    )


def test_the_same_upload_twice_is_one_job(client: Client, key: dict[str, str], tmp_path: Path) -> None:
    once = {**key, "idempotency-key": "k-1"}
    first = client.post("/api/v1/uploads", headers=once, files={"file": ("../../evil.jpg", b"abc")})
    again = client.post("/api/v1/uploads", headers=once, files={"file": ("a.jpg", b"abc")})
    other = client.post("/api/v1/uploads", headers=once, files={"file": ("a.jpg", b"abcd")})
    assert (first.status_code, again.status_code, other.status_code) == (202, 202, 409)
    assert first.json()["id"] == again.json()["id"]
    kept = [path for path in (tmp_path / "uploads").rglob("*") if path.is_file()]
    assert [path.name for path in kept] == ["evil.jpg"]
    assert client.get(f"/api/v1/uploads/{first.json()['id']}", headers=key).json()["state"] == "queued"


def test_the_export_is_that_of_the_command(client: Client, key: dict[str, str], store: Store) -> None:
    store.save(reading_of("full.pdf", full()))
    store.save(reading_of("a.jpg", main_page("a.jpg", "京B2-20241112")))
    lines = client.get("/api/v1/exports/jsonl", headers=key).text.splitlines()
    assert [json.loads(line) for line in lines] == [
        entry.certificate.record() for entry in store.certificates()
    ]


class _Receiver(http.server.BaseHTTPRequestHandler):
    told: list[tuple[str, bytes]]
    status = 200

    def do_POST(self) -> None:  # the name that http.server calls
        body = self.rfile.read(int(self.headers["content-length"]))
        type(self).told.append((self.headers["x-licet-signature"], body))
        self.send_response(self.status)
        self.send_header("location", self.path + "x")
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def receiver() -> Iterator[tuple[str, type[_Receiver]]]:
    handler = type("Receiver", (_Receiver,), {"told": [], "status": 200})
    server = http.server.HTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/hook", handler
    server.shutdown()
    server.server_close()


def test_webhooks_are_told_and_signed(
    client: Client, desk: Desk, key: dict[str, str], store: Store, receiver: tuple[str, type[_Receiver]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    store.save(reading_of("a.jpg", main_page("a.jpg")))
    address, handler = receiver
    made = client.post(
        "/api/v1/webhooks", headers=key, json={"url": address, "events": ["certificate.corrected"]}
    )
    assert made.status_code == 201
    client.post(
        "/api/v1/certificates/1/corrections", headers=key, json={"key": "company", "value": "北京甲有限公司"}
    )
    with desk.reading() as connection:
        (delivery,) = due_deliveries(connection)
    assert deliver(delivery) is None
    ((signature, body),) = handler.told
    assert signature == sign(made.json()["secret"], body)
    assert json.loads(body) == {"event": "certificate.corrected", "delivery": delivery.id, "certificate": 1}
    # A redirect is not followed, and what fails says why.
    handler.status = 302
    assert deliver(delivery) == "HTTP 302" and len(handler.told) == 2
    gone = Delivery(1, "http://127.0.0.1:9/", "s", "e", {}, 0)
    assert "refused" in str(deliver(gone)).lower()
    # What leads to a machine's own services is found when connected, whatever name it had.
    monkeypatch.setattr("pipeline.review.deliveries._is_forbidden", lambda host: host == "127.0.0.1")
    assert "link-local" in str(deliver(delivery)) and len(handler.told) == 2
    monkeypatch.undo()
    hosts = ("169.254.169.254", "[fe80::1]", "[::ffff:169.254.169.254]", "224.0.0.1", "0.0.0.0")
    wrong = ("ftp://a.test/x", "file:///etc/passwd", "http://u:p@a.test/", "http://a.test/ x")
    for url in (*wrong, *(f"http://{host}/" for host in hosts)):
        told = client.post("/api/v1/webhooks", headers=key, json={"url": url, "events": ["upload.done"]})
        assert told.status_code == 422, url


def test_pictures(whole: tuple[FastAPI, dict[str, str]]) -> None:
    app, all_scopes = whole
    client = Client(app)
    (told,) = client.get("/api/v1/certificates/1/pages", headers=all_scopes).json()
    picture = client.get(f"/api/v1/pages/{told['page_id']}/image", headers=all_scopes)
    assert Image.open(io.BytesIO(picture.content)).size == (1654, 2339)
    box = {"left": 100, "top": 100, "right": 500, "bottom": 140}
    crop = client.get(f"/api/v1/pages/{told['page_id']}/crop", headers=all_scopes, params=box)
    width, height = Image.open(io.BytesIO(crop.content)).size
    assert height > width  # the page was turned by 90 degrees for reading


@pytest.mark.parametrize("query", ["isuer=x", "=null", "issuer=a&issuer=b"])
def test_a_parameter_that_would_be_passed_over_is_refused(
    client: Client, key: dict[str, str], query: str
) -> None:
    told = client.get(f"/api/v1/certificates?{query}", headers=key)
    assert told.status_code == 422
    assert client.get("/api/v1/certificates?issuer=a", headers=key).status_code == 200
