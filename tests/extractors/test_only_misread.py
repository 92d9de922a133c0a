"""仅 limits what follows; where it limits nothing, another character was printed."""

from __future__ import annotations

import pytest

from extractors.candidates import to_candidate
from extractors.normalize.normal import Check
from schemas.document_type import FieldKind
from tests.lines import VALUES, line, seen


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("电动工具的检测服务、仅器仪表的校准服务", True),
        ("仪器仪表的校准服务", False),
        ("信息服务业务（仅限互联网信息服务）", False),
        ("预包装食品销售（仅销售预包装食品）", False),
        ("食品经营（仅 限预包装食品）", False),
    ],
)
def test_a_word_that_limits_nothing_is_told(text: str, *, told: bool) -> None:
    candidate = to_candidate(FieldKind.TEXT, seen(line(text, VALUES, 500)))
    assert (Check.ONLY_MISREAD in candidate.failed) is told
