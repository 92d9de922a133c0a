"""What the pages say, in Chinese and English."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from importlib.resources import files

from extractors.issue_messages.messages import issue as plain_issue
from schemas.field import Issue
from schemas.outcome_words import OUTCOME_WORDS
from schemas.two_languages import MARK, parts


class Language(StrEnum):
    ZH = "zh"
    EN = "en"


@cache
def _words() -> Mapping[str, tuple[str, str]]:
    text = (files("pipeline.review") / "words.toml").read_text(encoding="utf-8")
    sections = {**tomllib.loads(text), "outcome": OUTCOME_WORDS}
    return {
        f"{section}.{key}": (pair[0], pair[1])
        for section, entries in sections.items()
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


def words_under(section: str) -> list[str]:
    """The keys of a section, in its order."""
    return [key.removeprefix(f"{section}.") for key in _words() if key.startswith(f"{section}.")]


def one_language(message: str, language: Language) -> str:
    """A message that says the same twice, as “中文 / English”, in one language."""
    return parts(message)[language is Language.EN]


def issue_text(issue: Issue, language: Language) -> str:
    """What the issue says in one language. What was read stands behind the English text, and belongs to
    both."""
    told = one_language(issue.message, language)
    if language is Language.EN:
        return told
    try:
        detail = issue.message.removeprefix(plain_issue(issue.code).message)
    except KeyError:  # made where certificates are merged or corrected, or by another version of licet
        detail = ": ".join(["", *issue.message.partition(MARK)[2].split(": ")[1:]])
    return f"{told}：{detail[2:]}" if detail.startswith(": ") else told


def accepted_language(header: str) -> Language:
    """The first of the two that a browser names; Chinese where it names neither."""
    for part in header.lower().split(","):
        tag = part.split(";")[0].strip()
        for language in Language:
            if tag.startswith(language.value):
                return language
    return Language.ZH
