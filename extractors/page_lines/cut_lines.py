"""Lines of print that a detector cut in two where nothing parts them: 编号：A2|.B2-20151617."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from extractors.page_lines.layout import Line, in_row, join

CLOSE: Final = 1.35  # usual steps from one character to the next within one line of print
ALIKE: Final = 0.7  # least ratio of the heights of two pieces of one line


def with_line_before(line: Line, lines: Sequence[Line]) -> Line:
    """The line, together with that of ``lines`` whose last character stands as near before its first as two
    of one line do."""
    before = [other for other in lines if other is not line and goes_on(other, line)]
    return join((max(before, key=lambda other: other.box.left), line)) if before else line


def goes_on(before: Line, line: Line) -> bool:
    """Whether ``line`` begins as near behind the last character of ``before`` as two of one line stand."""
    if not (before.centers and line.centers) or before.layer != line.layer:
        return False
    alike = min(before.height, line.height) > ALIKE * max(before.height, line.height)
    step = max(_step(before), _step(line))
    near = 0 < line.centers[0] - before.centers[-1] < CLOSE * step
    return alike and near and in_row(before, [line])


def _step(line: Line) -> float:
    """The usual step from a character to the next, pixels; 0 of one alone."""
    return (line.centers[-1] - line.centers[0]) / max(len(line.centers) - 1, 1)
