"""The words that a form's paper is printed with all over: SCJDGL and 市场监督管理, whole and torn."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from extractors.normalize.text import fold
from extractors.page_lines.ground_scraps import OF_OFFICES, cut_at_office, cut_at_scraps
from extractors.page_lines.layout import Line

REPEATED = 3  # lines with one word, or parts of it, that make it the ground's
APART, BESIDE = 0.25, 3.0  # line heights from a letter to print that is apart from it, and of one row with it
LEAST = 2  # letters or ideographs of a word that tell it
PITCH = 2.0  # line heights within which a line goes on in the one below
INDENT = 2.6  # the same that the first line of a value may begin right of the next
_LETTERS = re.compile(r"(?P<word>[A-Z]{4,10}?)(?P=word)*")  # once or several times
# Offices without 局, nobody's name, with their initials.
_OFFICES = (("市场监督管理", "SCJDGL"), ("工商行政管理", "GSXZGL"))
_MIXED = re.compile("([㐀-鿿]*)([A-Z]*)")


def without_ground(lines: Sequence[Line]) -> list[Line]:
    """The lines without those that hold words of the ground, or parts of them, and nothing else, and others
    cut where such a word was read with them; an ideograph or two, or a letter, that a line above may go on
    in are kept."""
    texts = [fold(line.text) for line in lines]
    ground = _repeated_letters(texts)
    ground |= {word for office in _OFFICES if _is_repeated(office, texts) for word in office}
    kept = [
        line
        for line, text in zip(lines, texts, strict=True)
        if not _is_ground(text, ground) or (_may_go_on(line, lines) and _goes_on(line, lines))
    ]
    letters = [word for _, word in _OFFICES if word in ground]  # others may be a table's own
    parts = [part for line in kept for part in cut_at_scraps(line, letters)]
    offices = [word for word, _ in _OFFICES if word in ground]
    return [piece for part in parts for piece in cut_at_office(part, offices)]


def _repeated_letters(texts: Sequence[str]) -> set[str]:
    """Words of letters that stand there often, torn ones counted with the longest of them."""
    matches = [_LETTERS.fullmatch(text) for text in texts]
    words = [match["word"] for match in matches if match is not None]
    return {word for word in words if words.count(word) >= REPEATED or _is_repeated((word,), texts)}


def _is_repeated(words: Sequence[str], texts: Sequence[str]) -> bool:
    """Whether the lines that are nothing but letters and ideographs have parts of the words so often."""
    parts = [part for text in texts if (match := _MIXED.fullmatch(text)) for part in match.groups()]
    told = [part for part in parts if len(part) >= LEAST and any(part in word for word in words)]
    return len(told) >= REPEATED


def _is_ground(text: str, ground: Set[str]) -> bool:
    match = _LETTERS.fullmatch(text)
    if match is not None and match["word"] in ground:
        return True
    if len(text) == 1 and text.isascii():  # detection cuts a letter off that stands under a line of print
        return any(text in word for _, word in _OFFICES if word in ground)
    mixed = _MIXED.fullmatch(text)
    parts = [part for part in mixed.groups() if part] if mixed is not None else []
    return bool(parts) and all(len(part) >= LEAST and any(part in word for word in ground) for part in parts)


def _may_go_on(line: Line, lines: Sequence[Line]) -> bool:
    """Whether it may be print: ideographs, or a letter that is a row by itself. One before which a row of
    print begins anew is none of it, for what is printed together is read together."""
    text = fold(line.text)
    if not text.isascii():
        return True
    behind = (
        other.box.left - line.box.right
        for other in lines
        if abs(other.middle - line.middle) < line.height / 2
    )
    return len(text) == 1 and not any(APART * line.height < gap < BESIDE * line.height for gap in behind)


def _goes_on(line: Line, lines: Sequence[Line]) -> bool:
    """Whether the line stands as the next row of another one would. An office's whole name goes on itself, in
    局, in the row below."""
    whole = any(fold(line.text) == word for word, _ in _OFFICES)
    if whole and not any(
        0 < other.middle - line.middle < PITCH * line.height and fold(other.text)[:1] in OF_OFFICES
        for other in lines
    ):
        return False
    return any(
        0 < line.middle - other.middle < PITCH * other.height
        and -INDENT * other.height < line.box.left - other.box.left < other.height
        for other in lines
    )
