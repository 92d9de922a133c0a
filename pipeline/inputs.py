"""Which files a caller means by the paths that were given."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Final

from extractors.pages.series import natural_key
from pipeline.load.remote import find_remote, path_to_url, to_local

CLAIMS: Final = ".licet-claims"
"""Folder in an inbox where daemons keep what they have taken: ``CLAIMS/DAEMON/CLAIM/CLAIMED/PATH``."""
CLAIMED: Final = "file"
"""Folder in a claim in which the file lies with its path below the inbox."""

LEFT_BY_SYSTEMS: Final = ("thumbs.db", "desktop.ini", "ehthumbs.db")
"""Files that systems leave in folders, in small letters."""


def find_files(paths: Iterable[Path], but: Collection[Path] = ()) -> list[Path]:
    """Every file under ``paths``, folders entered recursively, each once, page2 before page10.

    Hidden files, those that systems leave in folders, and the absolute paths ``but`` are passed over, unless
    named themselves. A path that does not exist is kept, and a folder that cannot be listed: reading says
    so. Links to folders are not followed. A URL (s3://bucket/folder) is entered in the same way. Of a path
    with ``..`` another spelling is taken, or one file would be two in the database.

    Raises:
        OptionError: a URL cannot be listed.
    """
    found: dict[Path, None] = {}
    for path in paths:
        for file in _files_of(_without_parents(to_local(path)), but):
            found.setdefault(file)
    return list(found)


def recorded_path(path: Path) -> Path:
    """The path that a file is recorded under: its own, or where in an inbox it was dropped."""
    parts = path.parts
    for at, part in enumerate(parts):
        if part == CLAIMS and parts[at + 3 : at + 4] == (CLAIMED,):
            return Path(*parts[:at], *parts[at + 4 :])
    return path


def _without_parents(path: Path) -> Path:
    """The path without ``..``, which after a link means the parent of what that leads to."""
    if ".." not in path.parts or path_to_url(path) is not None:
        return path
    last = max(at for at, part in enumerate(path.parts) if part == "..")
    return Path(*path.parts[: last + 1]).resolve().joinpath(*path.parts[last + 1 :])


def _files_of(path: Path, but: Collection[Path]) -> Iterator[Path]:
    url = path_to_url(path)
    if url is not None:
        yield from sorted(find_remote(url), key=lambda file: natural_key(str(file)))
    elif _is_folder(path):
        yield from _walk(path, but)
    else:
        yield path


def _walk(folder: Path, but: Collection[Path]) -> Iterator[Path]:
    names = {path.name for path in but}
    unlisted: list[Path] = []
    for parent, folders, files in os.walk(folder, onerror=lambda error: unlisted.append(_unlisted(error))):
        folders[:] = sorted((name for name in folders if not name.startswith(".")), key=natural_key)
        for name in sorted(files, key=natural_key):
            if name.startswith(".") or name.lower() in LEFT_BY_SYSTEMS:
                continue
            file = Path(parent) / name
            if name not in names or file.absolute() not in but:
                yield file
    yield from unlisted


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # a folder above it cannot be entered: reading it says so
        return False


def _unlisted(error: OSError) -> Path:
    """The folder that could not be listed."""
    return Path(os.fsdecode(error.filename))
