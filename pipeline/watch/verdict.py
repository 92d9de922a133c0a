"""What is to become of a file that has been read: written into its claim before anything is moved,
so that whoever comes after a crash finishes it, and reads nothing twice."""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from pipeline.watch.claim import Claim
from schemas.outcome import Outcome, OutcomeStatus

_FILE: Final = "verdict.json"
_NAME_BYTES: Final = 255  # most that file systems take
_HASH_CHARS: Final = 16


@dataclass(frozen=True)
class Verdict:
    """``origin`` is the path below the inbox, ``target`` the absolute path that the file is to have."""

    origin: str
    target: str
    sha256: str | None
    at: str
    outcome: Outcome


def decide(claim: Claim, outcome: Outcome, sha256: str | None, root: Path) -> Verdict:
    """The verdict, on disk, and a folder for the file: ``ROOT/YEAR/MONTH/DAY/HASH/``, below which it
    keeps its path. The same content again has a number after the hash.

    Raises:
        OSError: a folder or the note cannot be written.
    """
    now = datetime.now(UTC)
    day = root / now.strftime("%Y") / now.strftime("%m") / now.strftime("%d")
    day.mkdir(parents=True, exist_ok=True)
    name = f"no-content-{claim.folder.name}" if sha256 is None else sha256[:_HASH_CHARS]
    target = _make_numbered(day / name) / claim.origin
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        if error.errno is None or len(os.fsencode(target)) < os.pathconf(root, "PC_PATH_MAX"):
            raise
        target = target.parents[len(claim.tags)] / claim.name
    verdict = Verdict(claim.origin, str(target), sha256, now.isoformat(timespec="seconds"), outcome)
    content = {**asdict(verdict), "outcome": outcome.model_dump(mode="json")}
    write_whole(claim.folder / _FILE, json.dumps(content))
    return verdict


def find_verdict(claim: Claim) -> Verdict | None:
    """The verdict that an earlier daemon left in the claim."""
    try:
        content = json.loads((claim.folder / _FILE).read_bytes())
        outcome = Outcome.model_validate(content.pop("outcome"))
        return Verdict(**content, outcome=outcome)
    except (OSError, ValueError, TypeError, KeyError):
        return None


def is_done(outcome: Outcome) -> bool:
    """Whether nobody has to do anything about the file itself."""
    return outcome.status is OutcomeStatus.COMPLETE


def beside(target: Path, suffix: str) -> Path:
    """The path of ``target`` with ``suffix``, the name shortened where it would be too long."""
    name = target.name
    while len(os.fsencode(name + suffix)) > _NAME_BYTES:
        name = name[:-1]
    return target.with_name(name + suffix)


def write_whole(path: Path, text: str) -> None:
    """A file that is there whole, and on the disk, or not at all.

    Raises:
        OSError: it cannot be written.
    """
    partial = path.with_name(f".{secrets.token_hex(8)}.partial")
    try:
        with partial.open("wb") as stream:
            stream.write(text.encode("utf-8"))
            stream.flush()
            os.fsync(stream.fileno())
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def _make_numbered(folder: Path) -> Path:
    """A new folder: two daemons never have the same."""
    number = 1
    while True:
        made = folder if number == 1 else folder.with_name(f"{folder.name}-{number}")
        try:
            made.mkdir()
        except FileExistsError:
            number += 1
        else:
            return made
