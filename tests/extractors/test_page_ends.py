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


def read_items(*first: str, head: str = "", foot: str = "") -> FieldStatus:
    """That of a scope whose rows are the last of their page; the next one begins with its third item."""
    rows = (
        "统一社会信用代码：91450206979395230G",
        "名称：北海瓯越有限公司",
        f"经营范围：{first[0]}",
        *first[1:],
    )
    lines = [line(text, 240 if "：" in text else 410, 500 + 50 * place) for place, text in enumerate(rows)]
    lines += [line(foot, 240, 2250)] if foot else []
    behind = [line(head, 240, 40)] if head else []
    behind += [line("3、广告制作；", 410, 300), line("登记机关：北海市市场监督管理局", 240, 400)]
    pages = of_file("a.pdf", page(title("营业执照"), *lines), page(*behind, page_no=2))
    found = next(found for found in certificates(*pages) if found.document_type == "business_license")
    return found.fields["scope"].status


@pytest.mark.parametrize(
    ("head", "foot"),
    [("", ""), ("2025/3/1 16:04", ""), ("2025/3/1 16:04", "https://zwfw.example.cn/a/1.html")],
)
def test_a_list_whose_next_item_heads_the_next_page_is_for_review(head: str, foot: str) -> None:
    assert read_items("1、技术咨询；", "2、物业管理", head=head, foot=foot) is FieldStatus.REVIEW


def test_a_list_of_another_number_does_not_go_on_there() -> None:
    assert read_items("1、技术咨询；", "2、物业管理；", "3、广告制作。") is FieldStatus.ACCEPTED
