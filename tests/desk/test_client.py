"""The typed client of the README, against a real desk that really reads."""

from __future__ import annotations

import importlib
import re
from pathlib import Path

import pytest

from pipeline.review.app import create_app
from pipeline.store.desk import Desk
from tests.command import NUMBER, PAGE
from tests.desk.conftest import served, settings_for
from tests.desk.people import key_for

README = Path(__file__).parents[2] / "README.md"


def test_the_client_of_the_readme(
    db: str, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    (tmp_path / "readme_client.py").write_text(code, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    readme = importlib.import_module("readme_client")
    key = key_for(desk, "reviewer")["authorization"].removeprefix("Bearer ")
    with served(create_app(settings_for(db, tmp_path), desk)) as address:
        client = readme.Licet(address, key)
        job = client.upload(PAGE)
        assert (job.state, len(job.certificates)) == ("done", 1), job.message
        assert client.upload(PAGE).id == job.id
        (at,) = job.certificates
        assert client.record(at)["license_number"] == NUMBER
        client.correct(at, "company", "北京某某科技有限公司", "照原件")
        assert client.record(at)["company"] == "北京某某科技有限公司"
        broken = tmp_path / "broken.jpg"
        broken.write_bytes(PAGE.read_bytes()[:2000])
        failed = client.upload(broken)
        assert failed.state == "failed" and failed.certificates == []
