"""Which labels may stand in a row at all: told by characters that they share, before any is compared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class LabelIndex:
    """``places``: the numbers of the labels that have a character, each as often as it has it; ``needed``: of
    how many of a label's characters there must be some in the row."""

    places: Mapping[str, Sequence[int]]
    needed: Sequence[int]

    def likely(self, text: str) -> list[int]:
        """The numbers of the labels that may stand in ``text``, in their order."""
        shared = [0] * len(self.needed)
        for char in set(text):
            for number in self.places.get(char, ()):
                shared[number] += 1
        return [number for number, needed in enumerate(self.needed) if shared[number] >= needed]


def to_index(labels: Sequence[str]) -> LabelIndex:
    """The index of ``labels``, folded."""
    places: dict[str, list[int]] = defaultdict(list)
    for number, label in enumerate(labels):
        for char in label:
            places[char].append(number)
    return LabelIndex(places, [len(label) - allowed_errors(label) - 1 for label in labels])


def allowed_errors(label: str) -> int:
    """How many characters of a label may be wrong."""
    return (len(label) + 1) // 4 if len(label) < 9 else 3
