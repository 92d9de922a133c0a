"""Words of services of which one character was misread or the first lost, put right where one is near."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

SHORTEST = 5  # characters of a word that is known by all but one of them
_RUN = re.compile("[\u3400-\u9fff]+")


def mend_near_words(text: str, words: Iterable[str], left: Callable[[str], str]) -> str:
    """``text`` with every run of ideographs that ``left`` (what is in no word that it knows) finds something
    in replaced by the one that it does not, where a single one of ``words`` makes it so."""
    long = [word for word in words if len(word) >= SHORTEST and _RUN.fullmatch(word)]

    def mended(run: re.Match[str]) -> str:
        if not left(run[0]):
            return run[0]
        found = {near for near in _near(run[0], long, at_start=run.start() == 0) if not left(near)}
        return found.pop() if len(found) == 1 else run[0]

    return _RUN.sub(mended, text)


def _near(run: str, words: Iterable[str], *, at_start: bool) -> Iterable[str]:
    for word in words:
        for start in range(len(run) - len(word) + 1):
            part = run[start : start + len(word)]
            if sum(a != b for a, b in zip(part, word, strict=True)) == 1:
                yield run[:start] + word + run[start + len(word) :]
        if at_start and run.startswith(word[1:]):
            yield word[0] + run
