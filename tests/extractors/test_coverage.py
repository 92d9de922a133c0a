"""A coverage that holds more than its own."""

from __future__ import annotations

import pytest

from tests.lines import certificate, main_lines, row


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("不含药品和医疗器械、新闻。互联网信息服务不含出版、文化", True),  # the first is of 业务种类
        ("互联网信息服务不含出版、文化。", False),
        ("不含新闻。【依法须经批准的项目，经相关部门批准后方可开展相应经营活动】", False),
    ],
)
def test_two_sentences_of_what_is_left_out_are_of_two_values(text: str, *, told: bool) -> None:
    found = certificate(*main_lines(), *row(5, "业务覆盖范围：", text))
    issues = {(entry.code, entry.field) for entry in found.issues}
    assert (("place", "coverage") in issues) is told
