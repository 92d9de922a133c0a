from __future__ import annotations

import pytest

from extractors.page_lines.ruling import cut_at_rules, page_to_edges, without_strokes
from extractors.pages.page_text import read_text
from extractors.tables.site_table import find_site_table
from schemas.geometry import BBox, Quad
from schemas.page import Rule, SealKind, SealShape, SourcePage, TextLine
from tests.lines import line, page, seal, seen, with_hole

COLUMNS = (180.0, 340.0, 700.0, 1000.0, 1450.0)
ROWS = (580.0, 650.0, 760.0, 900.0)


def rule(x1: float, y1: float, x2: float, y2: float) -> Rule:
    return Rule(start=(x1, y1), end=(x2, y2))


RULES = (
    *(rule(x, ROWS[0], x, ROWS[-1]) for x in COLUMNS),
    *(rule(COLUMNS[0], y, COLUMNS[-1], y) for y in ROWS),
)
FRAME = (rule(60, 60, 60, 2200), rule(1590, 60, 1590, 2200), rule(60, 60, 1590, 60))


def head(*names: str) -> list[TextLine]:
    places = zip(names, (200.0, 380.0, 720.0, 1020.0), strict=True)
    return [line(text, left, 600) for text, left in places if text]


def cells(lines: list[TextLine], rules: tuple[Rule, ...]) -> list[tuple[str, str, str]]:
    vertical, level = page_to_edges(page().model_copy(update={"rules": rules}))
    rows = find_site_table(cut_at_rules(seen(*lines), vertical), vertical, level).rows
    return [
        (
            "".join(piece.text for piece in row.name),
            "".join(piece.text for piece in row.domains),
            "".join(piece.text for piece in row.services),
        )
        for row in rows
    ]


BODY = [
    line("清河社区", 360, 690),
    line("qinghe-", 720, 664),
    line("net.cn", 720, 708),
    line("信息社区平台服务", 1020, 690),
    line("清河数据", 360, 780),
    line("中心", 360, 850),
    line("qhdata.com.cn", 720, 820),
]
READ = [("清河社区", "qinghe-net.cn", "信息社区平台服务"), ("清河数据中心", "qhdata.com.cn", "")]


def test_printed_cells_decide_though_no_number_was_read() -> None:
    assert cells([*head("序号", "网站名称", "域名", "服务项目"), *BODY], RULES) == READ


def test_a_frame_round_the_page_is_no_column_and_no_row() -> None:
    below = line("服务器放置地：杭州市滨江区", 240, 1500)
    assert cells([*head("序号", "网站名称", "域名", "服务项目"), *BODY, below], (*RULES, *FRAME)) == READ


def test_rules_of_a_desk_beside_the_paper_are_no_rows() -> None:
    desk = tuple(rule(0, y, 100 + y % 7, y) for y in range(570, 920, 8))
    assert cells([*head("序号", "网站名称", "域名", "服务项目"), *BODY], (*RULES, *desk)) == READ


def test_columns_whose_head_a_seal_covers() -> None:
    assert cells([*head("序号", "网站名称", "", ""), *BODY], RULES) == READ


def test_a_rule_in_pieces_is_one() -> None:
    broken = tuple(
        part
        for edge in RULES
        for part in (
            Rule(start=edge.start, end=between(edge, 0.45)),
            Rule(start=between(edge, 0.55), end=edge.end),
        )
    )
    assert cells([*head("序号", "网站名称", "域名", "服务项目"), *BODY], broken) == READ


def between(edge: Rule, share: float) -> tuple[float, float]:
    (x1, y1), (x2, y2) = edge.start, edge.end
    return x1 + share * (x2 - x1), y1 + share * (y2 - y1)


def test_a_line_over_two_cells_is_two() -> None:
    vertical, _ = page_to_edges(page().model_copy(update={"rules": RULES}))
    run_on = line("qhdata.com信息社区平台服务", 840, 690)
    assert [piece.text for piece in cut_at_rules(seen(run_on), vertical)] == [
        "qhdata.com",
        "信息社区平台服务",
    ]


