"""A reading of a field: the text, its place, its normal form and what speaks for and against it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from extractors.normal_forms import normalize, normalize_as
from extractors.normalize.blank import is_blank_mark
from extractors.normalize.dates import PERMANENT
from extractors.normalize.normal import Check, Normal
from extractors.normalize.numbers import normalize_pattern
from extractors.normalize.text import fold
from extractors.page_lines.foreign_rows import holds_foreign_row
from extractors.page_lines.gaps import (
    breaks_off,
    has_hole,
    has_mark_lost,
    has_other_room,
    has_room_beside_digit,
    has_room_in_date,
    has_room_in_number,
    lacks_letters,
    tail,
    widest_gap,
)
from extractors.page_lines.layout import Line, around
from extractors.page_lines.remarks import holds_remark
from extractors.place_names.misread_places import begins_in_no_province, holds_misread_place
from extractors.place_names.places import has_scrap_before
from extractors.telecom_lists.catalogue import MATTERS
from extractors.value_lines.rare_characters import holds_unsure_rare
from schemas.document_type import FieldKind, FieldSpec
from schemas.geometry import Quad
from schemas.page import HANDWRITING, UNREAD

OUT_OF_PLACE = 4.0  # misplacement from which a person must see which lines belong together
UNDER_SEAL = 0.9  # score of a character under a seal below which its value is doubted
LOST = 1.7  # usual steps between two characters from which one may be missing between them
MARK_LOST = 1.58  # the same in a list, of whose items a mark set half as wide may have parted two: 电缆、仪器
CUT = 0.9  # line heights from the last character's middle to the line's end from which print was not read
CUT_BRANCH = 2.5  # the same behind 公司, where a branch or nothing may stand: 分公司 at least
_ENDS_WHOLE = (FieldKind.PERSON, FieldKind.NAME)
# Dates, amounts and people's names are set wide or filled into gaps.
_EVENLY_SET = (FieldKind.NAME, FieldKind.ADDRESS, FieldKind.SERVICES, FieldKind.TEXT, FieldKind.LIST)
_PLACED = (FieldKind.NAME, FieldKind.ADDRESS, FieldKind.TEXT)  # what tells where somebody is
_SENTENCES = (FieldKind.ADDRESS, FieldKind.TEXT, FieldKind.LIST)
# Behind what is granted, that of a period in the next row: 承试类五级自2020年10月02日.
_DATE_LAST = re.compile("[\u3400-\u9fff)][0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日$")
_WORDS = (FieldKind.TEXT, FieldKind.LIST, FieldKind.SERVICES)
# 仅 where 仪 makes a word and it makes none: 仪器, 仪表, 礼仪.
_ONLY_MISREAD = re.compile("仅[器表式仗]|[礼司威]仅")
_NEVER_SITES = (FieldKind.NAME, FieldKind.PERSON, FieldKind.ADDRESS)
# A row that begins with a domain, which is of the field above: fawutong.org.cn兰州市.
_SITE_BEFORE = re.compile(r"^[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}\s*(?=[㐀-鿿]|$)", re.MULTILINE)
MARK = 0.9  # engine score from which one character alone, / or 无, says that nothing stands here

# Digits that nothing else bears out, where of several 1 one may be missing, 111室 may be 1111室, or between
# two numbers what parts them: 11021103号 of 1102、1103号.
_RUNS = {
    FieldKind.ADDRESS: re.compile("(?<![0-9])1{3}(?![0-9])|[0-9]{6}"),
    FieldKind.NUMBER: re.compile("1{3,}"),
}
_LABEL_S_END = re.compile("[\u3400-\u9fff]{2,8}[:：]")  # 信用等级有效期：三年 is no 信用等级
_OF_TERM = re.compile("有效|期[限至]|届满|截止|至")  # in labels of dates that 长期 stands beside
_ZEROS = re.compile("0{4,}")  # of a number without a declared form one of so many may be lost
_STAR = re.compile(r"(?:^|(?<=[㐀-鿿]))[。.★☆]+$")  # no name of ideographs ends so
# What a paper leaves out on purpose: 张××, 大连市***8号.
_MASKED = re.compile("[*＊]{2,}|(?<=[\u3400-\u9fff])[×XxＸ]{2,}(?=[\u3400-\u9fff]|$)")
_MAY_BE_MASKED = (FieldKind.PERSON, FieldKind.ADDRESS, FieldKind.TEXT)
_ROOMS = re.compile("(?P<one>[0-9]{3,})(?=、(?P<next>[0-9]{3,}))")


@dataclass(frozen=True)
class Candidate:
    """``raw`` is the text as read, its lines joined by line breaks; ``misplaced`` is how far from
    a value's place it stood (0 = beside its label); ``label`` the similarity of the label (0-1); ``words``
    are those of a list between which a mark alone may be lost."""

    raw: str
    normal: Normal
    lines: tuple[Line, ...]
    kind: FieldKind
    misplaced: float = 0.0
    label: float = 1.0
    words: re.Pattern[str] | None = None

    @property
    def value(self) -> str | None:
        return self.normal.value

    @property
    def failed(self) -> tuple[Check, ...]:
        return self.normal.failed

    @property
    def is_blank(self) -> bool:
        """Whether the paper says that there is no value: ******, ——, / or 无 stands in its place."""
        return self.normal.is_blank

    @property
    def page_no(self) -> int:
        return self.lines[0].page_no

    @property
    def quad(self) -> Quad:
        """Around all its lines, in source-page pixels; the line's own quad when it is one."""
        if len(self.lines) == 1:
            return self.lines[0].quad
        return Quad.from_bbox(around(line.quad.bbox for line in self.lines))

    @property
    def scores(self) -> tuple[float, ...]:
        """The engine's score of each character."""
        return tuple(score for line in self.lines for score in line.scores)

    @property
    def shapes(self) -> dict[int, float]:
        """By offset into ``raw`` how surely a character's shape tells it from its look-alikes (0-1)."""
        return {at: score for at, score, verified in self._characters() if verified}

    @property
    def read(self) -> dict[int, float]:
        """By offset into ``raw`` the engine's score of each other character."""
        return {at: score for at, score, verified in self._characters() if not verified}

    def _placed(self) -> Iterator[tuple[int, Line]]:
        """Each line and where it begins in ``raw``."""
        starts = accumulate((len(line.text) + 1 for line in self.lines), initial=0)
        return zip(starts, self.lines, strict=False)

    def _characters(self) -> Iterator[tuple[int, float, bool]]:
        """Offset into ``raw``, score, and whether the shape told it from its look-alikes."""
        for start, line in self._placed():
            for offset, score in enumerate(line.scores):
                yield start + offset, score, offset in line.verified

    def with_scores(self, scores: Mapping[int, float]) -> Candidate:
        """The same with other scores (0-1) at some offsets into ``raw``."""
        lines = [
            replace(line, scores=tuple(scores.get(start + at, own) for at, own in enumerate(line.scores)))
            for start, line in self._placed()
        ]
        return replace(self, lines=tuple(lines))

    def part(self, start: int, end: int) -> Candidate:
        """The same normal form with the text, the place and the scores of the offsets ``start`` to ``end``
        of ``raw`` alone, at least one character."""
        lines = [
            line.part(max(0, start - first), min(len(line.text), end - first))
            for first, line in self._placed()
            if start < first + len(line.text) and end > first
        ]
        return replace(self, raw="\n".join(line.text for line in lines), lines=tuple(lines))


