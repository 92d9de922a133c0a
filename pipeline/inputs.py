"""Which files a caller means by the paths that were given."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from extractors.series import natural_key

CLAIMS: Final = ".licet-claims"
"""Folder in an inbox where daemons keep what they have taken: ``CLAIMS/DAEMON/CLAIM/file/PATH``."""

_LEFT_BY_SYSTEMS = frozenset({"thumbs.db", "desktop.ini", "ehthumbs.db"})


def find_files(paths: Iterable[Path]) -> list[Path]:
    """Every file under ``paths``, folders entered recursively, each once, page2 before page10.

    Hidden files and those that systems leave in folders are passed over, unless named themselves.
    A path that does not exist is kept: reading it says so. Links to folders are not followed.
    """
    found: dict[Path, None] = {}
    for path in paths:
        for file in _walk(path) if path.is_dir() else iter([path]):
            found.setdefault(file)
    return list(found)


def recorded_path(path: Path) -> Path:
    """The absolute path that a file is recorded under: its own, or where in an inbox it was dropped."""
    parts = path.absolute().parts
    for at, part in enumerate(parts):
        if part == CLAIMS and parts[at + 3 : at + 4] == ("file",):
            return Path(*parts[:at], *parts[at + 4 :])
    return path.absolute()


def _walk(folder: Path) -> Iterator[Path]:
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted((name for name in folders if not name.startswith(".")), key=natural_key)
        for name in sorted(files, key=natural_key):
            if not name.startswith(".") and name.lower() not in _LEFT_BY_SYSTEMS:
                yield Path(parent) / name