def test_the_sides_of_a_stamp_below_a_table_are_no_parts_of_its_columns() -> None:
    box = Quad(((400.0, 930.0), (702.0, 930.0), (702.0, 1300.0), (400.0, 1300.0)))
    stamp = seal("仅供年检使用", (551, 1115)).model_copy(
        update={"kind": SealKind.STAMP, "shape": SealShape.RECTANGLE, "quad": box}
    )
    sides = (rule(400, 932, 400, 1298), rule(702, 932, 702, 1298))
    stamped = page(seals=(stamp,)).model_copy(update={"rules": (*RULES, *sides)})
    text = read_text(SourcePage(sha256="0" * 64, path="a.pdf", page=stamped))
    assert [edge.place for edge in text.vertical] == list(COLUMNS)


def test_a_short_stroke_cuts_no_line() -> None:
    vertical, _ = page_to_edges(page().model_copy(update={"rules": (rule(900, 690, 900, 730),)}))
    (whole,) = cut_at_rules(seen(line("清河数据中心清河数据", 800, 690)), vertical)
    assert whole.text == "清河数据中心清河数据"


def test_a_seal_s_strokes_cut_no_line_but_rules_within_it_do() -> None:
    seal = BBox(left=780, top=560, right=1120, bottom=905)
    strokes = (rule(830, 600, 832, 790), rule(905, 620, 903, 770), rule(960, 610, 960, 840))
    vertical, _ = page_to_edges(page().model_copy(update={"rules": (*RULES, *strokes)}))
    left = without_strokes(vertical, [seal])
    assert [edge.place for edge in left] == list(COLUMNS)  # the rule at 1000 stands within the seal as well
    run_on = line("hello365.com.cn信息社区平台服务", 760, 690)
    assert [piece.text for piece in cut_at_rules(seen(run_on), left)] == [
        "hello365.com.cn",
        "信息社区平台服务",
    ]


def test_a_rule_that_a_seal_s_stroke_makes_longer_is_a_column_s() -> None:
    seal = BBox(left=755, top=562, right=1108, bottom=913)
    sides = (rule(227, 728, 227, 864), rule(1425, 728, 1425, 864))
    strokes = (rule(762, 683, 762, 798), rule(1099, 686, 1099, 796), rule(880, 640, 880, 790))
    vertical, _ = page_to_edges(
        page().model_copy(update={"rules": (*sides, *strokes, rule(945, 708, 945, 864))})
    )
    assert sorted(edge.place for edge in without_strokes(vertical, [seal])) == [227, 945, 1425]


def test_the_sides_of_a_ring_cut_no_line_though_an_ornament_is_as_long() -> None:
    seal = BBox(left=780, top=560, right=1120, bottom=905)
    sides, ornament = (rule(783, 690, 783, 775), rule(1117, 690, 1117, 775)), rule(100, 690, 100, 775)
    vertical, _ = page_to_edges(page().model_copy(update={"rules": (*sides, ornament)}))
    assert [edge.place for edge in without_strokes(vertical, [seal])] == [100]


def test_dirt_beside_a_number_makes_no_second_row() -> None:
    numbers = [line("<", 240, 664), line("1", 240, 700), line("2", 240, 820)]
    assert cells([*head("序号", "网站名称", "域名", "服务项目"), *numbers, *BODY], RULES) == READ


def test_a_rule_that_ends_at_the_table_s_top_is_no_column_of_it() -> None:
    above = rule(430, 380, 430, ROWS[0] + 8)
    assert cells([*head("序号", "网站名称", "域名", "服务项目"), *BODY], (*RULES, above)) == READ


def test_a_number_that_was_found_in_two_inks_makes_no_second_row() -> None:
    twice = [line("1", 240, 688), line("1", 236, 700)]
    assert cells([*head("序号", "网站名称", "域名", "服务项目"), *twice, *BODY], RULES) == READ


def test_the_table_s_last_rule_was_lost() -> None:
    """Its level rules tell where it ends; or its last column would lie outside."""
    for lost in (COLUMNS[0], COLUMNS[-1]):
        rules = tuple(edge for edge in RULES if (edge.start[0], edge.end[0]) != (lost, lost))
        assert cells([*head("序号", "网站名称", "域名", "服务项目"), *BODY], rules) == READ


