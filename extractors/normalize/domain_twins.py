"""Which of 1, l, I, 0 and O stand in a domain: what names of sites say, and what pixels must tell."""

from __future__ import annotations

import math
import re
from itertools import product

from extractors.normalize.pinyin import is_pinyin
from extractors.normalize.site_words import is_words

_TWINS = {"l": "l1", "1": "1l", "I": "il1", "O": "o0", "0": "0o"}
PAIRS = {"l": "l1", "1": "1l", "i": "il1", "o": "o0", "0": "0o"}
"""What each may be in small letters."""
ALIKE = str.maketrans("1l|!0", "iiiio")
"""Look-alikes among small letters, and strokes that are read for them, as one."""
_MOST_READINGS = 512
_PARTS = re.compile(r"([bcop]2[bcop]|\d+)")  # of b2b too
_NAME = 5  # letters of pinyin


def find_doubtful(labels: list[str], own: int) -> tuple[int, ...]:
    """Offsets of look-alikes in the ``own`` first labels that no other reading rules out.

    A label that reads as pinyin, or as pinyin with a number before or after it, while none of
    its look-alikes does, is certain.
    """
    offsets: list[int] = []
    start = 0
    for label in labels[:own]:
        places = [index for index, character in enumerate(label) if character in _TWINS]
        if places and not _is_certain(label):
            offsets.extend(start + index for index in places)
        start += len(label) + 1
    return tuple(offsets)


def _is_certain(label: str) -> bool:
    """Whether the label as read is the only sensible one of its look-alikes: ma11 is not, beside mall."""
    choices = [_TWINS.get(char, char.lower()) for char in label]
    if math.prod(map(len, choices)) > _MOST_READINGS or not _is_sensible(label.lower()):
        return False
    readings = map("".join, product(*choices))
    return not any(
        reading != label.lower() and (_is_sensible(reading) or is_words(reading)) for reading in readings
    )


def is_worded(label: str) -> bool:
    """Whether a label in small letters is words and numbers in turn: logo101, go101shop, and not 1ogo101 or
    logol01. A figure alone is no number, nor one that begins with 0;
    a letter alone is no word."""
    parts = [part for part in _PARTS.split(label.replace("-", "")) if part]
    return any(map(str.isalpha, parts)) and all(
        len(part) > 1 and (part[0] in "123456789" if part.isdecimal() else is_words(part)) for part in parts
    )


def _is_sensible(label: str) -> bool:
    word = re.fullmatch(r"(\d*)([a-z]*)(\d*)", label)
    if word is None or (word[1] and word[3] and word[2]):
        return False
    number = word[1] + word[3]
    return (not word[2] or is_pinyin(word[2])) and (not number or len(number) > 1)


def is_name(label: str) -> bool:
    """Whether every part between hyphens is pinyin with a number at one end; in all enough letters that
    no other word looks so (mall, ma11)."""
    parts = [re.fullmatch(r"(\d*)([a-z]*)(\d*)", part) for part in label.split("-")]
    pinyin = [part for part in parts if part and (not part[2] or is_pinyin(part[2]))]
    one_number = all(not (part[1] and part[2] and part[3]) for part in pinyin)
    return len(pinyin) == len(parts) and one_number and sum(len(part[2]) for part in pinyin) >= _NAME
