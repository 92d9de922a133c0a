"""Whether a text layer says what its page shows: some pieces of its lines are read.

A font's map of its characters may be wrong: figures moved against copying, subsets numbered anew. Such a
layer is whole, stands on its ink and reads well, and is another text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final

from rapidfuzz.distance import Levenshtein

from extractors.normalize.text import fold, fold_with_offsets, is_cjk
from pipeline.crop import crop_quad
from pipeline.ocr.engine import OcrEngine
from pipeline.page_image import Image
from pipeline.preprocess.line_shape import slant
from pipeline.reading import Reading
from pipeline.stage_times import stage
from schemas.page import InkLayer, TextLine

MOST_CHARS: Final = 30  # that are read of a page at first, and so many pieces of lines
MOST_PIECES: Final = 6
MOST_ROUNDS: Final = 3  # as many again, twice, where one character differs
_PIECES: Final = 6
_PIECE: Final = re.compile(r"[^\s:：()（）,，、;；。]{4,12}")
SURE: Final = 0.9  # score from which the engine's character is held against the file's
DIFFERING: Final = 2  # characters that differ at least, of figures or of ideographs,
SHARE: Final = 0.03  # and their share of those compared


@dataclass(frozen=True, eq=False)
class _Piece:
    """The characters of a line that stand from one share (0-1) of its length to another, and which figures
    and ideographs they are."""

    line: TextLine
    text: str
    left: float
    right: float
    says: frozenset[str]


@stage("lines")
def layer_is_borne_out(engine: OcrEngine, image: Image, lines: Sequence[TextLine]) -> bool:
    """Whether what is read on ``image`` is what the layer's ``lines`` say, as far as one can be sure.

    Raises:
        EngineError: recognition failed.
    """
    rest, pairs = _find_pieces(lines), list[tuple[str, str]]()
    for _ in range(MOST_ROUNDS):
        sample = _choose(rest)
        readings = engine.recognize(
            [crop_quad(image, piece.line.quad.part(piece.left, piece.right)) for piece in sample]
        )
        for piece, reading in zip(sample, readings, strict=True):
            pairs += _pair_characters(piece.text, reading)
        if all(one == other for one, other in pairs) or not sample:
            return True
        if not (_agree(pairs, str.isdigit) and _agree(pairs, is_cjk)):
            return False
        rest = [piece for piece in rest if piece not in sample]
    return True


def _agree(pairs: Sequence[tuple[str, str]], is_kind: Callable[[str], bool]) -> bool:
    kind = [one == other for one, other in pairs if is_kind(one) and is_kind(other)]
    differing = kind.count(False)
    return differing < DIFFERING or differing < SHARE * len(kind)


def _find_pieces(lines: Sequence[TextLine]) -> list[_Piece]:
    return [
        piece
        for line in lines
        if line.layer is not InkLayer.PALE and not slant(line.quad)
        for piece in _pieces(line)
    ]


def _choose(pieces: Sequence[_Piece]) -> list[_Piece]:
    """The pieces of most different figures first, and then those that say most that is new."""
    rest, chosen = list(pieces), list[_Piece]()
    room, seen = MOST_CHARS, set[str]()
    while len(chosen) < MOST_PIECES:
        rest = [piece for piece in rest if len(piece.text) <= room and not piece.says <= seen]
        best = max(rest, key=lambda piece: _worth(piece.says - seen), default=None)
        if best is None:
            break
        rest.remove(best)
        chosen.append(best)
        room -= len(best.text)
        seen |= best.says
    return chosen


def _pieces(line: TextLine) -> Iterator[_Piece]:
    """Runs of characters that are neither spaced nor parted by punctuation, and wide enough to be read."""
    box, places = line.quad.bbox, line.places
    for found in _PIECE.finditer(line.text):
        start, end = found.span()
        left = (places[start - 1] + places[start]) / 2 if start else 0.0
        right = (places[end - 1] + places[end]) / 2 if end < len(places) else 1.0
        if (right - left) * box.width > 2 * box.height:
            says = frozenset(char for char in fold(found[0]) if char.isdigit() or is_cjk(char))
            yield _Piece(line, found[0], left, right, says)


def _worth(new: AbstractSet[str]) -> int:
    """Figures count for more: of a page they are few kinds, and in every value that matters."""
    return sum(4 if char.isdigit() else 1 for char in new)


def _pair_characters(text: str, reading: Reading) -> Iterator[tuple[str, str]]:
    """Characters of the file and those that were surely read in their place."""
    told = fold(text)
    read, offsets = fold_with_offsets(reading.text)
    if len(told) == len(read):
        places = list(zip(range(len(told)), range(len(read)), strict=True))
    else:
        places = [
            place
            for step in Levenshtein.opcodes(told, read)
            for place in zip(
                range(step.src_start, step.src_end), range(step.dest_start, step.dest_end), strict=False
            )
        ]
    for one, at in places:
        if not reading.scores or reading.scores[offsets[at]] >= SURE:
            yield told[one], read[at]
