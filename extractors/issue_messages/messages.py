"""What an issue's code means, in Chinese and English."""

from __future__ import annotations

from collections.abc import Iterable

from extractors.issue_messages.paper_messages import PAPER_TEXTS
from extractors.issue_messages.value_messages import VALUE_TEXTS
from schemas.field import Issue
from schemas.page import Page

_TEXTS = VALUE_TEXTS | PAPER_TEXTS


def carried_to_issues(pages: Iterable[Page]) -> list[Issue]:
    """What the files of ``pages`` carry beside their pages, each kind once."""
    kinds = dict.fromkeys(kind for page in pages for kind in page.carried)
    return [issue(f"carries_{kind.value}") for kind in kinds]


def issue(code: str, field: str | None = None, detail: str = "") -> Issue:
    """The issue with this code.

    Raises:
        KeyError: no message is written for ``code``.
    """
    severity, chinese, english = _TEXTS[code]
    message = f"{chinese} / {english}"
    return Issue(
        code=code, severity=severity, field=field, message=f"{message}: {detail}" if detail else message
    )


def explain_issue(code: str) -> str:
    """The code, and what it means in Chinese, for people; the code alone where another version of licet
    wrote it."""
    words = _TEXTS.get(code)
    return code if words is None else f"{code} {words[1]}"
