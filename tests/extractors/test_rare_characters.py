"""Rare characters of people's names, which a recognizer reads unsurely and never for common ones, and marks
before a value."""

from __future__ import annotations

import pytest

from extractors.candidates import to_candidate
from extractors.normalize.normal import Check
from extractors.value_lines.rare_characters import PLAIN, SCORE, is_rare, rare_scores
from schemas.document_type import FieldKind
from schemas.field import FieldStatus
from schemas.page import TextLine
from tests.lines import certificate, line, main_lines, seen


@pytest.mark.parametrize("char", "禛诩翾龑鋆彧蘅祯喆禚㛃")
def test_what_everyday_use_has_not_is_rare(char: str) -> None:
    assert is_rare(char)


@pytest.mark.parametrize("char", "药镇责张A1·〇龔強黃禎")
def test_common_characters_and_forms_of_them_are_not(char: str) -> None:
    assert not is_rare(char)


def test_a_rare_character_that_was_read_plainly_counts_more() -> None:
    (read,) = seen(line("严诩药", 500, 500).model_copy(update={"char_confidences": (0.99, 0.75, 0.75)}))
    assert rare_scores([read]) == (0.99, SCORE, 0.75)
    (hardly,) = seen(line("严诩", 500, 500).model_copy(update={"char_confidences": (0.99, PLAIN - 0.01)}))
    assert rare_scores([hardly]) == (0.99, PLAIN - 0.01)


@pytest.mark.parametrize(("name", "status"), [("严诩", FieldStatus.ACCEPTED), ("严药", FieldStatus.REVIEW)])
def test_a_name_needs_no_person_for_it(name: str, status: FieldStatus) -> None:
    def read(entry: TextLine) -> TextLine:
        scores = tuple(0.75 if char == name[-1] else 0.99 for char in entry.text)
        return entry.model_copy(update={"char_confidences": scores}) if name in entry.text else entry

    found = certificate(*map(read, main_lines(person=name)))
    assert found.fields["legal_representative"].status == status


def test_what_the_room_before_a_value_is_read_as_says_nothing_of_it() -> None:
    def read(entry: TextLine) -> TextLine:
        if entry.text != "陈立群":
            return entry
        mark = line("☑陈立群", entry.quad.bbox.left - 32, entry.quad.bbox.top)
        return mark.model_copy(update={"char_confidences": (0.5, 0.99, 0.99, 0.99)})

    field = certificate(*map(read, main_lines())).fields["legal_representative"]
    assert (field.value, field.raw, field.status) == ("陈立群", "☑陈立群", FieldStatus.ACCEPTED)


@pytest.mark.parametrize(
    ("text", "score", "is_doubted"),
    [("仝部权利", 0.98, True), ("仝部权利", 0.995, False), ("全部权利", 0.98, False)],
)
def test_one_in_a_text_that_was_not_wholly_sure_is_in_doubt(
    text: str, score: float, is_doubted: bool
) -> None:
    (read,) = seen(line(text, 500, 500, score=score))
    assert (Check.NAME_MISREAD in to_candidate(FieldKind.TEXT, [read]).failed) is is_doubted