def test_a_rule_torn_at_a_line_s_middle_parts_it() -> None:
    """A crossing rule's pixels are no part of an upright one."""
    middle = 690 + 16
    torn = (rule(1000, 580, 1000, middle - 4), rule(1000, middle + 4, 1000, 900))
    vertical, _ = page_to_edges(page().model_copy(update={"rules": torn}))
    run_on = line("qhdata.com信息社区平台服务", 840, 690)
    assert [piece.text for piece in cut_at_rules(seen(run_on), vertical)] == [
        "qhdata.com",
        "信息社区平台服务",
    ]


def test_a_line_parted_at_a_space_has_none_at_its_ends() -> None:
    """Of "don " and "gmai.cn" in the row below, the space would part the domain."""
    vertical, _ = page_to_edges(page().model_copy(update={"rules": RULES}))
    run_on = line("qhdata.cn，don 信息社区平台", 765, 690)
    assert [piece.text for piece in cut_at_rules(seen(run_on), vertical)] == [
        "qhdata.cn，don",
        "信息社区平台",
    ]


def test_a_column_with_a_head_of_its_own_holds_no_services() -> None:
    """As 备案号 right of the domains, in a table without services."""
    heads = [line(text, left, 600) for text, left in (("网站名称", 380), ("域名", 720), ("备案号", 1020))]
    numbers = [line("浙ICP备19004612号-1", 1020, 690), line("浙ICP备19004612号-2", 1020, 820)]
    body = [own for own in BODY if own.text != "信息社区平台服务"]
    assert cells([*heads, *body, *numbers], RULES) == [(name, domains, "") for name, domains, _ in READ]


def test_a_streak_through_a_number_cuts_it_not() -> None:
    """Of A2.B1.B2-20110790 a copier's streak left B1.B2-20110790, which is a number as well."""
    vertical, _ = page_to_edges(page().model_copy(update={"rules": (rule(1004, 300, 1004, 1900),)}))
    number = line("编号：A2.B1.B2-20110790", 860, 690)
    assert [piece.text for piece in cut_at_rules(seen(number), vertical)] == ["编号：A2.B1.B2-20110790"]
    apart = line("2  qhdata.com", 976, 690)
    assert [piece.text for piece in cut_at_rules(seen(apart), vertical)] == ["2", "qhdata.com"]


def test_three_cells_that_were_read_as_one_word_are_parted() -> None:
    """The room at one rule is no measure for that at the other."""
    row = line("12 qhdata.cn 10.2.3.4", 308, 690)
    for at in (12, 2):
        row = with_hole(row, at, at + 1)
    assert row.text == "12qhdata.cn10.2.3.4"
    rules = (rule(348, 300, 348, 1900), rule(508, 300, 508, 1900))
    vertical, _ = page_to_edges(page().model_copy(update={"rules": rules}))
    assert [piece.text for piece in cut_at_rules(seen(row), vertical)] == ["12", "qhdata.cn", "10.2.3.4"]


@pytest.mark.parametrize("at", [1080, 1088, 1096])
def test_a_rule_at_the_end_of_a_word_beside_ideographs_parts_it(at: float) -> None:
    """A dot at the rule is read a little behind it, and no room is left between the cells."""
    vertical, _ = page_to_edges(page().model_copy(update={"rules": (rule(at, 300, at, 1900),)}))
    row = line("sichehulian.信息发布平台", 860, 690, size=38)
    assert [piece.text for piece in cut_at_rules(seen(row), vertical)] == ["sichehulian.", "信息发布平台"]
    streak = page_to_edges(page().model_copy(update={"rules": (rule(960, 300, 960, 1900),)}))[0]
    assert len(cut_at_rules(seen(row), streak)) == 1


def test_a_rule_of_one_point_is_none() -> None:
    """A picture of one pixel has such."""
    dots = (Rule(start=(0.0, 0.0), end=(0.0, 0.0)),) * 2
    assert page_to_edges(page().model_copy(update={"rules": dots})) == ([], [])
