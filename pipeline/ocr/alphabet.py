"""The characters that a recognizer knows, and which of them are one character in two widths."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_WIDER = 0xFEE0  # from an ASCII character to its full-width form (Unicode, Halfwidth and Fullwidth Forms)


@dataclass(frozen=True)
class Alphabet:
    """``characters`` by class, class 0 being "no character", and ``classes`` by character; ``twins`` is, for
    each class, the other width of its character, or itself. In Chinese print ) and ） look the same, and the
    network divides its certainty between them."""

    characters: tuple[str, ...]
    classes: Mapping[str, int]
    twins: NDArray[np.int64]


def to_alphabet(characters: Sequence[str]) -> Alphabet:
    """The alphabet of a network whose classes stand for ``characters``, in their order."""
    classes = {character: index for index, character in enumerate(characters) if character}
    twins = np.arange(len(characters))
    for character, index in classes.items():
        wide = classes.get(chr(ord(character) + _WIDER)) if "!" <= character <= "~" else None
        if wide is not None:
            twins[index], twins[wide] = wide, index
    return Alphabet(tuple(characters), classes, twins)


def surest_classes(
    probabilities: NDArray[np.float32], alphabet: Alphabet
) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    """For each step (time × class, 0-1) the surest class, and how sure its character is in either width."""
    steps = np.arange(len(probabilities))
    classes = np.argmax(probabilities, axis=-1)
    twins = alphabet.twins[classes]
    scores = probabilities[steps, classes]
    return np.where(twins == classes, scores, scores + probabilities[steps, twins]), classes