def spec_to_candidate(
    spec: FieldSpec, lines: Sequence[Line], misplaced: float = 0.0, label: float = 1.0
) -> Candidate:
    """The lines read as the value of a declared field: a number in the form that it declares."""
    lines = _without_star(spec.kind, lines)
    normal = normalize_as(spec, "\n".join(line.text for line in lines))
    if spec.kind == FieldKind.TEXT and not spec.wraps and _LABEL_S_END.match(normal.value or ""):
        misplaced = OUT_OF_PLACE
    if normal.value == PERMANENT and not any(map(_OF_TERM.search, spec.all_labels)):
        misplaced = OUT_OF_PLACE
    patterned = spec.grammar is not None or (spec.pattern is not None and not _may_lack(normal, spec.pattern))
    return _checked(spec.kind, lines, normal, misplaced, label, patterned=patterned)


def _may_lack(normal: Normal, pattern: str) -> bool:
    """Whether one more 1 in a run of them would fit the pattern as well."""
    run = _RUNS[FieldKind.NUMBER].search(normal.value or "")
    if run is None or normal.value is None:
        return False
    longer = f"{normal.value[: run.end()]}1{normal.value[run.end() :]}"
    return normalize_pattern(longer, pattern) == Normal(longer)


def to_candidate(
    kind: FieldKind, lines: Sequence[Line], misplaced: float = 0.0, label: float = 1.0
) -> Candidate:
    """The lines read as a value of ``kind``; at least one line."""
    lines = _without_star(kind, lines)
    normal = normalize(kind, "\n".join(line.text for line in lines))
    return _checked(kind, lines, normal, misplaced, label)


def _without_star(kind: FieldKind, lines: Sequence[Line]) -> Sequence[Line]:
    """The lines; those of a name without the mark behind it that a seal's star is read as."""
    star = _STAR.search(lines[-1].text) if kind == FieldKind.NAME else None
    if star is None:
        return lines
    before = [*lines[:-1], lines[-1].part(0, star.start())]
    return before if star.start() else before[:-1] or lines


