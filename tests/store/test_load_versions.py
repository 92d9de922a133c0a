"""Versions put together again, however the ids that are asked for lie."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.store.database import open_engine, reading
from pipeline.store.load_versions import load_versions
from pipeline.store.store import Store
from tests.store.papers import main_page, reading_of

COUNT = 8


@pytest.fixture
def ids(store: Store) -> list[int]:
    """Ids of versions, one after the other, of a certificate each."""
    for at in range(COUNT):
        store.save(reading_of(f"f{at}", main_page(f"f{at}", f"京B2-2024000{at}", company=f"公司{at}")))
    return list(range(1, COUNT + 1))


@pytest.mark.parametrize(
    "places",
    [[], [3], [0, 1, 2, 3, 4, 5, 6, 7], [1, 2, 4, 5], [0, 7], [5, 2, 4, 3], [2, 6, 4], [7, 6]],
    ids=["none", "one", "all", "with gaps", "far apart", "in no order", "scattered", "last first"],
)
def test_just_the_versions_asked_for(url: str, ids: Sequence[int], places: Sequence[int]) -> None:
    engine = open_engine(url)
    with reading(engine) as connection:
        found = load_versions(connection, [ids[at] for at in places])
    engine.dispose()
    assert [stored.certificate for stored in found] == [
        main_page(f"f{at}", f"京B2-2024000{at}", company=f"公司{at}") for at in places
    ]


def test_an_id_that_is_not_there_is_left_out(url: str, ids: Sequence[int]) -> None:
    engine = open_engine(url)
    with reading(engine) as connection:
        found = load_versions(connection, [ids[-1], ids[-1] + 1, ids[-1] + 2])
    engine.dispose()
    assert [stored.certificate.license_number for stored in found] == ["京B2-20240007"]
