"""The text of a page as every type of certificate sees it: clean lines, restrictions, rules."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property

from rapidfuzz import fuzz

from extractors.authorities.seal_texts import PURPOSES
from extractors.normalize.text import fold
from extractors.page_lines.blank_lines import without_blanks
from extractors.page_lines.folds import without_folds
from extractors.page_lines.ground import without_ground
from extractors.page_lines.layout import ASLANT, Line, in_ellipse, join, page_to_lines, text_height, to_rows
from extractors.page_lines.ruling import Edge, cut_at_rules, page_to_edges, without_strokes
from extractors.page_lines.streaks import without_streaks
from extractors.pages.title import page_titles
from extractors.use_restrictions.level_tiles import as_one_watermark
from extractors.use_restrictions.restrictions import FoundRestriction, find_restrictions
from schemas.geometry import BBox, Point
from schemas.page import InkLayer, Page, SealKind, SealReading, SourcePage

RIM_SCRAP = 1  # characters of a seal's rim that detection takes for a line
INNER = 0.55  # of the seal's size within which there is no rim
ALONE = 1.2  # line heights from the nearest line of a row that a rim's character stands away
_DATE_PIECE = re.compile("[0-9〇○零一二三四五六七八九十年月日]+")
_SEAL_NUMBER = re.compile(r"\(\d{1,2}\)")  # behind the purpose of one seal of several: 业务专用章(2)
_BESIDE_LATIN = re.compile(r"(?<=[a-z0-9])[\u4e00-\u9fff]{2,}$", re.IGNORECASE)
FEWEST = 4  # characters of a purpose that tell it
BESIDE = 2  # characters beyond a seal's own from which a line is print as well
LEAN = 4  # degrees that print within a seal leans at most,
LEAN_PARTED = 8  # and that which was read from the page without its red,
PARTED = 0.95  # with this engine score
UNSURE = 0.75  # engine score below which a short scrap within a seal is the seal's


@dataclass(frozen=True)
class PageText:
    """``everything`` are the lines as they were read; ``lines`` those without restrictions and seals, cut at
    the ``vertical`` rules; ``scraps`` what was left out as a seal's own characters, and what lies aslant."""

    source: SourcePage
    everything: tuple[Line, ...]
    lines: tuple[Line, ...]
    scraps: tuple[Line, ...]
    restrictions: tuple[FoundRestriction, ...]
    vertical: tuple[Edge, ...]
    level: tuple[Edge, ...]

    @cached_property
    def rows(self) -> tuple[str, ...]:
        """The text of each row, folded."""
        return tuple(fold(join(row).text) for row in to_rows(self.lines))

    @cached_property
    def headings(self) -> tuple[str, ...]:
        """What may hold a title, folded: every row, every line, since titles are taller than rows, and rows
        that make one together."""
        lines = (fold(line.text) for line in self.lines)
        return tuple(dict.fromkeys([*self.rows, *lines, *(title for title, _ in self.titles)]))

    @cached_property
    def titles(self) -> tuple[tuple[str, float], ...]:
        """Rows that may be the title, each with its height in usual line heights."""
        return tuple(page_titles(self.lines))

    @cached_property
    def whole(self) -> str:
        """All rows as one text, folded."""
        return "\n".join(self.rows)

    def seals(self, kind: SealKind) -> tuple[SealReading, ...]:
        """The page's seals of one kind."""
        return tuple(seal for seal in self.source.page.seals if seal.kind == kind)


def read_text(source: SourcePage) -> PageText:
    """The page's text, before any type is known."""
    everything = [line for own in page_to_lines(source.page) if (line := without_blanks(own)) is not None]
    stamps_and_tiles, lines = find_restrictions(everything)
    restrictions = as_one_watermark(stamps_and_tiles)
    seals, stamps = (_upright_boxes(source.page, kind) for kind in (SealKind.OFFICIAL, SealKind.STAMP))
    parted = [_part_purpose(line, seals) for line in lines]
    lines = [piece for pieces, _ in parted for piece in pieces]
    scraps = [line for line in lines if _is_seal_text(line, source) or _is_rim_scrap(line, lines, source)]
    scraps += [purpose for _, purpose in parted if purpose is not None]
    scraps += [line for line in everything if abs(line.angle) > ASLANT or line.layer == InkLayer.PALE]
    held = {id(line) for line in scraps}
    lines = _without_noise([line for line in lines if id(line) not in held])
    vertical, level = page_to_edges(source.page)
    vertical = without_streaks(without_strokes(vertical, [*seals, *stamps]), level, lines)
    vertical, level = (
        without_folds(vertical, level, source.page.height),
        without_folds(level, vertical, source.page.width),
    )
    return PageText(
        source=source,
        everything=tuple(everything),
        lines=tuple(cut_at_rules(lines, vertical)),
        scraps=tuple(scraps),
        restrictions=tuple(restrictions),
        vertical=tuple(vertical),
        level=tuple(level),
    )


