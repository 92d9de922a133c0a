"""Load the declarations of certificate types: those of ``schemas/types``, and of a user's own folder."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from schemas.certificate import PageKind
from schemas.document_type import (
    DocumentType,
    FieldKind,
    FieldSpec,
    Grammar,
    PageSpec,
    Peculiarity,
    Place,
    RuleName,
    RuleSpec,
    SampleSpec,
)
from schemas.errors import OptionError, TypeDeclarationError

BUILT_IN = Path(str(files("schemas"))) / "types"
"""The folder of our own declarations."""

_MODELS: dict[str, type[BaseModel]] = {
    "fields": FieldSpec,
    "pages": PageSpec,
    "rules": RuleSpec,
    "sample": SampleSpec,
}
_ALIKE = 0.5  # similarity (0-1) from which a valid word is the nearest one


@dataclass(frozen=True)
class Declared:
    """A type and the file that declares it; ``overrides`` is the file of the same name that it replaces."""

    document_type: DocumentType
    file: Path
    overrides: Path | None = None


@cache
def declared_types(folder: Path | None = None) -> tuple[Declared, ...]:
    """The types that licet knows, by name; those of ``folder`` (its ``*.toml`` files) go before ours.

    Raises:
        TypeDeclarationError: a declaration is wrong, or there is no such folder; the message names
            file, key and the nearest valid word.
    """
    found: dict[str, Declared] = {}
    for file in sorted(BUILT_IN.glob("*.toml")):
        kind = read_declaration(file)
        found[kind.name] = Declared(kind, file)
    own: dict[str, Path] = {}
    for file in _own(folder):
        kind = read_declaration(file)
        if kind.name in own:
            raise TypeDeclarationError(
                f"{file}: name: {own[kind.name].name} declares {kind.name} too; rename one."
            )
        own[kind.name] = file
        replaced = found.get(kind.name)
        found[kind.name] = Declared(kind, file, replaced.file if replaced is not None else None)
    return tuple(found[name] for name in sorted(found))


def document_types(folder: Path | None = None) -> tuple[DocumentType, ...]:
    """The types by name, without where they come from.

    Raises:
        TypeDeclarationError: as ``declared_types``.
    """
    return tuple(declared.document_type for declared in declared_types(folder))


def find_declared(name: str, folder: Path | None = None) -> Declared:
    """The type called ``name``.

    Raises:
        OptionError: there is none; the message names those that are there.
        TypeDeclarationError: as ``declared_types``.
    """
    declared = {one.document_type.name: one for one in declared_types(folder)}
    if name not in declared:
        near = get_close_matches(name, declared, n=1, cutoff=_ALIKE)
        hint = f"Did you mean {str(near[0])!r}? " if near else ""
        own = (
            ""
            if folder is not None
            else " 自建类型须指明文件夹 / For a type of your own name its folder: --types DIR."
        )
        known = ", ".join(declared)
        raise OptionError(f"没有此类型 / There is no type {name!r}. {hint}Declared here: {known}.{own}")
    return declared[name]


def _own(folder: Path | None) -> Iterator[Path]:
    if folder is None:
        return iter(())
    if not folder.is_dir():
        raise TypeDeclarationError(f"{folder} is not a folder. Name a folder of type declarations (*.toml).")
    return iter(sorted(folder.glob("*.toml")))


def read_declaration(file: Path) -> DocumentType:
    """The type that one file declares.

    Raises:
        TypeDeclarationError: it cannot be read or is wrong.
    """
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise TypeDeclarationError(f"{file} cannot be read as UTF-8 text: {error}") from error
    return parse_declaration(str(file), text)


def parse_declaration(name: str, text: str) -> DocumentType:
    """The type that ``text`` (TOML) declares; ``name`` is its file's, for messages.

    Raises:
        TypeDeclarationError: the text is not TOML, or not a declaration.
    """
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise TypeDeclarationError(f"{name} is not valid TOML: {error}") from error
    try:
        kind = DocumentType.model_validate(raw)
    except ValidationError as error:
        # A key that is misspelled is also one that is missing: the former says what to do.
        first = min(error.errors(), key=lambda found: found["type"] != "extra_forbidden")
        raise TypeDeclarationError(_to_message(name, raw, first)) from error
    _check_names(name, kind)
    return kind


def _check_names(name: str, kind: DocumentType) -> None:
    """What a declaration says of its own fields must be there."""
    keys = kind.keys
    if kind.identity not in keys:
        raise TypeDeclarationError(f"{name}: identity: {_unknown(kind.identity, keys)}")
    for index, rule in enumerate(kind.rules):
        for field in rule.fields:
            if field not in keys:
                raise TypeDeclarationError(f"{name}: rules.{index}.fields: {_unknown(field, keys)}")
    for key in kind.sample.values if kind.sample is not None else ():
        if key not in keys:
            raise TypeDeclarationError(f"{name}: sample.values: {_unknown(key, keys)}")


def _to_message(name: str, raw: dict[str, Any], error: ErrorDetails) -> str:
    loc = error["loc"]
    key = ".".join(map(str, loc)) or "(whole)"
    inside = _describe(raw, loc)
    if error["type"] == "extra_forbidden":
        model = _MODELS.get(str(loc[0]), DocumentType) if len(loc) > 1 else DocumentType
        return f"{name}: {key}{inside}: {_unknown(str(loc[-1]), tuple(model.model_fields))}"
    if error["type"] == "enum":
        return f"{name}: {key}{inside}: {_unknown(str(error['input']), _words_of(str(loc[-1]), loc))}"
    message = error["msg"].removeprefix("Value error, ")
    return f"{name}: {key}{inside}: {message}"


def _describe(raw: dict[str, Any], loc: tuple[int | str, ...]) -> str:
    """Which field an index means: `` (license_number)``."""
    if len(loc) > 1 and isinstance(loc[1], int):
        entries = raw.get(str(loc[0]))
        entry = entries[loc[1]] if isinstance(entries, list) and loc[1] < len(entries) else None
        if isinstance(entry, dict) and isinstance(entry.get("name"), str):
            return f" ({entry['name']})"
    return ""


def _words_of(key: str, loc: tuple[int | str, ...]) -> tuple[str, ...]:
    if loc[0] == "pages" or key == "page":
        return tuple(PageKind)
    vocabularies: dict[str, Iterable[str]] = {
        "kind": FieldKind,
        "place": Place,
        "grammar": Grammar,
        "rule": RuleName,
        "peculiar": Peculiarity,
    }
    return tuple(vocabularies.get(key, ()))


def _unknown(word: str, valid: tuple[str, ...]) -> str:
    near = get_close_matches(word, valid, n=1, cutoff=_ALIKE)
    hint = f"did you mean {str(near[0])!r}? " if near else ""
    return f"{word!r} is unknown: {hint}Valid here: {', '.join(valid)}."
