"""What saving a file did: for who asked, whatever process did it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Change(StrEnum):
    NEW = "new"
    NEW_VERSION = "new_version"  # of a certificate that was there
    UPDATED = "updated"  # one more source, more values, or read again
    UNCHANGED = "unchanged"


@dataclass(frozen=True)
class SavedCertificate:
    """Where one certificate of a reading went: ``id`` of the certificate, number of its version."""

    id: int
    version: int
    change: Change


@dataclass(frozen=True)
class Saved:
    """What saving a file did: ``change`` to the file's own record, and to each certificate."""

    change: Change
    certificates: tuple[SavedCertificate, ...] = ()
