"""Load the declarations of certificate types: those of ``schemas/types``, and of a user's own folder."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from pathlib import Path

from pydantic import ValidationError

from schemas.declaration_errors import ALIKE, said_of, to_message, toml_to_message, unknown_word
from schemas.document_type import DocumentType
from schemas.errors import OptionError, TypeDeclarationError
from schemas.two_languages import at
from schemas.wordings import with_shared_wordings

BUILT_IN = Path(str(files("schemas"))) / "types"
"""The folder of our own declarations."""
_OWN_TYPE = (
    "；自建类型请用 --types DIR 指明文件夹",
    " For a type of your own name its folder: --types DIR.",
)


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
                at(
                    str(file),
                    f"name: 重名，请改名 / {own[kind.name].name} declares {kind.name} too; rename one.",
                )
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
        near = get_close_matches(name, declared, n=1, cutoff=ALIKE)
        nearest, hint = (f"最接近的是 {near[0]}，", f"Did you mean {str(near[0])!r}? ") if near else ("", "")
        chinese, english = _OWN_TYPE if folder is None else ("", "")
        raise OptionError(
            f"没有此类型，{nearest}可用：{'、'.join(declared)}{chinese}"
            f" / There is no type {name!r}. {hint}Declared here: {', '.join(declared)}.{english}"
        )
    return declared[name]


def _own(folder: Path | None) -> Iterator[Path]:
    if folder is None:
        return iter(())
    if not folder.is_dir():
        raise TypeDeclarationError(
            at(
                str(folder),
                "不是文件夹，请指明类型声明（*.toml）的文件夹"
                " / is not a folder. Name a folder of type declarations (*.toml).",
            )
        )
    return iter(sorted(folder.glob("*.toml")))


def read_declaration(file: Path) -> DocumentType:
    """The type that one file declares.

    Raises:
        TypeDeclarationError: it cannot be read or is wrong.
    """
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise TypeDeclarationError(
            at(str(file), f"无法读取，须为 UTF-8 文本 / cannot be read as UTF-8 text: {error}")
        ) from error
    return parse_declaration(str(file), text)


def parse_declaration(name: str, text: str) -> DocumentType:
    """The type that ``text`` (TOML) declares; ``name`` is its file's, for messages.

    Raises:
        TypeDeclarationError: the text is not TOML, or not a declaration.
    """
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise TypeDeclarationError(at(name, toml_to_message(text, error))) from error
    try:
        kind = DocumentType.model_validate(raw)
    except ValidationError as error:
        # A key that is misspelled is also one that is missing: the former says what to do.
        first = min(error.errors(), key=lambda found: found["type"] != "extra_forbidden")
        raise TypeDeclarationError(at(name, to_message(raw, first))) from error
    _check_names(name, kind)
    return with_shared_wordings(kind)


def _check_names(name: str, kind: DocumentType) -> None:
    """What a declaration says of its own fields must be there."""
    keys = kind.keys
    if kind.identity not in keys:
        raise _unknown(name, ("identity", "identity"), kind.identity, keys)
    for rule in kind.rules:
        for field in rule.fields:
            if field not in keys:
                place = (f"规则 {rule.rule.value}: fields", f"rule {rule.rule.value}: fields")
                raise _unknown(name, place, field, keys)
    for key in kind.sample.values if kind.sample is not None else ():
        if key not in keys:
            raise _unknown(name, ("sample.values", "sample.values"), key, keys)


def _unknown(name: str, place: tuple[str, str], word: str, keys: tuple[str, ...]) -> TypeDeclarationError:
    return TypeDeclarationError(at(name, said_of(place, unknown_word(word, keys))))
