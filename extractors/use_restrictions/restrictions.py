"""Find what a copy may be used for, and take it off the page before values are sought."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from extractors.normalize.dates import find_dates
from extractors.normalize.text import fold
from extractors.page_lines.layout import ASLANT, Line, around, lay_level, reading_order
from extractors.use_restrictions.restriction_text import (
    begins_expiry,
    begins_purpose,
    begins_rule,
    certifies,
    looks_like_restriction,
    parse_restriction,
    says_rule,
    says_use,
)
from extractors.use_restrictions.row_ends import ALIKE_HIGH, with_ends
from extractors.use_restrictions.tiles import ALIKE, ReadText, Tile, Voted, lines_to_tiles, rows_to_text, vote
from schemas.certificate import UseRestriction
from schemas.geometry import Quad
from schemas.page import LIFTED, STAMPED, InkLayer

SEED = 0.6  # likeness from which a line alone makes a restriction
PART = 0.45  # likeness that suffices beside such a line
FRAGMENT = 92.0  # partial similarity (0-100) of a stray piece to the watermark's text
BY_HAND = 14.0  # degrees that a stamp is set aslant at most; a watermark's tiles are more than its lines
STAMP_LINES = 4
ONE_SLANT = 5.0  # degrees by which lines of one stamp differ at most,
LEAST_SLANTED = 4  # and characters of a line whose slant tells that
WATERMARK = 3  # tiles that were left on the page, from which they may say more than those lifted off it
_PURPOSE_AND_DATE = re.compile(
    r"(?P<purpose>.*[^至到期日止年月\d\s.、,，:：])\s*(?P<date>\d{1,4}年\d{1,2}月\d{1,2}日)"
)
_BESIDE = ("copy_rule", "valid_until")  # what may stand with a purpose
STAMP_GAP, PRINT_GAP = 1.6, 0.9  # line heights between lines of one stamp, of typed text
BEHIND = 4.0  # the same from a label to its date
RULE_GAP = 2.0  # the same from a stamp to its rule, of which a line between them may not have been read


@dataclass(frozen=True)
class FoundRestriction:
    """``read`` is the text that it was parsed from, as read in ``lines`` or voted by the tiles;
    ``tiles`` is how often its text was seen (1 for a stamp), ``agreement`` 0-1 how alike. ``worn`` is what
    this page says where ``read`` is of another with the same watermark."""

    restriction: UseRestriction
    lines: tuple[Line, ...]
    read: ReadText
    tiles: int
    agreement: float
    worn: str | None = None

    @property
    def raw(self) -> str:
        return self.worn or self.restriction.text


def find_restrictions(lines: Sequence[Line]) -> tuple[list[FoundRestriction], list[Line]]:
    """The restrictions on a page, and the lines that are left.

    Lines aslant are never the certificate's own text; those of one slant are tiles of one
    watermark and vote on its text. Level ones are a stamp or typed beside the text.
    """
    lines = _without_repeats(lines)
    is_lifted = any(line.layer == InkLayer.PALE for line in lines)  # then what is aslant was left of it
    by_hand = [
        line for line in lines if ASLANT < abs(line.angle) <= BY_HAND and (_is_stamped(line) or not is_lifted)
    ]
    most = BY_HAND if len(by_hand) <= STAMP_LINES else ASLANT
    slanted = [line for line in lines if abs(line.angle) > (most if line in by_hand else ASLANT)]
    level = [line for line in lines if line not in slanted]
    found, level = _find_watermark(slanted, level)
    stamps, level = _find_stamps(level)
    return found + stamps, level


def _without_repeats(lines: Sequence[Line]) -> list[Line]:
    """The lines without a watermark's that is one of the page's own, read once more from the other layer: a
    watermark itself has more, each in a place of its own."""
    own = [line for line in lines if line.layer != InkLayer.PALE]
    pale: list[Line] = []
    for line in lines:
        if line.layer == InkLayer.PALE and not any(_is_again(line, other) for other in pale):
            pale.append(line)
    if not 0 < len(pale) < WATERMARK:
        return list(lines)
    kept = [line for line in pale if not any(_is_again(line, other) for other in own)]
    return [line for line in lines if line.layer != InkLayer.PALE or any(line is other for other in kept)]


def _is_again(line: Line, other: Line) -> bool:
    return fold(other.text) == fold(line.text) and other.quad.bbox.holds(line.quad.bbox.center)


def _find_watermark(slanted: Sequence[Line], level: list[Line]) -> tuple[list[FoundRestriction], list[Line]]:
    lifted = [line for line in slanted if line.layer == InkLayer.PALE]
    left = [line for line in slanted if line.layer != InkLayer.PALE]
    voted = vote(_restricting(lines_to_tiles(lifted)))
    other = vote(_restricting(lines_to_tiles(left)))
    few = voted is None and len(lifted) < WATERMARK  # scraps of a banner, which stands on the page as well
    if other is not None and (few or _is_better(other, voted) or _is_fuller(other, voted)):
        voted = other
    if voted is None:
        return [], level
    lines, read = voted.tile.lines, voted.read
    restriction = parse_restriction(read.text, lines[0].page_no)
    is_off = lines[0].layer in LIFTED
    rest = level if is_off else [line for line in level if not _is_fragment(line, fold(read.text))]
    return [FoundRestriction(restriction, lines, read, voted.count, voted.agreement)], rest


def _restricting(tiles: Sequence[Tile]) -> list[Tile]:
    return [tile for tile in tiles if looks_like_restriction(tile.read.text) >= PART]


def _is_better(left: Voted, lifted: Voted | None) -> bool:
    """Whether tiles that were left on the page say more surely what they say than those lifted off it."""
    if left.count < WATERMARK:
        return False
    return lifted is None or left.sureness > lifted.sureness


def _is_fuller(left: Voted, lifted: Voted | None) -> bool:
    """Whether tiles that were left on the page say all that one lifted off it does, and a part more: a rule
    or an expiry that is a row of its own, of which lifting left nothing."""
    if lifted is None or left.count < WATERMARK:
        return False
    more, less = (parse_restriction(voted.read.text, 1) for voted in (left, lifted))
    if more.purpose is None or more.purpose != less.purpose:
        return False
    ours, theirs = ({part for part in _BESIDE if getattr(one, part)} for one in (more, less))
    return ours > theirs


def _is_fragment(line: Line, text: str) -> bool:
    """A piece of a tile that detection cut so short that its slant is lost. Not where the tiles were
    lifted off the page, nor in a text layer, which knows the slant of each character: 拼拼 in
    仅供拼拼投标使用 is then the site's own name."""
    folded = fold(line.text)
    if line.layer == InkLayer.TEXT_LAYER:
        return False
    return 2 <= len(folded) <= len(text) and fuzz.partial_ratio(folded, text) >= FRAGMENT


