"""What the pages say, in Chinese and English."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from importlib.resources import files


class Language(StrEnum):
    ZH = "zh"
    EN = "en"


@cache
def _words() -> Mapping[str, tuple[str, str]]:
    text = (files("pipeline.review") / "words.toml").read_text(encoding="utf-8")
    return {
        f"{section}.{key}": (pair[0], pair[1])
        for section, entries in tomllib.loads(text).items()
        for key, pair in entries.items()
    }


def say(key: str, language: Language, /, **parts: object) -> str:
    """The words under ``key``, with ``parts`` filled in.

    Raises:
        KeyError: nothing is written under the key.
    """
    pair = _words()[key]
    return pair[language is Language.EN].format(**parts)


def say_or(key: str, language: Language, otherwise: str) -> str:
    """The words under ``key``; ``otherwise`` where there are none."""
    pair = _words().get(key)
    return otherwise if pair is None else pair[language is Language.EN]


def one_language(message: str, language: Language) -> str:
    """A message that says the same twice, as “中文 / English”, in one language."""
    chinese, mark, rest = message.partition(" / ")
    if not mark:
        return message
    _, colon, detail = rest.partition(": ")
    if language is Language.EN:
        return rest
    # What was read stands behind the English text, and belongs to both.
    return f"{chinese}：{detail}" if colon and not detail.startswith("compare") else chinese


def accepted_language(header: str) -> Language:
    """The first of the two that a browser names; Chinese where it names neither."""
    for part in header.lower().split(","):
        tag = part.split(";")[0].strip()
        for language in Language:
            if tag.startswith(language.value):
                return language
    return Language.ZH
