"""Values that begin with a piece of the watermark that crosses them are for review."""

from __future__ import annotations

import pytest

from schemas.field import FieldStatus
from tests.lines import certificate, line, row


@pytest.mark.parametrize(
    ("company", "status"),
    [
        ("共找货云仓食品有限公司", FieldStatus.REVIEW),
        ("找货云仓食品有限公司", FieldStatus.ACCEPTED),
        ("杭州找货云仓食品有限公司", FieldStatus.ACCEPTED),
        ("共享云仓食品有限公司", FieldStatus.ACCEPTED),
    ],
)
def test_a_company_begins_like_the_watermark(company: str, status: FieldStatus) -> None:
    read = certificate(
        line("食品经营许可证", 480, 200, size=80),
        *row(0, "许可证编号：", "JY13301060123456"),
        *row(1, "经营者名称：", company),
        line("仅供找货社区网站展示使用，再次复印无效", 300, 1700),
    )
    assert [one.purpose for one in read.use_restrictions] == ["仅供找货社区网站展示使用"]
    field = read.fields["company"]
    assert (field.value, field.status) == (company, status)
