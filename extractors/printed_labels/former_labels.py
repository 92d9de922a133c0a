"""Labels of what no longer holds: 原许可证编号, 变更前公司名称. What stands beside one is its own value, and
none of the field that the label names without its mark."""

from __future__ import annotations

import re

from schemas.document_type import FieldSpec

_MARK = re.compile(r"[(（]?(?:原|旧|曾用|(?:变更|更名|换证|换发)前)的?")
_NAME = "former_"


def former_end(text: str) -> int:
    """Where the mark that ``text`` begins with ends, 0 where it begins with none."""
    mark = _MARK.match(text)
    return mark.end() if mark is not None else 0


def is_former_mark(text: str) -> bool:
    """Whether the text is such a mark and no more."""
    return 0 < former_end(text) == len(text)


def to_former(spec: FieldSpec) -> FieldSpec:
    """The field of the values that held before: of the same kind, and nobody asks for it."""
    return spec.model_copy(update={"name": _NAME + spec.name, "required": False})


def is_former(name: str) -> bool:
    """Whether a field of this name is one of what held before."""
    return name.startswith(_NAME)
