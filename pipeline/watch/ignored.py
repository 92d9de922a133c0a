"""Names that are no input: files on their way, and what systems leave in folders."""

from __future__ import annotations

from collections.abc import Iterable
from fnmatch import fnmatchcase
from typing import Final

from pipeline.inputs import LEFT_BY_SYSTEMS

PASSING: Final = (
    "*.tmp",
    "*.temp",
    "*.part",
    "*.partial",
    "*.crdownload",
    "*.download",
    "*.filepart",
    "*.swp",
    "~$*",
)
"""Files that are still being made: they turn into others."""

LEFT: Final = (
    *LEFT_BY_SYSTEMS,
    "@eadir",
    "#recycle",
    "$recycle.bin",
    "system volume information",
    "lost+found",
    "__macosx",
)

IGNORED: Final = (*PASSING, *LEFT)
"""What is passed over unless the options say otherwise; hidden names (``.*``) always are."""


def is_ignored(name: str, patterns: Iterable[str]) -> bool:
    """Whether the last part of a path is hidden or matches a pattern, whatever its case."""
    return name.startswith(".") or any(fnmatchcase(name.lower(), pattern.lower()) for pattern in patterns)
