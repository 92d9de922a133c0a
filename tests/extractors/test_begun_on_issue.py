"""A day of issue without a label, and the period that begins on it: each is read by itself."""

from __future__ import annotations

import pytest

from schemas.certificate import Certificate
from schemas.field import FieldStatus
from tests.lines import certificate, line, row, seal, title

UNSURE = 0.9
_OPEN_ENDED = "本证有效期自{}至2018年11月22日"  # of no usual length


def read(printed: str, begun: str) -> Certificate:
    return certificate(
        title("电信与信息服务业务经营许可证"),
        *row(0, "经营许可证编号：", "京ICP证150016号"),
        *row(1, "经营单位名称：", "北京清河网络科技有限公司"),
        line(printed, 1130, 1292, score=UNSURE),
        line(_OPEN_ENDED.format(begun), 240, 1500, score=0.999),
        seals=[seal("北京市通信管理局", (1230.0, 1300.0))],
    )


@pytest.mark.parametrize("printed", ["2017年8月5日", "2017年8月5"])  # the seal hides the mark
def test_a_period_that_begins_on_it_bears_a_date_out(printed: str) -> None:
    found = read(printed, "2017年8月5日")
    assert (found.issue_date, found.valid_from) == ("2017-08-05", "2017-08-05")
    assert found.fields["issue_date"].status == FieldStatus.ACCEPTED


@pytest.mark.parametrize("printed", ["2017年8月5日", "2017年8月5"])
def test_one_that_begins_on_another_day_does_not(printed: str) -> None:
    found = read(printed, "2017年8月12日")
    assert found.issue_date == "2017-08-05"
    assert found.fields["issue_date"].status == FieldStatus.REVIEW
