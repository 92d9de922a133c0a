"""Items of services that stand beside the label of the coverage."""

from __future__ import annotations

import pytest

from extractors.candidates import OUT_OF_PLACE
from extractors.printed_labels.labels import Label
from extractors.value_lines.further_services import give_back_services
from extractors.value_lines.values import Value
from schemas.document_type import FieldKind, FieldSpec
from tests.lines import line, seen


def _value(name: str, kind: FieldKind, top: float, *rows: str) -> Value:
    spec = FieldSpec(name=name, labels=("标签",), kind=kind, wraps=True)
    placed = [line("标签", left=100, top=top)]
    placed += [line(row, left=300, top=top + 40 * at) for at, row in enumerate(rows)]
    first, *others = seen(*placed)
    return Value(Label(spec, (first,), (), 1.0), tuple(others), 0.0)


@pytest.mark.parametrize(
    "second",
    [
        "2、第二类增值电信业务中的离岸呼叫中心业务",
        "第二类增值电信业务中的国内多方通信服务业务",
        "在线数据处理与交易处理业务（仅限交易处理业务）",
        "不含为上网用户提供互联网接入服务、网站接入。",
    ],
)
def test_a_further_item_goes_to_the_services(second: str) -> None:
    scope = _value("scope", FieldKind.SERVICES, 100, "1、因特网数据中心业务")
    coverage = _value("coverage", FieldKind.TEXT, 200, second, "西藏自治区")
    services, places = give_back_services([scope, coverage])
    assert [row.text for row in services.rows] == ["1、因特网数据中心业务", second]
    assert [row.text for row in places.rows] == ["西藏自治区"]
    assert min(services.cost, places.cost) >= OUT_OF_PLACE


@pytest.mark.parametrize(
    "rows",
    [
        ("全国", "西藏自治区"),
        ("2、第二类增值电信业务中的离岸呼叫中心业务",),
        ("信息服务业务", "全国"),
        ("不含网络预约出租汽车服务、网络借贷信息中介、互", "联网金融。"),
        ("互联网信息服务不含视听节目、出版、教育，含电", "子公告服务"),
    ],
)
def test_what_may_be_the_coverage_stays(rows: tuple[str, ...]) -> None:
    values = [
        _value("scope", FieldKind.SERVICES, 100, "1、因特网数据中心业务"),
        _value("coverage", FieldKind.TEXT, 200, *rows),
    ]
    assert give_back_services(values) == values
