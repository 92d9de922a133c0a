"""What a seal lies over, and is read unsurely there, goes to a person."""

from __future__ import annotations

from extractors.candidates import to_candidate
from extractors.layout import join, page_to_lines
from extractors.normalize.normal import Check
from schemas.document_type import FieldKind
from tests.lines import line, page, seal

SCOPE = "化学药制剂抗坐素制剂"


def checks(score: float, center: tuple[float, float], kind: FieldKind = FieldKind.LIST) -> tuple[Check, ...]:
    """What fails where the seventh character has the score and a seal stands at ``center``."""
    read = line(SCOPE, 600, 400, score=0.999)
    scores = [0.999] * len(SCOPE)
    scores[6] = score
    read = read.model_copy(update={"char_confidences": tuple(scores)})
    (found,) = page_to_lines(page(read, seals=(seal("深圳市市场监督管理局", center),)))
    return to_candidate(kind, [found]).failed


def test_an_unsure_character_under_a_seal_is_told() -> None:
    assert checks(0.85, (810, 416)) == (Check.UNDER_SEAL,)
    assert Check.UNDER_SEAL in checks(0.85, (810, 416), FieldKind.NAME)


def test_a_sure_character_under_a_seal_and_an_unsure_one_beside_it_are_not() -> None:
    assert checks(0.999, (810, 416)) == ()
    assert checks(0.85, (1300, 1200)) == ()


def test_parts_of_a_line_keep_what_lies_under_a_seal() -> None:
    read = line("经营范围：批发", 600, 400)
    (found,) = page_to_lines(page(read, seals=(seal("某局", (600, 416), radius=80),)))
    assert found.sealed == (0, 1)
    parts = [found.part(0, 1), found.part(1, 5), found.part(5, 7)]
    assert [part.sealed for part in parts] == [(0,), (0,), ()]
    assert join(parts).sealed == (0, 1)
