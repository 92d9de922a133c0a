"""What people verify is truth to measure by: written, and measured by ``licet eval``."""

from __future__ import annotations

import json
from pathlib import Path

from pipeline.store.decide import Said, correct, verify
from pipeline.store.desk import Desk
from pipeline.store.store import Store
from pipeline.store.users import find_user
from tests.command import licet
from tests.desk.papers import Doubt, seed_with
from tests.store.papers import main_page, reading_of


def test_verified_certificates_are_measured(store: Store, desk: Desk, db: str, tmp_path: Path) -> None:
    store.save(seed_with(tmp_path, 1, Doubt("issue_date", "2024-07-25")))
    store.save(reading_of("gone.jpg", main_page("gone.jpg", "京B2-20249999")))
    store.save(reading_of("unlooked.jpg", main_page("unlooked.jpg", "京B2-20249998")))
    with desk.writing() as connection:
        found = find_user(connection, "reviewer")
        assert found is not None
        correct(connection, found[0], 1, Said("issue_date", "2024-01-25"), None)
        correct(connection, found[0], 1, Said("license_number", "京B2-20240286"), None)
        verify(connection, found[0], 1, None)
        verify(connection, found[0], 2, None)
    run = licet("truth", tmp_path / "set", "--db", db)
    assert run.status == 0 and "1 certificates" in run.err and "gone: 2" in run.err
    (case,) = (json.loads(line) for line in (tmp_path / "set" / "truth.jsonl").read_text().splitlines())
    assert case["certificate"]["issue_date"] == "2024-01-25"
    assert "seals" not in case["certificate"]
    measured = licet("eval", tmp_path / "set", "--json", tmp_path / "result.json")
    assert measured.status == 0, measured.err
    result = json.loads((tmp_path / "result.json").read_text())
    (found_date,) = (entry for entry in result["fields"] if entry["path"] == "issue_date")
    assert (found_date["truth"], found_date["value"]) == ("2024-01-25", "2024-01-25")
