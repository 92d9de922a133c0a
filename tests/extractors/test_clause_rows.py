"""What is set upon a page of clauses is in none of them."""

from __future__ import annotations

from schemas.page import InkLayer, TextLine
from tests.lines import certificates, line, of_file, page

LEFT, TOP = 220.0, 330.0
CLAUSES = [
    "一、你公司应当按照许可的业务种类和业务覆盖范围，依法开展业务经营活动，不得",
    "超越许可的业务覆盖范围开展经营活动。",
    "二、你公司应当按照规定参加信息年报，于每年第一季度通过系统报告上一年度的经",
    "营情况。",
    "三、你公司变更公司名称、法定代表人的，应当在变更登记之日起30日内办理手续。",
]
FURTHER = [
    "规定及时处置，并向原发证机关报告。",
    "五、你公司应当在许可证有效期届满90日前向原发证机关提出延续申请。",
    "六、你公司应当落实网络与信息安全主体责任，完善管理制度和技术手段，规范用户",
    "信息的收集和使用行为。",
]


def _rows(texts: list[str]) -> list[TextLine]:
    return [
        line(text, LEFT + (64 if "、你" in text else 0), TOP + 60 * number)
        for number, text in enumerate(texts)
    ]


def _clauses(*pages: list[TextLine]) -> list[str]:
    head = [line("经营许可证编号：京B2-20190123", LEFT, 150), line("特别规定事项", 700, 220, size=44)]
    (found,) = certificates(*of_file("clauses.pdf", *(page(*head, *lines) for lines in pages)))
    return [clause.text for clause in found.provisions]


def test_the_foot_of_an_app_and_a_note_below_the_last_clause_are_no_part_of_it() -> None:
    upon = [
        line("档案移交 2023.11.5 签收：邓芳", 700, 1400, angle=-3),
        line("https://tsm.miit.gov.cn/print?licid=88231", 60, 2250, size=24),
        line("CS 扫描全能王 创建", 1200, 2290, size=28),
    ]
    assert _clauses([*_rows(CLAUSES), *upon])[-1] == CLAUSES[-1].removeprefix("三、")


def test_a_note_in_the_blank_end_of_a_row_and_one_in_the_margin_are_no_part_of_it() -> None:
    upon = [line("已核 马宇", 900, TOP + 60), line("存", 120, TOP + 120)]
    assert _clauses([*_rows(CLAUSES), *upon])[0].endswith("超越许可的业务覆盖范围开展经营活动。")


def test_a_red_stamp_close_below_the_last_clause_is_no_part_of_it() -> None:
    upon = [line("收文第359号 2020年7月22日", 800, TOP + 310, layer=InkLayer.RED)]
    assert _clauses([*_rows(CLAUSES), *upon])[-1].endswith("办理手续。")


def test_a_telefax_head_above_the_second_page_is_not_in_the_clause_that_runs_on() -> None:
    first = [*CLAUSES, "四、你公司应当对发现的违法信息立即进行处置，保存有关记录，并按照国家有关"]
    fax = [line("2019-03-12 10:25 FROM:北京云图科技有限公司 P.02/03", 60, 30, size=26)]
    foot = [line("— 2 —", 800, 2280, size=24), line("CS 扫描全能王", 1300, 2280, size=24)]
    clauses = _clauses([*_rows(first), *foot], [*fax, *_rows(FURTHER)])
    assert clauses[3].endswith("并按照国家有关规定及时处置，并向原发证机关报告。")


def test_the_rest_of_a_row_behind_a_gap_amid_a_sentence_stays() -> None:
    seal = [line("规定参加信息年报，", LEFT + 64, TOP + 120), line("报告经营情况。", 1000, TOP + 120)]
    clauses = _clauses([*_rows(CLAUSES[:2]), line("二、", LEFT, TOP + 120), *seal, *_rows(CLAUSES)[4:]])
    assert clauses[1].endswith("报告经营情况。")