def _checked(
    kind: FieldKind,
    lines: Sequence[Line],
    normal: Normal,
    misplaced: float,
    label: float,
    *,
    patterned: bool = False,
) -> Candidate:
    raw = "\n".join(line.text for line in lines)
    if _is_blank(raw, lines):
        return Candidate(raw, Normal(None, is_blank=True), tuple(lines), kind, misplaced, label)
    words = MATTERS if kind == FieldKind.SERVICES else None
    masked = kind in _MAY_BE_MASKED and _MASKED.search(normal.value or "") is not None
    if UNREAD in raw or masked or _may_lack_characters(kind, lines, words):
        normal = replace(normal, failed=(*normal.failed, Check.CHARACTER_LOST))
    printed = [line for line in lines if line.engine != HANDWRITING]  # which is set as the hand has it
    if kind == FieldKind.DATE and any(map(has_room_in_date, printed)):
        normal = replace(normal, failed=(*normal.failed, Check.DATE_DIGITS))
    if not patterned and kind in _RUNS and _may_lack_sign(normal.value or "", _RUNS[kind]):
        normal = replace(normal, failed=(*normal.failed, Check.DIGIT_RUN))
    if kind == FieldKind.ADDRESS and any(
        has_room_beside_digit(one) or has_room_in_number(one) for one in lines
    ):
        normal = replace(normal, failed=(*normal.failed, Check.DIGIT_RUN))
    if kind == FieldKind.NUMBER and not patterned and _ZEROS.search(normal.value or ""):
        normal = replace(normal, failed=(*normal.failed, Check.DIGIT_RUN))
    if kind in _EVENLY_SET and any(map(_is_under_seal, lines)):
        normal = replace(normal, failed=(*normal.failed, Check.UNDER_SEAL))
    if kind in _EVENLY_SET and _ONLY_MISREAD.search(fold(raw)):
        normal = replace(normal, failed=(*normal.failed, Check.ONLY_MISREAD))
    value = normal.value or ""
    misread = kind in _PLACED and holds_misread_place(value)
    misread = misread or (kind in _WORDS and holds_unsure_rare(lines))
    if misread or (kind == FieldKind.ADDRESS and begins_in_no_province(value)):
        normal = replace(normal, failed=(*normal.failed, Check.NAME_MISREAD))
    told = Check.CHARACTER_LOST in normal.failed
    torn = not told and kind in _SENTENCES and any(map(has_hole, lines))
    torn = torn or (kind == FieldKind.LIST and breaks_off(lines))
    torn = torn or holds_remark(lines, kind) or holds_foreign_row(lines, kind)
    torn = torn or (kind in _WORDS and _DATE_LAST.search(fold(value)) is not None)
    torn = torn or (kind in (FieldKind.NAME, FieldKind.ADDRESS) and has_scrap_before(value))
    if torn or misplaced >= OUT_OF_PLACE or (kind in _NEVER_SITES and _SITE_BEFORE.search(raw)):
        normal = replace(normal, failed=(*normal.failed, Check.PLACE))
    return Candidate(raw, normal, tuple(lines), kind, misplaced, label, words)


def _is_under_seal(line: Line) -> bool:
    """Whether a seal lies over a character that was read unsurely, or its own text was read with the line."""
    return line.is_cut or any(line.scores[at] < UNDER_SEAL for at in line.sealed)


def _ends_in_company(line: Line) -> bool:
    return fold(line.text).endswith("公司")


def _may_lack_characters(kind: FieldKind, lines: Sequence[Line], words: re.Pattern[str] | None) -> bool:
    """Between two ``words`` of a list that run on, only where there is room for less or more than a mark."""
    most = MARK_LOST if kind == FieldKind.LIST else LOST
    return (
        (kind in _EVENLY_SET and (widest_gap(lines, words) > most or any(map(lacks_letters, lines))))
        or (kind in _ENDS_WHOLE and tail(lines[-1]) > (CUT_BRANCH if _ends_in_company(lines[-1]) else CUT))
        or (words is not None and any(has_other_room(line, words) for line in lines))
        or (kind == FieldKind.LIST and any(map(has_mark_lost, lines)))
    )


def _may_lack_sign(value: str, run: re.Pattern[str]) -> bool:
    """Whether digits stand in a ``run`` that may have lost one, or what parts two numbers; or rooms descend:
    11102、1103 of 11层1102、1103."""
    rooms = ((int(match["one"]), int(match["next"])) for match in _ROOMS.finditer(value))
    return run.search(value) is not None or any(one > later for one, later in rooms)


def _is_blank(raw: str, lines: Sequence[Line]) -> bool:
    """Several marks bear each other out; one alone may be a misread stroke of a value."""
    if not is_blank_mark(raw):
        return False
    scores = [score for line in lines for score in line.scores]
    return len(scores) > 1 or min(scores, default=0.0) >= MARK
