"""Labels that a narrow cell breaks where its line is full."""

from __future__ import annotations

import pytest

from extractors.printed_labels.labels import find_labels
from schemas.field import FieldStatus
from tests.lines import LABELS, SIZE, TELECOM, VALUES, certificate, line, row, seen, title

SERVICE = "信息服务业务（仅限互联网信息服务）"


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("legal_representative", ("法定代表", "人：")),
        ("coverage", ("业务覆盖范", "围：")),
        ("scope", ("业务种类及覆", "盖范围：")),
        ("scope", ("业务种类", "（服务项目）及覆盖范围：")),
        ("scope", ("业务种类", "(服务项", "目）及覆盖", "范围")),
        ("scope", ("业务种类", "(服务项", "目)", "及覆盖范围")),
        ("issuer", ("发证机关", "(盖章)")),
        ("legal_representative", ("法定代表人（负责", "人）：")),
        ("company", ("许可证持有单", "位：")),
    ],
)
def test_broken_anywhere(name: str, parts: tuple[str, ...]) -> None:
    """Each line is centered in the cell, rows of the value stand between."""
    printed = [line(text, 400 - SIZE * len(text) / 2, 500 + 46 * place) for place, text in enumerate(parts)]
    values = [line("某某某某某某某某", VALUES, 478 + 46 * place) for place in range(len(parts) + 1)]
    labels, rest = find_labels(seen(*printed, *values), TELECOM.fields)
    assert [(label.spec.name, len(label.parts)) for label in labels] == [(name, len(parts))]
    assert len(rest) == len(values)


def test_the_value_beside_holds_no_line_of_the_label() -> None:
    read = certificate(
        title(),
        *row(0, "公司名称：", "杭州清河网络科技有限公司"),
        *(line(text, LABELS, 600 + 46 * place) for place, text in enumerate(("法定代表", "人："))),
        line("陈立群", VALUES, 623),
        line("业务种类", LABELS, 720),
        line("（服务项目）及覆盖范围：", LABELS, 770),
        *(line(text, VALUES, 700 + 50 * at) for at, text in enumerate((SERVICE, "覆盖范围：全国"))),
        *row(5, "发证日期：", "2024年03月05日"),
        *row(6, "有效期至：", "2029年03月05日"),
    )
    assert read.legal_representative == "陈立群"
    (item,) = read.business_items
    assert (item.code, item.only, item.areas) == ("B25", ("互联网信息服务",), ("全国",))
    assert read.fields["scope"].status == FieldStatus.ACCEPTED


def test_lines_flush_right_that_hold_label_and_value() -> None:
    read = certificate(
        title(),
        *row(0, "公司名称：", "杭州清河网络科技有限公司"),
        line(f"业务种类（服务项目）{SERVICE}", LABELS, 700),
        line("及覆盖范围：【依法须经批准的项目，经相关部门批准后", LABELS + 128, 750),
        line("方可开展相应经营活动】", LABELS + 320, 800),
        *row(5, "有效期至：", "2029年03月05日"),
    )
    assert read.scope is not None and read.scope.startswith("信息服务业务")
    assert "覆盖范围" not in read.scope


def test_a_line_of_the_label_within_the_value_is_for_review() -> None:
    """及覆盖范围 stands too far from 业务种类 to be found as one label."""
    read = certificate(
        title(),
        *row(0, "公司名称：", "杭州清河网络科技有限公司"),
        *row(2, "业务种类：", SERVICE, "及覆盖范围：全国"),
        *row(5, "有效期至：", "2029年03月05日"),
    )
    assert "place" in [issue.code for issue in read.issues if issue.field == "scope"]
    assert read.fields["scope"].status == FieldStatus.REVIEW


def test_a_sentence_of_the_services_is_no_label() -> None:
    """业务覆盖范围 stands in their text, flush with the line above, beside a label of four lines."""
    read = certificate(
        title(),
        *row(0, "公司名称：", "杭州清河网络科技有限公司"),
        line("业务种类", LABELS, 640),
        line("(服务项", LABELS + 20, 700),
        line("目)", LABELS + 40, 760),
        line("及覆盖范围", LABELS, 820),
        line(SERVICE, VALUES, 640),
        line("业务覆盖范围：广东省", VALUES, 682),
        *row(5, "有效期至：", "2029年03月05日"),
    )
    (item,) = read.business_items
    assert (item.code, item.only, item.areas) == ("B25", ("互联网信息服务",), ("广东省",))
    assert read.scope == f"{SERVICE}业务覆盖范围：广东省"
    assert read.valid_until == "2029-03-05"


