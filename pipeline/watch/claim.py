"""Files that this daemon has taken, so that no other takes them.

A claim is a folder in the inbox, ``.licet-claims/DAEMON/CLAIM``; in ``file/`` lies the file with its
path below the inbox, renamed into it: of two daemons that try, one finds it gone. A daemon shows that
it lives by a lock on its file ``alive`` and by that file's time. Claims of one that does not are taken
over, each by a rename as well.
"""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import shutil
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from pipeline.inputs import CLAIMED, CLAIMS
from pipeline.watch.inbox import Entry, Stamp, path_to_stamp
from pipeline.watch.sign_of_life import SignOfLife, is_dead, is_held

_TRIES: Final = 10
_NO_LINKS: Final = frozenset(
    {errno.EPERM, errno.EACCES, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK, errno.EXDEV}
)


@dataclass(frozen=True)
class Claim:
    """A taken file. ``origin`` is its path below the inbox; ``stamp`` is the file as it was taken,
    ``None`` when it had been put away before a crash."""

    folder: Path
    origin: str
    stamp: Stamp | None

    @property
    def file(self) -> Path:
        return self.folder / CLAIMED / self.origin

    @property
    def name(self) -> str:
        return PurePosixPath(self.origin).name

    @property
    def tags(self) -> tuple[str, ...]:
        """The sub-folders that the file lay in."""
        return PurePosixPath(self.origin).parts[:-1]

    def is_unchanged(self, stamp: Stamp | None) -> bool:
        """Whether ``stamp`` is of the same content; some shares number a file anew when it is renamed."""
        mine = self.stamp
        return mine is not None and stamp is not None and mine[2:] == stamp[2:]


class Claims:
    """The claims of one daemon on one inbox. Nothing of it is left there while none is held."""

    def __init__(self, inbox: Path) -> None:
        self._inbox = inbox
        self._own = inbox / CLAIMS / secrets.token_hex(8)
        self._sign: SignOfLife | None = None

    @property
    def folder(self) -> Path:
        """Where the claims of this daemon are."""
        return self._own

    def take(self, entry: Entry) -> Claim | None:
        """Claim what was seen; ``None`` when it is gone or something else by now.

        Raises:
            OSError: the inbox cannot be written to, or this file cannot be moved.
        """
        folder = self._make_claim()
        source = self._inbox / entry.path
        claim = Claim(folder, entry.path, entry.stamp)
        try:
            try:
                claim.file.parent.mkdir(parents=True)
                source.rename(claim.file)
            except OSError as error:
                if error.errno != errno.ENAMETOOLONG:
                    raise
                claim = Claim(folder, PurePosixPath(entry.path).name, entry.stamp)
                source.rename(claim.file)
        except OSError as error:
            shutil.rmtree(folder, ignore_errors=True)
            if isinstance(error, FileNotFoundError | NotADirectoryError):
                return None
            raise
        taken = Claim(folder, claim.origin, path_to_stamp(claim.file))
        if taken.is_unchanged(entry.stamp) or not self.put_back(taken):
            return taken
        return None  # it was written to or replaced since

    def release(self, claim: Claim) -> None:
        """Forget a claim whose file has been put away."""
        shutil.rmtree(claim.folder, ignore_errors=True)

    def put_back(self, claim: Claim) -> bool:
        """Give a file back to the inbox; false when there is another at its place, and the claim stays."""
        target = self._inbox / claim.origin
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            rename_apart(claim.file, target)
        except OSError:
            return False
        self.release(claim)
        return True

    def beat(self) -> None:
        """Show that this daemon lives; to be called several times within a lease."""
        if self._sign is not None:
            self._sign.beat()

    def tidy(self) -> None:
        """Leave nothing in the inbox. To be called when no claim is held."""
        if self._sign is not None:
            self._sign.end()
            self._sign = None
        for folder in (self._own, self._own.parent):
            with contextlib.suppress(OSError):
                folder.rmdir()

    def take_over(self, lease_seconds: float) -> list[Claim]:
        """The claims of daemons that are gone, now this one's.

        Raises:
            OSError: the inbox cannot be written to.
        """
        taken: list[Claim] = []
        for owner in self._others():
            with is_dead(owner, self._ensure(), lease_seconds) as dead:
                if dead:
                    taken += self._take_from(owner)
        return taken

    def find_dead(self, lease_seconds: float) -> list[Claim]:
        """What ``take_over`` would take, left where it is."""
        found: list[Claim | None] = []
        for owner in self._others():
            if not is_held(owner, lease_seconds):
                found += [_load(folder) for folder in sorted(owner.iterdir()) if folder.is_dir()]
        return [claim for claim in found if claim is not None]

    def _others(self) -> list[Path]:
        try:
            return sorted(
                folder
                for folder in self._own.parent.iterdir()
                if folder != self._own and folder.is_dir() and not folder.is_symlink()
            )
        except (FileNotFoundError, NotADirectoryError):
            return []

    def _take_from(self, owner: Path) -> Iterator[Claim]:
        for folder in sorted(owner.iterdir()):
            if folder.is_symlink() or not folder.is_dir():
                continue
            mine = self._own / folder.name
            try:
                folder.rename(mine)
            except OSError:
                continue  # another daemon was faster
            claim = _load(mine)
            if claim is None:
                shutil.rmtree(mine, ignore_errors=True)
            else:
                yield claim

    def _make_claim(self) -> Path:
        for _ in range(_TRIES):
            self._ensure()
            folder = self._own / secrets.token_hex(8)
            with contextlib.suppress(FileNotFoundError):  # taken for dead by another daemon
                folder.mkdir()
                return folder
        raise FileNotFoundError(errno.ENOENT, "vanishes as it is made", str(self._own))

    def _ensure(self) -> SignOfLife:
        """The own folder with a sign of life in it, made again where another daemon removed it."""
        if self._sign is not None:
            if self._sign.is_there():
                return self._sign
            self._sign.end()
            self._sign = None
        for _ in range(_TRIES):
            with contextlib.suppress(FileNotFoundError):  # tidied away by another daemon
                _make_real(self._own.parent)
                self._own.mkdir(mode=0o700, exist_ok=True)
                self._sign = SignOfLife(self._own)
                return self._sign
        raise FileNotFoundError(errno.ENOENT, "vanishes as it is made", str(self._own))


def rename_apart(source: Path, target: Path) -> None:
    """Rename, but never over something that is there.

    Raises:
        FileExistsError: something is.
        OSError: it cannot be renamed.
    """
    status = source.lstat()
    if stat.S_ISREG(status.st_mode):
        try:
            os.link(source, target, follow_symlinks=False)
        except OSError as error:
            if error.errno not in _NO_LINKS:
                raise
        else:
            source.unlink()
            return
    if os.path.lexists(target):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target))
    source.rename(target)


def _make_real(folder: Path) -> None:
    """A folder at this path, and no link or file that a sender put there."""
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        folder.rename(folder.with_name(f"{folder.name}-{secrets.token_hex(4)}"))
    folder.mkdir(mode=0o700, exist_ok=True)


def _load(folder: Path) -> Claim | None:
    """A claim as it was left; ``None`` where nothing was taken yet and nothing is to be finished."""
    root = folder / CLAIMED
    for parent, folders, files in os.walk(root):
        links = [name for name in folders if (Path(parent) / name).is_symlink()]
        for name in (*files, *links):
            file = Path(parent) / name
            return Claim(folder, file.relative_to(root).as_posix(), path_to_stamp(file))
    if any(item != root for item in folder.iterdir()):
        return Claim(folder, "", None)
    return None
