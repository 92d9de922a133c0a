"""A mark between two places of a list that was not read."""

from __future__ import annotations

import pytest

from extractors.place_names.places import has_lost_mark, has_scrap_behind
from schemas.field import FieldStatus
from tests.lines import certificate, line, row, title


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("吉林湖南宁夏", True),
        ("北京、天津、甘肃青海、新疆", True),
        ("上海、\n江苏", False),
        ("上海\n江苏、浙江", True),
        ("沈阳大连、鞍山", True),
        ("四川成都、广东广州", False),
        ("北京 上海；广州", True),
        ("全国", False),
        ("全国（不含西藏、青海）", False),
        ("广东省", False),
        ("深圳市广州市、珠海市", True),
        ("海南省海口市三亚市", True),
        ("吉林省吉林市、长春市", False),
        ("青海海南州", False),
        ("北京市朝阳区", False),
    ],
)
def test_places_that_run_on(text: str, lost: bool) -> None:
    assert has_lost_mark(text) is lost


def test_a_coverage_whose_places_run_on_is_for_review() -> None:
    def status(coverage: str) -> tuple[str | None, FieldStatus, FieldStatus]:
        found = certificate(
            title(),
            *row(0, "经营许可证编号：", "浙B2-20190046"),
            *row(1, "公 司 名 称：", "杭州清河网络科技有限公司"),
            *row(2, "法 定 代 表 人：", "陈立群"),
            *row(3, "业务种类：", "国内呼叫中心业务"),
            *row(4, "业务覆盖范围：", coverage),
            line("(服务项目)", 240, 500 + 4 * 90 + 40),
            *row(10, "发证日期：", "2024年03月05日"),
            *row(11, "有效期至：", "2029年03月05日"),
        )
        assert found.business_items[0].areas == ("吉林", "湖南", "宁夏")
        of_item = found.fields["business_items.0.name"]
        return found.coverage, found.fields["coverage"].status, of_item.status

    accepted, review = FieldStatus.ACCEPTED, FieldStatus.REVIEW
    assert status("吉林、湖南、宁夏") == ("吉林、湖南、宁夏", accepted, accepted)
    assert status("吉林湖南宁夏") == ("吉林湖南宁夏", review, review)


@pytest.mark.parametrize(
    ("coverage", "scrap"),
    [("吉林省吉林市", False), ("广东省深圳市", False), ("浙江省内", False), ("广东省治·区", True)],
)
def test_a_town_behind_its_region_is_no_scrap(coverage: str, *, scrap: bool) -> None:
    assert has_scrap_behind(coverage) is scrap
