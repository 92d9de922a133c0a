"""Gaps in a line of print where a character may have been lost."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from statistics import fmean, median

from extractors.normalize.text import fold, is_cjk
from extractors.page_lines.layout import Line

FULL = 0.8  # line heights that a full row may end before the fullest
_CLOSED = ("。", ".", "）", ")", "】", "]", "；", ";", "”", "》")
LEAST = 3  # neighbours by which a line's pitch is known,
MANY = 12  # and whose mean one gap hardly moves
MARK = (1.3, 2.6)  # usual steps from one word of a list to the next with nothing but a mark between them
DIGIT = 0.5  # line heights that a digit is wide
WHOLE = 0.6  # steps by which a date's numerals are set off from the mark before them, where one is lost
NUMERAL, OTHERS = 1.6, 1.3  # usual steps of a date in even numerals between two of which one may be lost
LEAN = 0.95  # steps by which the month lies otherwise between the marks about it than the day
BRACKET = 1.75  # usual steps from an ideograph to the bracket behind it from which a mark is lost
HOLE = 4.0  # line heights between two characters of which the latter is of another column
LETTERS, LETTER = 4, 2.2  # steps of a word, and times the usual one from which a letter is lost in it
_LATIN = re.compile("[A-Za-z]+(?: [A-Za-z]+)*")
_IN_NUMERALS = re.compile(
    "[〇○零一二三四五六七八九]{4}年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日"
)
ROOM = 0.8  # steps of ideographs too many from which one may be lost
FIGURE = (0.5, 0.7)  # such steps that figures are wide
BESIDE = 2.2  # usual steps between two ideographs from which more than one digit may be between them
_ONE_DIGIT = re.compile("[\u3400-\u9fff][0-9](?=[\u3400-\u9fff])")
_DATE = re.compile(r"年 ?(\d{1,2}) ?月 ?(\d{1,2}) ?日")


def widest_gap(lines: Sequence[Line], words: re.Pattern[str] | None = None) -> float:
    """The widest step from one ideograph to the next, in the usual steps of its own line: about 1 in
    even print, 2 where one is missing. 1 where no line is long enough to tell.

    A step between two ``words`` of a list that run on, with room for nothing but its mark, is even."""
    return max((_widest(line, words) for line in lines), default=1.0)


def tail(line: Line) -> float:
    """How far the line's box goes on behind the middle of its last character, in line heights: about 0.5, 1
    and more where print at its end was not read. 0 where the line holds no character."""
    return (line.box.right - line.centers[-1]) / max(line.height, 1.0) if line.centers else 0.0


def has_mark_lost(line: Line) -> bool:
    """Whether between an ideograph and the bracket behind it there is room for a mark: 销售（of 销售。（."""
    usual = _usual_step(_steps(line))
    pairs = pairwise(zip(line.text, line.centers, strict=True))
    return usual > 0 and any(
        is_cjk(one) and other in "(（" and b - a > BRACKET * usual for (one, a), (other, b) in pairs
    )


def lacks_letters(line: Line) -> bool:
    """Whether a word in Latin has a hole, Sik of Silk, or brackets enclose nothing: 天山在线（）, of what was
    in another writing."""
    words = _LATIN.finditer(line.text)
    return "()" in fold(line.text) or any(_has_letter_lost(line, *word.span()) for word in words)


def _has_letter_lost(line: Line, start: int, end: int) -> bool:
    places = pairwise(zip(line.text[start:end], line.centers[start:end], strict=True))
    steps = [b - a for (one, a), (other, b) in places if " " not in one + other]
    return len(steps) >= LETTERS and max(steps) > LETTER * median(steps)


def has_hole(line: Line) -> bool:
    """Whether two characters stand so far from one another that the latter is of another column."""
    return any(after - before > HOLE * line.height for before, after in pairwise(line.centers))


def breaks_off(lines: Sequence[Line]) -> bool:
    """Whether the last of several rows is as full as the others and ends in no mark that ends a text: what
    goes on below may not have been read."""
    *before, last = lines
    if not before or last.text.rstrip().endswith(_CLOSED):
        return False
    return last.box.right > max(line.box.right for line in before) - FULL * last.height


def has_other_room(line: Line, words: re.Pattern[str]) -> bool:
    """Whether between two ``words`` that run on there may be room for less or more than a mark."""
    usual = _usual_step(_steps(line))
    steps = [line.centers[after] - line.centers[before] for before, after in _joints(line, words)]
    return any(usual <= 0 or not _is_mark(step / usual) for step in steps)


def _is_mark(steps: float) -> bool:
    least, most = MARK
    return least <= steps <= most


def _widest(line: Line, words: re.Pattern[str] | None) -> float:
    steps = _steps(line)
    usual = _usual_step(steps)
    if usual <= 0:
        return 1.0
    joints = [] if words is None else [after for _, after in _joints(line, words)]
    return max(1.0 if at in joints and _is_mark(step / usual) else step / usual for at, step in steps.items())


def _steps(line: Line) -> dict[int, float]:
    """From one ideograph to the next, in pixels, by the offset of the latter."""
    places = enumerate(zip(line.text, line.centers, strict=True))
    return {
        at: b - a for (_, (one, a)), (at, (other, b)) in pairwise(places) if is_cjk(one) and is_cjk(other)
    }


def _usual_step(steps: Mapping[int, float]) -> float:
    """0 where too few tell; of many their mean, if that is more. A long line is narrowed before it is read,
    and its characters stand one or two of the recognizer's columns apart: by the median, twice the usual."""
    if len(steps) < LEAST:
        return 0.0
    usual = median(steps.values())
    return max(usual, fmean(steps.values())) if len(steps) >= MANY else usual


