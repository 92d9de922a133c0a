"""Checks the ledger, the files put away and their hashes against one another, and repairs what it can."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pipeline.store.custody import LedgerFile
from pipeline.store.store import Store
from pipeline.watch.claim import Claim, Claims
from pipeline.watch.options import WatchOptions
from pipeline.watch.put_away import ERROR_SUFFIX, put_away
from pipeline.watch.verdict import find_verdict
from schemas.errors import NotAFileError

_CHUNK: Final = 1024 * 1024
_PARTIAL: Final = ".partial"


@dataclass(frozen=True)
class Finding:
    """Something that is not as it should be. ``code``: ``damaged_database``, ``missing`` (no copy of a
    stored file is left), ``moved`` (it lies elsewhere), ``changed`` (other bytes lie at its path),
    ``no_outcome``, ``unknown`` (a file put away that the ledger does not know), ``no_file`` (a report
    without its file), ``leftover`` (an unfinished copy, an empty folder), ``abandoned`` (taken by a
    daemon that is gone)."""

    code: str
    place: str
    message: str
    repaired: bool = False


@dataclass(frozen=True)
class Places:
    """Where files may lie beside the paths in the ledger; ``None``: not looked at."""

    done: Path | None = None
    failed: Path | None = None
    inbox: Path | None = None

    @property
    def put_away(self) -> list[Path]:
        """The folders of files that were read."""
        return [folder.absolute() for folder in (self.done, self.failed) if folder is not None]


def find_wrongs(store: Store, places: Places, *, fix: bool) -> Iterator[Finding]:
    """Everything that is wrong. With ``fix``, repaired where that needs no person: no file that was
    dropped is ever removed.

    Raises:
        StoreError: the database cannot be used.
    """
    for line in store.damage():
        yield Finding("damaged_database", "database", line)
    if places.inbox is not None:
        yield from _abandoned(places.inbox.absolute(), store, fix=fix)
    kept = {str(path): digest for path, digest in _hash_all(places.put_away)}
    where = {digest: path for path, digest in kept.items()}
    known: set[str] = set()
    for file in list(store.files()):
        known.add(file.sha256)
        yield from _check_file(file, kept, where, store, fix=fix)
    yield from _check_kept(kept, known)
    for folder in places.put_away:
        yield from _leftovers(folder, fix=fix)


def _check_file(
    file: LedgerFile, kept: dict[str, str], where: dict[str, str], store: Store, *, fix: bool
) -> Iterator[Finding]:
    if file.status is None:
        yield Finding(
            "no_outcome",
            file.sha256,
            "登记了此文件，但没有结果，请再读一次 / The ledger has the file and no outcome. Read it again.",
        )
    found = False
    for path in file.paths:
        digest = kept[path] if path in kept else _hash(Path(path))
        found |= digest == file.sha256
        if digest is not None and digest != file.sha256:
            if fix:
                store.drop_path(file.sha256, path)
            yield Finding(
                "changed", path, "此处的文件与读取时不同 / Other bytes lie here than were read.", repaired=fix
            )
    if found:
        return
    if file.sha256 not in where:
        yield Finding(
            "missing",
            file.paths[0] if file.paths else file.sha256,
            "文件已不存在，也没有副本 / No copy of the file is left.",
        )
        return
    if fix:
        store.note_path(file.sha256, where[file.sha256])
    yield Finding(
        "moved",
        where[file.sha256],
        "文件在此处，但未登记 / The ledger does not know that the file is here.",
        repaired=fix,
    )


def _check_kept(kept: dict[str, str], known: set[str]) -> Iterator[Finding]:
    """Files without a stored content have a report that says why, or should not be here."""
    for path, digest in kept.items():
        if path.endswith(ERROR_SUFFIX):
            report = _load_report(Path(path))
            target = report.get("moved_to")
            gone = isinstance(target, str) and not os.path.lexists(target)
            if gone and report.get("code") != NotAFileError.code:  # a pipe is not kept everywhere
                yield Finding(
                    "no_file", path, "此报告所指的文件不在 / The file that this report is about is not here."
                )
        elif digest not in known and not _has_report(Path(path)):
            yield Finding(
                "unknown",
                path,
                "未登记的文件，请放入收件文件夹"
                " / The ledger does not know this file. Drop it into the inbox.",
            )


def _has_report(path: Path) -> bool:
    return any(
        _load_report(report).get("moved_to") == str(path) for report in path.parent.glob(f"*{ERROR_SUFFIX}")
    )


def _load_report(path: Path) -> dict[str, object]:
    try:
        content = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}


def _abandoned(inbox: Path, store: Store, *, fix: bool) -> Iterator[Finding]:
    """Claims of daemons that are gone: what was read is put away, the rest goes back to the inbox."""
    claims = Claims(inbox)
    lease = WatchOptions.lease_seconds
    for claim in claims.take_over(lease) if fix else claims.find_dead(lease):
        message = "取走此文件的进程已不在 / A daemon that is gone had taken this file."
        yield Finding("abandoned", claim.origin, message, repaired=fix and _settle(claim, claims, store))
    claims.tidy()


def _settle(claim: Claim, claims: Claims, store: Store) -> bool:
    verdict = find_verdict(claim)
    if verdict is None:
        return claims.put_back(claim)
    try:
        put_away(claim, verdict)
    except OSError:
        return False
    if verdict.sha256 is not None:
        store.note_path(verdict.sha256, verdict.target)
    claims.release(claim)
    return True


def _leftovers(folder: Path, *, fix: bool) -> Iterator[Finding]:
    for parent, folders, files in os.walk(folder, topdown=False):
        for name in files:
            if name.startswith(".") and name.endswith(_PARTIAL):
                yield _remove(Path(parent) / name, "未完成的副本 / A copy that was never finished.", fix=fix)
        if Path(parent) != folder and not folders and not files:
            yield _remove(Path(parent), "空文件夹 / An empty folder.", fix=fix)


def _remove(path: Path, message: str, *, fix: bool) -> Finding:
    if fix:
        with contextlib.suppress(OSError):
            path.rmdir() if path.is_dir() else path.unlink()
    return Finding("leftover", str(path), message, repaired=fix and not os.path.lexists(path))


def _hash_all(folders: list[Path]) -> Iterator[tuple[Path, str]]:
    for folder in folders:
        for parent, _, files in os.walk(folder):
            for name in files:
                path = Path(parent) / name
                if not (name.startswith(".") and name.endswith(_PARTIAL)):
                    digest = _hash(path)
                    if digest is not None:
                        yield path, digest


def _hash(path: Path) -> str | None:
    """Of a regular file, links not followed; ``None`` where there is none."""
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            return None
        digest = hashlib.sha256()
        with path.open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                digest.update(chunk)
    except (OSError, ValueError):
        return None
    return digest.hexdigest()
