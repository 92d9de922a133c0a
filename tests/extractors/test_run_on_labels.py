"""Forms set as one running text: labels wherever the value before them ends."""

from __future__ import annotations

from extractors.page_lines.layout import page_to_lines
from schemas.certificate import Certificate
from schemas.field import FieldStatus
from tests.lines import certificate, line, page, title

LEFT, TOP, PITCH = 200.0, 700.0, 60.0


def read(*rows: str) -> Certificate:
    lines = [line(text, LEFT, TOP + PITCH * at) for at, text in enumerate(rows)]
    return certificate(title("增值电信业务经营许可证"), *lines)


ROWS = (
    "经营许可证编号：宁B2-20190012　公司名称：宁夏云帆数据科技有限公司",
    "法定代表人：拓跋野　注册资本：伍仟万元人民币　公司类型：有限责任公",
    "司　发证机关：宁夏回族自治区通信管理局　颁证日期：2019年03月05日",
    "注册住所：宁夏回族自治区银川市金凤区阅海湾中央商务区万寿路一百四",
    "十二号　业务种类：信息服务业务（仅限互联网信息服务）、在线数据处理",
    "与交易处理业务（仅限经营类电子商务）　　业务覆盖范围：宁夏回族自治区",
    "有效期至：2024年03月04日",
)
SCOPE = "信息服务业务（仅限互联网信息服务）、在线数据处理与交易处理业务（仅限经营类电子商务）"


def test_a_label_alone_in_its_row_goes_on_to_the_next_one() -> None:
    found = read(*ROWS).fields
    assert found["address"].value == "宁夏回族自治区银川市金凤区阅海湾中央商务区万寿路一百四十二号"
    assert found["scope"].value == SCOPE
    assert found["coverage"].value == "宁夏回族自治区"
    assert found["issue_date"].value == "2019-03-05"
    for name in ("address", "scope", "coverage", "issue_date"):
        assert found[name].status is FieldStatus.ACCEPTED, name


def test_where_a_service_may_be_offered_stays_with_it() -> None:
    found = read(
        *ROWS[:4],
        "十二号　业务种类：在线数据处理与交易处理业务（仅限经营类电子商务）",
        "信息服务业务（仅限互联网信息服务）　业务覆盖范围：宁夏回族自治区",
        *ROWS[6:],
    ).fields
    coverage = found["coverage"]
    assert coverage.value is None or coverage.status is FieldStatus.REVIEW


def test_a_frames_pattern_read_as_squares_is_no_text() -> None:
    rows = [line(text, LEFT, TOP + PITCH * at) for at, text in enumerate(ROWS)]
    below = line("□□口□□□□□", LEFT, TOP + PITCH * len(ROWS))
    masked = line("□□□□", LEFT, TOP + PITCH * 1.5)
    read_lines = page_to_lines(page(title("增值电信业务经营许可证"), *rows, below, masked))
    assert [one.text for one in read_lines if "□" in one.text] == ["□□□□"]
