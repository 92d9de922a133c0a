"""Lines in which a second label stands behind the first one's value: 发证日期：2018年3月1日 有效期至：….

An engine reads print of two columns as one line where the gap between them is narrow.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from extractors.normalize.text import fold, fold_with_offsets
from extractors.page_lines.layout import Line, text_height
from extractors.printed_labels.label_marks import label_begin
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
    return [part for line in lines for part in _parts(line, fields, pattern, height)]


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
    at = offsets[label.start()]
    gap = line.centers[at] - line.centers[offsets[label.start() - 1]]
    marked = line.text[at - 1].isspace() or line.text[at - 1] in _ENDS
    return len(label["label"]) >= TELLING or marked or gap > GAP * height
