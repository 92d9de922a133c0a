"""Clauses in the forms that offices number them in, and the pages they stand on."""

from __future__ import annotations

import pytest

from extractors.clauses.provisions import ProvisionLine, parse_provisions
from schemas.certificate import Certificate, PageKind
from schemas.page import TextLine
from tests.lines import certificates, line, main_lines, of_file, page, provision_lines

_RULES = [
    "经营许可证由正文和附件组成。",
    "经营许可证不得涂改、出租、出借。",
    "事项变更的应当自变更之日起30日内办理手续。",
    "终止经营的应当交回经营许可证。",
]


@pytest.mark.parametrize(
    ("marks", "numbers"),
    [
        (["第一条 ", "第二条 ", "第三条 ", "第四条 "], ["一", "二", "三", "四"]),
        (["1．", "2．", "3．", "4．"], ["1", "2", "3", "4"]),
        (["1、", "2、", "3、", "4、"], ["1", "2", "3", "4"]),
        (["1. ", "2. ", "3. ", ".4. "], ["1", "2", "3", "4"]),
    ],
)
def test_clauses_numbered_as_articles_or_in_figures(marks: list[str], numbers: list[str]) -> None:
    lines = [ProvisionLine(mark + rule, 1, True) for mark, rule in zip(marks, _RULES, strict=True)]
    lines.insert(3, ProvisionLine("(1)名称;", 1, True))
    lines.insert(4, ProvisionLine("(2)住所。", 1, True))
    found = parse_provisions(lines)
    assert [clause.number for clause in found] == numbers
    assert [clause.text for clause in found] == _RULES
    assert [(item.number, item.text) for item in found[2].items] == [("(1)", "名称;"), ("(2)", "住所。")]


def test_figures_within_numbered_clauses_are_text() -> None:
    texts = ["一、你公司应当:", "1.报送信息。", "2.公布编号。", "二、其余。", "三、本证有效。"]
    found = parse_provisions([ProvisionLine(text, 1) for text in texts])
    assert [(clause.number, clause.text) for clause in found] == [
        ("一", "你公司应当:1.报送信息。2.公布编号。"),
        ("二", "其余。"),
        ("三", "本证有效。"),
    ]


def _titled(title: str, *clauses: str) -> list[TextLine]:
    """A page of clauses without a number, under a title of its own."""
    head = line(title, 560, 300, size=44)
    return [head, *provision_lines(None, *clauses)[1:]]


def _certificate(*pages: list[TextLine]) -> Certificate:
    (found,) = certificates(*of_file("a.pdf", *(page(*one, page_no=no) for no, one in enumerate(pages, 1))))
    return found


def test_rules_of_use_are_a_list_of_their_own() -> None:
    """Under one list's last clause the other's would be lost."""
    special = [f"{mark}、你公司应当依法经营。" for mark in "一二三四"]
    rules = [f"{mark}、{rule}" for mark, rule in zip("一二三四", _RULES, strict=True)]
    found = _certificate(
        main_lines(),
        provision_lines("浙B2-20190046", *special),
        _titled("《经营许可证》使用规定", *rules),
    )
    assert [one.kind for one in found.pages] == [PageKind.MAIN, PageKind.PROVISIONS, PageKind.PROVISIONS]
    assert [clause.number for clause in found.provisions] == [*"一二三四", *"一二三四"]
    assert found.provisions[3].text == "你公司应当依法经营。"
    assert found.provisions[7].text == "终止经营的应当交回经营许可证。"
    assert not any(issue.code == "clause_gap" for issue in found.issues)


def test_a_page_of_provisions_without_any_clause_is_told() -> None:
    found = _certificate(main_lines(), provision_lines("浙B2-20190046", *_RULES))
    assert found.provisions == ()
    (told,) = (issue for issue in found.issues if issue.code == "provisions_unread")
    assert told.message.endswith(": p2")
    assert found.needs_review


def test_figures_within_a_clause_do_not_outnumber_the_clauses() -> None:
    items = [f"{figure}.不得从事第{figure}类活动。" for figure in range(1, 9)]
    texts = ["一、本证须妥善保管。", "二、你公司应当:", *items, "三、本证有效。"]
    found = parse_provisions([ProvisionLine(text, 1) for text in texts])
    assert [clause.number for clause in found] == list("一二三")
    assert found[1].text == "你公司应当:" + "".join(items)


def test_another_list_may_begin_amid_a_page_but_no_sentence_begins_one() -> None:
    first = [f"{mark}、你公司应当依法经营。" for mark in "一二三"]
    lists = [*first, "许可证使用规定", f"一、{_RULES[0]}"]
    found = _certificate(main_lines(), provision_lines("浙B2-20190046", *lists))
    assert [clause.number for clause in found.provisions] == [*"一二三", "一"]
    above = provision_lines("浙B2-20190046", *first[:1], "二、应当遵守许可证的")
    below = provision_lines(None, "使用规定。", "三、本证有效。")[1:]  # without its title
    found = _certificate(main_lines(), above, below)
    assert [clause.text for clause in found.provisions][1:] == ["应当遵守许可证的使用规定。", "本证有效。"]
