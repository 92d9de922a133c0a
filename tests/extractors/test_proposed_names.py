"""Keys of a proposal: a field is not called by another one's name."""

from __future__ import annotations

import pytest

from extractors.pages.pairs import FoundPair, guess_kind
from extractors.printed_labels.labels import Label
from extractors.unknown_types.proposed_names import is_neutral, name_pairs
from schemas.declarations import document_types
from schemas.document_type import FieldSpec


def _names(*labels: str) -> list[str]:
    pairs = [FoundPair(_label(text), text, guess_kind(text), None) for text in labels]
    return [name for name, _ in name_pairs(pairs, document_types())]


def _label(text: str) -> Label:
    return Label(FieldSpec(name="pair", labels=(text,)), (), (), 1.0)


def test_usual_labels_have_names_of_their_own() -> None:
    labels = ("法定代表人", "企业负责人", "质量负责人", "注册地址", "仓库地址", "有效期至")
    assert _names(*labels) == [
        "legal_representative",
        "person_in_charge",
        "quality_manager",
        "address",
        "warehouse_address",
        "valid_until",
    ]


@pytest.mark.parametrize(
    ("labels", "name"),
    [
        (("法定代表人", "代理姓名"), "person_2"),
        (("住所", "存放地址"), "address_2"),
        (("某某方式",), "field_1"),
        (("检定日期",), "date_1"),
    ],
)
def test_others_say_their_kind_alone(labels: tuple[str, ...], name: str) -> None:
    assert _names(*labels)[-1] == name
    assert is_neutral(name)


def test_a_name_of_ours_is_not_neutral() -> None:
    assert not any(map(is_neutral, ("company", "legal_representative", "person_in_charge", "iso_9001")))
