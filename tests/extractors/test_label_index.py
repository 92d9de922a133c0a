"""No label that a row may hold is passed over, and most that it cannot hold are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from extractors.printed_labels.label_index import to_index
from extractors.printed_labels.label_match import _may_hold
from schemas.declarations import document_types

LABELS = sorted(
    {label.split("|")[0] for kind in document_types() for spec in kind.fields for label in spec.labels}
)
INDEX = to_index(LABELS)
CHARS = st.sampled_from(sorted({char for label in LABELS for char in label} | set("0aA:、的")))


@given(st.text(CHARS, max_size=20), st.sampled_from(LABELS), st.data())
def test_none_that_may_be_held_is_passed_over(around: str, label: str, data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(label)))
    text = data.draw(st.sampled_from([around, label[:cut] + around, around + label, label[cut:] + around]))
    likely = {LABELS[number] for number in INDEX.likely(text)}
    assert likely >= {label for label in LABELS if _may_hold(text, label)}


def test_most_are_passed_over() -> None:
    assert len(INDEX.likely("经营许可证编号:京B2-20240286")) < len(LABELS) / 3


def test_order_is_kept_and_a_character_counts_as_often_as_it_is_there() -> None:
    index = to_index(["合合合合", "业务", "有效期", "业"])
    assert index.likely("业务范围") == [1, 3]
    assert index.likely("合") == [0, 3]
    assert index.likely("") == [3]
