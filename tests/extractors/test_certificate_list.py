"""A list of certificates on one page is told, and no certificate's own table is taken for one."""

from __future__ import annotations

from schemas.certificate import Certificate
from schemas.page import TextLine
from tests.lines import certificates, line, of_file, page

COLUMNS = (131, 343, 700, 829, 1017)
HEADS = ("经营许可证编号", "公司名称", "法定代表人", "注册资本", "注册住所")
ROWS = (
    ("B2-20165811", "万象新（烟台）网络有限责任公司", "闾燕", "3000万元", "烟台市芝罘区西三环北路884号"),
    ("蒙B2-20103861", "内蒙古星链数据有限公司", "濮阳振", "100万元", "呼和浩特市玉泉区祥云大道302号"),
)


def _table(*rows: tuple[str, ...]) -> list[TextLine]:
    lines = [line("增值电信业务经营许可证", 480, 100, size=60)]
    for at, texts in enumerate((HEADS, *rows)):
        lines += [
            line(text, left * 2, 300 + at * 50, size=24)
            for left, text in zip(COLUMNS, texts, strict=True)
            if text
        ]
    return lines


def _read(*rows: tuple[str, ...]) -> Certificate:
    (found,) = certificates(*of_file("a.jpg", page(*_table(*rows)).model_copy(update={"width": 3000})))
    return found


def _codes(found: Certificate) -> set[str]:
    return {issue.code for issue in found.issues}


def test_a_list_of_two_is_told() -> None:
    found = _read(*ROWS)
    assert "several_on_page" in _codes(found) and found.needs_review


def test_a_list_of_one_is_a_certificate() -> None:
    found = _read(ROWS[0])
    assert "several_on_page" not in _codes(found)
    assert found.license_number == "B2-20165811" and found.company == ROWS[0][1]


def test_a_branch_below_its_company_is_one_holder() -> None:
    found = _read(ROWS[0], ("", "烟台芝罘分公司", "", "", ""))
    assert "several_on_page" not in _codes(found)
