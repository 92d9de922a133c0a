"""Real databases: SQLite files, and databases of PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from pipeline.store.store import Store, open_store


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    with open_store(url) as opened:
        yield opened
