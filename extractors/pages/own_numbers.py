"""The numbers of a page that may be its own: neither those that it had before, nor another license's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from rapidfuzz.distance import Levenshtein

from extractors.candidates import Candidate
from extractors.normalize.text import fold
from extractors.page_lines.cut_lines import with_line_before
from extractors.page_lines.layout import Line
from extractors.pages.numbers_in_line import find_numbers, goes_beyond
from extractors.printed_labels.former_labels import is_former
from schemas.document_type import FieldSpec

_SERIAL = re.compile(r"-\d{8}")
BESIDE = 2.0  # line heights from one number to another that may be meant for the same place
MISREAD = 2  # characters by which a number may differ and still be the same one
_BEFORE = re.compile(
    r"(?:原|旧|曾用)(?:有|持有?|领|发)?(?:的|(?:经营)?许可)?(?:证书?)?(?:编?号码?)?[为是:]?$"
)
_REPLACED = re.compile(
    "[此该原]?号?(?:的|电信|增值|业务|经营|许可|证书?|[)）]){0,6}"
    "(?:换[发证领]|变更而|更换|作废|停用|废止|注销|失效|同时|自即日起|即行|予以)"
)


def find_own_numbers(
    lines: Sequence[Line], spec: FieldSpec, fields: Iterable[tuple[str, Candidate | None]]
) -> list[Candidate]:
    """Every reading of the page's number in its ``lines``; ``fields`` are the values by their labels. Where a
    label has a number, one that is none of its misreadings is of another paper, but for one close above or
    below it: one of the two was struck out or put in its place."""
    sound = [
        number
        for line in lines
        for number in find_numbers(line, spec)
        if not (number.failed or goes_beyond(line, spec) or _is_replaced(line, number))
        and not _begins_before(line, number, lines, spec)
    ]
    fields = list(fields)
    labelled = [
        field
        for name, field in fields
        if name == spec.name
        and field is not None
        and not any(_is_replaced(line, field) for line in field.lines)
    ]
    own = _values(labelled)
    former = _values(field for name, field in fields if is_former(name)) - own
    if own:
        return [
            number
            for number in sound
            if any(is_near(number.value, value) for value in own)
            or (number.value not in former and any(_is_beside(number, field) for field in labelled))
        ]
    return [number for number in sound if number.value not in former]


def _begins_before(line: Line, number: Candidate, lines: Sequence[Line], spec: FieldSpec) -> bool:
    """Whether the number is the end of one that begins in another piece of the line: A2|.B2-20151617."""
    whole = find_numbers(with_line_before(line, lines), spec)
    return any(len(other.raw) > len(number.raw) and other.raw.endswith(number.raw) for other in whole)


def find_rivals(numbers: Sequence[Candidate], chosen: str) -> list[str]:
    """What a page says as often as the number that was chosen."""
    votes = [number.value for number in numbers if number.value is not None]
    return [
        value
        for value in dict.fromkeys(votes)
        if value != chosen and votes.count(value) >= votes.count(chosen)
    ]


def _is_beside(number: Candidate, labelled: Candidate) -> bool:
    """Whether two numbers stand one above the other, as close as two lines of one value."""
    one, other = number.lines[0], labelled.lines[0]
    level = one.box.left < other.box.right and other.box.left < one.box.right
    return level and abs(one.middle - other.middle) < BESIDE * other.height


def _values(fields: Iterable[Candidate | None]) -> set[str]:
    return {field.value for field in fields if field is not None and field.value and not field.failed}


def is_near(known: str | None, number: str) -> bool:
    """Whether two numbers are one, slightly misread."""
    return known is not None and Levenshtein.distance(known, number) <= MISREAD


def is_cut(number: str, known: str | None) -> bool:
    """Whether a number is another one of which the beginning or the end was not read: B1-20211649 of
    B1-20211649-11, B2-20240779 of 藏B1.B2-20240779."""
    is_whole = _SERIAL.search(number) is not None
    return is_whole and known is not None and (known.startswith(number) or known.endswith(number))


def _is_replaced(line: Line, number: Candidate) -> bool:
    """Whether the sentence says that the number was the one before: 原鲁B2-20080133号, …号许可证同时作废."""
    before, _, after = line.text.partition(number.raw)
    return _BEFORE.search(fold(before)) is not None or _REPLACED.match(fold(after)) is not None
