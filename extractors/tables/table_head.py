"""The head of a table: which printed word heads which column, in each kind of table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz

from extractors.normalize.text import fold
from extractors.page_lines.layout import Line, is_beside, to_rows

NUMBER = "number"
_NUMBER_HEADS = ("序号", "编号", "No.", "NO.", "No")
ALIKE, LONG = 75.0, 4  # similarity (0-100) from which a misread head of so many characters is one
SURE = 0.75  # engine score from which what no form knows is a head
_ADDED = re.compile(r"\([^()]*\)")  # what a head says further: 网站(频道)名称
WRAPPED = 0.6  # line heights between two lines of one head, at most


@dataclass(frozen=True)
class TableForm:
    """What a kind of table looks like. ``heads`` are the printed heads of each column but the
    number's; ``telling`` the columns of which one must be there, beside a second that is not ``minor``;
    ``contents`` what the cells of a column look like where a seal covers its head; ``never`` how text begins
    that begins like a head and is none; ``untaken`` columns that no value is read from."""

    heads: Mapping[str, tuple[str, ...]]
    telling: tuple[str, ...]
    contents: Mapping[str, re.Pattern[str]]
    last: str | None = None  # the column that stands right of one told by its contents
    never: re.Pattern[str] | None = None
    minor: frozenset[str] = frozenset()
    untaken: frozenset[str] = frozenset()

    @cached_property
    def by_head(self) -> Mapping[str, str]:
        """The column of each head but the number's."""
        return {head: column for column, heads in self.heads.items() for head in heads}

    def is_never(self, text: str) -> bool:
        """Whether text (folded) is none of the heads, though it begins like one."""
        return self.never is not None and self.never.match(text) is not None


@dataclass(frozen=True)
class Head:
    """``known``: the head of each column of the form; ``others``: what stands beside them, of columns that
    the form does not know; ``rests``: second lines of known ones."""

    known: Mapping[str, Line]
    others: tuple[Line, ...] = ()
    rests: tuple[Line, ...] = ()

    @property
    def columns(self) -> list[tuple[str, Line]]:
        """Every column from the left, a nameless one as ""."""
        named = [*self.known.items(), *(("", piece) for piece in self.others)]
        return sorted(named, key=lambda column: column[1].box.left)

    @property
    def lines(self) -> list[Line]:
        return [*self.known.values(), *self.others, *self.rests]


def find_head(lines: Sequence[Line], form: TableForm) -> Head | None:
    """The first row of ``lines`` that heads a table of this form."""
    for row in to_rows(lines):
        if not any(_told(piece, lines, form, among_others=len(row) > 1)[0] for piece in row):
            continue
        head = _read_row(_whole_row(row, lines), lines, form)
        told = len(head.known.keys() - form.minor) >= 2 and any(
            column in head.known for column in form.telling
        )
        if told and not _ends_labels(head, lines, form) and not _has_contents(head, form):
            return head
    return None


def part_heads(line: Line, form: TableForm) -> list[Line]:
    """The line; or the heads of several columns that stand so close in it that they were read as one."""
    words = list(re.finditer(r"\S+", line.text))
    if len(words) < 2:
        return [line]
    heads = (_ADDED.sub("", fold(word[0])) for word in words)
    told = {NUMBER if head in _NUMBER_HEADS else form.by_head.get(head) for head in heads} - {None}
    return [line.part(word.start(), word.end()) for word in words] if len(told) > 1 else [line]


def _has_contents(head: Head, form: TableForm) -> bool:
    """Whether what columns hold stands beside their heads: these are labels, each with its value."""
    return any(
        content.fullmatch(fold(piece.text)) for piece in head.others for content in form.contents.values()
    )


def _ends_labels(head: Head, lines: Sequence[Line], form: TableForm) -> bool:
    """Whether what seem to be heads are the second lines of a form's labels: 编号 below 许可证, 名称 below
    单位."""
    heads = {name for names in form.heads.values() for name in names} | set(_NUMBER_HEADS)
    ends = [
        piece
        for piece in head.known.values()
        if any(_is_first(above, piece) and fold(above.text + piece.text) not in heads for above in lines)
    ]
    return len(ends) >= 2


def _is_first(above: Line, piece: Line) -> bool:
    """Whether ``above`` is the first line of a label that goes on in ``piece``: as short, and flush with it;
    a sentence may stand as close over a table."""
    flush = abs(above.box.left - piece.box.left) < 0.5 * piece.height
    return flush and len(fold(above.text)) <= LONG and _is_wrapped(above, piece)


def _read_row(row: Sequence[Line], lines: Sequence[Line], form: TableForm) -> Head:
    known: dict[str, Line] = {}
    rests: list[Line] = []
    told = [(piece, *_told(piece, lines, form, among_others=len(row) > 1)) for piece in row]
    for piece, column, rest in sorted(told, key=lambda one: not _is_whole(one[0], one[1], form)):
        if column is not None and column not in known:
            known[column] = piece
            rests += rest
    if known:
        _add_covered(known, row, form)
        _add_misread(known, row, lines, form)
    others = [piece for piece in row if not any(piece is own for own in known.values())]
    return Head(known, tuple(piece for piece in others if piece is row[0] or _is_own(piece)), tuple(rests))


