"""Rows of a table that false rules part: what one cell shows of it makes the whole row doubtful."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from schemas.certificate import Certificate
from schemas.field import FieldStatus
from tests.lines import certificates, line, main_lines, of_file, page

HEADS = (("序号", 200.0), ("网站名称", 380.0), ("域名", 720.0), ("服务项目", 1020.0))


def _found(*names: str, heads: Sequence[tuple[str, float]] = HEADS) -> Certificate:
    """A table of sites with these names; an empty one was not found."""
    lines = [line("（附页）", 760, 300), line("经营许可证编号：浙B2-20190046", 980, 200)]
    lines += [line(text, left, 600) for text, left in heads]
    for number, (name, domain) in enumerate(
        zip(names, ("qhdata.com.cn", "heda.cn", "zhihe.net"), strict=False), 1
    ):
        top = 600 + 100.0 * number
        lines += [line(str(number), 210, top), line(domain, 720, top)]
        lines += [line(name, 380, top)] if name else []
        lines += [line("信息服务业务", 1020, top)]
    (found,) = certificates(*of_file("a.pdf", page(*main_lines()), page(*lines, page_no=2)))
    return found


def _statuses(found: Certificate, site: int) -> set[FieldStatus]:
    return {
        field.status for key, field in found.fields.items() if key.startswith(f"annexes.0.websites.{site}.")
    }


@pytest.mark.parametrize("name", ["", "新闻、出版、教育"])
def test_all_of_a_row_without_its_own_name_is_for_review(name: str) -> None:
    found = _found("清河社区", name, "清河数据")
    assert FieldStatus.REVIEW in _statuses(found, 1) <= {FieldStatus.REVIEW, FieldStatus.ILLEGIBLE}
    assert _statuses(found, 0) == _statuses(found, 2) == {FieldStatus.ACCEPTED}


def test_a_table_without_a_column_of_names_lacks_none() -> None:
    found = _found("", "", heads=[head for head in HEADS if head[0] != "网站名称"])
    assert _statuses(found, 0) == {FieldStatus.ACCEPTED}


def test_names_that_were_not_read_are_told() -> None:
    found = _found("", "")
    assert found.fields["annexes.0.websites.0.name"].status == FieldStatus.ILLEGIBLE
    assert found.annexes[0].websites[0].domains == ("qhdata.com.cn",)
