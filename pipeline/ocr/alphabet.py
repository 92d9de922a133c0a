"""The characters that a recognizer knows, and which of them are one character in several forms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extractors.normalize.text import to_simplified

_WIDER = 0xFEE0  # from an ASCII character to its full-width form (Unicode, Halfwidth and Fullwidth Forms)


@dataclass(frozen=True)
class Alphabet:
    """``characters`` by class, class 0 being "no character", and ``classes`` by character. ``forms`` holds,
    for each class, those of all forms of its character from the lowest on, filled up with class 0: both
    widths, which look the same in Chinese print, and traditional ones, which values are folded from. The
    network divides its certainty between them."""

    characters: tuple[str, ...]
    classes: Mapping[str, int]
    forms: NDArray[np.int64]


def to_alphabet(characters: Sequence[str]) -> Alphabet:
    """The alphabet of a network whose classes stand for ``characters``, in their order."""
    classes = {character: index for index, character in enumerate(characters) if character}
    groups: dict[str, list[int]] = {}
    for character, index in classes.items():
        groups.setdefault(_plain(character), []).append(index)
    forms = np.zeros((len(characters), max(map(len, groups.values()), default=1)), np.int64)
    for group in groups.values():
        forms[group, : len(group)] = sorted(group)
    return Alphabet(tuple(characters), classes, forms)


def _plain(character: str) -> str:
    """The form that stands for all forms of a character."""
    narrow = ord(character[0]) - _WIDER
    return chr(narrow) if ord("!") <= narrow <= ord("~") else to_simplified(character)


def surest_classes(
    probabilities: NDArray[np.float32], alphabet: Alphabet
) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    """For each step (time × class, 0-1) the surest class, and how sure its character is in whichever form."""
    steps = np.arange(len(probabilities))
    classes = np.argmax(probabilities, axis=-1)
    forms = alphabet.forms[classes]
    others = np.where(forms != 0, probabilities[steps[:, None], forms], 0).sum(axis=1)
    return np.where(classes == 0, probabilities[steps, 0], others), classes