@pytest.mark.parametrize(
    ("staff", "status"),
    [
        ("由日常监督管理机构指定", FieldStatus.ACCEPTED),
        ("日常监督由日常监督管理机构指定", FieldStatus.REVIEW),
        ("张三日常监督", FieldStatus.REVIEW),
    ],
)
def test_a_value_that_says_who_does_it_holds_no_line_of_the_label(staff: str, status: FieldStatus) -> None:
    read = certificate(
        line("食品经营许可证", 480, 200, size=80),
        *row(0, "许可证编号：", "JY13301060123456"),
        *row(1, "日常监督管理机构：", "杭州市市场监督管理局城关所"),
        *row(2, "日常监督管理人员：", staff),
    )
    field = read.fields["supervision_staff"]
    assert (field.value, field.status) == (staff, status)


@pytest.mark.parametrize("mark", [":", "："])
def test_a_colon_between_a_label_s_first_line_and_its_value(mark: str) -> None:
    """The colons stand in a column, the label wraps before it: 业务覆盖范围（服务项：安徽 / 目）."""
    first = line(f"业务覆盖范围（服务项{mark}安徽", LABELS, 500)
    labels, rest = find_labels(seen(first, line("目）", LABELS, 546)), TELECOM.fields)
    assert [(label.spec.name, [piece.text for piece in label.rest]) for label in labels] == [
        ("coverage", ["安徽"])
    ]
    assert not rest


def test_a_label_with_its_colon_has_no_line_in_the_next_one() -> None:
    lines = (line("业务种类：详见附页", LABELS, 500), line("业务覆盖范围（服务项目）：河南省", LABELS, 580))
    labels, _ = find_labels(seen(*lines), TELECOM.fields)
    assert [label.spec.name for label in labels] == ["scope", "coverage"]


@pytest.mark.parametrize(
    "printed",
    [
        ("业务种类（服务项：", "目）及覆盖范围"),
        ("业务种类（服务：", "项目）及覆盖范围"),
        ("业务种类及服务", "项目"),
    ],
)
def test_both_lines_were_read_with_the_value_beside_them(printed: tuple[str, str]) -> None:
    """Labels are set as wide as their column, and the value's rows stand level with their lines."""
    rows = [
        f"{head}{part}"
        for head, part in zip(printed, ("信息服务业务（仅限", "互联网信息服务）"), strict=True)
    ]
    labels, rest = find_labels(seen(line(rows[0], LABELS, 500), line(rows[1], LABELS, 544)), TELECOM.fields)
    if ":" not in rows[0].replace("：", ":"):  # nothing parts the two
        assert not labels
        return
    assert [(label.spec.name, *(part.text for part in label.rest)) for label in labels] == [
        ("scope", "信息服务业务（仅限", "互联网信息服务）")
    ]
    assert rest == []


def test_the_last_line_is_set_as_wide_as_the_first_and_the_value_runs_on_in_it() -> None:
    first = line("业务种类及服务：信息服务业务（仅限", LABELS, 500)
    second = line("项", LABELS, 544), line("目互联网信息服务）", LABELS + 6 * SIZE, 544)
    labels, rest = find_labels(seen(first, *second), TELECOM.fields)
    assert [(label.spec.name, *(part.text for part in label.rest)) for label in labels] == [
        ("scope", "信息服务业务（仅限", "互联网信息服务）")
    ]
    assert rest == []


def test_a_gap_parts_the_first_line_from_the_value() -> None:
    text = "业务种类及覆国内呼叫中心业务"
    whole = line(text, LABELS, 500)
    wide = 18 * SIZE
    places = tuple((at + 0.5 + (4 if at > 5 else 0)) / 18 for at in range(len(text)))
    quad = whole.quad.part(0.0, wide / whole.quad.bbox.width)
    apart = whole.model_copy(update={"quad": quad, "char_positions": places})
    labels, _ = find_labels(seen(apart, line("盖范围", LABELS, 544)), TELECOM.fields)
    assert [(label.spec.name, *(part.text for part in label.rest)) for label in labels] == [
        ("scope", "国内呼叫中心业务")
    ]
