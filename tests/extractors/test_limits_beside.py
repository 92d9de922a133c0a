"""Limits of a service that stand under a label of their own."""

from __future__ import annotations

import pytest

from tests.lines import certificate, main_lines, row

SCOPE = "在线数据处理与交易处理业务"


@pytest.mark.parametrize(
    ("said", "only"), [("仅限经营类电子商务", ("经营类电子商务",)), ("在线数据处理与交易处理业务", ())]
)
def test_a_limit_under_a_second_label_of_the_services_is_the_item_s(said: str, only: tuple[str, ...]) -> None:
    main = [entry for entry in main_lines() if "业务种类" not in entry.text and "信息服务" not in entry.text]
    found = certificate(*main, *row(3, "业务种类：", SCOPE), *row(5, "业务范围：", said))
    assert [(item.code, item.only) for item in found.business_items] == [("B21", only)]
    assert found.scope == SCOPE


@pytest.mark.parametrize(
    ("labels", "scope", "coverage"),
    [
        (("服务项目：", "覆盖范围："), SCOPE, "浙江省"),
        (("服务项目：",), SCOPE, None),
        (("业务种类：", "服务项目："), SCOPE, "浙江省"),
    ],
)
def test_services_under_the_only_label_that_may_be_theirs(
    labels: tuple[str, ...], scope: str, coverage: str | None
) -> None:
    main = [entry for entry in main_lines() if "业务" not in entry.text or "许可证" in entry.text]
    said = zip(labels, (SCOPE, "浙江省"), strict=False)
    found = certificate(*main, *(one for at, pair in enumerate(said) for one in row(3 + 2 * at, *pair)))
    assert (found.scope, found.coverage) == (scope, coverage)
