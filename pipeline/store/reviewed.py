"""A certificate as a person looks at it: what was read, what people said, and what follows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, select

from extractors.doubtful import is_doubtful
from pipeline.store.apply import (
    Correction,
    Standing,
    apply_standing,
    effective,
    find_key,
    follow_corrected_scope,
    holds_for,
)
from pipeline.store.load_versions import load_versions
from schemas.certificate import Certificate
from schemas.errors import LicetError
from schemas.tables.certificates import CertificateVersion

_CURRENT = select(CertificateVersion.id).where(
    CertificateVersion.certificate_id == bindparam("at"), CertificateVersion.is_current
)


class UnknownCertificateError(LicetError):
    """There is no certificate with this id."""

    code = "no_such_certificate"


@dataclass(frozen=True)
class Reviewed:
    """The version in force of a certificate: as the machine read it, and as people left it.

    ``reading`` is the machine's alone; ``as_read`` the same but for services, which follow from the
    scope as people left it. ``holding`` are the corrections that hold, by their key in ``as_read``.
    """

    id: int
    version: int
    reading: Certificate
    as_read: Certificate
    certificate: Certificate
    standing: Standing
    holding: Mapping[str, Correction]

    @property
    def doubtful(self) -> list[str]:
        """Keys of ``as_read`` that a person has still to look at."""
        return [
            key
            for key, value in self.as_read.fields.items()
            if is_doubtful(key, value) and key not in self.holding
        ]


def load_reviewed(connection: Connection, certificate_id: int) -> Reviewed:
    """The certificate for a person to look at.

    Raises:
        UnknownCertificateError: there is none with this id.
    """
    version_ids = connection.scalars(_CURRENT, {"at": certificate_id}).all()
    for stored in load_versions(connection, version_ids):
        return _reviewed(stored.id, stored.version, stored.as_read, stored.standing)
    raise UnknownCertificateError(
        f"没有编号为 {certificate_id} 的证照 / there is no certificate {certificate_id}"
    )


def _reviewed(at: int, version: int, reading: Certificate, standing: Standing) -> Reviewed:
    corrections = effective([entry for entry in standing.corrections if holds_for(entry, reading)])
    as_read = follow_corrected_scope(reading, corrections)
    found = ((find_key(entry, as_read), entry) for entry in corrections.values())
    holding = {key: entry for key, entry in found if key is not None}
    return Reviewed(at, version, reading, as_read, apply_standing(reading, standing), standing, holding)
