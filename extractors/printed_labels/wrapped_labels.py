"""Labels that a narrow cell breaks where its line is full: 业务种类及覆 / 盖范围, 法定代表 / 人, the last
line's characters set apart to both sides of the cell or not."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from extractors.normalize.see_annex import refers_to_annex
from extractors.normalize.text import fold, is_cjk
from extractors.page_lines.layout import Line
from extractors.printed_labels.label_index import allowed_errors
from extractors.printed_labels.label_marks import ENDS, label_begin
from extractors.printed_labels.label_match import NEXT_ROW, Match, find_prefix, without_dots
from schemas.document_type import FieldSpec

HEAD = 2  # characters of a label that stand in its first line at least
ROWS = 3  # rows of the page from one line of a label to the next at most: those of the value lie between
TELLING = 4  # characters of a label's line by which it is known within a value
APART = 1.5  # line heights from the label's last character to a value's first

_VALUE = re.compile(r"\s+|[:：](?=.)")  # stands between a label's first line and a value beside it

Chain = list[tuple[int, Match]]


class Beginning(NamedTuple):
    """A label that may wrap, ``whole`` and folded; its first line has ``least`` characters or more."""

    spec: FieldSpec
    whole: str
    least: int


Beginnings = Mapping[str, Sequence[Beginning]]


def to_beginnings(specs: Iterable[FieldSpec]) -> Beginnings:
    """The labels, each without the breaks that are declared, by how they begin. Of further wordings a longer
    beginning is asked: 公司, of 公司名称 set wide, above 法定代表人 is no 公司法定代表人."""
    beginnings: dict[str, dict[tuple[str, str], Beginning]] = defaultdict(dict)
    for spec in specs:
        for label in spec.all_labels:
            whole = fold(label.replace("|", ""))
            least = HEAD if label in spec.labels else TELLING
            beginnings[whole[:HEAD]].setdefault((spec.name, whole), Beginning(spec, whole, least))
    return {head: list(labels.values()) for head, labels in beginnings.items()}


def find_wrapped(
    rows: Sequence[Sequence[Line]], index: int, beginnings: Beginnings
) -> Iterator[tuple[FieldSpec, Chain]]:
    """The labels that begin in row ``index`` as a whole piece and go on in the next lines below it."""
    for place, piece in enumerate(rows[index]):
        text, _ = without_dots(piece.text)
        own = beginnings.get(text[label_begin(text) :][:HEAD], ())
        for part in _heads(piece) if own else ():
            for spec, label, least in own:
                head = _whole(part, place, label)
                if head is not None and head.exact_size < least:
                    continue
                rest = None if head is None else _rest(rows, index, part, label[head.exact_size :])
                if rest is not None and piece.text[len(part.text) :][:1] in tuple(ENDS):
                    is_torn = head is not None and _is_torn(label[head.exact_size :], rest, beginnings)
                    if not is_torn and not _are_whole(rows, rest):
                        continue  # 业务种类：见附页 above 业务覆盖范围（服务项目）：河南省
                if head is not None and rest is not None:
                    yield spec, [(index, head), *rest]


def _is_torn(rest: str, chain: Chain, beginnings: Beginnings) -> bool:
    """Whether the ``rest`` of a label, which is read to the letter, is the end of a word: none begins so."""
    return rest[:HEAD] not in beginnings and all(match.similarity == 1 for _, match in chain)


def _are_whole(rows: Sequence[Sequence[Line]], chain: Chain) -> bool:
    """Whether nothing but the label stands in its lines."""
    return all(
        match.start == 0 and match.end == len(rows[row][match.last].text.rstrip(ENDS)) for row, match in chain
    )


def _heads(piece: Line) -> Iterator[Line]:
    """The piece, and where it is long enough to be known what stands before a value that runs on in it."""
    yield piece
    ends = {mark.start() for mark in _VALUE.finditer(piece.text)}
    gaps = (after - before for before, after in pairwise(piece.centers))
    ends |= {at for at, gap in enumerate(gaps, start=1) if gap > APART * piece.height}
    for end in sorted(ends):
        if len(fold(piece.text[:end])) >= TELLING:
            yield piece.part(0, end)


def _rest(rows: Sequence[Sequence[Line]], index: int, above: Line, label: str) -> Chain | None:
    """The further lines of a label below ``above``, to its end; none where it does not end."""
    for below in range(index + 1, min(index + 1 + ROWS, len(rows))):
        for place, piece in enumerate(rows[below]):
            if not _is_below(piece, above):
                continue
            if (apart := _set_apart(rows[below], place, above, label)) is not None:
                return [(below, apart)]
            last = find_prefix([piece], label)
            if last is not None:
                return [(below, replace(last, first=place, last=place))]
            part = _whole(piece, place, label)
            rest = None if part is None else _rest(rows, below, piece, label[part.exact_size :])
            if part is not None and rest is not None:
                return [(below, part), *rest]
            if _is_flush(piece, above):
                return None
    return None


def _is_flush(piece: Line, above: Line) -> bool:
    """Whether it is set as the next line of the cell is: of another label, where it is none of this one."""
    return sum(map(is_cjk, piece.text)) >= HEAD and abs(piece.box.left - above.box.left) < 0.5 * above.height


def _set_apart(row: Sequence[Line], place: int, above: Line, label: str) -> Match | None:
    """The end of ``label`` in characters of their own, flush with both ends of the line ``above``; a value
    may run on behind the last one."""
    *pieces, last = row[place : place + len(label)]
    end = last.part(0, 1)
    flush = abs(row[place].box.left - above.box.left) + abs(end.box.right - above.box.right)
    if (
        len(label) < 2
        or [fold(piece.text) for piece in (*pieces, end)] != list(label)
        or flush > above.height
    ):
        return None
    return Match(place, 0, place + len(label) - 1, 1, 1.0, len(label))


def _whole(piece: Line, place: int, label: str) -> Match | None:
    """The piece as a line of ``label`` that is not its last: nothing else stands in it."""
    text, offsets = without_dots(piece.text)
    mark = label_begin(text)
    text = text[mark:]
    size = len(text)
    if not size or size >= len(label) or text[-1:] in tuple(ENDS):
        return None
    errors = Levenshtein.distance(text, label[:size])
    if errors > allowed_errors(text):
        return None
    return Match(place, offsets[mark], place, len(piece.text), 1 - errors / size, size)


def _is_below(piece: Line, above: Line) -> bool:
    """Whether ``piece`` stands as the next line of one cell would below ``above``."""
    near = 0 < piece.middle - above.middle < NEXT_ROW * max(piece.height, above.height)
    shared = min(piece.box.right, above.box.right) - max(piece.box.left, above.box.left)
    return near and shared > 0.5 * min(piece.box.width, above.box.width)


def keeps_label(spec: FieldSpec, rows: Sequence[Line]) -> bool:
    """Whether lines of the field's own label, one set over several, are read into its value; a value that
    says who does it, or names an annex, may hold its words: 由日常监督管理机构指定, 见附件《业务种类》."""
    parts = {fold(part)[:TELLING] for label in spec.labels if "|" in label for part in label.split("|")}
    text = "".join(fold(row.text) for row in rows)
    return not refers_to_annex(text) and any(re.search(f"(?<!由){re.escape(part)}", text) for part in parts)
