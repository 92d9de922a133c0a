"""A site of a table whose domain a seal may hide."""

from __future__ import annotations

import pytest

from schemas.certificate import Certificate
from schemas.field import FieldStatus
from tests.lines import certificates, line, main_lines, of_file, page, seal

HEADS = (("序号", 200.0), ("网站名称", 380.0), ("域名", 720.0), ("服务项目", 1020.0))
ROWS = ((700.0, "清河社区", ""), (800.0, "清河数据", "qhdata.com.cn"))


@pytest.mark.parametrize(
    ("center", "status"),
    [((800.0, 716.0), FieldStatus.REVIEW), ((800.0, 1500.0), FieldStatus.ACCEPTED)],
)
def test_a_site_without_a_domain_under_a_seal_is_for_review(
    center: tuple[float, float], status: FieldStatus
) -> None:
    """Where no seal lies a site may have none: an app."""
    lines = [line("（附页）", 760, 300), line("经营许可证编号：浙B2-20190046", 980, 200)]
    lines += [line(text, left, 600) for text, left in HEADS]
    for number, (top, name, domain) in enumerate(ROWS, start=1):
        lines += [line(str(number), 210, top), line(name, 380, top), line("信息服务业务", 1020, top)]
        lines += [line(domain, 720, top)] if domain else []
    annex = page(*lines, page_no=2, seals=[seal("浙江省通信管理局", center, radius=80)])
    (found,) = certificates(*of_file("a.pdf", page(*main_lines()), annex))
    names = [found.fields[f"annexes.0.websites.{site}.name"].status for site in (0, 1)]
    assert names == [status, FieldStatus.ACCEPTED]
    assert ("domain_hidden" in {entry.code for entry in found.issues}) == (status == FieldStatus.REVIEW)


def _annex(*cells: tuple[str, float, float, float]) -> Certificate:
    """An annex of two sites; a cell is its text, left, top and height."""
    lines = [line("（附页）", 760, 300), line("经营许可证编号：浙B2-20190046", 980, 200)]
    lines += [line(text, left, 600) for text, left in HEADS]
    lines += [line(text, left, top, size=size) for text, left, top, size in cells]
    (found,) = certificates(*of_file("a.pdf", page(*main_lines()), page(*lines, page_no=2)))
    return found


def test_a_column_of_domains_of_which_none_was_read_is_told() -> None:
    """Pale print of a photocopy: the sites are not apps, their heads say 域名."""
    found = _annex(
        ("1", 210, 700, 32), ("清河社区", 380, 700, 32), ("2", 210, 800, 32), ("清河数据", 380, 800, 32)
    )
    assert [site.name for site in found.annexes[0].websites] == ["清河社区", "清河数据"]
    told = [entry for entry in found.issues if entry.field == "annexes.0.websites"]
    assert [entry.code for entry in told] == ["illegible"]


def test_a_name_in_a_box_of_two_rows_is_for_review() -> None:
    """清河官方网 | 站: the box about both was read as one line."""
    found = _annex(
        ("1", 210, 700, 32),
        ("清河官方网", 380, 680, 76),
        ("qinghe.com", 720, 700, 32),
        ("2", 210, 820, 32),
        ("清河数据", 380, 820, 32),
        ("qhdata.com.cn", 720, 820, 32),
    )
    names = [found.fields[f"annexes.0.websites.{site}.name"] for site in (0, 1)]
    assert [name.status for name in names] == [FieldStatus.REVIEW, FieldStatus.ACCEPTED]
    assert ("character_lost", "annexes.0.websites.0.name") in {(one.code, one.field) for one in found.issues}
