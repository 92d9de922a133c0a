"""The values of a page's labels: whose the lines are, and what each says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.candidates import OUT_OF_PLACE, Candidate, spec_to_candidate, to_candidate
from extractors.normalize.beside_text import NO_LISTS
from extractors.normalize.normal import Check
from extractors.normalize.text import fold, is_cjk
from extractors.page_dates.date_rows import find_date_rows, without_next_date
from extractors.page_dates.period_rows import as_periods, with_ends
from extractors.page_lines.layout import Line
from extractors.page_lines.translations import without_last_translation
from extractors.pages.page_text import PageText
from extractors.printed_labels.labels import TORN, Label
from extractors.printed_labels.labels_set_upon import is_set_upon
from extractors.printed_labels.undeclared_labels import find_undeclared, is_undeclared
from extractors.value_lines.about_axis import with_rows_about_axis
from extractors.value_lines.areas_of_scope import as_areas
from extractors.value_lines.beside import find_beside, is_beside, taken_lines
from extractors.value_lines.cards import deal_cards
from extractors.value_lines.cut_lines import with_cut_values
from extractors.value_lines.cut_off import doubt_cut_off
from extractors.value_lines.flush_rows import with_flush_rows
from extractors.value_lines.further_services import give_back_services
from extractors.value_lines.hidden_ends import doubt_hidden_ends
from extractors.value_lines.item_numbers import are_in_order
from extractors.value_lines.last_in_row import deal_last_in_rows
from extractors.value_lines.lost_heads import doubt_lost_heads
from extractors.value_lines.lost_rows import doubt_lost_rows
from extractors.value_lines.mixed_cards import doubt_beside_cards
from extractors.value_lines.ruled_cells import deal_in_cells, sure_in_cells
from extractors.value_lines.scraps import holds_scrap
from extractors.value_lines.sentence_rows import with_sentence_rows
from extractors.value_lines.value_below import with_values_below
from extractors.value_lines.values import Value, find_values
from schemas.document_type import DocumentType, FieldKind, FieldSpec

PIECED = OUT_OF_PLACE  # of a date put together from scraps: one may be missing, so for review
_WHOLE = frozenset("无男女是否有")  # what one character may say
_HEAD = re.compile("(.{1,16}?):")
# What stands in no value that says one thing but the label of another; a coverage has services before places.
_LABEL_WITHIN = re.compile("[\u3400-\u9fffA-Za-z]{2,}(?<!业务)(?<!服务):")
_IN_BRACKETS = re.compile(r"[(\[][^()\[\]]*[)\]]")  # (经营场所:同住所) is a part of an address
_LONG = 4  # characters of a label that no value has in front of 为
NOT_DATES = (Check.DATE_MISSING, Check.DATE_INCOMPLETE, Check.DATE_IMPOSSIBLE)


def deal_values(
    text: PageText, labels: Sequence[Label], lines: Sequence[Line], document_type: DocumentType
) -> tuple[list[Value], list[Value], list[Line]]:
    """The value of each label, those of labels that the type has not, and the lines that are left for free
    dates."""
    labels, lines, cut = with_cut_values(labels, lines)
    cards = deal_cards(labels, lines, text.vertical, text.level)
    cards += deal_last_in_rows(labels, lines)
    left, free = _without(cards, labels, lines)
    found = cards + deal_in_cells(left, free, text.vertical, text.level)
    left, free = _without(found, labels, lines)
    beside = [label for label in left if is_beside(label)]
    column = [label for label in left if not is_beside(label)]
    found += find_beside(beside, column, free)
    taken = taken_lines(found, lines)
    rest = [line for line in lines if id(line) not in taken]
    undeclared, others = find_undeclared(column, rest, document_type.fields)
    dealt = with_flush_rows([*find_values([*column, *undeclared], others, text.level), *found], others)
    dealt = with_rows_about_axis(with_sentence_rows(dealt, others), others)
    dealt = sure_in_cells(dealt, others, text.vertical, text.level)
    dealt = as_areas(give_back_services(dealt), document_type.fields)
    values = as_periods(with_ends(dealt, others), document_type.fields)
    values = doubt_hidden_ends(doubt_lost_rows(values, others, text.vertical, text.level), text.scraps)
    values = with_values_below(doubt_lost_heads(values), others)
    values = doubt_beside_cards(values, cards, lines, text.vertical, text.level)
    values = doubt_cut_off(values, text.source.page)
    values = [replace(v, cost=max(v.cost, PIECED)) if id(v.label) in cut else v for v in values]
    place = {id(label): at for at, label in enumerate(labels)}  # by which a list's sites are told
    values = sorted(values, key=lambda value: place.get(id(value.label), len(place)))
    own = [value for value in values if not is_undeclared(value.label.spec.name)]
    return own, [value for value in values if is_undeclared(value.label.spec.name)], rest


def _without(
    found: Sequence[Value], labels: Sequence[Label], lines: Sequence[Line]
) -> tuple[list[Label], list[Line]]:
    """The labels that are none of ``found``'s, and the lines that are none of their values."""
    dealt, taken = {id(value.label) for value in found}, taken_lines(found, lines)
    return (
        [label for label in labels if id(label) not in dealt],
        [line for line in lines if id(line) not in taken],
    )


