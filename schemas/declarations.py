"""Load the declarations of certificate types from ``schemas/types``."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from pydantic import ValidationError

from schemas.document_type import DocumentType
from schemas.errors import TypeDeclarationError


@cache
def document_types() -> tuple[DocumentType, ...]:
    """The types that licet knows, by name.

    Raises:
        TypeDeclarationError: a declaration is wrong; the message names file and key.
    """
    folder = files("schemas") / "types"
    found = []
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.name.endswith(".toml"):
            found.append(_parse(entry.name, entry.read_text(encoding="utf-8")))
    return tuple(found)


def _parse(name: str, text: str) -> DocumentType:
    try:
        return DocumentType.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise TypeDeclarationError(f"schemas/types/{name} is not valid TOML: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        raise TypeDeclarationError(f"schemas/types/{name}: {key}: {first['msg']}") from error
