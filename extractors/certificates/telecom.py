"""Telecom licenses: a closed list of issuers, the catalogue of services, annexes with websites."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from extractors.certificates.annexes import read_annexes
from extractors.certificates.business_items import read_business_items
from extractors.certificates.telecom_issuer import read_issuer
from extractors.issue_messages.messages import issue
from extractors.normalize.normal import Check
from extractors.pages.group import PageGroup
from extractors.record import Record
from extractors.telecom_lists.scope import holds_services, parse_scope

_DOT_FOR_COMMA = re.compile(r"[.．·](?=不?含)")
_GOING_ON = ("、", "，", ",", "；", ";")


class Telecom:
    """What the declaration of telecom licenses cannot say."""

    def read_issuer(self, record: Record, group: PageGroup, number: str | None) -> str | None:
        """From the closed list of authorities, borne out by the number's province."""
        return read_issuer(record, group, number)

    def read_nested(self, record: Record, group: PageGroup) -> Mapping[str, Any]:
        """Services of the catalogue and websites. Where some services were taken for coverage, a person must
        see what belongs where, what follows where it ends in the mark between two places, and which mark is
        the dot before 含."""
        field = record.fields.get("coverage")
        coverage = (field.raw if field is not None else None) or ""
        scope = record.fields.get("scope")
        if holds_services(coverage) and not _says_each(
            (scope.raw if scope is not None else None) or "", coverage
        ):
            for key in ("scope", "coverage"):
                record.doubt(key, issue(Check.PLACE.value, key, coverage))
        elif coverage.rstrip().endswith(_GOING_ON):
            record.doubt("coverage", issue(Check.CHARACTER_LOST.value, "coverage", coverage))
        elif _DOT_FOR_COMMA.search(coverage):
            record.doubt("coverage", issue(Check.LIST_MARKS.value, "coverage", coverage))
        return {
            "business_items": read_business_items(record, group),
            "annexes": read_annexes(record, group),
        }


def _says_each(scope: str, coverage: str) -> bool:
    """Whether the coverage says of each of the scope's services, and of no other, where it may be offered."""
    granted, said = ({item.code: item.areas for item in parse_scope(text)} for text in (scope, coverage))
    return None not in granted and granted.keys() == said.keys() and all(said.values())
