"""Further wordings of labels, which forms of every type share (``wordings.toml``)."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from schemas.document_type import DocumentType, FieldSpec


def with_shared_wordings(kind: DocumentType) -> DocumentType:
    """The type; each field that has a label of a group of wordings with the group's others behind its own,
    but for those that the type has for any field."""
    taken = {label for spec in kind.fields for label in spec.all_labels}
    fields = []
    for spec in kind.fields:
        further = tuple(label for label in _of_groups(spec) if label not in taken)
        taken.update(further)
        fields.append(spec.model_copy(update={"wordings": (*spec.wordings, *further)}))
    return kind.model_copy(update={"fields": tuple(fields)})


def _of_groups(spec: FieldSpec) -> list[str]:
    """All labels of the groups that one of the field's is of."""
    return [label for group in _groups() if any(own in group for own in spec.labels) for label in group]


@cache
def _groups() -> tuple[tuple[str, ...], ...]:
    text = (files("schemas") / "wordings.toml").read_text(encoding="utf-8")
    return tuple(tuple(group) for group in tomllib.loads(text).values())
