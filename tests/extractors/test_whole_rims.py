"""Issuers that only a seal tells, borne out by the number of places on its rim."""

from __future__ import annotations

import pytest

from extractors.authorities.whole_rims import is_borne_by_rim
from schemas.field import FieldStatus
from tests.lines import certificate, line, row, seal

HOLDER = "河南金牛软件有限公司"
AGENCY = "方正认证检测有限公司"
ENDINGS = ("认证有限公司", "有限公司", "中国版权保护中心", "市场监督管理局", "建设厅", "建设局")


@pytest.mark.parametrize(
    ("name", "read", "score", "places", "borne"),
    [
        (AGENCY, AGENCY, 0.995, 10, True),
        (AGENCY, AGENCY, 0.98, 10, False),
        (AGENCY, AGENCY, 0.999, None, False),
        ("金鼎招标代理有限公司", "金鼎招标代理有限公司", 0.999, 10, False),
        ("中国信息服务中心", "中国信息服务中心", 0.999, 8, False),
        ("方正证检测有限公司", "方正证检测有限公司", 0.999, 10, False),
        ("恒通标准认证服务深圳有限公司", "恒通标准认证服务深圳有限公司", 0.999, 16, False),
        ("乐川市行政审批服务局", "乐川市行政审批服务局", 0.999, 10, False),
        ("眉山市市场监督管理局", "山市市场监督管理局", 0.999, 10, True),
        ("眉山市市场监督管理局", "山市市场监督管理局", 0.999, 9, False),
        ("乐山市行政审批服务局", "乐山市待政审批服务局", 0.98, 10, True),
        ("乐山市行政审批服务局", "乐山市待政审批服务局", 0.995, 10, False),
        ("江苏省建设厅", "江苏省建设局", 0.95, 6, False),
        ("国家质量监督检验检疫总局", "家量监督检验检疫总局", 0.94, 12, True),
        ("国家质量监督检验检疫总局", "量监督检验检疫局", 0.99, 12, False),
    ],
)
def test_names_and_rims(name: str, read: str, score: float, places: int | None, borne: bool) -> None:
    assert is_borne_by_rim(name, read, score, places, ENDINGS) == borne


@pytest.mark.parametrize(
    ("name", "read", "endings", "borne"),
    [
        (
            "玉溪市食品药品监督管理局",
            "玉溪市食品药品监督管理",
            ("食品药品监督管理局", "市场监督管理局"),
            True,
        ),
        (
            "福建省质量技术监督局",
            "福建省质量技术监督属",
            ("质量技术监督局", "国家质量监督检验检疫总局"),
            True,
        ),
        ("福建省应急管理厅", "福建省应急管理", ("应急管理厅", "应急管理局"), False),
        ("福建省应急管理厅", "福建省应急管理", (), False),
    ],
)
def test_a_last_character_that_was_not_read(
    name: str, read: str, endings: tuple[str, ...], borne: bool
) -> None:
    assert is_borne_by_rim(name, read, 0.97, len(name), endings) == borne


@pytest.mark.parametrize(
    ("rim", "places", "status"),
    [
        (AGENCY, 10, FieldStatus.ACCEPTED),
        (AGENCY, 11, FieldStatus.REVIEW),
        (AGENCY, None, FieldStatus.REVIEW),
        ("金鼎招标代理有限公司", 10, FieldStatus.REVIEW),
    ],
)
def test_a_company_that_only_its_seal_tells(rim: str, places: int | None, status: FieldStatus) -> None:
    found = certificate(
        line("质量管理体系认证证书", 480, 200, size=80),
        *row(0, "证书编号：", "02621Q10234R0M"),
        *row(1, "组织名称：", HOLDER),
        seals=[seal(rim, (1200, 1800), score=0.998, places=places)],
    )
    field = found.fields["issuer"]
    assert (field.value, field.status) == (rim, status)
    assert field.confidence <= 0.98  # nothing else bears it out


def test_the_holder_s_own_seal_on_a_copy_is_no_issuer_s() -> None:
    found = certificate(
        line("质量管理体系认证证书", 480, 200, size=80),
        *row(0, "证书编号：", "02621Q10234R0M"),
        *row(1, "组织名称：", HOLDER),
        seals=[seal(HOLDER, (1200, 1800), score=0.998, places=10)],
    )
    assert found.fields["issuer"].value is None
    assert "issuer" in {one.field for one in found.issues}
