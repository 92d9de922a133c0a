"""What people read is in their language, and in words: no codes, no half sentence of the other one."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

import pytest

from extractors.issue_messages.messages import issue
from pipeline.review.words import Language, issue_text, one_language, say_or, words_under
from pipeline.store.store import Store
from schemas.errors import EngineError, InputError, WorkerError
from schemas.field import Issue, Severity
from schemas.outcome import Outcome, OutcomeStatus
from tests.desk.people import PAGE, Client
from tests.store.papers import main_page, reading_of


def _codes(kind: type[InputError | EngineError | WorkerError]) -> Iterator[str]:
    yield kind.code
    for more in kind.__subclasses__():
        yield from _codes(more)


def test_every_outcome_has_words() -> None:
    codes = {code for kind in (InputError, EngineError, WorkerError) for code in _codes(kind)}
    assert len(codes) > 15 and codes <= set(words_under("outcome"))


@pytest.mark.parametrize(("language", "words"), [("zh", "文件类型不支持"), ("en", "type not supported")])
def test_failures_in_words(client: Client, store: Store, language: str, words: str) -> None:
    failed = Outcome(status=OutcomeStatus.FAILED, code="unsupported_type", message="x")
    store.save(reading_of("a.txt").model_copy(update={"outcome": failed, "pages": (), "certificates": ()}))
    client.log_in("viewer")
    client.cookies.set("licet_language", language)
    shown = client.get("/overview", headers=PAGE).text
    assert words in shown and "unsupported_type" not in shown
    rows = list(csv.reader(io.StringIO(client.get("/overview/failures.csv").content.decode("utf-8-sig"))))
    assert rows[1] == [words, "1"]


def test_a_chart_leads_to_what_it_counts(client: Client, store: Store) -> None:
    store.save(reading_of("a.jpg", main_page("a.jpg")))
    client.log_in("viewer")
    links = re.findall(
        r'<a href="(/(?:queue|overview/\w+/)[^"]*)" aria', client.get("/overview", headers=PAGE).text
    )
    assert len(links) == 9  # five of expiry, an issuer, a type, a year, a state
    for link in links:
        shown = client.get(link.replace("&amp;", "&"), headers=PAGE)
        assert shown.status_code == 200 and ("京B2" in shown.text) is link.startswith("/queue"), link


def test_a_chart_comes_to_the_whole(client: Client, store: Store) -> None:
    """The last of 33 issuers were in no row, and nothing said so."""
    for at in range(33):
        page = main_page(
            f"{at}.jpg", f"京B2-2024{at:04d}", issuer=f"第{at}局", issue_date=f"{1990 + at}-01-25"
        )
        store.save(reading_of(f"{at}.jpg", page))
    client.log_in("viewer")
    for chart, others in (("issuer", -1), ("year", 0)):
        text = client.get(f"/overview/{chart}.csv").content.decode("utf-8-sig")
        _, *rows = csv.reader(io.StringIO(text))
        assert len(rows) == 24 and sum(int(count) for _, count in rows) == 33
        assert rows[others] == ["其他", "10"]
    assert "其他" in client.get("/overview", headers=PAGE).text


def test_one_language_holds_nothing_of_the_other() -> None:
    assert one_language("已修改，请刷新 / it was changed: load it again", Language.ZH) == "已修改，请刷新"
    plain = issue("date_digits").message
    assert re.search("[a-z]", one_language(plain, Language.ZH)) is None
    read = issue("confusable_domain", "a", "l1.com")
    assert issue_text(read, Language.ZH).endswith("：l1.com") and "compare" not in issue_text(
        read, Language.ZH
    )
    assert issue_text(read, Language.EN).endswith(": l1.com")
    own = Issue(code="of_no_list", severity=Severity.INFO, message="已退回 / rejected: 公章: 不清")
    assert issue_text(own, Language.ZH) == "已退回：公章: 不清"


def test_every_entry_of_the_log_has_words(client: Client) -> None:
    client.log_in("admin")
    client.submit("/admin/users", name="x", password="long enough pass", role="viewer")
    client.get("/search?q=a", headers=PAGE)
    shown = client.get("/admin/log", headers=PAGE).text
    assert "新建账户" in shown and "网页" in shown and ">user_add<" not in shown
    assert "查看审计日志" in client.get("/admin/log?action=log", headers=PAGE).text  # it is a read as well
    narrowed = client.get("/admin/log?action=user_add&actor=admin", headers=PAGE).text
    assert "<td>新建账户</td>" in narrowed and "<td>检索</td>" not in narrowed
    assert all(say_or(f"audit.{action}", Language.ZH, "") for action in words_under("audit"))


def test_an_error_keeps_the_way_to_other_pages(client: Client) -> None:
    client.log_in("viewer")
    for path in ("/nothing", "/certificates/99", "/overview/x/certificates"):
        shown = client.get(path, headers=PAGE)
        assert shown.status_code == 404 and 'href="/queue"' in shown.text, path
    client.cookies.clear()
    assert 'href="/queue"' not in client.get("/nothing", headers=PAGE).text


def test_a_browser_that_keeps_no_cookie_is_told_why(client: Client) -> None:
    """Over plain HTTP from another machine it may not, and every login was “out of date”."""
    given = {"name": "viewer", "password": "x", "form_token": "y"}
    shown = client.post("/login", data=given, headers=PAGE)
    assert shown.status_code == 403 and "HTTPS" in shown.text
    client.get("/login", headers=PAGE)
    assert "HTTPS" not in client.post("/login", data=given, headers=PAGE).text
