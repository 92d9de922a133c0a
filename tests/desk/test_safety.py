"""What must not happen: forbidden acts by role, forged forms, paths in addresses, markup in read text."""

from __future__ import annotations

import csv
import io
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from fastapi import FastAPI

from pipeline.review.app import create_app
from pipeline.store.desk import Desk
from pipeline.store.store import Store
from pipeline.store.users import Scope
from schemas.field import FieldStatus
from tests.desk.conftest import settings_for
from tests.desk.people import PAGE, Client, key_for
from tests.store.papers import full, main_page, page, reading_of

REVIEWER_ONLY = [
    ("POST", "/certificates/1/correct"), ("POST", "/certificates/1/undo"), ("POST", "/certificates/1/region"),
    ("POST", "/certificates/1/step/claim"), ("POST", "/certificates/1/step/take-over"),
    ("POST", "/certificates/1/step/release"), ("POST", "/certificates/1/step/verify"),
    ("POST", "/certificates/1/step/reject"), ("POST", "/certificates/1/step/reopen"), ("POST", "/queue/next"),
    ("GET", "/certificates/1/candidates"),
    ("GET", "/certificates/1/second?key=company"), ("GET", "/uploads"), ("POST", "/uploads"),
]  # fmt: skip
ADMIN_ONLY = [
    ("GET", "/admin"), ("GET", "/admin/log"), ("POST", "/admin/users"), ("POST", "/admin/users/set"),
    ("POST", "/admin/keys"), ("POST", "/admin/keys/1/revoke"),
]  # fmt: skip
FOR_ALL = [
    ("GET", "/queue"), ("GET", "/certificates/1"), ("GET", "/search?q=a"), ("GET", "/overview"),
    ("GET", "/overview/issuer.csv"), ("GET", "/overview/expired/certificates"),
    ("GET", "/exports/certificates.csv"), ("GET", "/pages/1/marks"), ("GET", "/pages/1/image"),
    ("GET", "/pages/1/thumb"),
    ("GET", "/values/check?key=company&document_type=x&text=y"), ("POST", "/logout"),
]  # fmt: skip
BODIES = {
    "/certificates/1/correct": {"key": "company", "value": "x", "revision": 0},
    "/certificates/1/region": {"key": "company", "page_id": 1, "box": [0, 0, 9, 9]},
}


def _ask(client: Client, method: str, path: str) -> int:
    if method == "GET":
        return client.get(path).status_code
    headers = {"x-form-token": client.token}
    if path.startswith("/admin"):
        fields = {
            "name": "x",
            "password": "long enough pass",
            "role": "viewer",
            "user": "admin",
            "scopes": "read",
        }
        return client.post(path, data=fields, headers=headers).status_code
    if path == "/uploads":
        return client.post(path, files={"files": ("a.jpg", b"x")}, headers=headers).status_code
    return client.post(path, json=BODIES.get(path, {"revision": 0}), headers=headers).status_code


@pytest.fixture(autouse=True)
def _a_certificate(store: Store) -> None:
    store.save(reading_of("full.pdf", full()))


@pytest.mark.parametrize(("method", "path"), [*FOR_ALL, *REVIEWER_ONLY, *ADMIN_ONLY])
def test_nothing_without_login(client: Client, method: str, path: str) -> None:
    assert _ask(client, method, path) == 401


@pytest.mark.parametrize(("method", "path"), [*REVIEWER_ONLY, *ADMIN_ONLY])
def test_what_a_viewer_must_not_do(client: Client, method: str, path: str) -> None:
    client.log_in("viewer")
    assert _ask(client, method, path) == 403


@pytest.mark.parametrize(("method", "path"), ADMIN_ONLY)
def test_what_a_reviewer_must_not_do(client: Client, method: str, path: str) -> None:
    client.log_in("reviewer")
    assert _ask(client, method, path) == 403


@pytest.mark.parametrize(("method", "path"), [*REVIEWER_ONLY, *ADMIN_ONLY])
def test_an_admin_may(client: Client, method: str, path: str) -> None:
    client.log_in("admin")
    assert _ask(client, method, path) not in (401, 403)


def test_every_route_is_in_these_lists(app: FastAPI) -> None:
    """A new page must be put where its role is tested."""
    told = {path.split("?")[0].replace("/1", "/{}") for _, path in [*FOR_ALL, *REVIEWER_ONLY, *ADMIN_ONLY]}
    open_to_all = {"/", "/login", "/look"}
    for route in app.routes:
        path = getattr(route, "path", "")
        if not getattr(route, "methods", None):
            continue
        plain = "/".join(
            "{}" if part.startswith("{") and part.endswith("}") else part for part in path.split("/")
        )
        names = {plain, plain.replace("/step/{}", "/step/claim")}
        names.add(plain.replace("{name}.csv", "issuer.csv").replace("{format}", "csv"))
        names.add(plain.replace("/overview/{}", "/overview/expired"))
        assert names & (told | open_to_all), path


