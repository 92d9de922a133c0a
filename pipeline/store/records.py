"""Certificates out of the database in order, many at once: what exports and the API give."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, select

from pipeline.store.filters import Filter, narrowed
from pipeline.store.load_versions import StoredCertificate, load_versions
from schemas.tables.desk import RegisterEntry

_BATCH = 500


def certificates_like(connection: Connection, wanted: Filter) -> Iterator[StoredCertificate]:
    """The versions in force of the certificates that the filter lets through, by id. Memory does not
    grow with their number."""
    last = 0
    place = select(RegisterEntry.certificate_id, RegisterEntry.version_id)
    query = narrowed(place, wanted).order_by(RegisterEntry.certificate_id).limit(_BATCH)
    while rows := connection.execute(query.where(RegisterEntry.certificate_id > last)).all():
        yield from load_versions(connection, [row.version_id for row in rows])
        last = rows[-1].certificate_id
