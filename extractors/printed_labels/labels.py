"""Find the printed labels of a page: spaced out, cut into boxes, set over several lines, misread."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from extractors.normalize.text import fold
from extractors.page_lines.layout import Line, around, in_row, is_beside, join, to_rows
from extractors.page_lines.translations import is_bilingual, without_translation, without_translations
from extractors.printed_labels.former_labels import to_former
from extractors.printed_labels.label_marks import (
    ENDS,
    is_dirt,
    is_former_head,
    past_label,
    without_opening,
)
from extractors.printed_labels.label_match import (
    NEXT_ROW,
    Known,
    Match,
    ends_service,
    find_prefix,
    without_dots,
)
from extractors.printed_labels.label_wordings import Wording, to_wordings
from extractors.printed_labels.running_text import REACH, ends_name, is_running_text, right_edge
from extractors.printed_labels.site_numbers import is_sites_number, may_be_numbered
from extractors.printed_labels.torn_labels import TELLING, find_torn, is_alone
from extractors.printed_labels.wrapped_labels import Chain, find_wrapped
from schemas.document_type import FieldKind, FieldSpec
from schemas.geometry import BBox

HIGH = 1.7  # times its neighbour's height from which a box is about two characters
SENTENCE = 1.8  # line heights from one line of a value to the next
_AREAS = "范围"
_IN_SERVICES = (FieldKind.TEXT, FieldKind.DATE, FieldKind.PERIOD)  # kinds of what a service has of its own
_NUMBERED = (FieldKind.TEXT, FieldKind.DOMAIN, FieldKind.ADDRESS, FieldKind.NAME)  # 网站名称2：, of several
TORN = 0.4  # similarity of a label of which one character was read: for review

# A sentence that begins as a label does: 经营范围中属于法律规定须经批准的项目，…
_SENTENCE_ON = re.compile(
    "中(?:属于|涉及|的|须|需|应当|依法|凡|有)|届满|期满|发生|变更|应当|不得|的|以[外内上下]|内[不应须未的,，]"
)


@dataclass(frozen=True)
class Label:
    """A label found. ``parts`` are its printed lines, top to bottom; ``rest`` what follows it in
    the same OCR lines (value text, top to bottom); ``similarity`` 0-1 to the declared label;
    ``indent`` how many pixels right of its line's beginning it stands, behind a number."""

    spec: FieldSpec
    parts: tuple[Line, ...]
    rest: tuple[Line, ...]
    similarity: float
    indent: float = 0.0

    @cached_property
    def box(self) -> BBox:
        return around(part.box for part in self.parts)

    @property
    def begin(self) -> float:
        """The x where its line begins: its own left, or that of its number."""
        return self.box.left - self.indent


def find_labels(lines: Sequence[Line], specs: Iterable[FieldSpec]) -> tuple[list[Label], list[Line]]:
    """The labels among ``lines`` (in reading order), and the lines that hold none.

    Of the labels that could stand at one place the one with most characters is taken.
    """
    rows = _gathered(to_rows(lines))
    specs = tuple(specs)
    wordings = to_wordings(specs)
    labels: list[Label] = []
    bilingual = is_bilingual(lines)
    right = right_edge(lines)
    index = 0
    while index < len(rows):
        text = "".join(without_dots(piece.text)[0] for piece in rows[index])
        above = [*(rows[index - 1] if index else ()), *(labels[-1].rest if labels else ())]
        chains = [
            *_declared(rows, index, wordings.likely(text), above),
            *find_wrapped(rows, index, wordings.beginnings),
        ]
        chains = [chain for chain in chains if not _holds_another(rows, chain[1], wordings.wholes)]
        last = labels[-1].spec if labels else None
        own = [
            (spec, chain)
            for spec, chain in chains
            if not _is_sentence(rows, (spec, chain), labels, above)
            and not is_running_text(rows[index][0], spec, last, above, rows[index + 1 : index + REACH], right)
            and not (len(chain) > 1 and labels and _ends_name(rows[index][0], labels[-1], lines, right))
        ]
        found = _take_best(rows, own)
        if found is None:
            index += 1
            continue
        labels.append(_without_english(found) if bilingual else found)
    labels += _torn(rows, labels, specs)
    rest = [piece for row in rows for piece in row]
    return labels, without_translations(rest) if bilingual else rest


