"""Lists below their label, on forms whose other values stand beside theirs."""

from __future__ import annotations

import pytest

from extractors.printed_labels.labels import find_labels
from extractors.value_lines.list_below import deal_lists_below
from schemas.declarations import document_types
from tests.lines import LABELS, PITCH, SIZE, VALUES, line, seen

FORM = next(kind for kind in document_types() if kind.name == "construction_qualification")
ROWS = ("市政公用工程施工总承包壹级", "公路工程施工总承包贰级", "施工劳务不分等级")


def _dealt(left: float, pitch: float, *others: tuple[str, float, float]) -> list[str]:
    lines = seen(
        line("企业名称：", LABELS, 500),
        line("武汉江汉路桥建设集团有限公司", VALUES, 500),
        line("资质类别及等级：", LABELS, 500 + PITCH),
        *(line(text, left, 500 + PITCH + (at + 1) * pitch) for at, text in enumerate(ROWS)),
        *(line(text, x, y) for text, x, y in others),
        line("发证机关：", 900, 1200),
    )
    labels, rest = find_labels(lines, FORM.fields)
    found = deal_lists_below(labels, rest, SIZE)
    return [row.text for rows, _ in found.values() for row in rows]


def test_rows_set_in_below_their_label_are_its_list() -> None:
    assert _dealt(LABELS + 3 * SIZE, 60) == list(ROWS)


@pytest.mark.parametrize(
    ("left", "pitch", "others"),
    [
        (LABELS, 60, ()),  # flush with the label: a paragraph
        (VALUES, 60, ()),  # where values stand
        (LABELS + 3 * SIZE, 110, ()),  # far apart
        (LABELS + 3 * SIZE, 60, (("壹级", VALUES, 500 + PITCH),)),  # and something beside the label
        (LABELS + 3 * SIZE, 60, (("复印无效", LABELS, 500 + PITCH + 240),)),  # goes on elsewhere
    ],
)
def test_other_rows_below_a_label_are_none(
    left: float, pitch: float, others: tuple[tuple[str, float, float], ...]
) -> None:
    assert _dealt(left, pitch, *others) == []
