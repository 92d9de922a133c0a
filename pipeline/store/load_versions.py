"""Rows of versions back to certificates, many at once: one statement a table, not a certificate."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pydantic_core import from_json
from sqlalchemy import Connection

from pipeline.exports.record_json import Stored, written
from pipeline.store.apply import UNTOUCHED, Standing, apply_standing
from pipeline.store.corrections import Paper, load_standings
from pipeline.store.version_queries import HEADS, PAGES, SOURCES, Asked, owned_rows
from pipeline.store.version_rows import TERM_KINDS, Row
from schemas.certificate import Certificate
from schemas.tables import content, fields
from schemas.tables.base import Base


@dataclass(frozen=True)
class StoredCertificate(Stored):
    """A version of a certificate as the database holds it.

    ``id`` is the certificate's and the same for all its versions; ``version`` counts from 1 as
    saved; ``current`` marks the version in force. ``rows`` are laid out as the record is, with what the
    database keeps as JSON (quads, evidence, the classification) as that text; ``standing`` is what people
    said of them.
    """

    id: int
    version: int
    current: bool
    rows: Row
    standing: Standing

    @cached_property
    def as_read(self) -> Certificate:
        """The certificate as the machine read it."""
        return Certificate.model_validate(self._laid_out(_parsed))

    @cached_property
    def certificate(self) -> Certificate:
        """The certificate as people left it."""
        return apply_standing(self.as_read, self.standing)

    def record(self) -> Row:
        """``certificate.record()``. Where no person said anything it is the rows themselves, which
        were valid when they were written: an export need not find that out a million times."""
        return self._record(_parsed)

    def written_record(self) -> Row:
        """``record()`` for ``record_json``: with JSON of the database as it stands there."""
        return self._record(_written)

    def _record(self, read: Callable[[str | None], Any]) -> Row:
        if self.standing != UNTOUCHED:
            return self.certificate.record()
        record = {**self.rows["further"], **self._laid_out(read)}
        del record["further"]
        return record

    def _laid_out(self, read: Callable[[str | None], Any]) -> Row:
        """The rows, with each text of JSON as ``read`` takes it."""
        fields = {
            key: {**row, "quad": read(row["quad"]), "evidence": read(row["evidence"])}
            for key, row in self.rows["fields"].items()
        }
        return {**self.rows, "classification": read(self.rows["classification"]), "fields": fields}


def _parsed(text: str | None) -> Any:
    return None if text is None else from_json(text)


def _written(text: str | None) -> Any:
    return None if text is None else written(text)


# Rows by the key of their parent, which starts with the version's id; in order.
_Children = dict[tuple[Any, ...], list[Row]]


def load_versions(connection: Connection, version_ids: Sequence[int]) -> list[StoredCertificate]:
    """The versions with these ids, in the order of the ids; an id that is not there is left out."""
    names, heads = HEADS.of(connection, version_ids)
    rows = {head[0]: dict(zip(names, head, strict=True)) for head in heads}
    parts = _Parts(connection, list(rows))
    for at, row in rows.items():
        row.update(parts.of_version(at))
    papers: dict[int, list[Paper]] = defaultdict(list)
    for row in rows.values():
        papers[row["certificate_id"]] += [(page["sha256"], page["source_page_no"]) for page in row["pages"]]
    standings = load_standings(connection, papers)
    return [
        StoredCertificate(
            id=row["certificate_id"],
            version=row["number"],
            current=row["is_current"],
            rows={name: row[name] for name in Certificate.model_fields},
            standing=standings.get(row["certificate_id"], UNTOUCHED),
        )
        for row in (rows[at] for at in version_ids if at in rows)
    ]


class _Parts:
    """Everything that the versions own, fetched table by table, keys in the order of the record."""

    def __init__(self, connection: Connection, version_ids: Sequence[int]) -> None:
        def owned(table: type[Base]) -> _Children:
            return _fetch_owned(connection, table, version_ids)

        self._sources = _fetch(connection, SOURCES, version_ids)
        self._pages = _fetch(connection, PAGES, version_ids)
        self._business_items = owned(content.BusinessItemRow)
        self._terms = owned(content.BusinessItemTerm)
        self._annexes = owned(content.AnnexRow)
        self._websites = owned(content.WebsiteRow)
        self._domains = owned(content.WebsiteDomain)
        self._use_restrictions = owned(content.UseRestrictionRow)
        self._seals = owned(content.CertificateSeal)
        self._provisions = owned(content.ProvisionRow)
        self._items = owned(content.ProvisionItemRow)
        self._citations = owned(content.ProvisionCitation)
        self._item_citations = owned(content.ProvisionItemCitation)
        self._inspections = owned(content.InspectionRow)
        self._qr_payloads = owned(content.CertificateQrPayload)
        self._pairs = owned(content.PairRow)
        self._fields = owned(fields.FieldValueRow)
        self._further = owned(fields.FurtherValue)
        self._issues = owned(fields.IssueRow)

    def of_version(self, version_id: int) -> dict[str, Any]:
        key = (version_id,)
        return {
            "business_items": self._items_of(key),
            "annexes": self._annexes_of(key),
            "use_restrictions": self._use_restrictions[key],
            "seals": self._seals[key],
            "provisions": self._provisions_of(key),
            "inspections": self._inspections[key],
            "pages": self._pages[key],
            "further": {row["key"]: row["value"] for row in self._further[key]},
            "qr_payloads": [row["payload"] for row in self._qr_payloads[key]],
            "pairs": self._pairs[key],
            "fields": {row.pop("key"): row for row in self._fields[key]},
            "issues": self._issues[key],
            "sources": self._sources[key],
        }

    def _items_of(self, key: tuple[Any, ...]) -> list[Row]:
        return [
            {**item, **{kind: [row["text"] for row in self._terms[(*key, at, kind)]] for kind in TERM_KINDS}}
            for at, item in enumerate(self._business_items[key])
        ]

    def _annexes_of(self, key: tuple[Any, ...]) -> list[Row]:
        return [
            {
                "page_no": annex.pop("page_no"),
                "websites": [
                    {
                        "name": website.pop("name"),
                        "domains": [row["domain"] for row in self._domains[(*key, at, website_at)]],
                        **website,
                    }
                    for website_at, website in enumerate(self._websites[(*key, at)])
                ],
                **annex,
            }
            for at, annex in enumerate(self._annexes[key])
        ]

    def _provisions_of(self, key: tuple[Any, ...]) -> list[Row]:
        return [
            {
                **provision,
                "items": [
                    {**item, "citations": self._item_citations[(*key, at, item_at)]}
                    for item_at, item in enumerate(self._items[(*key, at)])
                ],
                "citations": self._citations[(*key, at)],
            }
            for at, provision in enumerate(self._provisions[key])
        ]


def _fetch_owned(connection: Connection, table: type[Base], version_ids: Sequence[int]) -> _Children:
    """Rows without their key, which is the parent's key and then the position."""
    depth = len(list(table.__table__.primary_key))
    names, rows = owned_rows(table).of(connection, version_ids)
    names = names[depth:]
    children: _Children = defaultdict(list)
    for row in rows:
        children[row[: depth - 1]].append(dict(zip(names, row[depth:], strict=True)))
    return children


def _fetch(connection: Connection, query: Asked, version_ids: Sequence[int]) -> _Children:
    """Rows without the version's id, which comes first."""
    names, rows = query.of(connection, version_ids)
    names = names[1:]
    children: _Children = defaultdict(list)
    for row in rows:
        children[row[:1]].append(dict(zip(names, row[1:], strict=True)))
    return children
