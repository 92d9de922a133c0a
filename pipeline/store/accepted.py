"""What a certificate says for sure of the license. Pure."""

from __future__ import annotations

from pipeline.comparable import text_to_comparable
from pipeline.store.renumber import RecordJson
from schemas.field import FieldStatus

LICENSE_LISTS = ("business_items", "annexes")
"""Lists of the record that belong to the license."""

# What belongs to the copy (its stamps, its loose sheets), not to the license.
COPY_KEYS = frozenset({"use_restrictions", "seals", "provisions", "inspections"})


def record_to_accepted(record: RecordJson) -> dict[str, str]:
    """The accepted values by key, as they are compared; those of the copy are left out."""
    return {
        key: text_to_comparable(field["value"])
        for key, field in record["fields"].items()
        if field["status"] == FieldStatus.ACCEPTED
        and field["value"] is not None
        and key.partition(".")[0] not in COPY_KEYS
    }
