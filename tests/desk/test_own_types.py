"""A type of the user's own at the desk: its labels, kinds, patterns and names of people."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.options import Options
from pipeline.review.app import create_app
from pipeline.review.settings import Settings
from pipeline.store.desk import Desk
from pipeline.store.store import Store
from schemas.field import FieldStatus
from tests.desk.people import PAGE, Client
from tests.store.papers import field, main_page, reading_of

TYPE = """
name = "night_market_license"
titles = ["夜市摊位登记证"]

[[fields]]
name = "license_number"
labels = ["登记号"]
kind = "number"
pattern = '夜登[0-9]{4}号'
required = true

[[fields]]
name = "stall_keeper"
labels = ["摊|主"]
kind = "person"

[[fields]]
name = "opened_on"
labels = ["开摊日期"]
kind = "date"
"""


@pytest.fixture
def clients(db: str, desk: Desk, store: Store, tmp_path: Path) -> tuple[Client, Client]:
    """A reviewer and a viewer who may see no names, at a desk that knows the type."""
    (tmp_path / "types").mkdir()
    (tmp_path / "types" / "own.toml").write_text(TYPE, encoding="utf-8")
    paper = main_page("a.jpg", "夜登0012号", legal_representative=None)
    doubtful = {
        "stall_keeper": field("欧阳丽娜", FieldStatus.REVIEW),
        "opened_on": field("2024-01-25", FieldStatus.REVIEW),
        "license_number": field("夜登0012号", FieldStatus.REVIEW),
    }
    own = {
        "document_type": "night_market_license",
        "further": {"stall_keeper": "欧阳丽娜", "opened_on": "2024-01-25"},
        "fields": {**paper.fields, **doubtful},
    }
    store.save(reading_of("a.jpg", paper.model_copy(update=own)))
    settings = Settings(db, tmp_path / "uploads", mask_names=True, options=Options(types=tmp_path / "types"))
    app = create_app(settings, desk)
    reviewer, viewer = Client(app), Client(app)
    reviewer.log_in("reviewer")
    viewer.log_in("viewer")
    return reviewer, viewer


def test_called_as_the_paper_calls_it(clients: tuple[Client, Client]) -> None:
    page = clients[0].get("/certificates/1", headers=PAGE).text
    assert all(f">{label}</label>" in page for label in ("登记号", "摊主", "开摊日期"))
    assert "夜市摊位登记证" in clients[0].get("/queue", headers=PAGE).text
    clients[0].cookies.set("licet_language", "en")
    assert ">Stall keeper</label>" in clients[0].get("/certificates/1", headers=PAGE).text


def test_checked_by_its_declaration(clients: tuple[Client, Client]) -> None:
    asked = {"document_type": "night_market_license"}
    for key, text, doubted in (
        ("license_number", "京B2-20240286", True),
        ("license_number", "夜登0013号", False),
        ("opened_on", "2024年2月30日", True),
    ):
        told = clients[0].get("/values/check", params={**asked, "key": key, "text": text}).json()
        assert bool(told["doubts"]) is doubted, (key, text)
    wrong = clients[0].tell("/certificates/1/correct", key="opened_on", value="昨天", revision=0)
    assert wrong.status_code == 422
    right = clients[0].tell("/certificates/1/correct", key="opened_on", value="2024年1月26日", revision=0)
    assert right.json()["fields"]["opened_on"]["value"] == "2024-01-26"


def test_its_names_of_people_are_masked(clients: tuple[Client, Client]) -> None:
    viewer = clients[1]
    for path in ("/certificates/1", "/exports/certificates.jsonl"):
        shown = viewer.get(path, headers=PAGE).text
        assert "欧阳丽娜" not in shown and "欧＊＊＊" in shown, path
