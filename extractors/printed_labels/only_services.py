"""服务项目 alone, on a form that has no other label for its services: it stands before them, not before where
they are provided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.normalize.text import fold
from extractors.printed_labels.labels import Label
from schemas.document_type import FieldKind, FieldSpec

_SERVICES = "服务项目"


def to_services(labels: Sequence[Label], specs: Sequence[FieldSpec]) -> list[Label]:
    """The labels, such a one as that of the type's services; of a page that has no label of an annex."""
    spec = next((spec for spec in specs if spec.kind == FieldKind.SERVICES), None)
    found = [label for label in labels if _text(label) == _SERVICES]
    others = any(label.spec.kind == FieldKind.SERVICES or label.spec.annex for label in labels)
    if spec is None or len(found) != 1 or others:
        return list(labels)
    return [replace(label, spec=spec) if label is found[0] else label for label in labels]


def _text(label: Label) -> str:
    return fold("".join(part.text for part in label.parts)).strip(":")
