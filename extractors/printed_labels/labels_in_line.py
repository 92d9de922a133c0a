"""Lines in which a second label stands behind the first one's value: 发证日期：2018年3月1日 有效期至：….

An engine reads print of two columns as one line where the gap between them is narrow.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import lru_cache

from extractors.normalize.text import fold, fold_with_offsets
from extractors.page_lines.layout import Line, text_height
from extractors.printed_labels.label_marks import label_begin
from extractors.telecom_lists.scope import begins_item
from schemas.document_type import FieldKind, FieldSpec

TELLING = 4  # characters of a label that stands right behind a value, without a gap
_AREAS = ("范围", "区域", "地域", "地区")
_SEPARATORS = " \u3000；;，,、"  # between the first value and the second label
_ENDS = "；;"  # the same after which a short label is one
GAP = 1.5  # line heights from the value's last character to the label's first that are one


def part_at_labels(lines: Sequence[Line], specs: Iterable[FieldSpec]) -> list[Line]:
    """The lines, each that begins with a label and its colon parted before every other one of a field's. A
    service may have places of its own: 业务种类：国内呼叫中心业务 覆盖范围：全国 is one value."""
    fields = _labels(tuple(specs))
    if not fields:
        return list(lines)
    pattern, height = _pattern(tuple(fields)), text_height(lines)
    printed = Counter(label["label"] for line in lines for label in pattern.finditer(fold(line.text)))
    once = {label for label, count in printed.items() if count == 1 and len(label) >= TELLING}
    begun = [part for line in lines for part in _behind_end(line, once, pattern, height)]
    return [part for line in begun for part in _parts(line, fields, pattern, height)]


@lru_cache
def _labels(specs: tuple[FieldSpec, ...]) -> Mapping[str, FieldKind]:
    """The kind of the field by each label, folded."""
    return {
        fold(label.replace("|", "")).rstrip(":"): spec.kind
        for spec in specs
        for label in spec.all_labels
        if len(label) > 1
    }


@lru_cache
def _pattern(labels: tuple[str, ...]) -> re.Pattern[str]:
    """One of the labels with its colon, the longest first."""
    known = "|".join(map(re.escape, sorted(labels, key=lambda label: (-len(label), label))))
    return re.compile(f"(?P<label>{known})(?:\\([^():]{{1,8}}\\))?:")


def _behind_end(line: Line, once: Set[str], pattern: re.Pattern[str], height: float) -> tuple[Line, ...]:
    """The line, parted before the first label if the end of the value above stands before that, as in a
    running text: 号楼六层　业务种类：…. Such a label is one of those that the page has ``once``, and stands
    behind a gap; what a service has of its own stands behind the service."""
    text, offsets = fold_with_offsets(line.text)
    first = pattern.search(text)
    if first is None or first["label"] not in once or first.start() <= label_begin(text):
        return (line,)
    if begins_item(text) or _gap(line, offsets, first.start()) < GAP * height:
        return (line,)
    cut = offsets[first.start()]
    return (line.part(0, len(line.text[:cut].rstrip(_SEPARATORS))), line.part(cut, len(line.text)))


def _parts(
    line: Line, fields: Mapping[str, FieldKind], pattern: re.Pattern[str], height: float
) -> Iterator[Line]:
    text, offsets = fold_with_offsets(line.text)
    first = pattern.match(text, label_begin(text))
    if first is None:
        return iter((line,))
    cuts, end = [0], first.end()
    for other in pattern.finditer(text, end):
        own = fields[first["label"]] == FieldKind.SERVICES and other["label"].endswith(_AREAS)
        if other.start() > end and not own and _is_apart(line, offsets, other, height):
            cuts.append(offsets[_own_start(line.text, offsets, other, fields)])
            end = other.end()
    ends = [*(len(line.text[:cut].rstrip(_SEPARATORS)) for cut in cuts[1:]), len(line.text)]
    return (line.part(start, end) for start, end in zip(cuts, ends, strict=True))


def _own_start(
    text: str, offsets: Sequence[int], label: re.Match[str], fields: Mapping[str, FieldKind]
) -> int:
    """Where the label begins: behind the one space that parts it from the value's last word, which makes
    another label with it: 官方网站　域名：."""
    gaps = [at for at in range(label.start() + 1, label.end("label")) if text[offsets[at] - 1].isspace()]
    parts_two = len(gaps) == 1 and label["label"][gaps[0] - label.start() :] in fields
    return gaps[0] if parts_two else label.start()


def _is_apart(line: Line, offsets: Sequence[int], label: re.Match[str], height: float) -> bool:
    """Whether the label is no word of the value: white space, a semicolon or a gap stands before it, or it is
    long."""
    before = line.text[offsets[label.start()] - 1]
    marked = before.isspace() or before in _ENDS
    return len(label["label"]) >= TELLING or marked or _gap(line, offsets, label.start()) > GAP * height


def _gap(line: Line, offsets: Sequence[int], start: int) -> float:
    """How far the character ``start`` of the folded text, not the first, stands from the one before it."""
    return line.centers[offsets[start]] - line.centers[offsets[start - 1]]
