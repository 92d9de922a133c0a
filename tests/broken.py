"""Broken and malicious files without end: ``python -m tests.broken DIR --count 1000`` writes them.

Each is one of ``tests.seeds``, or of ``crafted``, damaged in a way that scanners, shares, mail and
ill will damage files. What is written depends on the seed number alone.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable, Iterator
from itertools import count, islice
from pathlib import Path
from typing import Final

from tests.crafted import crafted
from tests.seeds import seeds

_LENGTHS: Final = (0, 1, 0x7F, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF)


def broken(seed: int = 1) -> Iterator[tuple[str, bytes]]:
    """Name and content: first the crafted files as they are, then damaged ones for ever."""
    chance = random.Random(seed)
    made = crafted()
    whole = {**seeds(), **made}
    yield from made.items()
    for number in count():
        name = chance.choice(sorted(whole))
        data = bytearray(whole[name])
        ways = chance.choices(_WAYS, k=chance.choice((1, 1, 1, 2, 3)))
        for way in ways:
            data = way(data, chance, whole)
        told = "+".join(way.__name__.strip("_") for way in ways)
        yield f"{number} {told} {name}", bytes(data)


_Way = Callable[[bytearray, random.Random, dict[str, bytes]], bytearray]


def _cut(data: bytearray, chance: random.Random, _: dict[str, bytes]) -> bytearray:
    return data[: chance.randrange(len(data) + 1)]


def _cut_start(data: bytearray, chance: random.Random, _: dict[str, bytes]) -> bytearray:
    """The head stays, so that the type is still told."""
    kept = min(len(data), chance.choice((16, 64, 512)))
    return data[:kept] + data[chance.randrange(kept, len(data) + 1) :]


def _zeros(data: bytearray, chance: random.Random, _: dict[str, bytes]) -> bytearray:
    """As a share leaves a file whose end never came."""
    start = chance.randrange(len(data) + 1)
    return data[:start] + bytes(len(data) - start)


def _flip(data: bytearray, chance: random.Random, _: dict[str, bytes]) -> bytearray:
    for _unused in range(chance.choice((1, 4, 30))):
        if data:
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return data


def _flip_head(data: bytearray, chance: random.Random, _: dict[str, bytes]) -> bytearray:
    """Where sizes, depths and tables are."""
    for _unused in range(chance.choice((1, 2, 6))):
        if len(data) > 8:
            data[chance.randrange(8, min(len(data), 400))] = chance.randrange(256)
    return data


def _length(data: bytearray, chance: random.Random, _: dict[str, bytes]) -> bytearray:
    """A number of two or four bytes that is the smallest, the largest or a negative one."""
    size, order = chance.choice((2, 4, 4)), chance.choice(("big", "little"))
    at = chance.randrange(max(1, min(len(data), chance.choice((200, 2000, 1 << 30)))))
    value = chance.choice(_LENGTHS) & ((1 << 8 * size) - 1)
    data[at : at + size] = value.to_bytes(size, "big" if order == "big" else "little")
    return data


def _digits(data: bytearray, chance: random.Random, _: dict[str, bytes]) -> bytearray:
    """Another figure where one stands in text, as in PDF and XML."""
    places = [at for at, byte in enumerate(data[:20_000]) if 0x30 <= byte <= 0x39]
    for at in chance.sample(places, min(len(places), chance.choice((1, 3, 10)))):
        data[at] = chance.choice(b"0123456789-")
    return data


def _double(data: bytearray, chance: random.Random, _: dict[str, bytes]) -> bytearray:
    start = chance.randrange(len(data) + 1)
    return data[:start] + data[start : start + chance.choice((4, 100, 5000))] * 2 + data[start:]


def _lose(data: bytearray, chance: random.Random, _: dict[str, bytes]) -> bytearray:
    start = chance.randrange(len(data) + 1)
    return data[:start] + data[start + chance.choice((1, 7, 512, 4096)) :]


def _head_of_another(data: bytearray, chance: random.Random, whole: dict[str, bytes]) -> bytearray:
    size = chance.choice((4, 12, 64, 300))
    return bytearray(whole[chance.choice(sorted(whole))][:size]) + data[size:]


def _tail_of_another(data: bytearray, chance: random.Random, whole: dict[str, bytes]) -> bytearray:
    other = whole[chance.choice(sorted(whole))]
    return data[: len(data) // 2] + bytearray(other[len(other) // 2 :])


_WAYS: Final[tuple[_Way, ...]] = (
    _cut, _cut_start, _zeros, _flip, _flip, _flip_head, _flip_head, _length, _length, _digits, _digits,
    _double, _lose, _head_of_another, _tail_of_another,
)  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    chosen.folder.mkdir(parents=True, exist_ok=True)
    for name, data in islice(broken(chosen.seed), chosen.count):
        (chosen.folder / name.replace("/", " ")).write_bytes(data)


if __name__ == "__main__":
    main()
