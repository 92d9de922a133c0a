"""Files that lie elsewhere: URLs of S3-compatible stores and all else that fsspec speaks.

``Path`` makes ``s3:/bucket/name`` of ``s3://bucket/name``; both mean the same here.
"""

from __future__ import annotations

import importlib.util
import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote

from pipeline.load.advice import NAME_FILES, SPLIT
from pipeline.options import Limits
from schemas.errors import (
    FileTooLargeError,
    MissingFileError,
    NotAFileError,
    OptionError,
    UnreadableFileError,
)

_FILE_URL: Final = re.compile(r"file:/+(.+)", re.DOTALL)
_URL: Final = re.compile(r"([a-z][a-z0-9+.-]+):/+(.+)", re.DOTALL)


def path_to_url(path: Path) -> str | None:
    """The URL that a path stands for; ``None`` for a path of this machine."""
    match = _URL.fullmatch(str(path))
    return None if match is None else f"{match[1]}://{match[2]}"


def to_local(path: Path) -> Path:
    """The path of this machine that a URL of it names (file:///scans/a.pdf); any other path as it is."""
    match = _FILE_URL.fullmatch(str(path))
    return path if match is None else Path("/", unquote(match[1]))


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
        names = sorted(_find_arrow(system.fs, root) if hasattr(system, "fs") else system.find(root))
    except (OSError, ValueError, ImportError) as error:
        raise OptionError(
            f"无法列出该地址的文件，请检查地址和权限 / {url} cannot be listed: {error}"
        ) from error
    for name in names or [root]:
        bare = name.removeprefix(f"{protocol}://").lstrip("/")  # HTTP's names are whole URLs
        yield Path(f"{protocol}://{bare}")


def _find_arrow(system: Any, root: str) -> list[str]:
    """By Arrow itself, in one listing: fsspec leaves out what it may not list, and does not say so."""
    from pyarrow.fs import FileSelector, FileType

    if system.get_file_info(root).type != FileType.Directory:
        return [root]
    found = system.get_file_info(FileSelector(root, recursive=True))
    return [file.path for file in found if file.type == FileType.File]


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
            raise NotAFileError(
                NAME_FILES.after("这是文件夹，不是文件", "This is a folder where a file was expected.")
            )
        size = about.get("size") or 0
        if size > limits.max_file_bytes:
            raise FileTooLargeError(
                SPLIT.after(
                    f"文件有 {size:,} 字节，上限为 {limits.max_file_bytes:,}",
                    f"The file has {size:,} bytes, the limit is {limits.max_file_bytes:,}.",
                )
            )
        return bytes(system.cat_file(name))
    except FileNotFoundError as error:
        raise MissingFileError("没有此文件，请检查地址 / There is no such file. Check the URL.") from error
    except (OSError, ValueError, ImportError) as error:
        raise UnreadableFileError(
            f"文件无法取得，请检查地址和权限 / The file cannot be fetched: {error}."
        ) from error


def _open(url: str) -> tuple[Any, str]:
    """The file system behind a URL, and the file's name there."""
    from fsspec.core import url_to_fs

    if url.startswith("s3://") and importlib.util.find_spec("s3fs") is None:
        return _open_s3(), url.removeprefix("s3://")
    system, name = url_to_fs(url)
    return system, str(name)


@cache
def _open_s3() -> Any:
    """S3 as Arrow speaks it, which needs no further package. Keys, region and endpoint are those of the
    environment (``AWS_…``)."""
    from fsspec.implementations.arrow import ArrowFSWrapper
    from pyarrow.fs import S3FileSystem

    endpoint = os.environ.get("AWS_ENDPOINT_URL_S3") or os.environ.get("AWS_ENDPOINT_URL") or ""
    scheme, _, address = endpoint.rpartition("://")
    chosen = {"endpoint_override": address.rstrip("/"), "scheme": scheme or "https"} if address else {}
    return ArrowFSWrapper(S3FileSystem(**chosen))
