"""All ways to print the labels of some fields, laid out once for all pages."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from extractors.normalize.text import fold
from extractors.printed_labels.label_index import LabelIndex, to_index
from extractors.printed_labels.label_match import Known
from extractors.printed_labels.wrapped_labels import Beginnings, to_beginnings
from schemas.document_type import FieldSpec

_LONG: Final = 6  # characters of a wording that no other text begins with


class Wording(NamedTuple):
    """One way to print a field's label: its lines, folded."""

    spec: FieldSpec
    parts: Sequence[str]
    known: Known


@dataclass(frozen=True)
class Wordings:
    """``wholes`` are those of one line; ``beginnings`` tell how those begin that may wrap."""

    all: Sequence[Wording]
    wholes: Set[str]
    beginnings: Beginnings
    _index: LabelIndex

    def likely(self, text: str) -> list[Wording]:
        """Those that may begin in a row of this ``text``, of most characters first."""
        return [self.all[number] for number in self._index.likely(text)]


@lru_cache
def to_wordings(specs: tuple[FieldSpec, ...]) -> Wordings:
    """All wordings of the fields' labels."""
    wordings = [
        Wording(spec, [fold(part) for part in label.split("|")], _known(label, spec))
        for spec in specs
        for label in spec.all_labels
    ]
    wordings.sort(key=lambda wording: -sum(map(len, wording.parts)))
    wholes = frozenset(wording.parts[0] for wording in wordings if len(wording.parts) == 1)
    index = to_index([wording.parts[0] for wording in wordings])
    return Wordings(wordings, wholes, to_beginnings(specs), index)


def _known(wording: str, spec: FieldSpec) -> Known:
    """One that ends as a label of the field does needs no gap behind it: 许可业务种类, 公司住所; nor
    does a long one of a main page, where sentences are few."""
    if wording in spec.labels:
        return Known.NEARLY
    is_long = len(wording) >= _LONG and not spec.annex
    return Known.TO_LETTER if is_long or wording.endswith(spec.labels) else Known.APART
