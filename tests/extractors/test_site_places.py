"""Tables of sites whose columns tell where the servers stand and who connects them."""

from __future__ import annotations

import pytest

from schemas.certificate import Certificate
from schemas.field import FieldStatus
from tests.lines import line, with_annex

LEFTS = (120.0, 260.0, 520.0, 900.0, 1300.0)
HEADS = ("序号", "网站名称", "网站域名", "服务器放置地", "接入服务提供单位")
PLACE, PROVIDER = "杭州市滨江区江南大道88号", "浙江云港数据有限公司"


def of_table(*rows: tuple[str, ...]) -> Certificate:
    lines = [
        line(text, left, 600 + 110 * index)
        for index, cells in enumerate((HEADS, *rows))
        for text, left in zip(cells, LEFTS, strict=True)
        if text
    ]
    return with_annex(*lines)


@pytest.mark.parametrize("again", [(PLACE, PROVIDER), ("", ""), ("同上", "（同上）")])
def test_columns_that_say_the_same_in_every_row_or_once_tell_it_of_the_annex(again: tuple[str, str]) -> None:
    found = of_table(
        ("1", "清河社区", "qinghe-net.cn", PLACE, PROVIDER), ("2", "清河搜索", "qinghe-so.cn", *again)
    )
    assert [site.domains for site in found.annexes[0].websites] == [("qinghe-net.cn",), ("qinghe-so.cn",)]
    assert (found.annexes[0].server_location, found.annexes[0].access_provider) == (PLACE, PROVIDER)
    assert not any(entry.code in ("illegible", "column_unread") for entry in found.issues)


def test_columns_that_differ_wait_for_a_person() -> None:
    found = of_table(
        ("1", "清河社区", "qinghe-net.cn", PLACE, PROVIDER),
        ("2", "清河搜索", "qinghe-so.cn", "宁波市海曙区中山西路10号", PROVIDER),
    )
    assert (found.annexes[0].server_location, found.annexes[0].access_provider) == (None, PROVIDER)
    assert found.fields["annexes.0.server_location"].status == FieldStatus.ILLEGIBLE
