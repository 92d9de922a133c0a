"""What stands apart from the value that it belongs to: a copy's index, the end of a period."""

from __future__ import annotations

from tests.lines import certificate, line, row


def test_the_index_of_a_copy_behind_its_number() -> None:
    found = certificate(
        line("食品经营许可证", 480, 200, size=80),
        *row(0, "经营者名称：", "深圳市红立方餐饮有限公司"),
        *row(1, "许可证编号：", "JY24403071188206"),
        line("(1-1)", 960, 592),
        *row(2, "主体业态：", "餐饮服务经营者"),
    )
    assert found.record()["license_number"] == "JY24403071188206(1-1)"
