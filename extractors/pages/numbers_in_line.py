"""The numbers that a line holds in the form of a field, whatever stands before and behind them."""

from __future__ import annotations

import re

from extractors.candidates import Candidate, spec_to_candidate
from extractors.normal_forms import normalize_as
from extractors.normalize.credit_code import find_credit_codes
from extractors.normalize.license_number import find_license_numbers
from extractors.normalize.normal import Check
from extractors.normalize.numbers import find_pattern
from extractors.normalize.text import fold, fold_with_offsets
from extractors.page_lines.layout import Line
from schemas.document_type import FieldKind, FieldSpec, Grammar

_HEAD = re.compile(r"\(?(?:[㐀-鿿]{0,6}号|No\.?)[:;.]?\s*", re.IGNORECASE)


def find_numbers(line: Line, spec: FieldSpec) -> list[Candidate]:
    """Its numbers; the end of the field's own label is no beginning of one: 编号 京网文, 编号XK12."""
    end = _label_end(line.text, spec)
    if 0 < end < len(line.text):
        return [*_numbers_of(line.part(0, end), spec), *_numbers_of(line.part(end, len(line.text)), spec)]
    return _numbers_of(line, spec)


def is_number_alone(line: Line, spec: FieldSpec) -> bool:
    """Whether a line is a sound number and a word that announces it, in brackets or not, though the word is
    no label that was found: （证号：闽B1-20222503）."""
    numbers = [number for number in find_numbers(line, spec) if not number.failed]
    if len(numbers) != 1:
        return False
    text, own = fold(line.text), fold(numbers[0].lines[0].text)
    before, found, behind = text.partition(own)
    return bool(found) and _HEAD.fullmatch(before) is not None and behind.strip() in ("", ")")


def goes_beyond(line: Line, spec: FieldSpec) -> bool:
    """Whether a number of the field's form goes on in the line beyond what the form holds."""
    return spec.pattern is not None and Check.NUMBER_FORM in normalize_as(spec, line.text).failed


def _label_end(text: str, spec: FieldSpec) -> int:
    """The offset behind a label of the field that is printed in the text; 0 where none is."""
    folded, offsets = fold_with_offsets(text)
    ends = [folded.rfind(label) + len(label) for label in map(fold, spec.labels) if label in folded]
    return offsets[max(ends) - 1] + 1 if ends else 0


def _numbers_of(line: Line, spec: FieldSpec) -> list[Candidate]:
    if spec.kind == FieldKind.CODE:
        places = find_credit_codes(line.text)
    elif spec.grammar == Grammar.TELECOM:
        places = tuple((number.start, number.end) for number in find_license_numbers(line.text))
    elif spec.pattern is not None:
        places = tuple((start, end) for start, end, _ in find_pattern(line.text, spec.pattern))
    else:
        return []
    return [spec_to_candidate(spec, [line.part(start, end)]) for start, end in places]
