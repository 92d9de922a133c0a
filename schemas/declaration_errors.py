"""What is wrong in a declaration, in words that a person who writes one can act on."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel
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
from schemas.two_languages import MARK, both, parts

ALIKE = 0.5  # similarity (0-1) from which a valid word is the nearest one
_MODELS: dict[str, type[BaseModel]] = {
    "fields": FieldSpec,
    "pages": PageSpec,
    "rules": RuleSpec,
    "sample": SampleSpec,
}
_ENTRIES = {"fields": ("字段", "field"), "pages": ("页", "page"), "rules": ("规则", "rule")}
_SIGNS = "“”‘’＂，＝［］"  # of Chinese input, where TOML has signs of its own
_LINE = re.compile(r"\(at line ([0-9]+), column ([0-9]+)\)")
_PLAIN = {
    "missing": "缺少此项 / is missing",
    "string_type": "须为引号内的文字 / must be text in quotes",
    "bool_type": "须为 true 或 false / must be true or false",
    "bool_parsing": "须为 true 或 false / must be true or false",
    "int_type": "须为整数 / must be a whole number",
    "int_parsing": "须为整数 / must be a whole number",
    "too_short": "不能为空 / must not be empty",
    "model_type": "须为一节，如 [sample] / must be a section such as [sample]",
    "model_attributes_type": "须为一节，如 [sample] / must be a section such as [sample]",
}


def toml_to_message(text: str, error: tomllib.TOMLDecodeError) -> str:
    """Where ``text`` is no TOML, and whether signs of Chinese input are why."""
    english = f"is not valid TOML: {error}"
    place = _LINE.search(str(error))
    lines = text.split("\n")
    if place is None or int(place[1]) > len(lines):
        return f"不是有效的 TOML，请改正 / {english}"
    line, column = lines[int(place[1]) - 1], int(place[2]) - 1
    found = [
        sign for sign in _SIGNS if line[column : column + 1] == sign or (sign in line and sign in "“”＂")
    ]
    if not found:
        return f"不是有效的 TOML，请改正第 {place[1]} 行 / {english}"
    signs = " ".join(found)
    return (
        f"不是有效的 TOML，第 {place[1]} 行有中文标点 {signs} 请改用英文标点"
        f" / {english}. line {place[1]} has {signs} "
        "where TOML has signs of its own: write straight quotes, and half-width , = [ ]"
    )


def to_message(raw: Mapping[str, Any], error: ErrorDetails) -> str:
    """Which key of the declaration ``raw`` is wrong, and what it must be."""
    loc = error["loc"]
    place, key = _where(raw, loc), str(loc[-1]) if loc else ""
    if error["type"] == "extra_forbidden":
        model = _MODELS.get(str(loc[0]), DocumentType) if len(loc) > 1 else DocumentType
        return said_of(place, unknown_word(key, tuple(model.model_fields)))
    if error["type"] == "enum":
        return said_of(place, unknown_word(str(error["input"]), _words_of(key, loc)))
    if error["type"] == "tuple_type":
        return said_of(place, _in_brackets(key, error["input"]))
    message = _PLAIN.get(error["type"], error["msg"].removeprefix("Value error, "))
    return said_of(place, message if MARK in message else f"值有误，请改正 / is not right: {message}")


def said_of(place: tuple[str, str], message: str) -> str:
    """The message with the place that it is about, named in both languages, before each half."""
    (chinese_place, english_place), (chinese, english) = place, parts(message)
    return both(f"{chinese_place}: {chinese}", f"{english_place}: {english}")


def unknown_word(word: str, valid: tuple[str, ...]) -> str:
    """That ``word`` is none of the ``valid`` ones, and which is nearest."""
    near = get_close_matches(word, valid, n=1, cutoff=ALIKE)
    nearest, hint = (f"最接近的是 {near[0]}，", f"did you mean {str(near[0])!r}? ") if near else ("", "")
    return both(
        f"{word!r} 不是有效的词，{nearest}可用：{'、'.join(valid)}",
        f"{word!r} is unknown: {hint}Valid here: {', '.join(valid)}.",
    )


def _in_brackets(key: str, written: object) -> str:
    example = f'"{written}"' if isinstance(written, str) else '"…"'
    if key in _ENTRIES:
        return f"须写成若干节 [[{key}]] / must be sections, each headed [[{key}]]"
    return both(f"须写在方括号内，如 {key} = [{example}]", f"must be in square brackets: {key} = [{example}]")


def _where(raw: Mapping[str, Any], loc: tuple[int | str, ...]) -> tuple[str, str]:
    """The key as a person finds it, in both languages: by its field's name, or counted from 1 where that has
    none."""
    if len(loc) < 2 or not isinstance(loc[1], int):
        told = ".".join(map(str, loc))
        return (told, told) if told else ("声明", "declaration")
    section, index = str(loc[0]), loc[1]
    entries = raw.get(section)
    entry = entries[index] if isinstance(entries, list) and index < len(entries) else None
    name = entry.get("name", entry.get("rule")) if isinstance(entry, dict) else None
    key = ".".join(str(step) for step in loc[2:] if isinstance(step, str))
    which = f"{name if isinstance(name, str) else index + 1}{': ' if key else ''}{key}"
    chinese, english = _ENTRIES.get(section, (section, section))
    return f"{chinese} {which}", f"{english} {which}"


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
