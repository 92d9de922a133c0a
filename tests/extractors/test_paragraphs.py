"""Values set as paragraphs: what wraps begins at the margin, under or left of its label."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import pytest

from schemas.certificate import Certificate
from schemas.field import FieldStatus
from schemas.page import Rule, TextLine
from tests.lines import SIZE, certificate, certificates, line, of_file, page, title, with_annex

LEFT, ROOM = 240.0, 30.0  # the margin, and how many characters wide the text is
COMPANY, ADDRESS = "温州瓯越智慧网络技术有限公司", "浙江省温州市鹿城区车站大道大诚商厦一幢一千二百零三室"
SERVICES = (
    "1、国内呼叫中心业务。2、信息服务业务（仅限互联网信息服务，不含信息搜索查询服务、"
    "信息社区平台服务、信息即时交互服务和信息保护和加工处理服务）。3、国内多方通信服务业务。"
)


def wrap(text: str, first: float) -> Iterator[tuple[float, str]]:
    """Rows of a paragraph, each with where it begins; ``first`` characters of the first are blank. Words of
    Latin are not broken."""
    row, used = "", first
    start = first
    for word in re.findall("[!-~]+|.", text):
        wide = sum(1.0 if ord(char) > 0xFF else 0.5 for char in word)
        if used + wide > ROOM:
            yield start, row
            row, used, start = "", 0.0, 0.0
        row, used = row + word, used + wide
    yield start, row


def paragraphs(
    texts: Sequence[str], *, indent: float, pitch: float, after: float = 0.0
) -> tuple[list[TextLine], list[Rule]]:
    """Lines of paragraphs, ``pitch`` and ``after`` in line heights; and a rule below each row of a value."""
    lines, rules, top = list[TextLine](), list[Rule](), 500.0
    for text in texts:
        for place, (start, row) in enumerate(wrap(text, indent)):
            lines.append(line(row, LEFT + SIZE * start, top))
            box = lines[-1].quad.bbox
            left = box.left if place else box.left + SIZE * (row.index("：") + 1)
            rules.append(Rule(start=(left, box.bottom + 3), end=(box.right, box.bottom + 3)))
            top += SIZE * pitch
        top += SIZE * after
    return lines, rules


def read(
    services: str, *, indent: float, pitch: float, underlined: bool = False, coverage: str = "全国"
) -> Certificate:
    texts = (
        "经营许可证编号：浙B2-20200517", f"公司名称：{COMPANY}", "法定代表人：钱怀瑾",
        f"业务种类：{services}", f"业务覆盖范围：{coverage}", "发证日期：2020年05月17日",
        "有效期至：2025年05月16日",
    )  # fmt: skip
    lines, rules = paragraphs(texts, indent=indent, pitch=pitch, after=0.4)
    shown = page(title(), *lines).model_copy(update={"rules": tuple(rules) if underlined else ()})
    (found,) = certificates(*of_file("a.pdf", shown))
    return found


@pytest.mark.parametrize("pitch", [1.3, 1.7, 2.1])
@pytest.mark.parametrize("indent", [0.0, 2.0], ids=["flush", "indented"])
@pytest.mark.parametrize("underlined", [False, True], ids=["plain", "underlined"])
def test_what_wraps_is_the_values(indent: float, pitch: float, *, underlined: bool) -> None:
    found = read(SERVICES, indent=indent, pitch=pitch, underlined=underlined)
    assert found.scope == SERVICES
    assert found.fields["scope"].status is FieldStatus.ACCEPTED
    assert (found.company, found.coverage, found.valid_until) == (COMPANY, "全国", "2025-05-16")


@pytest.mark.parametrize("indent", [0.0, 2.0], ids=["flush", "indented"])
def test_entries_that_begin_a_line_each_are_one_list(indent: float) -> None:
    entries = ["1、国内呼叫中心业务", "2、信息服务业务（仅限互联网信息服务）", "3、国内多方通信服务业务"]
    texts = ["经营许可证编号：浙B2-20200517", f"公司名称：{COMPANY}", f"业务种类：{entries[0]}", *entries[1:]]
    texts += ["业务覆盖范围：全国", "发证日期：2020年05月17日", "有效期至：2025年05月16日"]
    found = certificate(title(), *rows(texts, indent))
    assert found.scope == "".join(entries)
    assert found.fields["scope"].status is FieldStatus.ACCEPTED


def rows(texts: Sequence[str], indent: float) -> list[TextLine]:
    return [line(text, LEFT + SIZE * indent, 500 + 60 * place) for place, text in enumerate(texts)]


@pytest.mark.parametrize(
    ("services", "begins"),
    [
        ("信息服务业务（不含信息搜索查询服务、信息即时交互）覆盖范围：浙江、江苏", "覆盖范围"),
        ("1、存储转发类业务（仅限语音信箱，不含传真存储转发业务）覆盖范围：吉林、内蒙古", "业务）覆盖范围"),
    ],
)
def test_areas_of_a_service_at_the_beginning_of_a_line_are_no_label(services: str, begins: str) -> None:
    set_as = [text for _, text in wrap(f"业务种类：{services}", 0.0)]
    assert set_as[1].startswith(begins)
    found = read(services, indent=0.0, pitch=1.5, coverage="（见附页）")
    assert (found.scope, found.coverage) == (services, "（见附页）")


@pytest.mark.parametrize("indent", [0.0, 2.0], ids=["flush", "indented"])
def test_the_last_domain_of_a_list_that_had_no_room(indent: float) -> None:
    domains = ("ouyue-cloud.net", "wenzhou-data.com.cn", "oy2020.cn", "zhihui-oujiang.com")
    lines, _ = paragraphs(
        ["网站名称：瓯越社区", f"网站域名：{'、'.join(domains)}", "服务器放置地：浙江省温州市鹿城区"],
        indent=indent,
        pitch=1.6,
        after=0.4,
    )
    assert any(row.text.startswith(domains) for row in lines)  # as it is set here
    read = with_annex(*lines)
    (site,) = read.annexes[0].websites
    assert site.domains == domains
    assert "place" not in {issue.code for issue in read.issues}


def test_what_follows_a_row_that_is_not_full_is_none_of_it() -> None:
    lines, _ = paragraphs(
        ["经营许可证编号：浙B2-20200517", f"公司名称：{COMPANY}", "业务种类：信息服务业务"],
        indent=2.0,
        pitch=1.5,
    )
    below = lines[-1].quad.bbox.top + 1.5 * SIZE
    note = line("本证不得转让、出租、出借，请妥善保管。", LEFT, below)
    wide = line("（此经营许可证每年需要年检，未经年检此证无效，特此说明如上）", LEFT, below + 400)
    assert certificate(title(), *lines, note, wide).scope == "信息服务业务"


def test_a_value_behind_a_label_that_announces_what_follows() -> None:
    label, covered = (
        "该质量管理体系认证所覆盖的范围为：",
        "工业自动化仪表的设计、生产和售后服务；仓储管理系统的集成",
    )
    texts = [
        "注册号：07022Q25443R2S", "兹证明：温州瓯越智慧网络技术有限公司", f"注册地址：{ADDRESS}",
        "质量管理体系符合：GB/T19001-2016/ISO9001:2015", f"{label}{covered}", "颁证日期：2022年06月11日",
        "有效期至：2025年06月10日", "认证机构：浙江中检质量认证有限公司",
    ]  # fmt: skip
    for indent in (0.0, 2.0):
        lines, _ = paragraphs(texts, indent=indent, pitch=1.6)
        found = certificate(title("质量管理体系认证证书"), *lines)
        assert found.document_type == "management_system_certificate"
        assert (found.scope, found.address) == (covered, ADDRESS)
