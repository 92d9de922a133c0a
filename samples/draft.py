"""A telecom license being laid out, and the record of what was printed on it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from samples.drawing import FIELDS, Drawing
from samples.facts.certificate import Facts
from samples.sheet import Sheet
from schemas.certificate import BusinessItem, Inspection, Provision
from schemas.page import SealShape


@dataclass
class Draft(Drawing):
    """``facts`` are all that may be printed; ``record`` tells what was."""

    facts: Facts
    items: tuple[BusinessItem, ...] = field(init=False, default=())
    provisions: tuple[Provision, ...] = field(init=False, default=())
    inspections: list[Inspection] = field(init=False, default_factory=list)

    def seal(
        self,
        sheet: Sheet,
        x: float,
        y: float,
        *,
        inner: str | None,
        shape: SealShape = SealShape.ROUND,
        strength: float | None = None,
    ) -> None:
        """The issuer's seal on the current sheet, its center at ``x``, ``y`` mm."""
        self.press_seal(sheet, (x, y), self.facts.rim, inner, shape=shape, strength=strength)
        self.enter("issuer", self.facts.issuer)

    def record(self, turns: tuple[int, ...]) -> dict[str, Any]:
        """The keys of an exported record; ``turns`` is each page's rotation."""
        lists = {
            "business_items": self.items,
            "annexes": self.annexes,
            "use_restrictions": self.restrictions,
            "seals": self.seals,
            "provisions": self.provisions,
            "inspections": self.inspections,
        }
        return {
            "document_type": "telecom_license",
            **{name: self.printed.get(name) for name in FIELDS},
            **{name: [value.model_dump(mode="json") for value in values] for name, values in lists.items()},
            "pages": self.pages(turns),
        }

    @property
    def title(self) -> str:
        return self.facts.number
