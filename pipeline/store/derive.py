"""The versions of a certificate in the database, made to agree with its readings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from sqlalchemy import Connection, delete, select, update

from pipeline.store.readings import StoredReading, find_readings_of_certificate
from pipeline.store.versions import DecidedVersion, find_current, readings_to_versions
from pipeline.store.write_version import insert_version, update_version
from schemas.certificate import Certificate
from schemas.tables.certificates import CertificateReading, CertificateRow, CertificateVersion


@dataclass(frozen=True)
class DerivedVersion:
    """A version after derivation. ``is_new``: it was not there; ``is_changed``: its content is new.
    ``written`` is its certificate where its rows were just written."""

    id: int
    number: int
    is_new: bool
    is_changed: bool
    reading_ids: frozenset[int]
    written: Certificate | None


def derive_versions(
    connection: Connection, certificate_id: int, new_readings: set[int], stale_versions: set[int]
) -> list[DerivedVersion]:
    """Writes the versions that the readings amount to now; a certificate without readings goes.

    ``new_readings`` are ids of readings just added, ``stale_versions`` ids of versions that lost
    one. A version whose readings are what they were is not touched where it is the only one.
    """
    readings = find_readings_of_certificate(connection, certificate_id)
    if not readings:
        connection.execute(delete(CertificateRow).where(CertificateRow.id == certificate_id))
        return []
    decided = readings_to_versions([reading.certificate for reading in readings])
    query = select(CertificateVersion.id, CertificateVersion.number)
    numbers: dict[int, int] = {
        row.id: row.number
        for row in connection.execute(query.where(CertificateVersion.certificate_id == certificate_id))
    }
    owners = _match(decided, readings, numbers)
    next_number = max(numbers.values(), default=0) + 1
    derived: list[DerivedVersion] = []
    written: list[tuple[int, int, DecidedVersion]] = []
    for version, owner in zip(decided, owners, strict=True):
        ids = frozenset(readings[member].id for member in version.members)
        before = {reading.id for reading in readings if reading.version_id == owner}
        is_written = True
        changed = owner is None or ids != before or bool(ids & new_readings) or owner in stale_versions
        if owner is None:
            version_id = insert_version(connection, certificate_id, next_number, version.certificate)
            number, next_number = next_number, next_number + 1
        else:
            version_id, number = owner, numbers[owner]
            # What other versions say is told of it.
            is_written = changed or len(decided) > 1 or len(numbers) > 1
            if is_written:
                update_version(connection, owner, version.certificate)
        if changed:
            counted = CertificateReading.id.in_(sorted(ids))
            connection.execute(update(CertificateReading).where(counted).values(version_id=version_id))
        told = version.certificate if is_written else None
        derived.append(DerivedVersion(version_id, number, owner is None, changed, ids, told))
        written.append((number, version_id, version))
    _drop(connection, set(numbers) - {version_id for _, version_id, _ in written})
    _mark_current(connection, certificate_id, sorted(written, key=lambda entry: entry[0]))
    return derived


def _match(
    decided: Sequence[DecidedVersion], readings: Sequence[StoredReading], numbers: dict[int, int]
) -> list[int | None]:
    """For each decided version the stored one that shares most readings with it, each used once."""
    votes: list[tuple[int, int, int, int]] = []
    for index, version in enumerate(decided):
        counts = Counter(readings[member].version_id for member in version.members)
        for version_id, count in counts.items():
            if version_id is not None:
                votes.append((-count, numbers[version_id], index, version_id))
    owners: list[int | None] = [None] * len(decided)
    for _, _, index, version_id in sorted(votes):
        if owners[index] is None and version_id not in owners:
            owners[index] = version_id
    return owners


def _drop(connection: Connection, version_ids: AbstractSet[int]) -> None:
    if version_ids:
        gone = CertificateVersion.id.in_(sorted(version_ids))
        connection.execute(delete(CertificateVersion).where(gone))


def _mark_current(
    connection: Connection, certificate_id: int, versions: Sequence[tuple[int, int, DecidedVersion]]
) -> None:
    at = find_current([version.certificate for _, _, version in versions])
    if at is None:
        return
    current = versions[at][1]
    # In this order: the database allows one current version at any moment.
    if len(versions) > 1:
        mine = CertificateVersion.certificate_id == certificate_id
        former = mine, CertificateVersion.id != current, CertificateVersion.is_current
        connection.execute(update(CertificateVersion).where(*former).values(is_current=False))
    found = CertificateVersion.id == current, ~CertificateVersion.is_current
    connection.execute(update(CertificateVersion).where(*found).values(is_current=True))
