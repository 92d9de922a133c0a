"""What stands before and behind a value and is none of it: bullets, fillers of room, marks of a list."""

from __future__ import annotations

import re
from typing import Final

from schemas.document_type import FieldKind

# Before a value they begin an item of a list of fields, or lead to it from its label. ※ begins a note.
_BULLETS: Final = re.compile(r"^(?:[◆◇●○▪■▲△▶►★☆➢➤\s]|[.．·•…]{2,}|…)+(?=[^\s])")
# Behind it: nothing is to be added there, or nothing stands in the next cell.
_FILLERS: Final = re.compile(r"(?:\s*(?:[*＊#＃]{2,}|[(（]以下空白[)）])|(?<=[\u3400-\u9fff)）])\s*[/／])+$")
_FOOTNOTE: Final = re.compile(r"^[*＊]{1,3}(?=[\d人])")  # before an amount
_NOTE: Final = re.compile(r"(?<=.)※.*$", re.DOTALL)
# 以登记机关核准为准: of the form, not of this paper.
_HINT: Final = re.compile(r"(?<=.)[(（]?以[^()（）]{2,14}为准[)）]?$")
_END_OF_ITEM: Final = re.compile("[；;，,、]+$")
# Of a list 为准 is a part, as of a scope, a mark of its own ends it, and it has labels within.
NO_LISTS: Final = (FieldKind.NAME, FieldKind.PERSON, FieldKind.ADDRESS, FieldKind.TEXT, FieldKind.AUTHORITY)


def without_marks(kind: FieldKind, text: str) -> str:
    """The text of a value of ``kind`` without what a form prints about it; as it is where nothing would be
    left, since fillers alone say that there is no value."""
    bare = _FILLERS.sub("", _NOTE.sub("", _BULLETS.sub("", text)))
    if kind in NO_LISTS:
        bare = _END_OF_ITEM.sub("", _HINT.sub("", bare))
    elif kind == FieldKind.MONEY:
        bare = _FOOTNOTE.sub("", bare)
    return bare or text
