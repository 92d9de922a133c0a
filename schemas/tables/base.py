"""What all tables share: constraint names, column types, kinds of keys."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any, ClassVar, TypeAlias

from sqlalchemy import JSON, Dialect, ForeignKey, MetaData, String, Text, TypeDecorator
from sqlalchemy.orm import DeclarativeBase, mapped_column
from sqlalchemy.types import DateTime

NAMING_CONVENTION = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

# A noncharacter of Unicode: never in a text of meaning, so that escapes are next to never needed.
_ESCAPE = "\ufdd0"
_UNSTORABLE = re.compile(f"[\x00\ud800-\udfff{_ESCAPE}]")
_ESCAPED = re.compile(f"{_ESCAPE}([0-9a-f]{{4}})")


class ExactText(TypeDecorator[str]):
    """Any Python string, returned as it was given.

    PostgreSQL refuses NUL, both databases refuse lone surrogates (names of files that are not
    UTF-8); PDF text and old archives hold both, so these are escaped.
    """

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, _dialect: Dialect) -> str | None:
        if value is None:
            return None
        return _UNSTORABLE.sub(lambda match: f"{_ESCAPE}{ord(match[0]):04x}", value)

    def result_processor(self, _dialect: Dialect, _coltype: object) -> Callable[[Any], Any]:
        """The function itself: ``process_result_value`` would be a second call for each value."""
        return _stored_to_text


def _stored_to_text(value: str | None) -> str | None:
    if value is None or _ESCAPE not in value:
        return value
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), value)


def text_to_key(text: str) -> str:
    """A short, storable stand-in for ``text`` to index and compare by: itself, or its SHA-256.

    Text as read can be of any length, and PostgreSQL refuses index entries above 2,700 bytes.
    """
    if len(text) <= 200 and not _UNSTORABLE.search(text):
        return text
    return "sha256:" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


Numbers: TypeAlias = list[Any]
"""A JSON array of numbers: a quad (four x, y pairs), a matrix, positions along a line."""

Names: TypeAlias = list[Any]
"""A JSON array of codes."""

Fits: TypeAlias = list[Any]
"""A JSON array of objects: text, mean and best of ``TextFit``."""

Shares: TypeAlias = list[Any]
"""A JSON array of objects: text and share of ``TextShare``."""

NamedNumbers: TypeAlias = dict[str, Any]
"""A JSON object of numbers by name."""

JsonObject: TypeAlias = dict[str, Any]
"""A JSON object."""

Exact = Annotated[str, mapped_column(ExactText)]
Key = Annotated[str, mapped_column(String(200))]
Code = Annotated[str, mapped_column(String(64))]
"""A word of a closed list (a status, a kind, the code of an issue)."""
Sha256 = Annotated[str, mapped_column(String(64))]
Moment = Annotated[datetime, mapped_column(DateTime(timezone=True))]
Position = Annotated[int, mapped_column(primary_key=True)]


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMING_CONVENTION)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        Numbers: JSON(none_as_null=True),
        NamedNumbers: JSON(none_as_null=True),
    }


def owned_by(column: str) -> ForeignKey:
    """A foreign key to the parent that this row lives and dies with."""
    return ForeignKey(column, ondelete="CASCADE")


def derived_from(column: str) -> ForeignKey:
    """A foreign key to what this derived row is about. By the end of a transaction that took the parent
    away the row is to be written anew or taken away too, and never by the database itself."""
    return ForeignKey(column, deferrable=True, initially="DEFERRED")
