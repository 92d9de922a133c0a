"""A label as long as its column is wide, and its value in the row below, where the others begin."""

from __future__ import annotations

import pytest

from schemas.certificate import Certificate
from schemas.field import FieldStatus
from schemas.page import TextLine
from tests.lines import LABELS, line, with_annex

LONG = "网站接入服务提供单位："
VALUES = LABELS + 32.0 * len(LONG)  # where the label ends
PLACE, PROVIDER = "江苏省南京市科技大道203号", "阿里云计算有限公司"


def annex(*below: TextLine) -> Certificate:
    rows = (
        ("网站名称：", "云帆商城"),
        ("网站域名：", "yunfan.com"),
        ("服务器放置地：", "江苏省南京市科技大道203号"),
    )
    lines = [
        part
        for at, (label, value) in enumerate(rows)
        for part in (line(label, LABELS, 600 + 86 * at), line(value, VALUES, 600 + 86 * at))
    ]
    return with_annex(*lines, line(LONG, LABELS, 858), *below)


@pytest.mark.parametrize("pitch", [34.0, 48.0, 60.0])
def test_its_value_stands_below_it(pitch: float) -> None:
    found = annex(line(PROVIDER, VALUES, 858 + pitch))
    (site,) = found.annexes
    assert (site.access_provider, site.server_location) == (PROVIDER, PLACE)
    assert found.fields["annexes.0.access_provider"].status == FieldStatus.ACCEPTED


@pytest.mark.parametrize(("left", "top"), [(VALUES, 1000.0), (LABELS, 906.0)])
def test_what_stands_farther_down_or_at_the_margin_is_not(left: float, top: float) -> None:
    (site,) = annex(line(PROVIDER, left, top)).annexes
    assert site.access_provider is None
