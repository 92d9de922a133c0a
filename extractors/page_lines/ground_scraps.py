"""Letters of the ground that were read within a line of print: 亓伟SCJDGL成立日期, S负责人, 附7号DG."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from rapidfuzz.distance import Levenshtein

from extractors.page_lines.layout import Line

SURE = 4  # letters of a word from which they are the ground's and nothing else
NEARLY = 5  # the same where one of them is misread
STREWN = 4  # pieces of words in one line from which they lie in it
OF_OFFICES = tuple("局所总分处科队")  # what goes on behind an office's name
LEAST = 4  # ideographs of an office's name in a line of print that are the ground's
DOUBT = 0.3  # score of what stands beside fewer letters, which may be print
# Not where marks join them to others: WWW.DGL.COM, DG-12.
_LETTERS = re.compile(r"(?<![A-Za-z0-9])(?<![A-Za-z0-9][.@&/-])[A-Z]+(?![A-Za-z0-9]|[.@&/-][A-Za-z0-9])")


def cut_at_scraps(line: Line, words: Sequence[str]) -> list[Line]:
    """What is left and right of parts of the ground's ``words``. Few letters may be the print's own and put
    their neighbours in doubt; one alone, at an end of the line, stays and is in doubt itself."""
    scraps = [(*match.span(), match[0]) for match in _LETTERS.finditer(line.text)] if words else []
    if len(scraps) == 1 and scraps[0][2] == line.text and len(line.text) > 1:  # other letters are print
        return [] if len(line.text) >= NEARLY and _is_scrap(line.text, words) else [line]
    if _are_strewn("".join(letters for _, _, letters in scraps), len(scraps), words):
        return [_without(line, {at for start, end, _ in scraps for at in range(start, end)})]
    cuts: list[tuple[int, int]] = []
    unsure: set[int] = set()
    for start, end, letters in scraps:
        if len(letters) == 1:
            at_end = start == 0 or end == len(line.text)
            unsure |= {start} if at_end and any(letters in word for word in words) else set()
        elif _is_scrap(letters, words):
            cuts.append((start, end))
            unsure |= _beside(line.text, start, end) if len(letters) < SURE else set()
    scores = tuple(min(score, DOUBT) if at in unsure else score for at, score in enumerate(line.scores))
    return [part for part in _parts(replace(line, scores=scores), cuts) if part.text.strip()]


def cut_at_office(line: Line, offices: Sequence[str]) -> list[Line]:
    """What is left and right of parts of the ground's ``offices`` that no office's own name goes on from:
    公市场监督司. Their neighbours are in doubt."""
    cuts: list[tuple[int, int]] = []
    for office in offices:
        sizes = range(len(office), LEAST - 1, -1)
        parts = (office[at : at + size] for size in sizes for at in range(len(office) - size + 1))
        for found in re.finditer("|".join(parts), line.text):
            if line.text[found.end() :][:1] not in ("", *OF_OFFICES):
                cuts.append(found.span())
    unsure = {at for start, end in cuts for at in _beside(line.text, start, end)}
    scores = tuple(min(score, DOUBT) if at in unsure else score for at, score in enumerate(line.scores))
    return [part for part in _parts(replace(line, scores=scores), sorted(cuts)) if part.text.strip()]


def _beside(text: str, start: int, end: int) -> set[int]:
    """The nearest characters on both sides that are no spaces and marks, which a value sheds at its ends."""
    left = next((at for at in range(start - 1, -1, -1) if text[at].isalnum()), None)
    right = next((at for at in range(end, len(text)) if text[at].isalnum()), None)
    return {at for at in (left, right) if at is not None}


def _are_strewn(letters: str, pieces: int, words: Sequence[str]) -> bool:
    """Whether the letters of a line are a word's, in its order and piece by piece: S武C汉J市D, as a text
    layer has what is set over each other."""
    return pieces >= STREWN and any(letters in word * len(letters) for word in words)


def _without(line: Line, left_out: Set[int]) -> Line:
    kept = [at for at in range(len(line.text)) if at not in left_out]
    return replace(
        line,
        text="".join(line.text[at] for at in kept),
        centers=tuple(line.centers[at] for at in kept),
        scores=tuple(line.scores[at] for at in kept),
        verified=tuple(new for new, at in enumerate(kept) if at in line.verified),
        sealed=tuple(new for new, at in enumerate(kept) if at in line.sealed),
    )


def _is_scrap(letters: str, words: Sequence[str]) -> bool:
    """Whether the letters are a part of a word, or of one repeated, to the letter or with one misread."""
    for repeated in (word + word for word in words):
        if letters in repeated:
            return True
        size = len(letters)
        parts = (repeated[at : at + size] for at in range(len(repeated) - size + 1))
        if size >= NEARLY and any(Levenshtein.distance(letters, part) <= 1 for part in parts):
            return True
    return False


def _parts(line: Line, cuts: Sequence[tuple[int, int]]) -> Iterator[Line]:
    edges = [0, *(edge for cut in cuts for edge in cut), len(line.text)]
    return (line.part(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True) if start < end)
