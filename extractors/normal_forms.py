"""The normal form of a text that was read as a value of some kind."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.normalize.address import normalize_address
from extractors.normalize.beside_text import without_marks
from extractors.normalize.credit_code import normalize_credit_code
from extractors.normalize.dates import normalize_date
from extractors.normalize.license_number import normalize_license_number
from extractors.normalize.money import mend_amount, normalize_money
from extractors.normalize.names import normalize_company, normalize_person
from extractors.normalize.normal import Check, Normal
from extractors.normalize.numbers import normalize_number, normalize_pattern
from extractors.normalize.plain import normalize_list, normalize_text
from extractors.normalize.services import normalize_services
from extractors.normalize.text import clean_printed, fold, join_lines
from extractors.place_names.places import mend_place_marks
from schemas.document_type import FieldKind, FieldSpec, Grammar

# What ends in no dot or colon, wrapped or not: one there is dirt.
_WRAPPED = (FieldKind.SERVICES, FieldKind.ADDRESS, FieldKind.TEXT)
_COLONS = ":： ☑☐□■·•、，"  # what is left of a label or a seal in front of a value, and dirt
_SPECK = re.compile(r"^[.·]|[.·]$")  # dirt at the end of a line: no sentence of services has a dot there
_SPECKED_COMMA = re.compile(r"(?<=[㐀-鿿])\.\.(?=[㐀-鿿])")  # no sentence has two dots between words
# 10000.0000万 without its point: no capital is so large. 50.000000万 has it. That of 2.000万 may be a comma;
# 500.00000万 has lost one of its six zeros; seven are one too many. 001.万 has lost figures at both ends.
_POINT_LOST = re.compile(
    r"(?<![0-9.,])0[0-9]|[0-9]\.(?=[万亿元圆])"
    r"|(?<![0-9.])[0-9]{6,}万|(?<![0-9.,])[1-9][0-9]{0,2}\.[0-9]{3} ?万|\.[0-9]{5}(?:[0-9]{2})? ?万"
)
_LETTERS_BEHIND = re.compile("[整正元圆币][A-Za-z]{2,}")  # a stamp's
_NORMALIZERS = {
    FieldKind.NAME: normalize_company,
    FieldKind.PERSON: normalize_person,
    FieldKind.DATE: normalize_date,
    FieldKind.ADDRESS: normalize_address,
    FieldKind.CODE: normalize_credit_code,
    FieldKind.SERVICES: normalize_services,
}


def without_specks(lines: Sequence[str]) -> list[str]:
    """Wrapped lines of services without the dirt that was read at their ends as dots or ticks, and without
    the colon of the label beside one: none begins with a colon (GB/T 15834). A comma with a speck is one."""
    whole = [_SPECKED_COMMA.sub("，", line.lstrip(":：☑")) for line in lines]
    return [*(_SPECK.sub("", line) for line in whole[:-1]), *(line.lstrip(".·") for line in whole[-1:])]


def normalize_as(spec: FieldSpec, raw: str) -> Normal:
    """The normal form of ``raw`` (lines parted by line breaks) as a value of a declared field."""
    if spec.kind != FieldKind.NUMBER:
        return _in_form(spec, normalize(spec.kind, raw))
    text = join_lines(raw.split("\n")).lstrip(_COLONS)
    if spec.grammar == Grammar.TELECOM:
        return normalize_license_number(text)
    return normalize_number(text) if spec.pattern is None else normalize_pattern(text, spec.pattern)


def _in_form(spec: FieldSpec, normal: Normal) -> Normal:
    """A text, which is told where it is not wholly in the form that is declared for it."""
    if spec.pattern is None or normal.value is None or re.fullmatch(spec.pattern, fold(normal.value)):
        return normal
    return replace(normal, failed=(*normal.failed, Check.TEXT_FORM))


def normalize(kind: FieldKind, raw: str) -> Normal:
    """The normal form of ``raw`` (lines parted by line breaks) as a value of ``kind``."""
    lines = raw.split("\n")
    text = join_lines(without_specks(lines) if kind in _WRAPPED else lines).lstrip(_COLONS)
    if kind in _WRAPPED:
        text = text.rstrip(".·:：")
    text = without_marks(kind, text)
    if kind == FieldKind.MONEY:
        amount = normalize_money(text)
        odd = _POINT_LOST.search(fold(text)) or _LETTERS_BEHIND.search(fold(text))
        lost = (Check.AMOUNT_FORM,) if odd and not amount.failed else ()
        printed = clean_printed(text) if amount.failed else clean_printed(mend_amount(text))
        return Normal(printed or None, failed=(*amount.failed, *lost))
    if kind == FieldKind.LIST:
        return normalize_list(text)
    normalizer = _NORMALIZERS.get(kind)
    if normalizer is not None:
        return normalizer(text)
    return normalize_text(mend_place_marks(text))
