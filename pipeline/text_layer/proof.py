"""Whether a text layer says what its page shows: some pieces of its lines are read, or look as what was read.

A font's map of its characters may be wrong: figures moved against copying, subsets numbered anew. Such a
layer is whole, stands on its ink and reads well, and is another text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import pairwise
from typing import Final
from unicodedata import east_asian_width
from weakref import WeakKeyDictionary

from rapidfuzz.distance import Levenshtein

from extractors.normalize.text import fold, fold_with_offsets, is_cjk
from pipeline.ocr.engine import OcrEngine
from pipeline.page_image import Image
from pipeline.pictures.crop import crop_quad
from pipeline.preprocess.line_shape import slant
from pipeline.reading import Reading
from pipeline.stage_times import stage
from pipeline.text_layer.known_shapes import KnownShapes, Shape, find_shape
from schemas.geometry import Quad
from schemas.page import InkLayer, TextLine

MOST_CHARS: Final = 30  # that are read of a page at first, and so many pieces of lines
MOST_PIECES: Final = 6
MOST_ROUNDS: Final = 3  # as many again, twice, where one character differs
_PIECES: Final = 6
_PIECE: Final = re.compile(r"[^\s:：()（）,，、;；。]{4,12}")
SURE: Final = 0.9  # score from which the engine's character is held against the file's
DIFFERING: Final = 2  # characters that differ at least, of figures or of ideographs,
SHARE: Final = 0.03  # and their share of those compared
LEAST_KNOWN: Final = 0.6  # of a piece's figures and ideographs that look as before: of a false map's none do
FIGURES: Final = 3  # of a piece, from which they are a number's or a date's
LEAST_LEARNED: Final = 15  # characters that are read on a page whose looks are kept


_known: WeakKeyDictionary[OcrEngine, KnownShapes] = WeakKeyDictionary()


@dataclass(frozen=True, eq=False)
class _Piece:
    """Characters of a line, the shares (0-1) of its length between which they stand, one more than there are
    characters, and which figures and ideographs they are."""

    line: TextLine
    text: str
    edges: tuple[float, ...]
    says: frozenset[str]

    def quad(self) -> Quad:
        return self.line.quad.part(self.edges[0], self.edges[-1])

    def shapes(
        self, image: Image, is_wanted: Callable[[str], bool] = str.isalnum
    ) -> Iterator[tuple[str, Shape | None]]:
        """Each figure and ideograph that ``is_wanted``, and how it looks."""
        for char, (left, right) in zip(self.text, pairwise(self.edges), strict=True):
            if char in self.says and is_wanted(char):
                yield char, find_shape(image, self.line.quad.part(left, right).bbox)


@stage("lines")
def layer_is_borne_out(engine: OcrEngine, image: Image, lines: Sequence[TextLine]) -> bool:
    """Whether what is read on ``image`` is what the layer's ``lines`` say, as far as one can be sure.

    Raises:
        EngineError: recognition failed.
    """
    pieces, pairs = _find_pieces(lines), list[tuple[str, str]]()
    known, rest = _known.setdefault(engine, KnownShapes()), pieces
    for _ in range(MOST_ROUNDS):
        sample = _choose(rest)
        unread = [piece for piece in sample if not _is_known(piece, image, known)]
        crops = [crop_quad(image, piece.quad()) for piece in unread]
        readings = engine.recognize(crops) if crops else []
        for piece, reading in zip(unread, readings, strict=True):
            read = list(_pair_characters(piece.text, reading))
            pairs += read
            if len(read) == len(piece.text) and all(one == other for one, other in read):
                _learn([piece], image, known, str.isalnum)
        rest = [piece for piece in rest if piece not in sample]
        if all(one == other for one, other in pairs):
            if len(pairs) >= LEAST_LEARNED:
                _learn(pieces, image, known, is_cjk)
            rest = [piece for piece in rest if _has_strange_figures(piece, image, known)]
        if not (_agree(pairs, str.isdigit) and _agree(pairs, is_cjk)):
            return False
        if not sample or not rest:
            return True
    return True


def _is_known(piece: _Piece, image: Image, known: KnownShapes) -> bool:
    """Whether every figure of the piece, and most of its other characters, look as was read before."""
    looks = [(char, known.knows(char, shape)) for char, shape in piece.shapes(image)]
    figures = all(is_known for char, is_known in looks if char.isdigit())
    return figures and sum(is_known for _, is_known in looks) >= LEAST_KNOWN * len(looks)


def _has_strange_figures(piece: _Piece, image: Image, known: KnownShapes) -> bool:
    """Whether some of its figures look otherwise than all that were read: a face's map may be wrong alone."""
    if sum(map(str.isdigit, piece.text)) < FIGURES:
        return False
    return any(not known.knows(char, shape) for char, shape in piece.shapes(image, str.isdigit))


def _learn(
    pieces: Sequence[_Piece], image: Image, known: KnownShapes, is_told: Callable[[str], bool]
) -> None:
    """How the characters that ``is_told`` look, each once: those of pieces that were read, of a page of which
    nothing was read otherwise its ideographs. Its figures may be of a face of which none was read."""
    learned = set[str]()

    def is_new(char: str) -> bool:
        return is_told(char) and char not in learned

    for piece in pieces:
        for char, shape in piece.shapes(image, is_new):
            known.learn(char, shape)
        learned.update(piece.says)


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
    box = line.quad.bbox
    edges = _edges(line.text, line.places)
    for found in _PIECE.finditer(line.text):
        start, end = found.span()
        own = edges[start : end + 1]
        if (own[-1] - own[0]) * box.width > 2 * box.height:
            says = frozenset(char for char in found[0] if char.isdigit() or is_cjk(char))
            yield _Piece(line, found[0], own, says)


def _edges(text: str, places: Sequence[float]) -> tuple[float, ...]:
    """Shares of a line's length between its characters, whose middles are at ``places``: ideographs are twice
    as wide as figures."""
    wide = [2 if east_asian_width(char) in "WF" else 1 for char in text]
    between = (
        (one * there + other * here) / (here + there)
        for (one, other), (here, there) in zip(pairwise(places), pairwise(wide), strict=True)
    )
    return 0.0, *between, 1.0


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
