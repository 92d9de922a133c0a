"""Rows among a value's that are another field's whole value."""

from __future__ import annotations

import pytest

from extractors.candidates import spec_to_candidate
from extractors.normalize.normal import Check
from extractors.page_lines.foreign_rows import holds_foreign_row
from schemas.declarations import document_types
from schemas.document_type import FieldKind
from tests.lines import line, seen


@pytest.mark.parametrize(
    ("row", "is_foreign"),
    [
        ("500万元", True),
        ("人民币壹佰万元整", True),
        ("长期", True),
        ("至2021年01月04日", True),
        ("2001年1月4日至2021年01月04日", True),
        ("2021年1月4日前办理", False),
        ("88号", False),
        ("20210104号楼", False),
        ("长期服务", False),
    ],
)
def test_a_date_or_an_amount_is_no_row_of_words(row: str, *, is_foreign: bool) -> None:
    rows = seen(line("杭州市滨江区江南大道88号", 640, 500), line(row, 640, 546))
    assert holds_foreign_row(rows, FieldKind.ADDRESS) is is_foreign
    assert not holds_foreign_row(rows, FieldKind.PERIOD)
    assert not holds_foreign_row(rows[1:], FieldKind.TEXT)


def test_a_company_is_no_row_of_an_address() -> None:
    rows = seen(line("南梅大数据股份有限公司", 640, 500), line("北京市通州区创业路1号", 640, 546))
    assert holds_foreign_row(rows, FieldKind.ADDRESS)
    assert not holds_foreign_row(rows, FieldKind.NAME)


@pytest.mark.parametrize(
    ("kind", "name", "is_doubted"),
    [("business_license", "established", True), ("food_business_license", "valid_until", False)],
)
def test_a_day_is_none_that_lasts(kind: str, name: str, *, is_doubted: bool) -> None:
    spec = next(one for one in document_types() if one.name == kind).field(name)
    found = spec_to_candidate(spec, seen(line("长期", 640, 500)))
    assert found.value == "长期"
    assert (Check.PLACE in found.failed) is is_doubted
