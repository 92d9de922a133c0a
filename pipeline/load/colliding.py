"""Characters that are set over one another: only pixels tell which of them is seen."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from pipeline.load.placed_chars import REPLACEMENT
from pipeline.page_image import TextChar

_ACROSS: Final = 0.6  # of the narrower one's width: nearer centers are on one another
_DOWN_WIDE: Final = 0.7  # of an ideograph's width, which is its size: rows are never set so close
_DOWN: Final = 0.4  # of the height of another character's box, which tells less
_CELLS: Final = tuple((down, across) for down in (-1, 0, 1) for across in (-1, 0, 1))


def chars_collide(chars: Sequence[TextChar]) -> bool:
    """Whether two level characters that say different things lie on one place: what was corrected under a
    white patch, set on a layer that is switched off, or made transparent has ink at it all the same, the
    other's. The same character twice is a bold; lines, dots and marks over letters are set over others."""
    marks = [char for char in chars if _is_letter(char)]
    if len(marks) < 2:
        return False
    cell = max(1.0, *(max(_reach(char)) for char in marks))
    held: defaultdict[tuple[int, int], list[TextChar]] = defaultdict(list)
    for char in marks:
        x, y = char.box.center
        place = int(y // cell), int(x // cell)
        if any(_lie_on_one_another(char, other) for other in _near(held, place)):
            return True
        held[place].append(char)
    return False


def _near(held: dict[tuple[int, int], list[TextChar]], place: tuple[int, int]) -> Iterator[TextChar]:
    for down, across in _CELLS:
        yield from held.get((place[0] + down, place[1] + across), ())


def _is_letter(char: TextChar) -> bool:
    return (
        not char.angle
        and len(char.text) == 1
        and char.text != REPLACEMENT
        and unicodedata.category(char.text)[0] in "LN"
        and char.box.width > 0
    )


def _reach(char: TextChar) -> tuple[float, float]:
    """How near across and down another center may not come."""
    wide = unicodedata.east_asian_width(char.text) in "WF"
    return _ACROSS * char.box.width, _DOWN_WIDE * char.box.width if wide else _DOWN * char.box.height


def _lie_on_one_another(char: TextChar, other: TextChar) -> bool:
    if unicodedata.normalize("NFKC", char.text) == unicodedata.normalize("NFKC", other.text):
        return False
    (x, y), (u, v) = char.box.center, other.box.center
    (across, down), (beside, below) = _reach(char), _reach(other)
    return abs(x - u) < min(across, beside) and abs(y - v) < min(down, below)