def _without_english(label: Label) -> Label:
    rest = map(without_translation, label.rest)
    return replace(label, rest=tuple(line for line in rest if line is not None))


def _gathered(rows: list[list[Line]]) -> list[list[Line]]:
    """The rows, with characters that stand alone side by side in one of them: 住 and 所 of a label beside two
    lines of a value, of which each may be nearer to another one."""
    for above, below in pairwise(rows):
        alone = [piece for piece in above if is_alone(piece)]
        moved = [piece for piece in below if is_alone(piece) and any(_are_level(piece, own) for own in alone)]
        if moved and all(in_row(piece, alone) for piece in moved):
            above[:] = sorted([*above, *moved], key=lambda piece: piece.box.left)
            below[:] = [piece for piece in below if piece not in moved]
    return [row for row in rows if row]


def _are_level(piece: Line, other: Line) -> bool:
    """Whether two characters stand side by side; a box twice as high is about two, one below the other."""
    return is_beside(piece, other) and other.height < HIGH * piece.height


def _torn(rows: list[list[Line]], labels: Sequence[Label], specs: Sequence[FieldSpec]) -> list[Label]:
    """Labels of fields that are not found yet which only their column tells: for review."""
    if len(labels) < TELLING:
        return []
    missing = {spec.name: spec for spec in specs if not spec.annex}
    for label in labels:
        missing.pop(label.spec.name, None)
    torn = []
    has_period = any(label.spec.kind == FieldKind.PERIOD for label in labels)
    for row in rows:
        for piece in list(row):
            if has_period and piece.text.startswith("至"):  # of the period in the row above
                continue
            found = find_torn(piece, row, missing.values(), [label.parts[0].box for label in labels])
            if found is not None and not _is_of_services(piece, labels, however_far_down=False):
                spec, end, begin = found
                row.remove(piece)
                missing.pop(spec.name)
                rest = (piece.part(begin, len(piece.text)),) if begin < len(piece.text) else ()
                torn.append(Label(spec, (piece.part(0, end),), rest, TORN))
    return torn


def _holds_another(rows: Sequence[Sequence[Line]], chain: Chain, wholes: Set[str]) -> bool:
    """Whether a further line that was taken for a misread one, 覆盖范围 for 及覆盖范围, is a label to the
    letter, or one with its colon stands between two of its lines, and not beside them: 覆盖范围：全国 of a
    service there."""
    right = max(rows[row][match.last].box.right for row, match in chain)
    between = (
        fold(piece.text).partition(":")
        for (upper, _), (lower, _) in pairwise(chain)
        for row in rows[upper + 1 : lower]
        for piece in row
        if piece.box.left < right
    )
    return any(
        match.similarity < 1 and fold(rows[row][match.first].text[match.start : match.end]) in wholes
        for row, match in chain[1:]
    ) or any(colon and head in wholes for head, colon, _ in between)


def _is_sentence(
    rows: Sequence[Sequence[Line]],
    found: tuple[FieldSpec, Chain],
    labels: Sequence[Label],
    above: Sequence[Line],
) -> bool:
    """Whether what looks like a label is a sentence of the services beside it: 业务覆盖范围：广东 or
    有效期至2028年3月1日 flush with their line ``above``, however far down."""
    spec, (row, match) = found[0], found[1][0]
    piece = rows[row][match.first]
    areas = fold(piece.text[: match.end]).endswith(_AREAS)  # each of the services may have its own
    level = _is_of_services(piece, labels, however_far_down=areas)
    between = rows[row - 2] if row > 1 else ()  # beside labels that are set half a line off
    follows = any(
        abs(line.box.left - piece.box.left) < piece.height
        and 0 < piece.middle - line.middle < SENTENCE * piece.height
        for line in (*above, *between)
    )
    goes_on = match.start == 0 and match.end < len(piece.text.rstrip(ENDS))
    return spec.kind in _IN_SERVICES and level and follows and goes_on


