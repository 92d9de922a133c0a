"""The one interface between what all certificates have and what is peculiar to one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from extractors.certificates.telecom import Telecom
from extractors.pages.group import PageGroup
from extractors.record import Record
from schemas.document_type import Peculiarity


class Peculiar(Protocol):
    """Code for one certificate: called once its number and the values of its main page are entered."""

    def read_issuer(self, record: Record, group: PageGroup, number: str | None) -> str | None:
        """Enter the issuer, and tell its value."""

    def read_nested(self, record: Record, group: PageGroup) -> Mapping[str, Any]:
        """Enter nested values; the keys of ``Certificate`` that they are for."""


_ALL: Mapping[Peculiarity, Peculiar] = {Peculiarity.TELECOM: Telecom()}


def find_peculiar(name: Peculiarity | None) -> Peculiar | None:
    """The code that a declaration names, if it names any."""
    return None if name is None else _ALL[name]