def _find_stamps(level: list[Line]) -> tuple[list[FoundRestriction], list[Line]]:
    found = []
    parted = [piece for line in level for piece in _without_date(line)]
    rest = list(parted)
    for seed in sorted(parted, key=lambda line: -looks_like_restriction(line.text)):
        if looks_like_restriction(seed.text) < SEED:
            break
        if seed not in rest:
            continue
        cluster = _grow(seed, rest)
        cluster, rest = with_ends(cluster, [line for line in rest if line not in cluster])
        ordered = reading_order(cluster)
        read = rows_to_text([[line] for line in ordered])
        restriction = parse_restriction(read.text, seed.page_no)
        found.append(FoundRestriction(restriction, tuple(ordered), read, 1, 1.0))
    found = _with_rules(found)
    alone = _stamped_expiries(rest)
    for line in alone:
        read = rows_to_text([[line]])
        found.append(FoundRestriction(parse_restriction(read.text, line.page_no), (line,), read, 1, 1.0))
    return found, [line for line in rest if line not in alone]


def _with_rules(found: Sequence[FoundRestriction]) -> list[FoundRestriction]:
    """The stamps, one that has no rule put together with the one rule that stands by itself close to it: a
    seal or a date parts them."""
    rules = [one for one in found if one.restriction.purpose is None and one.restriction.copy_rule]
    joined = [one for one in found if one not in rules]
    for rule in rules:
        bare = [at for at, one in enumerate(joined) if not one.restriction.copy_rule and _is_close(one, rule)]
        if len(bare) == 1:
            joined[bare[0]] = _as_one(joined[bare[0]], rule)
        else:
            joined.append(rule)
    return joined


def _is_close(one: FoundRestriction, other: FoundRestriction) -> bool:
    """Whether two stand one below the other, as the lines of one stamp do that has lost one between."""
    box, below = (around(line.box for line in found.lines) for found in (one, other))
    height = max(line.height for line in other.lines)
    gap = max(box.top, below.top) - min(box.bottom, below.bottom)
    return gap < RULE_GAP * height and box.left < below.right and below.left < box.right


def _as_one(one: FoundRestriction, other: FoundRestriction) -> FoundRestriction:
    lines = tuple(reading_order([*one.lines, *other.lines]))
    read = rows_to_text([[line] for line in lines])
    return FoundRestriction(parse_restriction(read.text, lines[0].page_no), lines, read, 1, 1.0)