@pytest.mark.parametrize("path", [path for method, path in [*REVIEWER_ONLY, *ADMIN_ONLY] if method == "POST"])
def test_a_form_of_another_site_does_nothing(client: Client, path: str) -> None:
    client.log_in("admin")
    client.token = "0" * 64
    assert _ask(client, "POST", path) == 403
    client.token = ""
    assert _ask(client, "POST", path) == 403


def test_a_login_form_of_another_site_does_nothing(client: Client) -> None:
    client.get("/login", headers=PAGE)
    answer = client.post("/login", data={"name": "viewer", "password": "x", "form_token": "y"}, headers=PAGE)
    assert answer.status_code == 403


def test_cookies_and_headers(client: Client) -> None:
    answer = client.log_in("viewer")
    cookie = answer.headers["set-cookie"]
    assert all(word in cookie for word in ("HttpOnly", "Secure", "SameSite=lax"))
    shown = client.get("/queue", headers=PAGE)
    policy = shown.headers["content-security-policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy and "frame-ancestors 'none'" in policy
    assert shown.headers["x-content-type-options"] == "nosniff"
    assert shown.headers["cache-control"] == "no-store"
    assert " style=" not in shown.text and "<script>" not in shown.text and "http" not in shown.text


@pytest.mark.parametrize(
    "to", ["https://evil.test/", "//evil.test", "/\\evil.test", "javascript:alert(1)", "/\r\nx"]
)
def test_login_leads_nowhere_else(client: Client, to: str) -> None:
    page_ = client.get("/login", params={"to": to}, headers=PAGE)
    assert 'name="to" value="/"' in page_.text
    assert client.get("/look", params={"language": "en", "to": to}).headers["location"] == "/"


def test_too_many_wrong_passwords(client: Client) -> None:
    statuses = [client.log_in("viewer", "wrong password").status_code for _ in range(7)]
    assert statuses == [401] * 5 + [429] * 2
    assert client.log_in("viewer").status_code == 429  # the right one too
    assert client.log_in("reviewer").status_code == 303


def test_the_right_password_clears_the_count(client: Client) -> None:
    for _ in range(4):
        assert client.log_in("viewer", "wrong password").status_code == 401
    assert client.log_in("viewer").status_code == 303
    assert client.log_in("viewer", "wrong password").status_code == 401


def test_an_office_behind_one_address_may_log_in(client: Client, tmp_path: Path) -> None:
    for _ in range(3):
        assert client.log_in("viewer").status_code == 303
    with closing(sqlite3.connect(tmp_path / "licet.db")) as connection:
        assert connection.execute("SELECT count(*) FROM login_failures").fetchone() == (0,)


def test_sessions_end(client: Client, app: FastAPI) -> None:
    client.log_in("viewer")
    admin = Client(app)
    admin.log_in("admin")
    assert admin.submit("/admin/users/set", name="viewer", role="viewer", disabled="true").status_code == 303
    assert client.get("/queue").status_code == 401
    assert client.log_in("viewer").status_code == 401
    assert admin.submit("/admin/users/set", name="admin", role="viewer").status_code == 422  # the last one
    assert admin.submit("/logout").status_code == 303
    assert admin.get("/queue").status_code == 401


@pytest.mark.parametrize(
    "path",
    ["/pages/../../etc/passwd/image", "/pages/%2e%2e%2f%2e%2e%2fetc%2fpasswd/image", "/pages/1%00/image",
     "/pages/-1/image", "/pages/99999999999999999999/image", "/static/../app.py", "/static/%2e%2e/app.py",
     "/static/..%2fapp.py", "/static//etc/passwd", "/exports/certificates.%2e%2e%2fx", "/overview/..%2f.csv"],
)  # fmt: skip
def test_no_path_leads_out(client: Client, path: str) -> None:
    client.log_in("admin")
    answer = client.get(path)
    assert answer.status_code in (404, 422)
    assert "root:x" not in answer.text and "create_app" not in answer.text


def test_an_image_is_only_of_the_very_file(client: Client, store: Store, tmp_path: Path) -> None:
    """Another file at the path that was seen is never shown, whatever it is."""
    secret = tmp_path / "secret.txt"
    secret.write_text("root:x:0:0")
    store.save(reading_of("gone.jpg", main_page("gone.jpg", "京B2-20249999"), path=str(secret)))
    with closing(sqlite3.connect(tmp_path / "licet.db")) as connection:
        (page_id,) = connection.execute(
            "SELECT p.id FROM pages p JOIN seen_paths s USING (source_file_id) WHERE s.path = ?",
            [str(secret)],
        ).fetchone()
    client.log_in("admin")
    answer = client.get(f"/pages/{page_id}/image")
    assert answer.status_code == 404
    assert "root:x" not in answer.text and "另一个文件" in answer.text


MARKUP = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'{{7*7}}"


def test_markup_in_read_text_stays_text(client: Client, store: Store) -> None:
    evil = main_page(
        "evil.jpg",
        "京B2-20240001",
        company=(MARKUP, FieldStatus.REVIEW),
        issuer=MARKUP,
        legal_representative=MARKUP,
    )
    saved = store.save(reading_of("evil.jpg", evil, pages=(page(text=f"alert {MARKUP}"),)))
    client.log_in("admin")
    at = saved.certificates[0].id
    client.tell(f"/certificates/{at}/correct", key="coverage", value=MARKUP, revision=0, why=MARKUP)
    for path in (f"/certificates/{at}", "/queue?show=all", "/search?q=alert", "/overview", "/admin/log"):
        shown = client.get(path, headers=PAGE)
        assert shown.status_code == 200, path
        assert (
            "<script>alert" not in shown.text
            and "<img src=x" not in shown.text
            and "&#39;49" not in shown.text
        ), path
    assert "&lt;script&gt;alert" in client.get(f"/certificates/{at}", headers=PAGE).text


def test_exports_run_no_formula(client: Client, store: Store) -> None:
    store.save(
        reading_of(
            "f.jpg", main_page("f.jpg", "京B2-20240002", company='=cmd|"/c calc"!A1', issuer="@SUM(1)")
        )
    )
    client.log_in("viewer")
    text = client.get("/exports/certificates.csv").content.decode("utf-8-sig")
    companies = {row["company"] for row in csv.DictReader(io.StringIO(text))}
    assert '\'=cmd|"/c calc"!A1' in companies
    assert "'@SUM(1)" in client.get("/overview/issuer.csv").content.decode("utf-8-sig")


def test_reads_and_changes_are_in_the_log(client: Client, tmp_path: Path) -> None:
    client.log_in("admin")
    client.get("/certificates/1", headers=PAGE)
    client.get("/search?q=懂车", headers=PAGE)
    client.get("/exports/certificates.jsonl")
    client.get("/pages/1/image")
    client.tell("/certificates/1/correct", key="company", value="北京某某有限公司", revision=0)
    client.log_in("admin", "a wrong secret")
    with closing(sqlite3.connect(tmp_path / "licet.db")) as connection:
        entries = connection.execute("SELECT action, certificate_id FROM audit_log").fetchall()
        everything = "".join(str(row) for row in connection.execute("SELECT * FROM audit_log"))
    expected = {
        ("view", 1),
        ("search", None),
        ("export", None),
        ("image", 1),
        ("correct", 1),
        ("login_failed", None),
    }
    assert expected <= set(entries)
    assert "a wrong secret" not in everything and "battery" not in everything


def test_names_are_masked_for_viewers(db: str, desk: Desk, store: Store, tmp_path: Path) -> None:
    name = "欧阳丽娜"
    paper = main_page("m.jpg", "京B2-20240003", legal_representative=name)
    at = store.save(reading_of("m.jpg", paper, pages=(page(text=f"法定代表人{name}"),))).certificates[0].id
    app = create_app(settings_for(db, tmp_path, mask_names=True), desk)
    viewer, reviewer = Client(app), Client(app)
    viewer.log_in("viewer")
    reviewer.log_in("reviewer")
    paths = [f"/certificates/{at}", "/search?q=20240003", f"/search?q={name}", "/exports/certificates.jsonl"]
    for path in paths:
        shown = viewer.get(path, headers=PAGE)
        assert shown.status_code == 200
        assert name not in shown.text.replace(f'value="{name}"', "").replace(f"q={name}", ""), path
    assert "欧＊＊＊" in viewer.get(f"/certificates/{at}", headers=PAGE).text
    assert "/certificates/" not in viewer.get(f"/search?q={name}", headers=PAGE).text.split("<main")[1]
    assert name in reviewer.get(f"/certificates/{at}", headers=PAGE).text
    assert viewer.get("/pages/1/image").status_code == 403
    assert viewer.get("/search?q=x&field=person").status_code == 403
    key = key_for(desk, "viewer", Scope.READ, Scope.EXPORT)
    for path in (f"certificates/{at}", f"certificates/{at}/history", "exports/csv"):
        assert name not in viewer.get(f"/api/v1/{path}", headers=key).text
    assert viewer.get("/api/v1/pages/1/image", headers=key).status_code == 403
