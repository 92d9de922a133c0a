"""Streaks of a copier: they lie over the print and part nothing, though they are found as rules."""

from __future__ import annotations

from extractors.pages.page_text import read_text
from schemas.page import Rule, TextLine
from tests.extractors.test_ruling import rule
from tests.lines import LABELS, SIZE, VALUES, line, main_lines, of_file, page

COMPANY = "杭州清河网络科技有限公司"
SCOPE = "信息服务业务（仅限互联网信息服务）"
SPREAD = (0.07, 0.31, 0.55, 0.79, 0.94)  # 公 司 名 称：
CELLS = "清河社区站信息社区平"
PARTED = (0.04, 0.12, 0.2, 0.28, 0.36, 0.64, 0.72, 0.8, 0.88, 0.96)  # a gap in its middle


def texts(lines: list[TextLine], *rules: Rule) -> list[str]:
    (source,) = of_file("a.pdf", page(*lines).model_copy(update={"rules": rules}))
    return [one.text for one in read_text(source).lines]


def streak(at: float, start: float = 20.0, end: float = 2300.0) -> Rule:
    return rule(at, start, at, end)


def cells(top: float) -> TextLine:
    return line(CELLS, VALUES, top).model_copy(update={"char_positions": PARTED})


def test_a_streak_through_values_cuts_none() -> None:
    found = texts(main_lines(), streak(VALUES + 5 * SIZE))
    assert COMPANY in found
    assert SCOPE in found


def test_a_streak_through_labels_set_wide() -> None:
    """Its neighbours are as far away as the character behind the streak."""
    labels = [
        line(text, LABELS, top, size=60).model_copy(update={"char_positions": SPREAD})
        for text, top in (("公司名称：", 600), ("注册资本：", 700))
    ]
    found = texts([*labels, line(COMPANY, VALUES, 614)], streak(LABELS + 60))
    assert found == ["公司名称：", COMPANY, "注册资本："]


def test_pieces_of_one_streak_are_told_together() -> None:
    """The lower piece crosses one line only, and that does not tell."""
    at = VALUES + 5 * SIZE
    assert SCOPE in texts(main_lines(), streak(at, 20, 720), streak(at + 2, 740, 2300))


def test_a_rule_between_two_cells_that_were_read_as_one_parts_them() -> None:
    assert texts([cells(500), cells(700)], streak(VALUES + 5 * SIZE)) == [CELLS[:5], CELLS[5:]] * 2


def test_one_line_does_not_tell_a_streak() -> None:
    assert texts([line(CELLS, VALUES, 500)], streak(VALUES + 5 * SIZE)) == [CELLS[:5], CELLS[5:]]


def test_both_sides_of_a_rule_through_one_line_are_one() -> None:
    at = VALUES + 5 * SIZE
    assert texts([line(CELLS, VALUES, 500)], streak(at), streak(at + 1)) == [CELLS[:5], CELLS[5:]]


def test_strokes_of_a_title_are_no_pieces_of_the_column_below() -> None:
    """The upright strokes of large characters are found as rules, and lie in line with a table's."""
    at = VALUES + 5 * SIZE
    titles = [line("增值电信业务经营许可证", at - 5.5 * 90, top, size=90) for top in (160, 300)]
    strokes = [streak(at, top + 8, top + 84) for top in (160, 300)]
    assert texts([*titles, cells(500)], *strokes, streak(at, 480, 900))[-2:] == [CELLS[:5], CELLS[5:]]


def test_print_that_fills_the_cells_of_a_table_is_parted_at_its_column() -> None:
    """Its characters are as close on both sides of the column as elsewhere."""
    at, rows = VALUES + 5 * SIZE, [line(CELLS, VALUES, top) for top in (500, 560)]
    grid = [rule(VALUES - 4, top, VALUES + 324, top) for top in (490, 544, 604)]
    assert texts(rows, streak(at, 490, 604), *grid) == [CELLS[:5], CELLS[5:]] * 2
    assert texts(rows, streak(at), *grid) == [CELLS] * 2
