"""Which copy a paper is, (副本)(1-1), stands above the first value and is no part of it."""

from __future__ import annotations

import pytest

from extractors.normalize.names import normalize_company
from tests.lines import certificates, line, of_file, page

FIELDS = (
    ("名称", "西安市雁塔区绿野生态猕猴桃种植农民专业合作社"),
    ("类型", "农民专业合作社"),
    ("法定代表人", "陈立群"),
    ("成立日期", "2019年03月05日"),
)


@pytest.mark.parametrize("mark", ["（副本）（1-1）", "(副 本)(2/3)", "（副本号：1-1）", "(1-1)"])
def test_a_copy_s_number_is_no_beginning_of_a_name(mark: str) -> None:
    lines = [line("营业执照", 700, 200, size=70), line("统一社会信用代码 91110108MA01EBFH9B", 200, 330)]
    for at, (label, value) in enumerate(FIELDS):
        lines += [line(label, 200, 500 + 60 * at), line(value, 420, 500 + 60 * at)]
    (found,) = certificates(*of_file("a.pdf", page(*lines, line(mark, 760, 448))))
    assert (found.company, found.further["company_type"]) == (FIELDS[0][1], FIELDS[1][1])


def test_a_name_s_own_brackets_stay() -> None:
    assert normalize_company("(副本)(1-1)广州艾斯康（中国）有限公司").value == "广州艾斯康（中国）有限公司"
    assert normalize_company("（北京）云数网络有限公司").value == "（北京）云数网络有限公司"
