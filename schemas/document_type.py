"""What a kind of certificate looks like, as a declaration."""

from __future__ import annotations

from enum import StrEnum

from schemas.geometry import Frozen


class FieldKind(StrEnum):
    """How a value is normalised and checked."""

    TEXT = "text"
    LICENSE_NUMBER = "license_number"
    COMPANY = "company"
    PERSON = "person"
    SCOPE = "scope"
    DATE = "date"
    DATE_RANGE = "date_range"
    MONEY = "money"
    ADDRESS = "address"
    DOMAINS = "domains"
    CREDIT_CODE = "credit_code"
    ISSUER = "issuer"
    NONE = "none"  # a label that bounds its neighbours; its value is not kept


class FieldSpec(Frozen):
    """One field: the labels that stand before it, and what its value must be.

    ``labels`` are written without spaces; ``|`` parts the lines of a label that is set over
    several. ``multiline`` values may wrap or hold several sentences. ``required`` fields are
    flagged when absent. ``annex`` fields stand on annex pages, the others on the main page.
    """

    name: str
    labels: tuple[str, ...]
    kind: FieldKind = FieldKind.TEXT
    multiline: bool = False
    required: bool = False
    annex: bool = False


class DocumentType(Frozen):
    """A type of certificate. ``titles`` are what it calls itself, longest and surest first."""

    name: str
    titles: tuple[str, ...]
    fields: tuple[FieldSpec, ...]

    def field(self, name: str) -> FieldSpec:
        """The declaration of field ``name``.

        Raises:
            KeyError: the type has no such field.
        """
        for spec in self.fields:
            if spec.name == name:
                return spec
        raise KeyError(name)
