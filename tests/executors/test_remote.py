"""Files that lie in a store that speaks S3."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.load.remote import _open_s3
from tests.command import half_a_pdf, licet, outcomes
from tests.files import encoded, marked_picture
from tests.s3 import serve

OBJECTS = {
    "2024/图 1.png": encoded(marked_picture(300, 200), "PNG"),
    "2024/深/half.pdf": half_a_pdf(),
    "2024/empty.jpg": b"",
    "2023/other.png": encoded(marked_picture(200, 300), "PNG"),
}


@pytest.fixture
def _store(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The objects of a bucket, where the environment says that S3 is."""
    with serve("scans", OBJECTS) as endpoint:
        monkeypatch.setenv("AWS_ENDPOINT_URL", endpoint)
        monkeypatch.setenv("AWS_ACCESS_KEY_ID", "reader")
        monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
        monkeypatch.setenv("AWS_REGION", "us-east-1")
        _open_s3.cache_clear()
        yield
        _open_s3.cache_clear()


@pytest.mark.usefixtures("_store")
def test_a_bucket_is_read_by_workers(tmp_path: Path) -> None:
    database = tmp_path / "licet.db"
    done = licet("ingest", "s3://scans/2024", "--db", database, "--workers", "1")
    assert done.status == 4, done.err
    found = outcomes(database)
    assert set(found) == {"图 1.png", "half.pdf", "empty.jpg"}
    assert found["图 1.png"][0] == "complete"
    assert found["half.pdf"][0] == "partial"
    assert found["empty.jpg"] == ("failed", "empty")
    assert "s3://scans/2024/empty.jpg" in done.err
    again = licet("ingest", "s3://scans/2024/图 1.png", "--db", database, "--executor", "serial")
    assert again.status == 0, again.err
    assert len(outcomes(database)) == 3


@pytest.mark.usefixtures("_store")
def test_what_is_not_there_or_not_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    database = tmp_path / "licet.db"
    assert licet("ingest", "s3://scans/none.png", "--db", database, "--executor", "serial").status == 4
    assert outcomes(database) == {"none.png": ("failed", "missing")}
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "stranger")
    _open_s3.cache_clear()
    refused = licet("ingest", "s3://scans/2024", "--db", database)
    assert refused.status == 2
    assert "s3://scans/2024" in refused.err
