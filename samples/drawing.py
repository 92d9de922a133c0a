"""A certificate being drawn, of whatever type: its sheets, and what was printed on them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from random import Random
from typing import Any

from samples.look import Look
from samples.ornament import emblem, gilt_frame, guilloche, plain_frame, web
from samples.sheet import A4, SealMark, Sheet
from schemas.certificate import Annex, PageKind, Seal, UseRestriction
from schemas.page import SealKind, SealShape

FIELDS = (
    "license_number", "company", "legal_representative", "scope", "coverage", "registered_capital",
    "address", "issuer", "issue_date", "valid_from", "valid_until",
)  # fmt: skip


@dataclass
class Drawing(ABC):
    """Layouts add sheets to it and enter what they print: that is the truth in the end."""

    look: Look
    draw: Random
    sheets: list[Sheet] = field(init=False, default_factory=list)
    printed: dict[str, str] = field(init=False, default_factory=dict)
    annexes: list[Annex] = field(init=False, default_factory=list)
    restrictions: list[UseRestriction] = field(init=False, default_factory=list)
    seals: list[Seal] = field(init=False, default_factory=list)
    spots: dict[int, tuple[float, float]] = field(init=False, default_factory=dict)
    """Where a page has room for a stamp, in mm, by page number."""

    @property
    def page_no(self) -> int:
        """Of the sheet begun last."""
        return len(self.sheets)

    def begin(self, kind: PageKind, *, landscape: bool = False) -> Sheet:
        """A new sheet with the certificate's frame."""
        width, height = (A4[1], A4[0]) if landscape else A4
        sheet = Sheet(kind, width, height, self.look.paper)
        self.sheets.append(sheet)
        border = self.look.border
        match self.look.frame:
            case "guilloche":
                guilloche(sheet, border)
            case "gilt":
                gilt_frame(sheet, border)
            case "plain":
                plain_frame(sheet, border)
            case "web":
                web(sheet, border, border.margin)
            case "none":
                pass
        return sheet

    def offer_spot(self, x: float, y: float) -> None:
        """A stamp may be centered here on the current page, unless that is too near its foot."""
        if y < self.sheets[-1].height - 30:
            self.spots[self.page_no] = (x, y)

    def put_emblem(self, sheet: Sheet, y: float) -> None:
        if self.look.emblem:
            emblem(sheet, sheet.width / 2, y, 9)

    def enter(self, name: str, value: str) -> None:
        """A field that was printed; line breaks of the print are no part of it."""
        self.printed[name] = value.replace("\n", "")

    def press_seal(
        self,
        sheet: Sheet,
        at: tuple[float, float],
        rim: str,
        inner: str | None,
        *,
        shape: SealShape = SealShape.ROUND,
        strength: float | None = None,
    ) -> None:
        """An official seal on the current sheet, its center ``at`` a point in mm."""
        draw, look = self.draw, self.look
        width = draw.uniform(40, 45)
        height = width if shape is SealShape.ROUND else 0.68 * width
        angle = draw.uniform(-14, 14)
        strength = strength or draw.uniform(0.7, 0.98)
        wear = draw.randrange(1 << 30)
        sheet.add(
            SealMark(
                *at, width, height, shape, rim, inner, look.seal_face, look.seal_ink, angle, strength, wear
            )
        )
        self.seals.append(
            Seal(page_no=self.page_no, kind=SealKind.OFFICIAL, shape=shape, text=rim, inner_text=inner)
        )

    def pages(self, turns: tuple[int, ...]) -> list[dict[str, Any]]:
        """The pages of an exported record; ``turns`` is each page's rotation."""
        return [
            {"page_no": number, "kind": sheet.kind.value, "rotation": turn}
            for number, (sheet, turn) in enumerate(zip(self.sheets, turns, strict=True), 1)
        ]

    @abstractmethod
    def record(self, turns: tuple[int, ...]) -> dict[str, Any]:
        """The keys of an exported record; ``turns`` is each page's rotation."""

    @property
    @abstractmethod
    def title(self) -> str:
        """Of the document, for a PDF's own title."""
