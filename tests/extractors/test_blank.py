"""Blanks that a paper fills with a mark: there is no value, and that was read."""

from __future__ import annotations

import pytest

from extractors.assemble import pages_to_certificates
from extractors.candidates import to_candidate
from extractors.normalize.blank import is_blank_mark
from schemas.certificate import Certificate
from schemas.declarations import parse_declaration
from schemas.document_type import FieldKind
from tests.lines import certificate, line, of_file, page, row, seen

MARKS = ("******", "＊＊＊", "——", "---", "/", "／", "无", "无。")
DECLARED = """
name = "drug_license"
titles = ["药品经营许可证"]
[[fields]]
name = "license_number"
labels = ["许可证编号"]
kind = "number"
[[fields]]
name = "company"
labels = ["企业名称"]
kind = "name"
required = true
"""


@pytest.mark.parametrize("mark", MARKS)
def test_a_mark_fills_a_blank(mark: str) -> None:
    assert is_blank_mark(mark)


@pytest.mark.parametrize("text", ["无锡市", "无业务", "-", "一", "*", "", "1/2", "京ICP备****号", "无无"])
def test_other_text_does_not(text: str) -> None:
    assert not is_blank_mark(text)


@pytest.mark.parametrize("kind", [kind for kind in FieldKind if kind != FieldKind.NONE])
@pytest.mark.parametrize("mark", ["******", "无"])
def test_every_kind_knows_them(kind: FieldKind, mark: str) -> None:
    """The field declared is absent, its raw text and place are kept, and nothing is wrong with it."""
    key = "valid_until" if kind == FieldKind.PERIOD else "more"
    declared = DECLARED + f'[[fields]]\nname = "more"\nlabels = ["其他栏目"]\nkind = "{kind}"\n'
    found = _read(declared, "北京清河药业有限公司", mark)
    field = found.fields[key]
    assert (field.value, field.status) == (None, "absent")
    assert not [issue for issue in found.issues if issue.field == key]
    if kind != FieldKind.AUTHORITY:
        assert (field.raw, field.quad is not None) == (mark, True)


def test_a_required_value_that_is_blank_is_missing() -> None:
    found = _read(DECLARED, "******", "无")
    assert found.fields["company"].status == "absent"
    assert [issue.code for issue in found.issues if issue.field == "company"] == ["missing"]


def test_one_mark_that_the_engine_doubts_is_no_blank() -> None:
    """It may be what is left of a value; several marks bear each other out."""
    for text, blank in (("/", False), ("无", False), ("****", True)):
        assert to_candidate(FieldKind.NAME, seen(line(text, 300, 300, score=0.6))).is_blank is blank


def test_a_page_of_no_known_type_has_them_too() -> None:
    lines = [
        line("奇异经营登记证", 480, 260, size=60),
        *row(0, "登记编号：", "第20230012号"),
        *row(1, "单位名称：", "北京清河药业有限公司"),
        *row(2, "仓库地址：", "******"),
        *row(3, "发证日期：", "2023年03月05日"),
    ]
    found = certificate(*lines)
    (pair,) = [key for key, pair in enumerate(found.pairs) if pair.label == "仓库地址"]
    field = found.fields[f"pairs.{pair}.value"]
    assert (field.raw, field.value, field.status) == ("******", None, "absent")


def _read(declared: str, company: str, more: str) -> Certificate:
    lines = [
        line("药品经营许可证", 480, 260, size=60),
        *row(0, "许可证编号：", "京DA0100326"),
        *row(1, "企业名称：", company),
        *row(2, "其他栏目：", more),
    ]
    (found,) = pages_to_certificates(of_file("a.pdf", page(*lines)), [parse_declaration("a", declared)], 0.9)
    return found
