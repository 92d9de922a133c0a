"""How many characters a rim has, by where those that were read stand."""

from __future__ import annotations

import pytest

from pipeline.seals.rim_places import count_places

TOP = 0.52
STEP = 0.06


def _even(count: int, *, aside: float = 0.0) -> list[float]:
    """So many characters about the top, every second one ``aside`` by that share of a step."""
    return [TOP + STEP * (at - (count - 1) / 2 + aside * (at % 2)) for at in range(count)]


@pytest.mark.parametrize("count", [4, 7, 12, 13])
def test_all_were_read(count: int) -> None:
    assert count_places(_even(count), TOP) == count
    assert count_places(_even(count, aside=0.2), TOP) == count


@pytest.mark.parametrize("lost", [[], [5], [12]])
def test_characters_two_or_three_steps_of_recognition_apart(lost: list[int]) -> None:
    steps = [3, 2, 2, 3, 2, 3, 2, 3, 2, 3, 2, 2]
    columns = [sum(steps[:at]) for at in range(13)]
    positions = [TOP + (column - columns[-1] / 2) * 0.02 for column in columns]
    assert count_places([at for index, at in enumerate(positions) if index not in lost], TOP) == 13


@pytest.mark.parametrize("lost", [[0], [11], [4], [0, 1], [3, 7], [0, 5]])
def test_some_were_lost(lost: list[int]) -> None:
    positions = [at for index, at in enumerate(_even(12)) if index not in lost]
    assert count_places(positions, TOP) == 12


def test_one_lost_at_each_end_shows_nowhere() -> None:
    assert count_places(_even(12)[1:-1], TOP) == 10


@pytest.mark.parametrize(
    "positions", [[], [0.3, 0.5, 0.7], [0.2, 0.3, 0.45, 0.5, 0.68, 0.7], [0.3, 0.31, 0.5, 0.51, 0.7, 0.71]]
)
def test_few_and_uneven_ones_tell_nothing(positions: list[float]) -> None:
    assert count_places(positions, TOP) is None


def test_a_rim_beside_the_top_tells_nothing() -> None:
    assert count_places(_even(10), TOP + STEP / 4) is None
