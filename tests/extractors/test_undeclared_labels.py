"""Labels of which the type knows nothing end the values about them, and have their own."""

from __future__ import annotations

import pytest

from schemas.certificate import Certificate
from schemas.field import FieldStatus
from schemas.page import TextLine
from tests.lines import LABELS, VALUES, certificate, line, seal, title

CODE = "91310115MA1K4QCD27"
PITCH = 46.0  # set closer than the usual form: rows of one value would be no closer


def read(*further: TextLine, scope: str = "业务种类：") -> Certificate:
    """A page with a row of its own between the company's and the representative's."""
    return certificate(
        title(),
        line("经营许可证编号：沪B2-20250119", 1000, 420),
        line("公司名称：", LABELS, 500),
        line("上海星野数字科技有限公司", VALUES, 500),
        *further,
        line("法定代表人：", LABELS, 500 + 2 * PITCH),
        line("季然", VALUES, 500 + 2 * PITCH),
        line(scope, LABELS, 500 + 3 * PITCH),
        line("信息服务业务（仅限互联网信息服务）", VALUES, 500 + 3 * PITCH),
        line("发证日期：2025年11月20日", 700, 1600),
        line("有效期至：2030年11月19日", 700, 1680),
        seals=[seal("上海市通信管理局", (1150.0, 1560.0))],
    )


@pytest.mark.parametrize(
    "own",
    [
        [line("统一社会信用代码：", LABELS, 500 + PITCH), line(CODE, VALUES, 500 + PITCH)],
        [line("统一社会信用代码", LABELS, 500 + PITCH), line(CODE, VALUES, 500 + PITCH)],
        [line(f"统一社会信用代码：{CODE}", LABELS, 500 + PITCH)],
        [line("组织机构代码：", LABELS, 500 + PITCH), line(CODE[8:17], VALUES, 500 + PITCH)],
        [line("组织机构代码", LABELS, 500 + PITCH), line(CODE[8:17], VALUES, 500 + PITCH)],
        [line("经济性质：", LABELS, 500 + PITCH), line("有限责任公司分公司", VALUES, 500 + PITCH)],
    ],
)
def test_a_row_under_a_label_of_its_own_spoils_no_neighbour(own: list[TextLine]) -> None:
    page = read(*own)
    assert (page.company, page.legal_representative) == ("上海星野数字科技有限公司", "季然")
    assert page.scope == "信息服务业务（仅限互联网信息服务）"
    assert not page.needs_review


def test_what_stands_under_an_unknown_label_is_nobody_elses() -> None:
    page = read(scope="获准经营内容：")
    assert (page.company, page.legal_representative) == ("上海星野数字科技有限公司", "季然")
    assert (page.scope, page.coverage) == (None, None)
    assert page.fields["legal_representative"].status == FieldStatus.ACCEPTED
    assert page.needs_review


def test_places_under_an_unknown_label_may_be_the_coverage() -> None:
    own = [line("准许地方：", LABELS, 500 + PITCH), line("江苏、浙江、上海", VALUES, 500 + PITCH)]
    page = read(*own)
    assert page.fields["coverage"].status == FieldStatus.ILLEGIBLE
    assert page.needs_review


def test_a_row_of_a_value_is_no_label() -> None:
    """Flush with its label, or with labels further down the page that begin where values do."""
    page = certificate(
        title(),
        line("经营许可证编号：云B2-20060021", 1000, 420),
        line("公司名称：昆明海鸥旅行信息服务有限公司", LABELS, 500),
        line("法定代表人：刀美兰", LABELS, 500 + PITCH),
        line("业务种类：", LABELS, 500 + 2 * PITCH),
        line("国内多方通信服务业务（不含国内可视电话会议服务业务）：北京；编", 700, 500 + 2 * PITCH),
        line("码和规程转换业务（仅限互联网域名解析服务）：全国", 700, 546 + 2 * PITCH),
        line("发证机关：云南省通信管理局", 700, 1500),
        line("发证日期：2025年11月20日", 700, 1600),
        line("有效期至：2030年11月19日", 700, 1680),
    )
    assert page.scope is not None
    assert page.scope.endswith("全国")
