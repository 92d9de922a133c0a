"""Characters that are set over one another: only pixels tell which of them is seen."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

import numpy as np

from pipeline.page_image import TextChar
from schemas.page import UNREAD

MOST_ROWS: Final = 3  # of a page: of one that has more the file tells too little
MOST_PAIRS: Final = 4_000_000  # that are compared: of one place in a file made to be slow there are more
MOST_STEPS: Final = 64  # from a letter to others that may lie on it: where there are more they are counted
_SHARED: Final = 0.3  # of a character's height that lies in a row from which it is of that row
_ACROSS: Final = 0.6  # of the narrower one's width: nearer centers are on one another
_DOWN_WIDE: Final = 0.7  # of an ideograph's width, which is its size: rows are never set so close
_DOWN: Final = 0.4  # of the height of another character's box, which tells less
_BESIDE: Final = (-1, 0, 1)


class _Letter(NamedTuple):
    """A level letter or figure, its center, how near across and down another center may not come, and what
    it says."""

    char: TextChar
    x: float
    y: float
    across: float
    down: float
    says: str

    def place(self, cell: float) -> tuple[int, int]:
        return int(self.y // cell), int(self.x // cell)

    def lies_on(self, other: _Letter) -> bool:
        return (
            abs(self.x - other.x) < min(self.across, other.across)
            and abs(self.y - other.y) < min(self.down, other.down)
            and self.says != other.says
        )


def part_colliding(chars: Sequence[TextChar]) -> tuple[tuple[TextChar, ...], tuple[TextChar, ...]] | None:
    """The characters, and of them those of rows in which two level ones that say different things lie on one
    place; ``None`` where there are more than ``MOST_ROWS`` such rows.

    What was corrected under a white patch, set on a layer that is switched off, or made transparent has ink
    at it all the same, the other's. The same character twice is a bold; lines, dots and marks over letters
    are set over others.
    """
    letters = [_to_letter(char) for char in chars if _is_letter(char)]
    if not _may_collide(letters):
        return tuple(chars), ()
    cell = max([1.0, *(max(letter.across, letter.down) for letter in letters)])
    if sum(count**2 for count in Counter(letter.place(cell) for letter in letters).values()) > MOST_PAIRS:
        return None
    rows = list[tuple[float, float]]()
    for one, other in _colliding(letters, cell):
        top, bottom = min(one.box.top, other.box.top), max(one.box.bottom, other.box.bottom)
        same = [row for row in rows if row[0] < bottom and top < row[1]]
        rows = [row for row in rows if row not in same]
        rows.append((min([top, *(row[0] for row in same)]), max([bottom, *(row[1] for row in same)])))
        if len(rows) > MOST_ROWS:
            return None
    if not rows:
        return tuple(chars), ()
    own = [char.is_level and any(_is_of(char, *row) for row in rows) for char in chars]
    return (
        tuple(char for char, is_own in zip(chars, own, strict=True) if not is_own),
        tuple(char for char, is_own in zip(chars, own, strict=True) if is_own),
    )


def _may_collide(letters: Sequence[_Letter]) -> bool:
    """Whether any two may lie on one place, told for all of them at once: of nearly all pages none do."""
    if len(letters) < 2:
        return False
    places = np.array([letter[1:5] for letter in letters])
    says = np.array([hash(letter.says) for letter in letters])
    widest, highest = places[:, 2:].max(axis=0)
    for half in (0.0, 1.0):  # two so near lie in one band, or in one of the bands that begin half a band on
        bands = np.floor(places[:, 1] / (2 * highest) + half / 2)
        order = np.lexsort((places[:, 0], bands))
        x, y, across, down = places[order].T
        own, said = bands[order], says[order]
        for step in range(1, len(letters)):
            together = (own[step:] == own[:-step]) & (x[step:] - x[:-step] < widest)
            if not together.any():
                break
            near = together & (x[step:] - x[:-step] < np.minimum(across[step:], across[:-step]))
            near &= np.abs(y[step:] - y[:-step]) < np.minimum(down[step:], down[:-step])
            if step > MOST_STEPS or (near & (said[step:] != said[:-step])).any():
                return True
    return False


def _is_of(char: TextChar, top: float, bottom: float) -> bool:
    shared = min(char.box.bottom, bottom) - max(char.box.top, top)
    return shared > _SHARED * char.box.height


def _colliding(letters: Sequence[_Letter], cell: float) -> Iterator[tuple[TextChar, TextChar]]:
    held: defaultdict[int, defaultdict[int, list[_Letter]]] = defaultdict(lambda: defaultdict(list))
    for letter in letters:
        down, across = letter.place(cell)
        rival = next((other for other in _near(held, down, across) if letter.lies_on(other)), None)
        if rival is None:
            held[down][across].append(letter)
        else:
            yield letter.char, rival.char


def _near(held: Mapping[int, Mapping[int, list[_Letter]]], down: int, across: int) -> Iterator[_Letter]:
    """Those in the nine cells about a place; ``held`` has rows of cells, of which most are empty."""
    for row in [held[down + step] for step in _BESIDE if down + step in held]:
        for step in _BESIDE:
            if across + step in row:
                yield from row[across + step]


def _is_letter(char: TextChar) -> bool:
    return (
        char.is_level
        and len(char.text) == 1
        and char.text != UNREAD
        and unicodedata.category(char.text)[0] in "LN"
        and char.box.width > 0
    )


def _to_letter(char: TextChar) -> _Letter:
    x, y = char.box.center
    is_wide, says = _known(char.text)
    down = _DOWN_WIDE * char.box.width if is_wide else _DOWN * char.box.height
    return _Letter(char, x, y, _ACROSS * char.box.width, down, says)


@lru_cache(maxsize=8192)
def _known(text: str) -> tuple[bool, str]:
    """Whether a character is as wide as high, and what it says."""
    return unicodedata.east_asian_width(text) in "WF", unicodedata.normalize("NFKC", text)
