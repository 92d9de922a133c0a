"""Values at the foot of a page: the next one may go on from them."""

from __future__ import annotations

import pytest

from schemas.certificate import Certificate
from schemas.field import FieldStatus
from tests.lines import SIZE, certificates, line, of_file, page, title

ADDRESS = "住所：北海市高新技术产业开发区湖"
FIRST = ("统一社会信用代码：91450206979395230G", "名称：北海瓯越有限公司", "法定代表人：司徒洁馨", ADDRESS)


def read(*second: str, high: float = SIZE, number: str = "") -> Certificate:
    first = [line(text, 240, 500 + 60 * place) for place, text in enumerate(FIRST)]
    first += [line(number, 800, 2200)] if number else []
    behind = [line(text, 240, 300 + 60 * place, size=high) for place, text in enumerate(second)]
    second_page = page(*behind).model_copy(update={"page_no": 2})
    pages = of_file("a.pdf", page(title("营业执照"), *first), second_page)
    return next(found for found in certificates(*pages) if found.document_type == "business_license")


@pytest.mark.parametrize("number", ["", "- 1 -", "第1页/共2页"])
def test_a_value_that_the_next_page_may_go_on_from_is_for_review(number: str) -> None:
    found = read("滨南路37-3号世纪大厦E座2208号", "登记机关：北海市市场监督管理局", number=number)
    assert found.fields["address"].status is FieldStatus.REVIEW
    assert ("place", "address") in {(issue.code, issue.field) for issue in found.issues}
    assert found.fields["company"].status is FieldStatus.ACCEPTED


def test_a_next_page_that_begins_with_a_label_goes_on_from_nothing() -> None:
    found = read("登记机关：北海市市场监督管理局", "发照日期：2017年05月03日")
    assert found.fields["address"].status is FieldStatus.ACCEPTED


def test_a_next_page_that_is_headed_goes_on_from_nothing() -> None:
    found = read("企业信用信息公示", high=2 * SIZE)
    assert found.fields["address"].status is FieldStatus.ACCEPTED
