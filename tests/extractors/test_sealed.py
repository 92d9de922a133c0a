"""What a seal lies over, and what is unsure there, is evidence against a value."""

from __future__ import annotations

import pytest

from extractors.candidates import to_candidate
from extractors.confidence import candidate_to_evidence
from extractors.issuers import names_regions_only
from extractors.layout import join, page_to_lines
from schemas.document_type import FieldKind
from tests.lines import line, page, seal

SCOPE = "化学药制剂抗坐素制剂"


def evidence(score: float, center: tuple[float, float]) -> dict[str, float]:
    read = line(SCOPE, 600, 400, score=0.999)
    scores = [0.999] * len(SCOPE)
    scores[6] = score
    read = read.model_copy(update={"char_confidences": tuple(scores)})
    (found,) = page_to_lines(page(read, seals=(seal("深圳市市场监督管理局", center),)))
    return candidate_to_evidence(to_candidate(FieldKind.LIST, [found]))


def test_an_unsure_character_under_a_seal_is_told() -> None:
    assert evidence(0.85, (810, 416))["sealed"] == pytest.approx(2 - 0.824, abs=0.01)


def test_a_sure_character_under_a_seal_and_an_unsure_one_beside_it_are_not() -> None:
    assert evidence(0.999, (810, 416))["sealed"] == 0
    assert evidence(0.85, (1300, 1200))["sealed"] == 0


def test_parts_of_a_line_keep_what_lies_under_a_seal() -> None:
    read = line("经营范围：批发", 600, 400)
    (found,) = page_to_lines(page(read, seals=(seal("某局", (600, 416), radius=80),)))
    assert found.sealed == (0, 1)
    parts = [found.part(0, 1), found.part(1, 5), found.part(5, 7)]
    assert [part.sealed for part in parts] == [(0,), (0,), ()]
    assert join(parts).sealed == (0, 1)


@pytest.mark.parametrize(
    ("coverage", "regions"),
    [
        ("北京、内蒙古；广西壮族自治区", True),
        ("全国", True),
        ("(见附页)", True),
        ("北京、天律", False),
        ("", False),
    ],
)
def test_a_coverage_of_regions_alone(coverage: str, *, regions: bool) -> None:
    assert names_regions_only(coverage) is regions
