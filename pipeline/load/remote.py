"""Files that lie elsewhere: URLs of S3-compatible stores and all else that fsspec speaks.

``Path`` makes ``s3:/bucket/name`` of ``s3://bucket/name``; both mean the same here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from pipeline.options import Limits
from schemas.errors import (
    FileTooLargeError,
    MissingFileError,
    NotAFileError,
    OptionError,
    UnreadableFileError,
)

_URL: Final = re.compile(r"([a-z][a-z0-9+.-]+):/+(.+)", re.DOTALL)


def path_to_url(path: Path) -> str | None:
    """The URL that a path stands for; ``None`` for a path of this machine."""
    match = _URL.fullmatch(str(path))
    return None if match is None else f"{match[1]}://{match[2]}"


def path_to_name(path: Path) -> str:
    """What a file is called in the database: its URL, or its absolute path."""
    return path_to_url(path) or str(path.absolute())


def find_remote(url: str) -> Iterator[Path]:
    """Every file below a URL; the URL itself where it is of a file.

    Raises:
        OptionError: nothing here speaks to such a store, or it refuses.
    """
    protocol = url.partition("://")[0]
    try:
        system, root = _open(url)
        names = sorted(system.find(root))
    except (OSError, ValueError, ImportError) as error:
        raise OptionError(f"{url} cannot be listed: {error}") from error
    for name in names or [root]:
        yield Path(f"{protocol}://{name.lstrip('/')}")


def fetch(url: str, limits: Limits) -> bytes:
    """The content of one file.

    Raises:
        MissingFileError, NotAFileError, FileTooLargeError, UnreadableFileError: as for files of this
            machine.
    """
    try:
        system, name = _open(url)
        about = system.info(name)
        if about.get("type") == "directory":
            raise NotAFileError("This is a folder where a file was expected. Name the files in it.")
        size = about.get("size") or 0
        if size > limits.max_file_bytes:
            raise FileTooLargeError(
                f"The file has {size:,} bytes, the limit is {limits.max_file_bytes:,}. Split it, or raise the"
                " limit."
            )
        return bytes(system.cat_file(name))
    except FileNotFoundError as error:
        raise MissingFileError("There is no such file. Check the URL.") from error
    except (OSError, ValueError, ImportError) as error:
        raise UnreadableFileError(f"The file cannot be fetched: {error}.") from error


def _open(url: str) -> tuple[Any, str]:
    """The file system behind a URL, and the file's name there."""
    from fsspec.core import url_to_fs

    system, name = url_to_fs(url)
    return system, str(name)
