"""Blanks and rules that a form draws with characters: 名称：____某公司____, dots up to the value, and
名称 | 某公司."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from extractors.page_lines.layout import Line

# A dot or two, or an underscore within a word of Latin, may be the value's own; … at its end says that it
# goes on; before it dots are the end of those that lead from its label. Before a figure, or as a label's
# number before its colon, | may be 1.
_RULE: Final = r"(?:^|(?<=[\u3400-\u9fff)）]))\s*[|｜](?:\s+|(?![0-9:：]))"
_WORD: Final = "[A-Za-z0-9]"
_LINE: Final = rf"[_＿]{{2,}}|(?<!{_WORD})[_＿]|[_＿](?!{_WORD})"
_BLANK: Final = rf"\s*(?:{_LINE}|[.．·]{{6,}}|^[.．·]{{2,}})[_＿.．·\s]*"
_DRAWN: Final = re.compile(f"{_BLANK}|{_RULE}")


def without_blanks(line: Line) -> Line | None:
    """``line`` without what is drawn at its ends, and a space for each within; ``None`` where it holds
    nothing else."""
    drawn = [blank.span() for blank in _DRAWN.finditer(line.text)]
    if not drawn:
        return line
    start = drawn[0][1] if drawn[0][0] == 0 else 0
    end = drawn[-1][0] if drawn[-1][1] == len(line.text) else len(line.text)
    if start >= end:
        return None
    within = {at for first, after in drawn for at in range(first + 1, after)}
    kept = [at for at in range(start, end) if at not in within]
    spaces = {first for first, _ in drawn}
    place = {at: offset for offset, at in enumerate(kept)}
    return replace(
        line.part(start, end),
        text="".join(" " if at in spaces else line.text[at] for at in kept),
        centers=tuple(line.centers[at] for at in kept),
        scores=tuple(line.scores[at] for at in kept),
        verified=tuple(place[at] for at in line.verified if at in place),
        sealed=tuple(place[at] for at in line.sealed if at in place),
    )