def _is_of_services(piece: Line, labels: Sequence[Label], *, however_far_down: bool) -> bool:
    """Whether a line stands where a label's services do."""
    return any(
        label.spec.kind == FieldKind.SERVICES
        and label.box.right < piece.box.left
        and label.box.top < piece.middle
        and (however_far_down or piece.middle < label.box.bottom + NEXT_ROW * piece.height)
        for label in labels
    )


def _ends_name(piece: Line, label: Label, lines: Sequence[Line], right: float) -> bool:
    return ends_name(piece, label.spec, label.parts[0], label.rest, lines, right)


def _declared(
    rows: list[list[Line]],
    index: int,
    variants: Sequence[Wording],
    above: Sequence[Line],
) -> Iterator[tuple[FieldSpec, Chain]]:
    """The labels that start in row ``index``, in lines as declared; ``above`` are lines of values that one
    may go on from."""
    for spec, parts, known in variants:
        match = find_prefix(rows[index], parts[0], known)
        if match is None or ends_service(rows[index][match.first], match, parts[0], above):
            continue
        if _SENTENCE_ON.match(rows[index][match.first].text, match.end):
            continue
        chain = [(index, match), *_next_parts(rows, index, match, parts[1:], known)]
        if len(chain) == len(parts):
            yield spec, chain


def _take_best(rows: list[list[Line]], chains: Sequence[tuple[FieldSpec, Chain]]) -> Label | None:
    """Take the label with most characters out of ``rows``."""
    if not chains:
        return None
    spec, chain = max(chains, key=lambda found: sum(at.exact_size * at.similarity**2 for _, at in found[1]))
    first_row, first = chain[0]
    mark = rows[first_row][first.first].text[: first.start]
    if is_former_head(mark):
        spec = to_former(spec)
    numbered = spec.kind in _NUMBERED
    last_row, last = chain[-1]
    doubtful = spec.annex and may_be_numbered(rows[last_row], last)
    starts = rows[first_row][first.first].box.left
    taken = [_take(rows[row], match, numbered=numbered) for row, match in chain]
    parts = tuple(label for label, _ in taken)
    indent = parts[0].box.left - starts if is_dirt(mark) else 0.0
    similarity = sum(match.similarity for _, match in chain) / len(chain)
    rest = tuple(after for _, after in taken if after is not None)
    return Label(spec, parts, rest, TORN if doubtful else similarity, indent)


def _next_parts(
    rows: list[list[Line]], index: int, match: Match, parts: Sequence[str], known: Known
) -> Iterator[tuple[int, Match]]:
    """The further lines of a label, each in one of the next rows and below the one before."""
    above = rows[index][match.first].part(0, match.end)
    for part in parts:
        for below in range(index + 1, min(index + 4, len(rows))):
            found = find_prefix(rows[below], part, known)
            if found is None or not is_dirt(rows[below][found.first].text[: found.start]):
                continue  # or it ends another label: 业务覆盖范围(服务项目) below 业务种类
            piece = rows[below][found.first].part(0, found.end)
            near = piece.middle - above.middle < NEXT_ROW * max(piece.height, above.height)
            flush = abs(piece.box.left - above.box.left) < 3 * above.height
            if near and (flush or above.box.left < piece.box.left < above.box.right):
                yield below, found
                index, above = below, piece
                break
        else:
            return


def _take(row: list[Line], match: Match, *, numbered: bool) -> tuple[Line, Line | None]:
    """Cut the label out of its row: the label's line, and the text that follows it, if any."""
    pieces = row[match.first : match.last + 1]
    before = pieces[0].part(0, match.start) if match.start else None
    if before is not None:
        before = None if is_dirt(before.text) else before.part(0, len(without_opening(before.text)))
    tail = pieces[-1]
    skip = past_label(tail.text, match.end, numbered=numbered)
    after = tail.part(skip, len(tail.text)) if skip < len(tail.text) else None
    if numbered and is_sites_number(row, match):
        after = None
    label_parts = [*pieces[:-1], tail.part(0, match.end)]
    if match.start:
        label_parts[0] = label_parts[0].part(match.start, len(label_parts[0].text))
    row[match.first : match.last + 1] = [before] if before is not None else []
    return join(label_parts), after