def _without_date(line: Line) -> list[Line]:
    """The line; as two where a date without a word for it was read as one with a purpose: the certificate's
    own, at its seal, beside the stamp."""
    match = _PURPOSE_AND_DATE.fullmatch(line.text)
    if match is None or looks_like_restriction(match["purpose"]) < SEED:
        return [line]
    return [line.part(*match.span("purpose")), line.part(*match.span("date"))]


def _stamped_expiries(lines: Sequence[Line]) -> list[Line]:
    """What says 有效期至 in a stamp's ink on a page of another: its expiry, though the rest was not read. A
    label that is printed so stands beside a date in the page's own ink."""
    stamped = [line for line in lines if _is_stamped(line)]
    own = [line for line in lines if not _is_stamped(line) and find_dates(line.text)]
    found = [line for line in stamped if begins_expiry(line.text)] if 2 * len(stamped) < len(lines) else []
    return [line for line in found if find_dates(line.text) or not any(_is_behind(one, line) for one in own)]


def _is_behind(line: Line, label: Line) -> bool:
    level = abs(line.middle - label.middle) < label.height
    return level and 0 < line.box.left - label.box.right < BEHIND * label.height


def _grow(seed: Line, lines: Sequence[Line]) -> list[Line]:
    """The seed and the lines set close above and below it.

    In a stamp's ink every close line belongs to it; in black only one that reads like it. Where a
    seal hides what ink it is, a line of the other ink may be the copy's expiry, its purpose or its rule, if
    it has none yet.
    """
    cluster = [seed]
    _add_adjoining(cluster, [line for line in lines if _is_stamped(line) == _is_stamped(seed)])
    others = [line for line in lines if _is_stamped(line) != _is_stamped(seed)]
    if not all(any(says(line.text) for line in cluster) for says in (begins_expiry, says_use)):
        _add_adjoining(cluster, others)
    if not any(says_rule(line.text) for line in cluster):
        _add_adjoining(cluster, [line for line in others if begins_rule(line.text)])
    return cluster


def _add_adjoining(cluster: list[Line], lines: Sequence[Line]) -> None:
    grown = True
    while grown:
        grown = False
        for line in lines:
            if line in cluster:
                continue
            stamped = _is_stamped(cluster[0]) and _is_stamped(line)
            likely = stamped or looks_like_restriction(line.text) >= PART or _is_continuation(line, cluster)
            if likely and any(_adjoins(line, other) for other in cluster):
                cluster.append(line)
                grown = True


def _is_stamped(line: Line) -> bool:
    return line.layer in STAMPED


def _adjoins(line: Line, other: Line) -> bool:
    longer = (len(one.text) >= LEAST_SLANTED for one in (line, other))
    if all(longer) and abs(line.angle - other.angle) > ONE_SLANT:
        return False
    slant = max((line, other), key=lambda one: one.box.width).angle
    one, two = lay_level(line, slant), lay_level(other, slant)
    height = max(one.height, two.height)
    if min(one.height, two.height) < ALIKE_HIGH * height:
        return False
    gap = max(one.top, two.top) - min(one.bottom, two.bottom)
    common = min(one.right, two.right) - max(one.left, two.left)
    furthest = STAMP_GAP if _is_stamped(line) and _is_stamped(other) else PRINT_GAP
    return gap < furthest * height and common > 0.4 * min(one.width, two.width)


def _is_continuation(line: Line, cluster: Sequence[Line]) -> bool:
    """The copy's own 有效期至, in a stamp's ink or set on the middle or left edge of its neighbour."""
    texts = [other.text for other in cluster]
    above_all = all(line.middle < other.middle for other in cluster)
    # Which has its label, or stands above what the copy is for; the copy's stands below that.
    is_license_s = above_all and (":" in fold(line.text) or any(map(begins_purpose, texts)))
    is_license_s |= any(map(certifies, texts)) and not any(map(says_use, texts))
    if not begins_expiry(line.text) or is_license_s:
        return False
    return _is_stamped(line) or any(
        abs(line.box.left - other.box.left) < line.height
        or abs(line.box.center[0] - other.box.center[0]) < line.height
        for other in cluster
    )


def is_same_watermark(one: FoundRestriction, other: FoundRestriction) -> bool:
    """Whether both are tiles of about the same text."""
    return one.tiles > 1 < other.tiles and fuzz.ratio(fold(one.read.text), fold(other.read.text)) >= ALIKE


def restriction_quad(found: FoundRestriction) -> Quad:
    """Where it stands, in source-page pixels."""
    return Quad.from_bbox(around(line.quad.bbox for line in found.lines))
