"""The places that the daemon works on, checked before it does anything to them."""

from __future__ import annotations

import os
from dataclasses import dataclass
from itertools import permutations
from pathlib import Path

from pipeline.store.database_url import parse_url
from schemas.errors import OptionError


@dataclass(frozen=True)
class Folders:
    """Absolute paths without links. ``database`` is the folder of an SQLite file, else ``None``."""

    inbox: Path
    done: Path
    failed: Path
    database: Path | None


def check_folders(inbox: Path, done: Path, failed: Path, url: str) -> Folders:
    """The folders, ``done`` and ``failed`` made where they are missing.

    Raises:
        OptionError: two of them, or one and the database, lie in one another, one is missing or
            no folder, or cannot be written to.
        StoreError: ``url`` is no database URL.
    """
    if not inbox.is_dir():
        raise OptionError(
            "收件文件夹不存在，请建立，或换一个"
            f" / The inbox {inbox} is not a folder. Make it, or name another."
        )
    for folder in (done, failed):
        _make(folder)
    places = {"inbox": inbox.resolve(), "done": done.resolve(), "failed": failed.resolve()}
    parsed = parse_url(url)
    database = None
    if parsed.get_backend_name() == "sqlite":
        if str(parsed.database).startswith("file:"):  # SQLite reads a path of its own out of it
            raise OptionError(
                "数据库是 URI，请用 --db 指明文件路径"
                f" / The database {url} is a URI. Name its file with --db."
            )
        file = Path(str(parsed.database)).resolve()
        database = file.parent
        _check_apart(places, file)
    else:
        _check_apart(places, None)
    for name, folder in places.items():
        _check_writable(name, folder)
    return Folders(places["inbox"], places["done"], places["failed"], database)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OptionError(
            f"文件夹无法建立，请换一个 / The folder {folder} cannot be made: {error.strerror}. Name another."
        ) from error


def _check_apart(places: dict[str, Path], database: Path | None) -> None:
    for (name, folder), (outer_name, outer) in permutations(places.items(), 2):
        if _is_within(folder, outer):
            raise OptionError(
                f"文件夹 {name} 与 {outer_name} 不能互相包含，请分开"
                f" / The folders {name} ({folder}) and {outer_name} ({outer}) overlap."
                " Name folders that lie apart."
            )
    for name, folder in places.items():
        if database is not None and (_is_within(database.parent, folder) or database == folder):
            raise OptionError(
                f"数据库不能放在文件夹 {name} 中，请用 --db 另指一处"
                f" / The database {database} lies in the folder {name} ({folder})."
                " Name another with --db."
            )


def _is_within(path: Path, folder: Path) -> bool:
    """By identity as well as by name: a folder may be mounted at two places."""
    return any(
        place == folder or (place.exists() and place.samefile(folder)) for place in (path, *path.parents)
    )


def _check_writable(name: str, folder: Path) -> None:
    probe = folder / f".licet-probe-{os.getpid()}"
    try:
        probe.touch(exist_ok=False)
        probe.unlink()
        os.scandir(folder).close()
    except OSError as error:
        raise OptionError(
            f"文件夹 {name} 无法写入，请修改其权限，或换一个"
            f" / The folder {name} ({folder}) cannot be written to: {error.strerror}."
            " Change its permissions, or name another."
        ) from error
