"""Find what a copy may be used for, and take it off the page before values are sought."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from extractors.layout import ASLANT, Line, around, reading_order
from extractors.normalize.text import fold
from extractors.restriction_text import looks_like_restriction, parse_restriction
from schemas.certificate import UseRestriction
from schemas.geometry import Quad
from schemas.page import InkLayer

SEED = 0.6  # likeness from which a line alone makes a restriction
PART = 0.45  # likeness that suffices beside such a line
FRAGMENT = 92.0  # partial similarity (0-100) of a stray piece to the watermark's text
STAMP_GAP, PRINT_GAP = 1.6, 0.9  # line heights between lines of one stamp, of typed text


@dataclass(frozen=True)
class FoundRestriction:
    """``tiles`` is how often its text was seen (1 for a stamp), ``agreement`` 0-1 how alike."""

    restriction: UseRestriction
    lines: tuple[Line, ...]
    tiles: int
    agreement: float

    @property
    def confidence(self) -> float:
        return sum(line.confidence for line in self.lines) / len(self.lines)


def find_restrictions(lines: Sequence[Line]) -> tuple[list[FoundRestriction], list[Line]]:
    """The restrictions on a page, and the lines that are left.

    Lines aslant are never the certificate's own text; those of one slant are tiles of one
    watermark and vote on its text. Level ones are a stamp or typed beside the text.
    """
    slanted = [line for line in lines if abs(line.angle) > ASLANT]
    level = [line for line in lines if abs(line.angle) <= ASLANT]
    found, level = _find_watermark(slanted, level)
    stamps, level = _find_stamps(level)
    return found + stamps, level


def _find_watermark(slanted: Sequence[Line], level: list[Line]) -> tuple[list[FoundRestriction], list[Line]]:
    tiles = [line for line in slanted if looks_like_restriction(line.text) >= PART]
    if not tiles:
        return [], level
    best = max(tiles, key=lambda line: _support(line, slanted))
    alike = [line for line in tiles if fuzz.ratio(fold(line.text), fold(best.text)) >= 70]
    restriction = parse_restriction(best.text, best.page_no)
    text = fold(best.text)
    rest = [line for line in level if not _is_fragment(line, text)]
    agreement = sum(fuzz.ratio(fold(line.text), text) for line in alike) / (100 * len(alike))
    return [FoundRestriction(restriction, (best,), len(alike), agreement)], rest


def _support(line: Line, others: Sequence[Line]) -> float:
    """How much of the other tiles' text this one explains, its own score weighed in."""
    text = fold(line.text)
    likeness = sum(fuzz.partial_ratio(fold(other.text), text) for other in others) / 100
    return likeness * line.confidence + 0.5 * looks_like_restriction(line.text) * len(text)


def _is_fragment(line: Line, text: str) -> bool:
    """A piece of a tile that detection cut so short that its slant is lost."""
    folded = fold(line.text)
    return 2 <= len(folded) <= len(text) and fuzz.partial_ratio(folded, text) >= FRAGMENT


def _find_stamps(level: list[Line]) -> tuple[list[FoundRestriction], list[Line]]:
    found = []
    rest = list(level)
    for seed in sorted(level, key=lambda line: -looks_like_restriction(line.text)):
        if looks_like_restriction(seed.text) < SEED:
            break
        if seed not in rest:
            continue
        cluster = _grow(seed, rest)
        rest = [line for line in rest if line not in cluster]
        ordered = reading_order(cluster)
        restriction = parse_restriction("\n".join(line.text for line in ordered), seed.page_no)
        found.append(FoundRestriction(restriction, tuple(ordered), 1, 1.0))
    return found, rest


def _grow(seed: Line, lines: Sequence[Line]) -> list[Line]:
    """The seed and the lines of the same ink set close above and below it.

    In red ink every close line belongs to the stamp; in black, and where a seal hides what ink it
    is, only one that reads like it.
    """
    cluster = [seed]
    grown = True
    while grown:
        grown = False
        for line in lines:
            if line in cluster:
                continue
            stamped = seed.layer == line.layer == InkLayer.RED
            likely = stamped or looks_like_restriction(line.text) >= PART or _is_continuation(line, cluster)
            if likely and any(_adjoins(line, other) for other in cluster):
                cluster.append(line)
                grown = True
    return cluster


def _adjoins(line: Line, other: Line) -> bool:
    height = max(line.height, other.height)
    if min(line.height, other.height) < 0.6 * height:
        return False
    gap = max(line.box.top, other.box.top) - min(line.box.bottom, other.box.bottom)
    common = min(line.box.right, other.box.right) - max(line.box.left, other.box.left)
    furthest = STAMP_GAP if line.layer == other.layer == InkLayer.RED else PRINT_GAP
    return gap < furthest * height and common > 0.4 * min(line.box.width, other.box.width)


def _is_continuation(line: Line, cluster: Sequence[Line]) -> bool:
    """The copy's own 有效期至, set on the middle or left edge of the line that it adjoins."""
    text = fold(line.text)
    if not text.startswith(("有效期", "截止", "有效日期")):
        return False
    return any(
        abs(line.box.left - other.box.left) < line.height
        or abs(line.box.center[0] - other.box.center[0]) < line.height
        for other in cluster
    )


def restriction_quad(found: FoundRestriction) -> Quad:
    """Where it stands, in source-page pixels."""
    return Quad.from_bbox(around(line.quad.bbox for line in found.lines))
