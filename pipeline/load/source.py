"""Read a file's bytes once, so that what is hashed is what is read."""

from __future__ import annotations

import hashlib
import os
import stat
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from pipeline.load.advice import CHECK_PATH, COPY_AGAIN, NAME_FILES, SPLIT
from pipeline.load.remote import fetch, path_to_url
from pipeline.options import Limits
from schemas.errors import (
    EmptyFileError,
    FileTooLargeError,
    MissingFileError,
    NotAFileError,
    UnreadableFileError,
)

_CHUNK: Final = 1024 * 1024
_SETTLED_NS: Final = 2_000_000_000  # the coarsest clock of a file system, that of FAT


@dataclass(frozen=True)
class SourceFile:
    """A file's bytes as they were at one moment; ``size`` in bytes, ``sha256`` in hex.

    ``modified_ns`` is when the file was last modified, in nanoseconds, and ``None`` where that was so
    short a time ago that it could change again within a tick of the clock.
    """

    path: Path
    sha256: str
    data: bytes = field(repr=False)
    modified_ns: int | None = None

    @property
    def size(self) -> int:
        return len(self.data)


def read_source(path: Path, limits: Limits) -> SourceFile:
    """The content of a regular file, through one descriptor, symbolic links followed; or of a URL.

    Raises:
        MissingFileError: nothing is there.
        NotAFileError: a directory, device, pipe or socket.
        EmptyFileError: no bytes.
        FileTooLargeError: more than ``limits.max_file_bytes``.
        UnreadableFileError: permissions, the disk, or a file that changes while it is read.
    """
    url = path_to_url(path)
    if url is not None:
        return _to_source(path, fetch(url, limits), None)
    try:
        _check_listed(path)
        _check_regular(path.stat())  # before opening: to open a pipe or tape has effects
        flags = os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY
        descriptor = os.open(path, flags)
        try:
            data, modified_ns = _read_regular(descriptor, limits.max_file_bytes)
        finally:
            os.close(descriptor)
    except FileNotFoundError as error:
        raise MissingFileError(CHECK_PATH.after("没有此文件", "There is no such file.")) from error
    except PermissionError as error:
        raise UnreadableFileError(
            "没有读取的权限，请修改其权限 / No permission to read it. Change its permissions."
        ) from error
    except OSError as error:
        raise UnreadableFileError(
            f"文件无法读取，请检查文件和磁盘 / The file cannot be read: {error.strerror or error}."
        ) from error
    except ValueError as error:  # a NUL in the path
        raise MissingFileError(
            CHECK_PATH.after("文件不可能有此路径", "No file can have this path.")
        ) from error
    settled = modified_ns < time.time_ns() - _SETTLED_NS
    return _to_source(path, data, modified_ns if settled else None)


def _to_source(path: Path, data: bytes, modified_ns: int | None) -> SourceFile:
    if not data:
        raise EmptyFileError(COPY_AGAIN.after("文件为空", "The file is empty."))
    return SourceFile(path, hashlib.sha256(data).hexdigest(), data, modified_ns)


def _check_listed(path: Path) -> None:
    """A folder that no file is found in, since it cannot be listed, is told with the reason for that."""
    if path.is_dir():
        os.scandir(path).close()


def _check_regular(status: os.stat_result) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise NotAFileError(
            NAME_FILES.after("这是文件夹，不是文件", "This is a directory where a file was expected.")
        )
    if not stat.S_ISREG(status.st_mode):
        raise NotAFileError(
            "这是设备、管道或套接字，请先将内容复制到普通文件"
            " / This is a device, pipe or socket. Copy its content to a regular file first."
        )


def _read_regular(descriptor: int, max_bytes: int) -> tuple[bytes, int]:
    """The bytes, and when they were last modified (ns)."""
    before = os.fstat(descriptor)
    _check_regular(before)
    chunks: list[bytes] = []
    size = 0
    if before.st_size <= max_bytes:
        while size <= max_bytes and (chunk := os.read(descriptor, _CHUNK)):
            chunks.append(chunk)
            size += len(chunk)
    if max(size, before.st_size) > max_bytes:
        raise FileTooLargeError(
            SPLIT.after(
                f"文件有 {max(size, before.st_size):,} 字节，上限为 {max_bytes:,}",
                f"The file has {max(size, before.st_size):,} bytes, the limit is {max_bytes:,}.",
            )
        )
    after = os.fstat(descriptor)
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise UnreadableFileError(
            "文件在读取时有改动，请待其完整后再读取"
            " / The file changed while it was read. Read it again when it is complete."
        )
    return b"".join(chunks), before.st_mtime_ns
