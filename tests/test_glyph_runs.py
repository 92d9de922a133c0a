"""What in a line is looked at letter by letter: what may be a domain, and numbers."""

from __future__ import annotations

import pytest

from pipeline.glyphs.runs import find_figures, find_runs


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("经营许可证编号：京B2-20240286", ["20240286"]),
        ("2018年10月11日", ["2018"]),
        ("10086.cn", []),
        ("a2018", []),
        ("2345", []),  # nothing that has look-alikes
    ],
)
def test_figures_are_numbers_alone(text: str, figures: list[str]) -> None:
    assert [text[start:end] for start, end in find_figures(text)] == figures


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("网站域名：yi1.com", ["yi1.com"]),
        ("a1.com、b0.cn", ["a1.com", "b0.cn"]),
        ("京B2-20240286", []),
        ("宁B1.B2-20092487", []),
        ("2024-01-25", []),
        ("91110108MA01XXXX0L", []),
        ("10086.cn", ["10086.cn"]),
        ("juguang1", ["juguang1"]),
        ("O2O.CN", ["O2O.CN"]),
        ("blue520.com，o2", ["blue520.com，o2"]),
        ("a1.com、b0", ["a1.com、b0"]),
        ("a1.com、b0c1", ["a1.com", "b0c1"]),
    ],
)
def test_runs_are_what_may_be_a_domain(text: str, runs: list[str]) -> None:
    assert [text[start:end] for start, end in find_runs(text)] == runs
