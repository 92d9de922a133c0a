"""Labels that a form pads to one width: of which only the last character was read."""

from __future__ import annotations

import pytest

from extractors.printed_labels.labels import TORN, find_labels
from schemas.certificate import Certificate
from schemas.geometry import Quad
from schemas.page import TextLine
from tests.lines import TELECOM, certificate, line, seen

NAME = "唐山灵犀互动电子商务有限公司"
# An electronic license, its services in the second column.
TWO_COLUMNS = (
    line("增值电信业务经营许可证", 600, 200),
    line("经营许可证编号：琼B2-20250872", 900, 300),
    line(f"公司名称：{NAME}", 140, 420),
    line("法定代表人：符云", 140, 500),
    line("注册资本：人民币壹佰万元", 140, 580),
    line("业务种类：信息服务业务", 900, 420),
    line("发证日期：2025年10月20日", 140, 900),
    line("有效期至：2030年10月19日", 140, 980),
)


def padded(tail: str, value: str, left: float, top: float) -> TextLine:
    """The last character of a padded label and, from 50 pixels right of it, the value, read as one line."""
    last, behind = line(tail, left, top), line(value, left + 50, top)
    (a, _, _, d), (_, b, c, _) = last.quad.points, behind.quad.points
    width = b[0] - a[0]
    centers = [16.0, *(50 + 32 * at + 16.0 for at in range(len(value)))]
    places = tuple(center / width for center in centers)
    return behind.model_copy(
        update={
            "text": tail + value,
            "quad": Quad((a, b, c, d)),
            "char_positions": places,
            "char_confidences": (0.99,) * len(places),
        }
    )


def upright(text: str, left: float, top: float) -> TextLine:
    """A box about characters that stand one below the other."""
    corners = ((left, top), (left + 34, top), (left + 34, top + 90), (left, top + 90))
    return line(text, left, top).model_copy(update={"quad": Quad(corners)})


def license_of(*, right: float) -> Certificate:
    """名 over 类 at the left edge read as one box; the other column's labels begin at ``right``."""
    lines = [
        line("营业执照", 700, 200, size=70),
        line("统一社会信用代码 91110108MA01EBFH9B", 200, 330),
        upright("美", 200, 500),
        padded("称", NAME, 300, 500),
        line("型", 300, 560),
        line("有限责任公司", 378, 560),
        line("法定代表人", 200, 620),
        line("陈立群", 380, 620),
        line("经营范围", 200, 680),
        line("电子商务技术开发；软件开发。", 380, 680),
    ]
    pairs = (
        ("注册资本", "壹仟万元整"),
        ("成立日期", "2019年03月05日"),
        ("住所", "河北省唐山市路北区建设路88号"),
    )
    first = 500 if right > 200 else 740
    for at, (label, value) in enumerate(pairs):
        lines += [line(label, right, first + 60 * at), line(value, right + 180, first + 60 * at)]
    return certificate(*lines)


@pytest.mark.parametrize("right", [200, 1000])
def test_the_last_character_of_a_label_tells_its_value_in_doubt(right: float) -> None:
    found = license_of(right=right)
    assert (found.company, found.further["company_type"]) == (NAME, "有限责任公司")
    assert {found.fields[name].status for name in ("company", "company_type")} == {"review"}
    assert found.legal_representative == "陈立群"


def test_a_delegate_s_name_goes_on_within_its_bracket() -> None:
    labels = ("名称", "执行事务合伙人", "合伙企业类型")
    found = certificate(
        line("营业执照", 700, 200, size=70),
        line("统一社会信用代码 91110108MA01EBFH9B", 200, 330),
        *(line(label, 200, 500 + 90 * at) for at, label in enumerate(labels)),
        line("唐山灵犀企业管理合伙企业（有限合伙）", 480, 500),
        line("唐山灵犀投资管理有限公司（委派代表：陈", 480, 590),
        line("立群）", 480, 632),
        line("有限合伙企业", 480, 680),
    )
    assert found.legal_representative == "唐山灵犀投资管理有限公司（委派代表：陈立群）"
    assert found.further["company_type"] == "有限合伙企业"


def test_the_second_row_of_a_period_is_no_torn_label() -> None:
    (piece,) = seen(padded("至", "2029年03月05日止", 328, 560))
    printed = ("公司名称：", "法定代表人：", "经营许可证编号：", "发证日期：")
    first = [line(label, 200, 500 + 60 * at) for at, label in enumerate(printed)]
    labels, rest = find_labels([*seen(*first), piece], TELECOM.fields)
    assert "valid_until" not in {label.spec.name for label in labels}
    assert piece in rest


@pytest.mark.parametrize(("left", "found"), [(900.0, True), (1250.0, False)])
def test_the_end_of_a_label_is_one_where_labels_begin(left: float, *, found: bool) -> None:
    """覆盖范围 stands for 业务覆盖范围 where it is no label itself, not within another's value."""
    whole = {"labels": ("业务覆盖范围",)}
    specs = [one.model_copy(update=whole) if one.name == "coverage" else one for one in TELECOM.fields]
    labels, _ = find_labels(seen(*TWO_COLUMNS, line("覆盖范围：海南省、广东省", left, 500)), specs)
    assert [one.similarity for one in labels if one.spec.name == "coverage"] == [TORN] * found


def test_a_label_of_a_second_column_is_one_to_the_letter() -> None:
    read = certificate(*TWO_COLUMNS, line("覆盖范围：海南省、广东省", 900, 500))
    assert (read.company, read.coverage) == (NAME, "海南省、广东省")


@pytest.mark.parametrize("areas", ["全国", "浙江、新疆、甘肃"])
def test_a_service_s_own_coverage_is_no_torn_label(areas: str) -> None:
    """Dates whose labels begin where the services do make a column of that."""
    lines = (
        line("增值电信业务经营许可证", 600, 200),
        line("经营许可证编号：B2-20232164", 560, 320),
        line(f"公司名称：{NAME}", 230, 420),
        line("法定代表人：符云", 230, 500),
        line("业务种类", 230, 590),
        line("国内多方通信服务业务(不含国内可视电话会议服务业务)", 476, 590),
        line("(服务项目)", 246, 646),
        line(f"覆盖范围：{areas}", 480, 646),
        line("及覆盖范围：", 230, 702),
        line("发证机关(盖章)：", 492, 900),
        line("发证日期：2023年12月29日", 496, 980),
        line("有效期至：2028年12月28日", 494, 1060),
    )
    read = certificate(*lines)
    assert read.scope == f"国内多方通信服务业务（不含国内可视电话会议服务业务）覆盖范围：{areas}"
    assert read.coverage is None
    assert read.business_items[0].excluded == ("国内可视电话会议服务业务",)
