"""A page's lines as one running text, of which each stretch knows its lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractors.normalize.text import fold_with_offsets
from extractors.page_lines.layout import Line

SCRAP = 2  # characters of what a watermark leaves among the rows; a paragraph may end in as few
_END = "。"


@dataclass(frozen=True)
class RunningText:
    """``text`` is folded; ``places`` has the number of the line that each character stands in, and its offset
    there."""

    text: str
    lines: tuple[Line, ...]
    places: tuple[tuple[int, int], ...]

    def part(self, start: int, end: int) -> list[Line]:
        """What of the lines the characters ``start`` to ``end`` are, top to bottom."""
        held: dict[int, list[int]] = {}
        for number, offset in self.places[start:end]:
            held.setdefault(number, []).append(offset)
        return [self.lines[number].part(offsets[0], offsets[-1] + 1) for number, offsets in held.items()]


def to_running(lines: Sequence[Line]) -> RunningText:
    """The ``lines``, in reading order, one behind the other without what separates them."""
    kept = tuple(
        line for line in lines if len(line.text.strip()) > SCRAP or line.text.rstrip().endswith(_END)
    )
    text, places = "", list[tuple[int, int]]()
    for number, line in enumerate(kept):
        folded, offsets = fold_with_offsets(line.text)
        text += folded
        places += [(number, offset) for offset in offsets]
    return RunningText(text, kept, tuple(places))