def _part_purpose(line: Line, seals: Sequence[BBox]) -> tuple[list[Line], Line | None]:
    """What stands before and after a seal's straight line, or a part of it, that was read as one with print
    (全国信业务专用章, 行政许可专联网信息服务), and that line; none where there is none of it."""
    text = fold(line.text)
    part = _purpose_in(text) or _beside_latin(text)
    if part is None or len(text) != len(line.text):
        return [line], None
    at = text.index(part)
    start = at - _misread_before(part, text[:at])
    number = _SEAL_NUMBER.match(text, at + len(part))
    end = at + len(part) if number is None else number.end()
    purpose = line.part(start, end)
    if not any(in_ellipse(purpose.box.center, box) for box in seals):
        return [line], None
    left = ((0, start), (end, len(text)))
    return [replace(line.part(*ends), is_cut=True) for ends in left if ends[0] < ends[1]], purpose


def _misread_before(part: str, before: str) -> int:
    """How many characters before a part of a purpose are the purpose's beginning with one misread: 电信业务理
    of 电信业务理批专用章."""
    begun = {own[: own.index(part)] for own in PURPOSES if part in own}
    return max((len(own) for own in begun if len(own) > FEWEST and _is_one_off(own, before)), default=0)


def _is_one_off(own: str, before: str) -> bool:
    read = before[-len(own) :]
    return len(read) == len(own) and sum(a != b for a, b in zip(own, read, strict=True)) == 1


def _beside_latin(text: str) -> str | None:
    """A part of a purpose that was read as the end of a word in Latin: abc.club行政许可."""
    found = _BESIDE_LATIN.search(text)
    return found[0] if found is not None and any(found[0] in own for own in PURPOSES) else None


def _purpose_in(text: str) -> str | None:
    """The longest part of a purpose in the text that tells it."""
    return next((part for part in _purpose_parts() if part in text), None) if "专" in text else None


@cache
def _purpose_parts() -> tuple[str, ...]:
    """Parts of purposes that tell them, the longest first."""
    parts = {
        own[start:end]
        for own in PURPOSES
        for start in range(len(own))
        for end in range(start + FEWEST, len(own) + 1)
    }
    return tuple(sorted((part for part in parts if "专" in part), key=lambda part: (-len(part), part)))


def _upright_boxes(page: Page, kind: SealKind) -> list[BBox]:
    seals = (seal.quad for seal in page.seals if seal.kind == kind)
    return [page.transform.map_quad(quad).bbox for quad in seals]


def _is_seal_text(line: Line, source: SourcePage) -> bool:
    """Characters of a seal that were read as a line of the page."""
    for seal in (seal for seal in source.page.seals if seal.kind == SealKind.OFFICIAL):
        box = seal.quad.bbox
        if in_ellipse(line.quad.bbox.center, box) and line.box.width < 1.1 * box.width:
            text = fold(line.text)
            unsure = line.confidence < UNSURE and len(text) <= 5
            if (
                abs(line.angle) > _most_lean(line)
                or unsure
                or any(
                    len(text) <= len(known) + BESIDE and fuzz.partial_ratio(text, known) >= 80
                    for known in (seal.text, _own_purpose(seal.inner_text))
                    if known
                )
            ):
                return True
    return False


def _own_purpose(text: str | None) -> str | None:
    """A seal's straight line, without print that was read as one with it: 电信业务专全国."""
    return _purpose_in(fold(text or "")) or text


def _most_lean(line: Line) -> float:
    """Degrees that print within a seal leans at most. A quad about two characters leans as its corners fall:
    what was read surely without the seal's red may lean more."""
    return LEAN_PARTED if line.layer == InkLayer.DARK and line.confidence >= PARTED else LEAN


def _is_rim_scrap(line: Line, lines: Sequence[Line], source: SourcePage) -> bool:
    """A character on a seal's rim, and neither the end of a row nor of a wrapped value."""
    if len(fold(line.text)) > RIM_SCRAP or _DATE_PIECE.fullmatch(fold(line.text)):
        return False
    seals = (seal.quad.bbox for seal in source.page.seals if seal.kind == SealKind.OFFICIAL)
    if not any(_is_on_rim(line.quad.bbox.center, box) for box in seals):
        return False
    others = (other for other in lines if len(other.text) > RIM_SCRAP)
    return not any(_goes_with(line, other) for other in others)


def _is_on_rim(point: Point, box: BBox) -> bool:
    x, y = box.center
    inner = BBox(
        left=x - INNER * box.width / 2,
        top=y - INNER * box.height / 2,
        right=x + INNER * box.width / 2,
        bottom=y + INNER * box.height / 2,
    )
    return in_ellipse(point, box) and not in_ellipse(point, inner)


def _goes_with(line: Line, other: Line) -> bool:
    """Whether a scrap stands close beside the other line, or below it at its left edge."""
    height = other.height
    level = abs(line.middle - other.middle) < 0.5 * height
    apart = max(line.box.left - other.box.right, other.box.left - line.box.right)
    below = 0 < line.middle - other.middle < 2 * height and abs(line.box.left - other.box.left) < height
    return (level and apart < ALONE * height) or below


def _without_noise(lines: list[Line]) -> list[Line]:
    """Emblems, signatures and seals that were read as text: out of all proportion, and unsurely; and
    words of the ground, the same all over the page."""
    lines = without_ground(lines)
    height = text_height(lines)
    return [line for line in lines if line.height < 2.5 * height or line.confidence >= UNSURE]
