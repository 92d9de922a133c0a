"""What is allowed in a declaration, and is seldom meant: told by ``licet types check``."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.normalize.text import fold
from extractors.unknown_types.propose import UNNAMED
from schemas.certificate import PageKind
from schemas.declarations import BUILT_IN, Declared, document_types
from schemas.document_type import DocumentType, Place


def shared_labels(kind: DocumentType) -> Iterator[str]:
    """Fields that have a label in common, with the value in the same place: only one of them gets it."""
    first: dict[tuple[PageKind, Place, str], str] = {}
    for spec in kind.fields:
        for label in spec.all_labels:
            holder = first.setdefault((spec.page, spec.place, fold(label.replace("|", ""))), spec.name)
            if holder != spec.name:
                yield (
                    f"字段 {holder} 与 {spec.name} 使用同一标签 / fields {holder} and {spec.name} share "
                    f"the label {label}: only one gets its value"
                )


def doubtful_name(declared: Declared) -> str | None:
    """That a type's name was left as proposed, or is that of one of ours, which it replaces."""
    name = declared.document_type.name
    if name == UNNAMED:
        return f"仍是草稿的名称，请改名 / still the proposal's name: put another in place of {UNNAMED}"
    ours = {kind.name for kind in document_types()}
    if name in ours and declared.file.absolute().parent != BUILT_IN:
        return f"替换内置类型 {name} / replaces our own type {name}; name it otherwise to keep both"
    return None
