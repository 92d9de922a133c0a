"""Moves a file that has been read to where its verdict says. Every step may be done again."""

from __future__ import annotations

import errno
import os
import secrets
import shutil
import stat
from pathlib import Path, PurePosixPath
from typing import Any, Final

from pipeline.inputs import CLAIMED
from pipeline.watch.advice import advise
from pipeline.watch.claim import Claim, rename_apart
from pipeline.watch.readable import to_json
from pipeline.watch.verdict import Verdict, beside, is_done, write_whole

ERROR_SUFFIX: Final = ".error.json"


def put_away(claim: Claim, verdict: Verdict) -> None:
    """Move the file, after its ``.error.json`` where something has to be done about it.

    Raises:
        OSError: something cannot be written; to be tried again.
    """
    target = Path(verdict.target)
    source = claim.folder / CLAIMED / verdict.origin
    if not os.path.lexists(source):
        return  # moved before a crash
    target.parent.mkdir(parents=True, exist_ok=True)
    if not is_done(verdict.outcome):
        write_whole(beside(target, ERROR_SUFFIX), to_json(verdict_to_report(verdict), 2) + "\n")
    _move(source, target)


def verdict_to_report(verdict: Verdict) -> dict[str, Any]:
    """What became of a file, for programs and people: ``.error.json``, webhook and command."""
    outcome = verdict.outcome
    return {
        "file": verdict.origin,
        "tags": list(PurePosixPath(verdict.origin).parts[:-1]),
        "moved_to": verdict.target,
        "sha256": verdict.sha256,
        "status": outcome.status.value,
        "code": outcome.code,
        "message": outcome.message,
        "what_to_do": advise(outcome.code),
        "pages": outcome.pages,
        "certificates": outcome.certificates,
        "carried": [kind.value for kind in outcome.carried],
        "page_failures": [failure.model_dump() for failure in outcome.failures],
        "finished_at": verdict.at,
    }


def _move(source: Path, target: Path) -> None:
    status = source.lstat()
    # A file with other names outside is copied: what is kept must not change through them.
    if status.st_nlink == 1 or not stat.S_ISREG(status.st_mode):
        try:
            rename_apart(source, target)
        except FileExistsError:
            if not _is_same(source, target):
                raise
            source.unlink()  # linked before a crash
        except OSError as error:
            if error.errno != errno.EXDEV:
                raise
        else:
            return
    if os.path.lexists(source):
        _copy(source, target, status)
        source.unlink()


def _is_same(source: Path, target: Path) -> bool:
    return os.path.samestat(source.lstat(), target.lstat())


def _copy(source: Path, target: Path, status: os.stat_result) -> None:
    """To another file system: the file appears whole. Of what is no file, links alone are kept;
    the report beside it says what there was."""
    if stat.S_ISLNK(status.st_mode):
        if not target.is_symlink():
            target.symlink_to(source.readlink())
        return
    if not stat.S_ISREG(status.st_mode):
        return
    partial = target.with_name(f".{secrets.token_hex(8)}.partial")
    try:
        shutil.copy2(source, partial, follow_symlinks=False)
        with partial.open("rb") as stream:
            os.fsync(stream.fileno())
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)
