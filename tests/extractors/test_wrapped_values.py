"""Labels that their cell breaks, with the value in one line with the first part."""

from __future__ import annotations

from schemas.page import TextLine
from tests.lines import line, row, with_annex


def provider(*lines: TextLine) -> str | None:
    found = with_annex(
        *row(2, "网站名称", "清河社区"), *row(3, "网站域名", "qinghe-net.cn"),
        *row(4, "服务器放置地", "杭州市滨江区江南大道88号"), *lines,
    )  # fmt: skip
    assert found.annexes[0].server_location == "杭州市滨江区江南大道88号"
    return found.annexes[0].access_provider


def test_the_last_line_of_a_label_may_be_set_apart_to_both_sides() -> None:
    """As a browser justifies it: 网站接入服务提供 above 单 and 位."""
    whole = line("网站接入服务提供 网宿科技股份有限公司", 240, 1000)
    assert provider(whole, line("单", 240, 1050), line("位", 464, 1050)) == "网宿科技股份有限公司"


def test_a_value_runs_on_behind_the_first_line_of_its_label() -> None:
    whole = line("网站接入服务提供 网宿科技股份有限公司", 240, 1000)
    assert provider(whole, line("单位", 240, 1050)) == "网宿科技股份有限公司"


ITEMS = ("1.杭州市滨江区江南大道88号", "2.宁波市海曙区中山西路10号", "3.四川省德阳市旌阳区天山南路162号3-2-1")


def test_the_items_of_a_numbered_list_are_one_value() -> None:
    """Each is a whole address; the number of the next tells that it goes on."""
    found = with_annex(
        *row(2, "网站名称", "清河社区"), *row(3, "网站域名", "qinghe-net.cn"),
        *row(4, "服务器放置地：", *ITEMS, pitch=73.0),
    )  # fmt: skip
    assert found.annexes[0].server_location == "".join(ITEMS)
