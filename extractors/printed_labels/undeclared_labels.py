"""Labels of fields that no declaration has, 统一社会信用代码： among those of a license: by their shape and
their place in the column of labels. What stands beside them is theirs, and nobody else's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz

from extractors.normalize.text import fold, fold_with_offsets
from extractors.page_lines.layout import Line, is_beside
from extractors.printed_labels.label_columns import LONGEST_VALUE
from extractors.printed_labels.label_marks import SAID_FURTHER, past_label
from extractors.printed_labels.labels import SENTENCE, Label
from schemas.document_type import FieldKind, FieldSpec

NAME = "undeclared"
FLUSH = 0.8  # line heights by which a label's ends may be off its column's
COLUMN = 2  # labels that make a column
PART = 70.0  # similarity (0-100) from which what looks like a label may be a line of a declared one
# 信息服务业务： and 广东省： go on in a list; 不含： and 仅限： in a sentence.
_COLON = re.compile(rf"(?P<label>[\u3400-\u9fff]{{3,12}}(?<![务目含限括下省市区县])(?:{SAID_FURTHER})?):")
_LAST_WORD = re.compile(
    "(?:[代编]码|[编证]号|名称|类型|性质|日期|时间|[地住]址|住所|电话|传真|邮编|范围|机[关构]|期限|类别|级别|资[本金])$"
)
LONGEST = 12  # characters of a label without a colon


def find_undeclared(
    labels: Sequence[Label], rest: Sequence[Line], specs: Sequence[FieldSpec]
) -> tuple[list[Label], list[Line]]:
    """The labels among ``rest`` that none of ``specs`` has, in the columns of ``labels``, and the other
    lines."""
    declared = [fold(label.replace("|", "")) for spec in specs for label in spec.labels]
    wordings = [fold(label.replace("|", "")) for spec in specs for label in spec.wordings]
    found: list[Label] = []
    others: list[Line] = []
    for line in rest:
        end = _label_end(line, rest)
        if (
            end
            and _is_in_column(line.part(0, end), labels)
            and not _is_of_value(line, labels, others)
            and not _is_part(line.text[:end], declared, wordings)
        ):
            found.append(_to_label(line, end))
        else:
            others.append(line)
    return found, others


def is_undeclared(name: str) -> bool:
    """Whether a field of this name is one of these."""
    return name == NAME


def _label_end(line: Line, rest: Sequence[Line]) -> int:
    """Where a label ends that the line begins with: before a colon, or where it is no more than one and has
    print beside it; 0 where it does not look like one."""
    text, offsets = fold_with_offsets(line.text)
    match = _COLON.match(text)
    beside = any(other.box.left > line.box.right and is_beside(other, line) for other in rest)
    if match is not None and (beside or match.end() < len(text)):
        return offsets[match.end("label") - 1] + 1
    alone = beside and len(text) <= LONGEST and _LAST_WORD.search(text) is not None
    return len(line.text) if alone else 0


def _is_in_column(part: Line, labels: Sequence[Label]) -> bool:
    """Whether it begins, or ends, where labels do."""
    off = FLUSH * part.height
    left = sum(abs(label.box.left - part.box.left) < off for label in labels)
    return left >= COLUMN or sum(abs(label.box.right - part.box.right) < off for label in labels) >= COLUMN


def _is_of_value(line: Line, labels: Sequence[Label], above: Sequence[Line]) -> bool:
    """Whether it may be a row of a label's value: one right of the label, or close below a row that
    begins where it does, 其中：剧毒化学品除外, much as it looks like a label. ``above`` are lines before."""
    beside = any(
        label.box.right < line.box.left
        and -line.height < line.middle - label.box.top < label.box.height + LONGEST_VALUE * line.height
        for label in labels
    )
    flush = [own for own in above if abs(own.box.left - line.box.left) < line.height]
    rows = [*(own for label in labels for own in label.rest), *flush]
    return beside or any(0 < line.middle - own.middle < SENTENCE * line.height for own in rows)


def _is_part(text: str, declared: Iterable[str], wordings: Iterable[str]) -> bool:
    """Whether it may be a line of a declared label, misread: 盖范围 of 业务种类及覆盖范围. Of further
    ``wordings`` only to the letter: they are so many that unknown labels share words with one."""
    folded = fold(text)
    return any(folded in own for own in wordings) or any(
        len(folded) <= len(own) and fuzz.partial_ratio(folded, own) >= PART for own in declared
    )


def _to_label(line: Line, end: int) -> Label:
    spec = FieldSpec(name=NAME, labels=("".join(line.text[:end].split()),), kind=FieldKind.NONE, wraps=True)
    begin = past_label(line.text, end, numbered=False)
    rest = (line.part(begin, len(line.text)),) if begin < len(line.text) else ()
    return Label(spec, (line.part(0, end),), rest, 1.0)
