"""Places behind a label of services, 业务范围：湖南省, where another label has the services: the areas."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.telecom_lists.scope import coverage_to_areas
from extractors.value_lines.undeclared_values import areas_specs
from extractors.value_lines.values import Value
from schemas.document_type import FieldKind, FieldSpec


def as_areas(values: Sequence[Value], specs: Sequence[FieldSpec]) -> list[Value]:
    """The values; of two of services one that lists places alone goes under the type's field for areas, if
    that has none."""
    services = [value for value in values if value.label.spec.kind == FieldKind.SERVICES and value.rows]
    places = [value for value in services if coverage_to_areas("".join(row.text for row in value.rows))]
    free = areas_specs(specs, {value.label.spec.name for value in values})
    if len(places) != 1 or len(services) == 1 or not free:
        return list(values)
    return [
        replace(value, label=replace(value.label, spec=free[0])) if value is places[0] else value
        for value in values
    ]
