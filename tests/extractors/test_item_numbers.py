"""Lists with numbers, an item in each row."""

from __future__ import annotations

import pytest

from extractors.value_lines.item_numbers import are_in_order, is_next_item, item_number
from schemas.field import FieldStatus
from tests.lines import certificate, line, title


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("①会议服务", 1), ("12、技术咨询", 12), ("(3)物业管理", 3), ("（四）广告", 4), ("5.销售", 5),
        ("1.5万吨", None), ("一般项目", None), ("2023年", None), ("", None),
    ],
)  # fmt: skip
def test_the_number_that_a_row_begins_with(text: str, number: int | None) -> None:
    assert item_number(text) == number


def test_what_goes_on() -> None:
    assert is_next_item("①会议服务", "②展览")
    assert not is_next_item("1、会议", "3、展览")
    assert are_in_order(["1、会议", "和展览", "2、广告"])
    assert not are_in_order(["2、广告", "1、会议"])


@pytest.mark.parametrize("marks", ["①②③④⑤⑥", ["1、", "2、", "3、", "4、", "5、", "6、"]])
def test_a_list_of_short_rows_is_whole(marks: list[str]) -> None:
    """Beside the only label of its column, where the label of what follows stands elsewhere."""
    said = ("技术咨询", "物业管理", "广告制作", "会议服务", "设备租赁", "礼品销售")
    items = [f"{mark}{what}；" for mark, what in zip(marks, said, strict=True)]
    found = certificate(
        title("营业执照"),
        line("统一社会信用代码：91450206979395230G", 240, 440),
        line("名称：北海瓯越有限公司", 240, 500),
        line("经营范围", 240, 600),
        *(line(item, 480, 606 + 56 * place) for place, item in enumerate(items)),
    )
    assert found.fields["scope"].raw == "\n".join(items)
    assert found.fields["scope"].status is FieldStatus.ACCEPTED
