"""A certificate of any other type being laid out, and the record of what was printed on it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Any

from samples.drawing import FIELDS, Drawing
from samples.facts.authorities import Authority
from samples.facts.enterprises import Enterprise
from samples.look import Look, random_look
from samples.sheet import Sheet
from samples.vocabulary import trade_text
from schemas.page import SealShape

NO_LISTS = ("business_items", "provisions", "inspections")


@dataclass
class FormDraft(Drawing):
    """``enterprise`` holds the certificate; what else it says, each form makes up and enters.

    ``further`` are keys that forms of the type print beside ``FIELDS``; on a form that does not print
    one, no value of it may be read.
    """

    document_type: str
    enterprise: Enterprise
    further: tuple[str, ...]
    qr_payloads: list[str] = field(init=False, default_factory=list)
    untold: set[str] = field(init=False, default_factory=set)

    def enter_day(self, name: str, day: date) -> None:
        """A date that was printed, in whatever form."""
        self.enter(name, day.isoformat())

    def leave_untold(self, *names: str) -> None:
        """Keys on which the truth is silent, since what is printed leaves open what to say."""
        self.untold.update(names)

    def seal(
        self,
        sheet: Sheet,
        at: tuple[float, float],
        authority: Authority,
        *,
        shape: SealShape = SealShape.ROUND,
    ) -> None:
        """The issuer's seal, its center ``at`` a point in mm; who issued it is thereby told."""
        strength = self.draw.uniform(0.45, 0.65) if self.draw.random() < 0.15 else None
        self.press_seal(sheet, at, authority.name, authority.inner, shape=shape, strength=strength)
        self.enter("issuer", authority.name)

    def record(self, turns: tuple[int, ...]) -> dict[str, Any]:
        """The keys of an exported record; ``turns`` is each page's rotation."""
        lists: dict[str, list[Any]] = {
            "annexes": [value.model_dump(mode="json") for value in self.annexes],
            "use_restrictions": [value.model_dump(mode="json") for value in self.restrictions],
            "seals": [value.model_dump(mode="json") for value in self.seals],
        }
        fields: dict[str, Any] = {**dict.fromkeys((*FIELDS, *self.further)), **self.printed}
        return {
            "document_type": self.document_type,
            **{name: value for name, value in fields.items() if name not in self.untold},
            **{name: [] for name in NO_LISTS},
            **lists,
            "pages": self.pages(turns),
            "qr_payloads": list(self.qr_payloads),
        }

    @property
    def title(self) -> str:
        return self.enterprise.name


def form_look(draw: Random, enterprise: Enterprise, damage: tuple[str, ...]) -> Look:
    """A look whose faces have all that a form may print."""
    return random_look(draw, enterprise.all_text() + trade_text(), damage, may_lie=False)
