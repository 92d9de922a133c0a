"""Names of people are hidden from viewers wherever they stand: fields, history, lists, search, records."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.review.app import create_app
from pipeline.review.declared import Declarations
from pipeline.review.masking import mask_certificate
from pipeline.store.desk import Desk
from pipeline.store.store import Store
from pipeline.store.users import Scope
from schemas.certificate import Certificate, Pair
from schemas.field import FieldStatus, Issue, Severity
from tests.desk.conftest import settings_for
from tests.desk.people import PAGE, Client, key_for
from tests.store.papers import field, main_page, page, reading_of

OWNER, KEEPER, FORMER = "欧阳丽娜", "司马相如", "诸葛孔明"


@pytest.fixture
def masked(db: str, desk: Desk, tmp_path: Path) -> tuple[Client, Client]:
    """A viewer and a reviewer at a desk that masks names."""
    app = create_app(settings_for(db, tmp_path, mask_names=True), desk)
    viewer, reviewer = Client(app), Client(app)
    viewer.log_in("viewer")
    reviewer.log_in("reviewer")
    return viewer, reviewer


def test_wherever_a_name_stands(masked: tuple[Client, Client], desk: Desk, store: Store) -> None:
    viewer, reviewer = masked
    paper = main_page(
        "a.jpg", "京B2-20240003", legal_representative=(OWNER, FieldStatus.REVIEW),
        company=f"{OWNER}便利店", scope=f"负责人{OWNER}经营互联网信息服务",
    )  # fmt: skip
    issue = Issue(code="x", severity=Severity.WARNING, field=None, message=f"两处不同 / differs: {OWNER}")
    paper = paper.model_copy(update={"issues": (issue,)})
    lines = (page(text=f"公司名称便利店法定代表人{KEEPER}"),)
    at = store.save(reading_of("a.jpg", paper, pages=lines)).certificates[0].id
    for value in (FORMER, OWNER):
        told = {"key": "legal_representative", "value": value, "why": f"不是{FORMER}"}
        state = reviewer.get(f"/api/v1/certificates/{at}", headers=key_for(desk, "reviewer")).json()
        assert reviewer.tell(f"/certificates/{at}/correct", revision=state["revision"], **told).is_success
    key = key_for(desk, "viewer", Scope.READ, Scope.EXPORT)
    asked = [
        *(f"/certificates/{at}", "/queue?show=all", "/search?q=便利店", "/search?q=20240003", "/overview"),
        *(f"/exports/certificates.{name}" for name in ("jsonl", "csv")),
        *(f"/api/v1/certificates{path}" for path in ("", f"/{at}", f"/{at}/history")),
        "/api/v1/search?q=便利店", "/api/v1/exports/jsonl",
    ]  # fmt: skip
    for path in asked:
        shown = viewer.get(path, headers={**PAGE, **key})
        assert shown.status_code == 200, path
        assert not [name for name in (OWNER, KEEPER, FORMER) if name in shown.text], path
    assert OWNER in reviewer.get(f"/certificates/{at}", headers=PAGE).text


def test_a_person_of_a_certificate_of_no_known_type() -> None:
    pairs = (
        Pair(page_no=1, label="持 证 人：", value=OWNER),
        Pair(page_no=1, label="著作权人", value="北京懂车族科技有限公司"),
    )
    fields = {f"pairs.{at}.value": field(pair.value) for at, pair in enumerate(pairs)}
    plain = Certificate(document_type="unknown", pairs=pairs, fields=fields)
    hidden = mask_certificate(plain, Declarations())
    assert [pair.value for pair in hidden.pairs] == ["欧＊＊＊", "北京懂车族科技有限公司"]
    assert hidden.fields["pairs.0.value"].raw == " 欧＊＊＊ "


@pytest.mark.parametrize("name", ["1", "王", '"', "a\\"])
def test_a_short_name_changes_nothing_else(name: str) -> None:
    """What was read for a name may be a digit, and a digit stands everywhere in a record."""
    plain = main_page("a.jpg", "京B2-20240111", legal_representative=name, company="王府井1店有限公司")
    hidden = mask_certificate(plain, Declarations())
    assert hidden.license_number == "京B2-20240111" and hidden.company == "王府井1店有限公司"
    assert hidden.legal_representative == f"{name[0]}＊"
