from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.watch.station import Station


@pytest.fixture
def station(tmp_path: Path) -> Iterator[Station]:
    """Folders and daemons of the test's own; what still runs is killed in the end."""
    made = Station(tmp_path)
    yield made
    for daemon in made.daemons:
        daemon.kill()