def _joints(line: Line, words: re.Pattern[str]) -> list[tuple[int, int]]:
    """Offsets of the last character of one word and the first of the next, with at most a space between."""
    found = pairwise(words.finditer(line.text))
    return [(a.end() - 1, b.start()) for a, b in found if not line.text[a.end() : b.start()].strip()]


def has_room_in_date(line: Line) -> bool:
    """Whether a date may have lost a figure of its month or day."""
    return has_room_for_digit(line) or has_room_for_numeral(line)


def has_room_for_digit(line: Line) -> bool:
    """Whether before a month or day of one digit there is room for another: as much more than before the
    other of the two and than behind it. A seal takes a thin 1 along: 2014年 2月27日 of 12月27日."""
    return any(
        len(match[one]) == 1
        and (before := _step(line, match.start(one))) - _step(line, match.start(other)) >= DIGIT
        and before - _step(line, match.end(one)) >= DIGIT
        for match in _DATE.finditer(line.text)
        for one, other in ((1, 2), (2, 1))
    )


def has_room_beside_digit(line: Line) -> bool:
    """Whether between two ideographs that one digit parts there is room for more: 园1号 of 园11号, of whose
    thin digits the engine takes two for one."""
    usual = _usual_step(_steps(line))
    return usual > 0 and any(
        line.centers[match.end()] - line.centers[match.start()] > BESIDE * usual
        for match in _ONE_DIGIT.finditer(line.text)
    )


def has_room_in_number(line: Line) -> bool:
    """Whether an ideograph may be lost between two figures of a number: 广1106 of 广场1106, where a stroke of
    场 was read as the first 1, so that the second stands too far from it and from what is before it."""
    usual, centers = _usual_step(_steps(line)), line.centers
    pairs = [at for at in range(2, len(line.text)) if line.text[at - 1 : at + 1].isdecimal()]
    if usual <= 0 or not pairs:
        return False
    figure = median(centers[at] - centers[at - 1] for at in pairs) / usual
    figure = min(max(figure, FIGURE[0]), FIGURE[1])
    return any(_stands_off(line, at, usual, figure) for at in pairs)


def _stands_off(line: Line, at: int, usual: float, figure: float) -> bool:
    """Whether between the figure at the offset ``at`` and the one before there is room for an ideograph, and
    between it and what is before both; ``figure`` is how wide figures are, in ``usual`` steps."""
    before = (1 + figure) / 2 if is_cjk(line.text[at - 2]) else figure
    near, far = (line.centers[at] - line.centers[at - back] for back in (1, 2))
    return near > usual and far > (before + figure + ROOM) * usual


def has_room_for_numeral(line: Line) -> bool:
    """Whether behind one numeral of a date, and nowhere else in it, there is room for another: 十 月 of
    十一月, whose thin stroke a facsimile loses; or before those of the month or of the day, 月 六日 of
    十六日, whose 十 a seal takes along. Filled in, both lie alike between the marks about them."""
    for match in _IN_NUMERALS.finditer(line.text):
        centers = line.centers[match.start() : match.end()]
        steps = [after - before for before, after in pairwise(centers)]
        *others, widest = sorted(steps)
        even = widest > NUMERAL * median(steps) and others[-1] < OTHERS * median(steps)
        if even and match[0][steps.index(widest)] not in "年月":
            return True
        month, day = match.start(1) - match.start(), match.start(2) - match.start()
        room = WHOLE * median(steps[:3])
        if _is_set_off(steps, month, day, room) or _is_set_off(steps, day, month, room):
            return True
        leans = [steps[month - 1] - steps[day - 2], steps[day - 1] - steps[-1]]
        if abs(leans[0] - leans[1]) > LEAN * median(steps[:3]):
            return True
    return False


def _is_set_off(steps: Sequence[float], one: int, other: int, room: float) -> bool:
    """Whether the numerals from ``one`` on stand further from the mark before them than those from ``other``
    on, and than from any mark behind, which are even: where they are not, the numerals were filled in."""
    even = [steps[other - 1], steps[max(one, other) - 2], steps[-1]]
    return steps[one - 1] - max(even) >= room and max(even) - min(even) < room


def _step(line: Line, at: int) -> float:
    """From the last mark before the offset to the one there, or behind it, in line heights."""
    marks = [index for index, char in enumerate(line.text) if not char.isspace()]
    before = max(index for index in marks if index < at)
    behind = min(index for index in marks if index >= at)
    return (line.centers[behind] - line.centers[before]) / max(line.height, 1.0)
