"""Wordings of labels that forms of every type share."""

from __future__ import annotations

import tomllib
from itertools import chain
from pathlib import Path

import pytest

import schemas
from schemas.declarations import document_types, parse_declaration
from schemas.document_type import DocumentType
from schemas.field import FieldStatus
from tests.lines import certificate, row, title

GROUPS = tomllib.loads((Path(schemas.__file__).parent / "wordings.toml").read_text(encoding="utf-8"))
DECLARED = """\
name = "permit"
titles = ["某某许可证"]
[[fields]]
name = "license_number"
labels = ["编号"]
kind = "number"
[[fields]]
name = "issue_date"
labels = ["发证日期"]
wordings = ["核准日期"]
kind = "date"
[[fields]]
name = "renewed"
labels = ["换证日期"]
kind = "date"
"""
CULTURE = (
    ("许可证号码：", "浙网文〔2021〕0123-045号"),
    ("持证单位：", "杭州清河网络科技有限公司"),
    ("法定代表人姓名：", "陈立群"),
    ("企业住所：", "浙江省杭州市西湖区文三路90号"),
    ("核准经营范围：", "利用信息网络经营音乐娱乐产品"),
    ("核发机关：", "浙江省文化和旅游厅"),
    ("签发时间：", "2021年3月4日"),
    ("有效期届满日：", "2024年3月3日"),
)


def test_a_field_has_the_others_of_its_label_s_group_but_those_of_another_field() -> None:
    kind = parse_declaration("a.toml", DECLARED)
    wordings = kind.field("issue_date").wordings
    assert wordings[0] == "核准日期"
    assert "签发日期" in wordings
    assert "换证日期" not in wordings
    assert kind.field("license_number").wordings == ()


def test_no_wording_is_of_two_groups() -> None:
    labels = list(chain.from_iterable(GROUPS.values()))
    assert len(labels) == len(set(labels))


@pytest.mark.parametrize("kind", document_types(), ids=lambda kind: kind.name)
def test_no_two_fields_of_a_type_have_one_wording(kind: DocumentType) -> None:
    further = [label for spec in kind.fields for label in spec.wordings]
    assert len(further) == len(set(further))
    assert not set(further) & {label for spec in kind.fields for label in spec.labels}


def test_a_license_in_other_wordings_is_read() -> None:
    found = certificate(
        title("网络文化经营许可证"), *(entry for at, own in enumerate(CULTURE) for entry in row(at, *own))
    )
    assert found.document_type == "internet_culture_license"
    assert found.company == "杭州清河网络科技有限公司"
    assert (found.issue_date, found.valid_until) == ("2021-03-04", "2024-03-03")
    read = {name: field for name, field in found.fields.items() if field.value is not None}
    assert len(read) == len(CULTURE)
    assert all(field.status == FieldStatus.ACCEPTED for field in read.values())


def test_a_wording_goes_before_a_bare_label() -> None:
    """地址 may be anybody's: here it is the certifier's, at the foot."""
    kind = next(kind for kind in document_types() if kind.name == "management_system_certificate")
    labels = kind.field("address").all_labels
    assert labels.index("注册地址") < labels.index("公司住所") < labels.index("地址")
