"""Papers whose text is set in two columns, as newspapers set it."""

from __future__ import annotations

from schemas.certificate import Certificate
from schemas.field import FieldStatus
from tests.lines import SIZE, certificate, line, title

LEFT, RIGHT, PITCH = 180, 880, 1.5 * SIZE
FIRST = (
    "统一社会信用代码：91450206979395230G",
    "法定代表人：司徒洁馨",
    "注册资本：壹仟万元整",
    "经营范围：货物进出口、技术进出口、代理",
    "进出口；销售电子产品、计算机、软件及辅",
    "助设备；翻译服务；设计、制作、代理、发",
)
SECOND = (
    "布广告；会议服务。（依法须经批准的项目，",
    "经相关部门批准后方可开展经营活动。）",
    "名称：北海瓯越有限公司",
    "住所：北海市高新技术产业开发区湖滨南路",
    "37-3号",
    "成立日期：2017年05月03日",
)
SCOPE = (
    "货物进出口、技术进出口、代理进出口；销售电子产品、计算机、软件及辅助设备；翻译服务；设计、制作、代理、"
    "发布广告；会议服务。（依法须经批准的项目，经相关部门批准后方可开展经营活动。）"
)


def read(first: tuple[str, ...], second: tuple[str, ...], *, lower: float = 0.5) -> Certificate:
    """The columns, rows of the right one so many pitches ``lower``, and a foot that reaches farther."""
    foot = 500 + PITCH * (max(len(first), len(second)) + 3)
    return certificate(
        title("营业执照"),
        *(line(text, LEFT, 500 + PITCH * place) for place, text in enumerate(first)),
        *(line(text, RIGHT, 500 + PITCH * (place + lower)) for place, text in enumerate(second)),
        line("登记机关：北海市市场监督管理局", 1300, foot),
        line("2020年06月01日", 1500, foot + PITCH),
    )


def test_a_value_goes_on_at_the_head_of_the_next_column() -> None:
    found = read(FIRST, SECOND)
    assert (found.fields["scope"].value, found.fields["scope"].status) == (SCOPE, FieldStatus.ACCEPTED)
    assert found.fields["company"].value == "北海瓯越有限公司"
    assert found.fields["address"].value == "北海市高新技术产业开发区湖滨南路37-3号"
    assert found.fields["legal_representative"].value == "司徒洁馨"


def test_level_rows_are_of_two_columns_too() -> None:
    assert read(FIRST, SECOND, lower=0.0).fields["scope"].value == SCOPE


def test_values_know_where_they_stand_on_the_page() -> None:
    quad = read(FIRST, SECOND).fields["company"].quad
    assert quad is not None
    assert quad.bbox.left > RIGHT
    assert abs(quad.bbox.top - (500 + 2.5 * PITCH)) < PITCH


def test_a_column_of_values_is_beside_its_labels() -> None:
    """What hangs below a value's own beginning is no row of a newspaper's column."""
    labels = ("名称", "住所", "", "法定代表人")
    values = ("北海瓯越有限公司", "北海市高新技术产业开发区湖滨南路", "37-3号世纪大厦", "司徒洁馨")
    found = certificate(
        title("营业执照"),
        *(line(text, LEFT, 500 + PITCH * place) for place, text in enumerate(labels) if text),
        *(line(text, 600, 500 + PITCH * place) for place, text in enumerate(values)),
    )
    assert found.fields["address"].value == "北海市高新技术产业开发区湖滨南路37-3号世纪大厦"
    assert found.fields["legal_representative"].value == "司徒洁馨"


def test_a_date_far_beside_a_row_is_no_part_of_it() -> None:
    found = certificate(
        title("营业执照"),
        line("名称：北海瓯越有限公司", LEFT, 500),
        line("经营范围：货物进出口、技术进出口、代理进出口；销售", LEFT, 500 + PITCH),
        line("电子产品、计算机、软件及辅助设备；翻译服务；设计", LEFT, 500 + 2 * PITCH),
        line("、制作。", LEFT, 500 + 3 * PITCH),
        line("2020年06月01日", 1400, 500 + 3 * PITCH),
    )
    assert found.fields["scope"].value is not None
    assert found.fields["scope"].value.endswith("设计、制作。")
    assert found.fields["issue_date"].value == "2020-06-01"


def test_a_foot_that_reaches_farther_cuts_no_paragraph() -> None:
    found = read((*FIRST[:-1], "助设备；翻译服务。", "住所：北海市湖滨南路37-3号"), ())
    assert found.fields["scope"].value is not None
    assert found.fields["scope"].value.endswith("计算机、软件及辅助设备；翻译服务。")
