"""What an operator may choose of the daemon. Every option is written here once, with its default."""

from __future__ import annotations

import dataclasses
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, TypeAlias

from pydantic import TypeAdapter, ValidationError

from pipeline.executors.limits import default_workers
from pipeline.options import Limits, Options, WorkerLimits
from pipeline.watch.ignored import IGNORED
from schemas.errors import OptionError
from schemas.two_languages import both

_DESCRIPTORS: Final = 512


@dataclass(frozen=True)
class WatchOptions:
    """Times are in seconds, sizes in bytes. Keys of the options file are the names here; the table
    ``[limits]`` has the names of ``pipeline.options.Limits``, ``[worker]`` of ``WorkerLimits``.

    Raises:
        OptionError: a number is not above zero, or ``webhook`` is no web address.
    """

    settle_seconds: float = 5.0
    """How long size and time of a file must not change before it counts as complete."""
    folder_seconds: float = 60.0
    """The longest that a complete file in a sub-folder waits for the whole folder to be quiet."""
    rescan_seconds: float = 10.0
    """Time between full scans, beside the events of the file system (network shares give none)."""
    drain_seconds: float = 30.0
    """Time for the files being read, after a request to end."""
    lease_seconds: float = 60.0
    """After so long without a sign of life, a daemon on another machine has lost its files."""
    free_bytes: int = 256 * 1024 * 1024
    """No file is taken while a disk has less room than this."""
    ignore: tuple[str, ...] = IGNORED
    """Names and patterns of files and folders to pass over."""
    keep_folders: bool = False
    """Leave emptied sub-folders in the inbox. Those that were there at the start always stay."""
    webhook: str | None = None
    """Web address that every outcome is posted to, as JSON."""
    command: tuple[str, ...] = ()
    """Program and arguments that are run on every outcome, which is JSON on its standard input."""
    accept: float = Options.accept
    types: Path | None = None
    """Folder of the operator's own type declarations."""
    limits: Limits = field(default_factory=Limits)
    worker: WorkerLimits = field(default_factory=lambda: WorkerLimits(descriptors=_DESCRIPTORS))
    workers: int = field(default_factory=default_workers)
    """Processes that read, each one file at a time."""

    def __post_init__(self) -> None:
        for option in dataclasses.fields(self):
            value = getattr(self, option.name)
            if option.type in ("float", "int") and value <= 0:
                raise OptionError(
                    f"选项 {option.name} 须大于零 / The option {option.name} must be above zero."
                )
        if self.webhook is not None and not self.webhook.startswith(("http://", "https://")):
            raise OptionError(
                "webhook 须为以 http:// 或 https:// 开头的地址"
                " / The webhook must be an address that begins with http:// or https://."
            )


_Kind: TypeAlias = type[WatchOptions] | type[Limits] | type[WorkerLimits]
_TABLES: Final[Mapping[str, _Kind]] = {"limits": Limits, "worker": WorkerLimits}


def load_options(file: Path | None, given: Mapping[str, Any]) -> WatchOptions:
    """The options: of the command line (``given``; ``None`` is not given), else of the file, else defaults.

    Raises:
        OptionError: the file cannot be read, or holds what is no option; the message names it.
    """
    table = {} if file is None else _read_table(file)
    _check_names(WatchOptions, table, "")
    for name, kind in _TABLES.items():
        inner = table.setdefault(name, {})
        _check_names(kind, inner, f"{name}.")
        inner |= {key: given[key] for key in _names(kind) if given.get(key) is not None}
    table |= {key: given[key] for key in _names(WatchOptions) if given.get(key) is not None}
    table["worker"].setdefault("descriptors", _DESCRIPTORS)
    try:
        return TypeAdapter(WatchOptions).validate_python(table)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise OptionError(
            f"选项 {place} 有误，请改正 / The option {place} is wrong: {first['msg']}."
        ) from error


def _read_table(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise OptionError(
            f"选项文件无法读取，请检查路径和权限 / The options file {file} cannot be read: {error.strerror}."
        ) from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise OptionError(
            f"选项文件不是有效的 TOML，请改正 / The options file {file} is not TOML: {error}."
        ) from error


def _check_names(kind: _Kind, table: object, prefix: str) -> None:
    if not isinstance(table, dict):
        raise OptionError(
            f"选项 {prefix.rstrip('.')} 须为一节 / The option {prefix.rstrip('.')} must be a table."
        )
    for name in table:
        if name not in _names(kind):
            known = ", ".join(f"{prefix}{known}" for known in _names(kind))
            raise OptionError(
                both(
                    f"没有选项 {prefix}{name}，可用：{known}",
                    f"There is no option {prefix}{name}. There are: {known}.",
                )
            )


def _names(kind: _Kind) -> list[str]:
    return [field.name for field in dataclasses.fields(kind)]
