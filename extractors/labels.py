"""Find the printed labels of a page: spaced out, cut into boxes, set over several lines, misread."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from statistics import median

from rapidfuzz.distance import Levenshtein

from extractors.label_index import allowed_errors, to_index
from extractors.layout import Line, around, join, to_rows
from extractors.normalize.text import fold, fold_with_offsets
from schemas.document_type import FieldSpec
from schemas.geometry import BBox

SPREAD = 1.16  # line heights from one character to the next that are a gap
LONGEST_GAP = 9.0  # line heights between the characters of a label padded to the column's width
NEXT_ROW = 2.6  # line heights from one line of a label to the next
_SERVICES = ("服务", "业务", "中心", "网络", "专用网", ")")  # a service's own 业务覆盖范围: is no label
_DOT = re.compile(r"(?<=[\u4e00-\u9fff])[.·•](?=[\u4e00-\u9fff])")
_ROW_NUMBER = re.compile(r"\(?[0-9]{1,2}[.、,)]+")
_TAIL = re.compile(r"(?P<tail>[\u4e00-\u9fff])(?:\s*[:：]\s*|\s+)(?=\S{2})")
TELLING = 4  # labels found from which their column is known
TORN = 0.4  # similarity of a label of which one character was read: for review
ENDS = ":;：；"  # what OCR makes of the colon after a label


@dataclass(frozen=True)
class Label:
    """A label found. ``parts`` are its printed lines, top to bottom; ``rest`` what follows it in
    the same OCR lines (value text, top to bottom); ``similarity`` 0-1 to the declared label."""

    spec: FieldSpec
    parts: tuple[Line, ...]
    rest: tuple[Line, ...]
    similarity: float

    @property
    def box(self) -> BBox:
        return around(part.box for part in self.parts)


@dataclass(frozen=True)
class _Match:
    """A label line found in a row: pieces ``first`` to ``last``, the latter up to ``end``."""

    first: int
    start: int
    last: int
    end: int
    similarity: float
    exact_size: int


def find_labels(lines: Sequence[Line], specs: Iterable[FieldSpec]) -> tuple[list[Label], list[Line]]:
    """The labels among ``lines`` (in reading order), and the lines that hold none.

    Of the labels that could stand at one place the one with most characters is taken.
    """
    rows = to_rows(lines)
    variants = [(spec, [fold(part) for part in label.split("|")]) for spec in specs for label in spec.labels]
    variants.sort(key=lambda variant: -sum(map(len, variant[1])))
    beginnings = to_index([parts[0] for _, parts in variants])
    labels: list[Label] = []
    index = 0
    while index < len(rows):
        text = "".join(_without_dots(piece.text)[0] for piece in rows[index])
        found = _best_in_row(rows, index, [variants[number] for number in beginnings.likely(text)])
        if found is None:
            index += 1
            continue
        labels.append(found)
    labels += _torn(rows, labels, [spec for spec, _ in variants])
    rest = [piece for row in rows for piece in row]
    return labels, rest


def _torn(rows: list[list[Line]], labels: Sequence[Label], specs: Sequence[FieldSpec]) -> list[Label]:
    """Labels set so wide that only their last character was read, with the value behind it: 目：零售.

    Such a piece begins within the column of labels, right of where they begin; of the fields that are
    not found yet it must end the labels of one alone.
    """
    if len(labels) < TELLING:
        return []
    missing = {spec.name: spec for spec in specs if not spec.annex}
    for label in labels:
        missing.pop(label.spec.name, None)
    left, right = (
        median(edge)
        for edge in zip(*((part.parts[0].box.left, part.parts[0].box.right) for part in labels), strict=True)
    )
    torn = []
    for row in rows:
        for piece in list(row):
            inside = left + piece.height < piece.box.left < right - 0.5 * piece.height
            match = _TAIL.match(piece.text) if inside else None
            owners = (
                []
                if match is None
                else [
                    spec
                    for spec in missing.values()
                    if any(own.endswith(match["tail"]) for own in spec.labels)
                ]
            )
            if match is not None and len(owners) == 1:
                row.remove(piece)
                missing.pop(owners[0].name)
                rest = piece.part(match.end(), len(piece.text))
                torn.append(Label(owners[0], (piece.part(0, 1),), (rest,), TORN))
    return torn


def _best_in_row(
    rows: list[list[Line]], index: int, variants: Sequence[tuple[FieldSpec, list[str]]]
) -> Label | None:
    """Take the best label that starts in row ``index`` out of ``rows``."""
    best: tuple[float, FieldSpec, list[tuple[int, _Match]]] | None = None
    for spec, parts in variants:
        match = find_prefix(rows[index], parts[0])
        if match is None:
            continue
        chain = [(index, match), *_next_parts(rows, index, match, parts[1:])]
        if len(chain) < len(parts):
            continue
        size = sum(found.exact_size * found.similarity**2 for _, found in chain)
        if best is None or size > best[0]:
            best = (size, spec, chain)
    if best is None:
        return None
    _, spec, chain = best
    taken = [_take(rows[row], match) for row, match in chain]
    similarity = sum(match.similarity for _, match in chain) / len(chain)
    rest = tuple(after for _, after in taken if after is not None)
    return Label(spec, tuple(label for label, _ in taken), rest, similarity)


def _next_parts(
    rows: list[list[Line]], index: int, match: _Match, parts: Sequence[str]
) -> Iterator[tuple[int, _Match]]:
    """The further lines of a label, each in one of the next rows and below the one before."""
    above = rows[index][match.first]
    for part in parts:
        for below in range(index + 1, min(index + 4, len(rows))):
            found = find_prefix(rows[below], part)
            if found is None:
                continue
            piece = rows[below][found.first]
            near = piece.middle - above.middle < NEXT_ROW * max(piece.height, above.height)
            if near and abs(piece.box.left - above.box.left) < 3 * above.height:
                yield below, found
                index, above = below, piece
                break
        else:
            return


def find_prefix(row: Sequence[Line], label: str) -> _Match | None:
    """``label`` (folded) in the row: at the start of a piece, over several pieces, or before a colon."""
    best: _Match | None = None
    for first in range(len(row)):
        for match in _matches_from(row, first, label):
            if best is None or match.similarity > best.similarity:
                best = match
    return best


def _matches_from(row: Sequence[Line], first: int, label: str) -> Iterator[_Match]:
    text, offsets_of = "", []
    for last in range(first, len(row)):
        piece = row[last]
        if last > first:
            gap = piece.box.left - row[last - 1].box.right
            if gap > LONGEST_GAP * piece.height or len(row[last - 1].text.strip()) > max(4, len(label) - 1):
                return
        folded, offsets = _without_dots(piece.text)
        text += folded
        offsets_of.append((last, offsets))
        if _may_hold(text, label):
            places = [(number, offset) for number, own in offsets_of for offset in own]
            start, size, similarity = _locate(text, label, row, places)
            if similarity and (last == first or start + size > len(text) - len(folded)):
                at, offset = places[start]
                until, end = places[start + size - 1]
                if at == first and until == last:
                    yield _Match(first, offset, last, end + 1, similarity, len(label))
        if len(text) > len(label) + 2:
            return


@lru_cache(maxsize=4096)  # each line is compared with every label
def _without_dots(text: str) -> tuple[str, tuple[int, ...]]:
    """Folded, without dirt that was read as dots between the characters of a label: 成.立日期."""
    folded, offsets = fold_with_offsets(text)
    if not _DOT.search(folded):
        return folded, offsets
    kept = [place for place in range(len(folded)) if not _DOT.match(folded, place)]
    return "".join(folded[place] for place in kept), tuple(offsets[place] for place in kept)


def _is_spread(row: Sequence[Line], places: Sequence[tuple[int, int]]) -> bool:
    """Whether a character stands apart from the one before: labels are padded to one width."""
    centers = [row[piece].centers[offset] for piece, offset in places]
    least = SPREAD * row[places[0][0]].height if places else 0.0
    return any(after - before > least for before, after in pairwise(centers))


def _may_hold(text: str, label: str) -> bool:
    """Whether ``label`` may be in ``text``: told soon, and of most lines and labels it is not."""
    reach = allowed_errors(label) + 1  # a character more or less brings it no nearer than by one
    is_near = Levenshtein.distance(text[: len(label)], label, score_cutoff=reach) <= reach
    return is_near or (len(label) >= 4 and label in text)


def _locate(
    text: str, label: str, row: Sequence[Line], places: Sequence[tuple[int, int]]
) -> tuple[int, int, float]:
    """Start, size and similarity (0 = not there) of ``label`` in ``text``."""
    allowed = allowed_errors(label)
    best = (0, 0, 0.0)
    for size in range(max(1, len(label) - 1), len(label) + 2):
        prefix = text[:size]
        distance = Levenshtein.distance(prefix, label, score_cutoff=allowed)
        similarity = 1 - distance / len(label)
        if (
            distance <= allowed
            and len(prefix) == size
            and similarity > best[2]
            and (
                _closes(text, size, distance)
                or (distance == 0 and size >= 2 and _is_spread(row, places[: size + 1]))
            )
        ):
            best = (0, size, similarity)
    if best[2] < 1 and len(label) >= 4:
        at = text.find(label)
        closed = text[at + len(label) : at + len(label) + 1] in tuple(":;")
        before = text[: at + 2] if label.startswith("业务") else text[:at]  # it may be the service's own word
        if at > 0 and closed and not before.endswith(_SERVICES):
            return at, len(label), 1.0
    return best


def _closes(text: str, size: int, distance: int) -> bool:
    """Whether what follows lets the label end here: nothing, a colon, the first number of a list, or a value
    run on to it; or whether a bracket ends it."""
    following = text[size : size + 1]
    bracketed = distance == 0 and text[size - 1 : size] == ")"
    if (
        following in ("", ":", ";")
        or bracketed
        or _ROW_NUMBER.match(text, size) is not None
        or (distance == 0 and following.isascii() and following.isalnum())
    ):
        return True
    return distance == 0 and size >= 4 and following not in tuple(",.、。,)》>和及或")


def _is_dirt(text: str) -> bool:
    """Whether what stands before a label is nobody's text: a speck, or the number of the row."""
    return not any(map(str.isalnum, text)) or _ROW_NUMBER.fullmatch(fold(text)) is not None


def _take(row: list[Line], match: _Match) -> tuple[Line, Line | None]:
    """Cut the label out of its row: the label's line, and the text that follows it, if any."""
    pieces = row[match.first : match.last + 1]
    before = pieces[0].part(0, match.start) if match.start else None
    is_dirt = before is not None and _is_dirt(before.text)
    tail = pieces[-1]
    skip = match.end
    while skip < len(tail.text) and (tail.text[skip] in ENDS or tail.text[skip].isspace()):
        skip += 1
    after = tail.part(skip, len(tail.text)) if skip < len(tail.text) else None
    label_parts = [*pieces[:-1], tail.part(0, match.end)]
    if before is not None:
        label_parts[0] = label_parts[0].part(match.start, len(label_parts[0].text))
    row[match.first : match.last + 1] = [before] if before is not None and not is_dirt else []
    return join(label_parts), after
