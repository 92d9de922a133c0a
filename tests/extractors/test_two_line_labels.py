"""Labels of two lines, the colon behind the first or the second, each with its value beside it."""

from __future__ import annotations

import pytest

from tests.lines import LABELS, certificate, line, main_lines, row


@pytest.mark.parametrize("colon", [0, 1])
def test_a_second_column_of_labels_of_two_lines(colon: int) -> None:
    first, second = ("：", "") if colon == 0 else ("", "：")
    found = certificate(
        line("食品经营许可证", 600, 200, size=70),
        *row(0, "经营者名称：", "成都清河餐饮管理有限公司武侯第二分"),
        line("公司", 640, 532),
        *row(2, "法定代表人（负责人）：", "白玉兰"),
        line("许可证编号：JY15101070083426", 1000, 480),
        line(f"日 常 监 督{first}", 1000, 520),
        line("武侯区玉林市场监督管理所", 1240, 520),
        line(f"管 理 机 构{second}", 1000, 556),
        line(f"日 常 监 督{first}", 1000, 620),
        line("邓超、蒲小红", 1240, 620),
        line(f"管 理 人 员{second}", 1000, 656),
    ).record()
    assert found["company"] == "成都清河餐饮管理有限公司武侯第二分公司"
    assert found["supervision_authority"] == "武侯区玉林市场监督管理所"
    assert found["supervision_staff"] == "邓超、蒲小红"


def test_a_label_whose_second_line_begins_with_and() -> None:
    main = [entry for entry in main_lines() if "业务" not in entry.text or "许可证" in entry.text]
    services = (
        "1.互联网数据中心业务：北京；成都",
        "2.互联网接入服务业务：全国",
        "3.国内呼叫中心业务：浙江省",
    )
    found = certificate(
        *main,
        line("业 务 种 类：", LABELS, 770),
        line("及覆盖范围", LABELS, 816),
        *(line(text, 640, 770 + 46 * at) for at, text in enumerate(services)),
    )
    assert found.record()["coverage"] is None
    assert [item.areas for item in found.business_items] == [("北京", "成都"), ("全国",), ("浙江省",)]