def _is_whole(piece: Line, column: str | None, form: TableForm) -> bool:
    """Whether it is a column's head to the letter: 域名 is, 网站首页网址 beside it is but like 网站网址."""
    return fold(piece.text) in form.heads.get(column or "", ())


def _is_own(piece: Line) -> bool:
    """Whether it is the head of a column of its own, and neither a seal's print nor what a seal left."""
    return len(fold(piece.text)) >= 2 and piece.confidence >= SURE and not piece.sealed


def _whole_row(row: Sequence[Line], lines: Sequence[Line]) -> list[Line]:
    """The row with what stands beside its ends, which on a page that lies aslant are not level with one
    another."""
    whole = list(row)
    while beside := next(_beside(whole, lines), None):
        whole.append(beside)
    return sorted(whole, key=lambda line: line.box.left)


def _beside(row: Sequence[Line], lines: Sequence[Line]) -> Iterator[Line]:
    for line in lines:
        if any(own.box.left < line.box.right and line.box.left < own.box.right for own in row):
            continue
        if is_beside(line, min(row, key=lambda own: abs(own.box.center[0] - line.box.center[0]))):
            yield line


def _told(
    piece: Line, lines: Sequence[Line], form: TableForm, *, among_others: bool
) -> tuple[str | None, list[Line]]:
    """The column that a piece heads, and its second line where only both tell: 序 and 号 below it."""
    text = fold(piece.text)
    if form.is_never(text):
        return None, []
    whole = _head(text, form, among_others=among_others)
    column = whole or _head(_ADDED.sub("", text), form, among_others=among_others)
    if not among_others:
        return column, []
    for below in lines:  # 网站名 is a head, and a part of 网站名称
        if _is_wrapped(piece, below):
            longer = _head(fold(piece.text + below.text), form, among_others=False)
            if longer is not None and column in (None, longer):
                return longer, [below]
    return column, []


def _is_wrapped(above: Line, below: Line) -> bool:
    height = min(above.height, below.height)
    common = min(above.box.right, below.box.right) - max(above.box.left, below.box.left)
    near = -WRAPPED * height < below.box.top - above.box.bottom < WRAPPED * height
    return near and below.middle > above.middle and common > 0.5 * min(above.box.width, below.box.width)


def _add_covered(known: dict[str, Line], row: Sequence[Line], form: TableForm) -> None:
    """Add the heads of which a seal leaves a part, where the row has others that are whole."""
    for piece in row:
        text = fold(piece.text)
        if piece in known.values() or form.is_never(text):
            continue
        covered = {name for name, heads in form.heads.items() if any(_is_part(text, head) for head in heads)}
        if len(covered) == 1:
            known.setdefault(covered.pop(), piece)


def _add_misread(known: dict[str, Line], row: Sequence[Line], lines: Sequence[Line], form: TableForm) -> None:
    """Add the heads of two characters of which one was misread, 城名 of 域名: too few to tell by themselves,
    but not above what such a column holds."""
    unknown = [piece for piece in row if not any(piece is own for own in known.values())]
    for piece in unknown:
        for column in form.contents.keys() - known.keys():
            if any(_is_one_off(fold(piece.text), head, 2) for head in form.heads[column]):
                below = [fold(line.text) for line in lines if _is_below(line, piece)]
                held = sum(form.contents[column].fullmatch(text) is not None for text in below)
                if 2 * held > len(below):
                    known[column] = piece


def _is_below(line: Line, head: Line) -> bool:
    """Whether a line stands in the column below a head."""
    across = line.box.left < head.box.right and head.box.left < line.box.right
    return across and line.middle > head.box.bottom


def _is_part(text: str, head: str) -> bool:
    """Whether the end or the beginning of a head is all that is left, or so much of its beginning, before
    something else, that it is clear."""
    if ":" in text:
        return False
    beginning = head[: max(LONG - 1, len(head) - 2)]
    part = len(text) >= 2 and (head.endswith(text) or head.startswith(text))
    return part or (len(head) >= LONG and text.startswith(beginning))


def _head(text: str, form: TableForm, *, among_others: bool) -> str | None:
    """The column that ``text`` heads; beside others also with a seal's characters before or after it. A label
    with its value heads nothing."""
    if ":" in text:
        return None
    for column, names in {NUMBER: _NUMBER_HEADS, **form.heads}.items():
        if text in names or (among_others and (text.startswith(names[0]) or text.endswith(names[0]))):
            return column
    if not among_others:
        return None
    near = {name for name, heads in form.heads.items() if any(_is_one_off(text, head, 3) for head in heads)}
    if len(near) == 1:
        return near.pop()
    alike = [
        (fuzz.ratio(text, name), column)
        for column, names in form.heads.items()
        for name in names
        if len(name) >= LONG
    ]
    best, column = max(alike, default=(0.0, ""))
    return column if best >= ALIKE else None


def _is_one_off(text: str, head: str, size: int) -> bool:
    """Whether a head of ``size`` characters has one that was misread: 爱盖省 for 覆盖省."""
    return len(text) == len(head) == size and sum(a != b for a, b in zip(text, head, strict=True)) == 1
