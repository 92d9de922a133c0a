"""Which characters of a value its confidence rests on."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extractors.candidates import to_candidate
from extractors.confidence import (
    LEAST,
    LEAST_OF_COMPANY,
    LEAST_OF_NUMBER,
    LEAST_OF_PERSON,
    candidate_to_evidence,
    has_unsure_character,
    nines,
)
from schemas.document_type import FieldKind
from tests.lines import line, seen


def weakest(kind: FieldKind, texts: Sequence[str], unsure: str) -> float:
    """The evidence of a value of these lines, of which each character of ``unsure`` has a score of 0.5."""
    entries = [line(text, 500, 500 + 60 * at) for at, text in enumerate(texts)]
    scored = [
        entry.model_copy(
            update={"char_confidences": tuple(0.5 if char in unsure else 0.99 for char in entry.text)}
        )
        for entry in entries
    ]
    evidence = candidate_to_evidence(to_candidate(kind, seen(*scored)))
    assert has_unsure_character(evidence) == (evidence["weakest"] < nines(LEAST))
    return evidence["weakest"]


@pytest.mark.parametrize(
    ("kind", "texts"),
    [
        (FieldKind.TEXT, ["（仅限网站接入） 覆盖范围：海南"]),
        (FieldKind.ADDRESS, ["1 号楼 2层"]),
        (FieldKind.TEXT, ["仪器仪表（零售", "☑批发）"]),
        (FieldKind.ADDRESS, ["☑学院路35号"]),
    ],
)
def test_room_beside_marks_and_what_it_is_read_as_before_a_line_say_nothing(
    kind: FieldKind, texts: list[str]
) -> None:
    assert weakest(kind, texts, " ☑") == pytest.approx(nines(0.99))


@pytest.mark.parametrize(
    ("kind", "texts", "unsure"),
    [
        (FieldKind.TEXT, ["仪器仪表 五金"], " "),  # a mark may be lost there
        (FieldKind.TEXT, ["仪器仪表（☑零售）"], "☑"),
        (FieldKind.LIST, ["luzhong-le .shop"], " "),  # or a letter
        (FieldKind.ADDRESS, ["SOHO 2 期"], " "),
        (FieldKind.ADDRESS, ["学院路35号"], "5"),
    ],
)
def test_any_other_character_does(kind: FieldKind, texts: list[str], unsure: str) -> None:
    assert weakest(kind, texts, unsure) == pytest.approx(nines(0.5))


@pytest.mark.parametrize(
    ("kind", "least"),
    [
        (FieldKind.PERSON, LEAST_OF_PERSON),
        (FieldKind.NAME, LEAST_OF_COMPANY),
        (FieldKind.NUMBER, LEAST_OF_NUMBER),
        (FieldKind.TEXT, LEAST),
    ],
)
def test_names_and_numbers_are_for_a_person_sooner(kind: FieldKind, least: float) -> None:
    for score, waits in ((least - 0.01, True), (least + 0.01, False)):
        name = line("李望思", 500, 500).model_copy(update={"char_confidences": (0.99, score, 0.99)})
        assert has_unsure_character(candidate_to_evidence(to_candidate(kind, seen(name)))) == waits


def test_a_rare_character_of_a_person_s_name_is_sure_sooner() -> None:
    name = line("李鋆思", 500, 500).model_copy(update={"char_confidences": (0.99, 0.8, 0.99)})
    assert not has_unsure_character(candidate_to_evidence(to_candidate(FieldKind.PERSON, seen(name))))
