"""What certificates say for sure of the license, and what two of them say of the same. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.comparable import text_to_comparable
from pipeline.store.renumber import RecordJson, renumber
from schemas.certificate import Certificate
from schemas.field import FieldStatus

LICENSE_LISTS = ("business_items", "annexes")
"""Lists of the record that belong to the license."""

# What belongs to the copy (its stamps, its loose sheets), not to the license.
COPY_KEYS = frozenset({"use_restrictions", "seals", "provisions", "inspections"})


@dataclass(frozen=True)
class Accepted:
    """A certificate as JSON, and its accepted values by key as they are compared, without those of the
    copy."""

    record: RecordJson
    values: Mapping[str, str]


@dataclass(frozen=True)
class Compared:
    """The accepted values of two certificates, both by the keys of the first; ``apart`` are the paths of
    lists in which each has an entry that the other lacks."""

    own: Mapping[str, str]
    theirs: Mapping[str, str]
    apart: frozenset[str]

    def differing(self) -> dict[str, str]:
        """The keys that both have, and have otherwise, with what the second says."""
        shared = self.own.keys() & self.theirs.keys()
        return {key: self.theirs[key] for key in shared if self.own[key] != self.theirs[key]}


def certificate_to_accepted(certificate: Certificate) -> Accepted:
    """What the certificate says for sure."""
    record = certificate.model_dump(mode="json")
    return Accepted(record, _to_values(record))


def compare_accepted(one: Accepted, other: Accepted) -> Compared:
    """Entries of lists are compared by what they say; where they are alike by place too, that is quicker."""
    if _in_lists(one.values) == _in_lists(other.values):
        return Compared(one.values, other.values, frozenset())
    renumbered = renumber(other.record, one.record, LICENSE_LISTS)
    return Compared(one.values, _to_values(renumbered.record), renumbered.more & renumbered.fewer)


def _to_values(record: RecordJson) -> dict[str, str]:
    return {
        key: text_to_comparable(field["value"])
        for key, field in record["fields"].items()
        if field["status"] == FieldStatus.ACCEPTED
        and field["value"] is not None
        and key.partition(".")[0] not in COPY_KEYS
    }


def _in_lists(values: Mapping[str, str]) -> dict[str, str]:
    return {key: value for key, value in values.items() if key.startswith(LICENSE_LISTS)}