def read_values(
    values: Sequence[Value],
    labels: Sequence[Label],
    rest: Sequence[Line],
    fields: Sequence[FieldSpec],
    scraps: Sequence[Line],
    *,
    bilingual: bool,
) -> list[tuple[Value, Candidate | None]]:
    """The values as they are read, none where nothing stands by a label; ``fields`` are all of the type,
    ``scraps`` the page's lines of a character that is hardly print."""
    found: list[tuple[Value, Candidate | None]] = []
    rows = find_date_rows(labels, rest)
    for value in values:
        spec = value.label.spec
        candidate = None
        if value.rows:
            rows_of_value = _without_label_end(spec, value.rows)
            rows_of_value = without_last_translation(rows_of_value) if bilingual else rows_of_value
            if spec.kind == FieldKind.DATE:
                rows_of_value = tuple(map(without_next_date, rows_of_value))
            doubtful = value.label.similarity <= TORN or is_set_upon(value.label, labels)
            doubtful = doubtful or _is_scrap(value) or _holds_label_end(value, fields)
            doubtful = doubtful or _holds_label(value, fields) or holds_scrap(value, scraps)
            doubtful = doubtful or not are_in_order(row.text for row in value.rows)
            misplaced = OUT_OF_PLACE if doubtful else value.cost
            candidate = spec_to_candidate(spec, rows_of_value, misplaced, value.label.similarity)
        row = rows.get(spec.name)
        if row is not None and (candidate is None or any(code in NOT_DATES for code in candidate.failed)):
            by_place = to_candidate(FieldKind.DATE, [row], PIECED, value.label.similarity)
            if by_place.value is not None or candidate is None:
                candidate = by_place
        found.append((value, candidate))
    return found


def _is_scrap(value: Value) -> bool:
    """Whether all of a text is one ideograph: it goes on elsewhere, or is the end of another."""
    is_text = value.label.spec.kind in (FieldKind.TEXT, FieldKind.SERVICES, FieldKind.ADDRESS)
    text = "".join(row.text for row in value.rows).strip()
    return is_text and len(text) == 1 and is_cjk(text) and text not in _WHOLE


def _holds_label_end(value: Value, fields: Sequence[FieldSpec]) -> bool:
    """Whether a row begins, in no bracket, with the end of a label that two rows part: 业务种 / 类：… One of
    services that says where one is provided, 覆盖范围：全国, is whole."""
    own = value.label.spec
    others = [spec for spec in fields if spec.name != own.name] if own.kind == FieldKind.SERVICES else []
    whole = {fold(label) for spec in others for label in spec.all_labels}
    rows = [fold(row.text) for row in value.rows]
    before = ["".join(rows[:at]) for at in range(len(rows))]
    heads = [
        found[1]
        for row, text in zip(rows, before, strict=True)
        if (found := _HEAD.match(row)) is not None and text.count("(") <= text.count(")")
    ]
    return any(
        label.endswith(head) and label != head
        for head in heads
        if head not in whole
        for spec in fields
        for label in map(fold, spec.all_labels)
    )


def _holds_label(value: Value, fields: Sequence[FieldSpec]) -> bool:
    """Whether a value that is no list goes on with a label and what stands behind it: 12315监督电话：0371,
    or, in a sentence, …710，业务种类为信息…"""
    if value.label.spec.kind not in NO_LISTS:
        return False
    text = _IN_BRACKETS.sub("", fold("".join(row.text for row in value.rows)))
    labels = (fold(label) for spec in fields for label in spec.all_labels)
    told = "为" in text and any(len(label) >= _LONG and f"{label}为" in text for label in labels)
    return told or _LABEL_WITHIN.search(text) is not None


def _without_label_end(spec: FieldSpec, rows: tuple[Line, ...]) -> tuple[Line, ...]:
    """The rows without the last character of a label that is set so wide that it was read with the value:
    before a colon, or before an amount, which none of them begins."""
    first = fold(rows[0].text)
    size = 2 if first[1:2] == ":" else 1 if spec.kind == FieldKind.MONEY else 0
    if 0 < size < len(first) and any(fold(own).endswith(first[0]) for own in spec.labels):
        return (rows[0].part(size, len(rows[0].text)), *rows[1:])
    return rows
