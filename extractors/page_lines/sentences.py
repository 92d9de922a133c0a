"""The running text of a page: its rows one behind the other, parted where a row is not full."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.page_lines.layout import Line, join, to_rows

MARGIN = 3.0  # line heights from the page's right edge of print within which a row is full
BREAK = "\n"


@dataclass(frozen=True)
class RunningText:
    """``text``: what the ``rows`` say, a ``BREAK`` behind each that is not full, where no sentence goes on;
    ``starts``: where in it each row begins."""

    rows: tuple[Line, ...]
    text: str
    starts: tuple[int, ...]

    def parts(self, span: tuple[int, int]) -> Iterator[Line]:
        """What of each row lies within a span of the text."""
        for row, start in zip(self.rows, self.starts, strict=True):
            first, last = max(span[0], start), min(span[1], start + len(row.text))
            if first < last:
                yield row.part(first - start, last - start)


def to_running_text(lines: Sequence[Line]) -> RunningText:
    """The running text of a page's ``lines``, in any order."""
    rows = tuple(join(row) for row in to_rows(lines))
    edge = max((row.box.right for row in rows), default=0.0)
    text, starts = "", list[int]()
    for row in rows:
        starts.append(len(text))
        is_full = row.box.right > edge - MARGIN * row.height
        text += row.text + ("" if is_full else BREAK)
    return RunningText(rows, text, tuple(starts))
