"""What belongs to this copy and not to the license: use restrictions and seals."""

from __future__ import annotations

from extractors.group import PageGroup
from extractors.record import Record
from extractors.restrictions import restriction_quad
from schemas.certificate import Seal, UseRestriction
from schemas.page import SealKind, SealShape

_PARTS = ("text", "purpose", "valid_until", "copy_rule")


def read_restrictions(record: Record, group: PageGroup) -> tuple[UseRestriction, ...]:
    """Each restriction once a page, its parts entered as fields."""
    restrictions: list[UseRestriction] = []
    for page_no, page in enumerate(group.pages, start=1):
        for found in page.restrictions:
            restriction = found.restriction.model_copy(update={"page_no": page_no})
            key = f"use_restrictions.{len(restrictions)}"
            for part in _PARTS:
                value = getattr(restriction, part)
                if value is not None:
                    record.enter(
                        f"{key}.{part}",
                        raw=restriction.text,
                        value=value,
                        confidence=round(found.confidence * found.agreement, 4),
                        page_no=page_no,
                        quad=restriction_quad(found),
                        engine=found.lines[0].engine,
                    )
            restrictions.append(restriction)
    return tuple(restrictions)


def read_seals(group: PageGroup) -> tuple[Seal, ...]:
    """The seals of all pages in order, and the stamps that restrict use."""
    seals: list[Seal] = []
    for page_no, page in enumerate(group.pages, start=1):
        seals += [
            Seal(
                page_no=page_no, kind=seal.kind, shape=seal.shape, text=seal.text, inner_text=seal.inner_text
            )
            for seal in page.seals
        ]
        seals += [
            Seal(
                page_no=page_no,
                kind=SealKind.STAMP,
                shape=SealShape.RECTANGLE,
                text=found.restriction.text,
                inner_text=None,
            )
            for found in page.restrictions
            if found.is_stamp
        ]
    return tuple(seals)
