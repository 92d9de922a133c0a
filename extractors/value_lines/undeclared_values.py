"""What stands under labels of which the type knows nothing, and may be a declared field's value."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence

from extractors.telecom_lists.scope import coverage_to_areas
from extractors.value_lines.values import Value
from schemas.document_type import FieldKind, FieldSpec

_AREAS = "范围"


def find_areas_fields(
    undeclared: Sequence[Value], specs: Iterable[FieldSpec], known: Container[str]
) -> list[str]:
    """Names of fields for areas that are not ``known``, where places alone stand under a label that no field
    has: it may be theirs in other words."""
    texts = ("".join(row.text for row in value.rows) for value in undeclared)
    if not any(map(coverage_to_areas, texts)):
        return []
    return [spec.name for spec in areas_specs(specs, known)]


def areas_specs(specs: Iterable[FieldSpec], known: Container[str]) -> list[FieldSpec]:
    """The fields for areas that are not ``known``."""
    return [
        spec
        for spec in specs
        if spec.kind == FieldKind.TEXT
        and not spec.annex
        and spec.name not in known
        and any(label.endswith(_AREAS) for label in spec.labels)
    ]
