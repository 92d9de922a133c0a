"""A certificate being laid out: its sheets, and the record of what was printed on them."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random
from typing import Any, Literal, TypeAlias

from samples.facts.certificate import Facts
from samples.fonts import BODY_FACES, missing_chars
from samples.ornament import Border, emblem, gilt_frame, guilloche, plain_frame, random_border, web
from samples.sheet import A4, BLACK, RED, Ink, SealMark, Sheet
from samples.typeset import Style
from schemas.certificate import Annex, BusinessItem, Inspection, PageKind, Provision, Seal, UseRestriction
from schemas.page import SealKind, SealShape

Frame: TypeAlias = Literal["plain", "gilt", "guilloche", "web", "none"]
FIELDS = (
    "license_number", "company", "legal_representative", "scope", "coverage", "registered_capital",
    "address", "issuer", "issue_date", "valid_from", "valid_until",
)  # fmt: skip


@dataclass(frozen=True)
class Look:
    """How a certificate is drawn. ``family`` is the kind of type of its values.

    ``shift`` is how far the values stand from where the form wants them, in mm; ``value_ink`` is
    pale where the ribbon was worn. ``seal_over`` puts seals on dates and numbers.
    """

    family: str
    value_face: str
    label_face: str
    title_face: str
    seal_face: str
    frame: Frame
    border: Border
    value_ink: Ink = BLACK
    label_ink: Ink = BLACK
    shift: tuple[float, float] = (0.0, 0.0)
    seal_over: bool = False
    seal_ink: Ink = RED
    watermark: Literal["pale", "dark"] | None = None
    landscape: bool = False
    emblem: bool = False

    def value(self, size: float, leading: float) -> Style:
        return Style(self.value_face, size, self.value_ink, leading)

    def label(self, size: float, leading: float) -> Style:
        return Style(self.label_face, size, self.label_ink, leading)


def random_look(draw: Random, facts: Facts, damage: tuple[str, ...]) -> Look:
    """A look whose face has every character of the facts; damage that is done in print counts."""
    family = draw.choice(("song", "song", "kai", "hei", "fangsong"))
    faces = [face for face in BODY_FACES[family] if not missing_chars(face, facts.all_text())]
    if not faces:
        family, faces = "song", ["song_noto"]
    value_face = draw.choice(faces)
    off = "offregister" in damage
    grey = draw.randint(95, 135) if off else draw.choice((22, 22, 24, 40, 60))
    shift = (draw.uniform(-2.4, 2.4), draw.choice((-1, 1)) * draw.uniform(1.2, 2.6)) if off else (0.0, 0.0)
    red = (draw.randint(186, 222), draw.randint(16, 62), draw.randint(24, 72))
    framed: Frame = draw.choice(("plain", "gilt", "gilt", "none"))
    return Look(
        family=family,
        value_face=value_face,
        label_face=value_face if draw.random() < 0.6 else draw.choice(("song_noto", "hei_noto", "song")),
        title_face=draw.choice(("song_bold", "song_bold", "hei_bold", "kai_lxgw")),
        seal_face=draw.choice(("song_noto", "song_noto", "song_bold", "fangsong_near")),
        frame="guilloche" if "guilloche" in damage else framed,
        border=random_border(draw, loud="guilloche" in damage),
        value_ink=(grey, grey, min(255, grey + draw.randint(0, 14))),
        shift=shift,
        seal_over="seal_over" in damage,
        seal_ink=(50, 48, 50) if draw.random() < 0.06 else red,
        watermark="pale" if "watermark_pale" in damage else "dark" if "watermark_dark" in damage else None,
        landscape=len(facts.grants) == 1 and draw.random() < 0.4,
        emblem=draw.random() < 0.5,
    )


@dataclass
class Draft:
    """Layouts add sheets to it and enter what they print; ``record`` is the truth in the end."""

    facts: Facts
    look: Look
    draw: Random
    sheets: list[Sheet] = field(default_factory=list)
    printed: dict[str, str] = field(default_factory=dict)
    items: tuple[BusinessItem, ...] = ()
    annexes: list[Annex] = field(default_factory=list)
    restrictions: list[UseRestriction] = field(default_factory=list)
    seals: list[Seal] = field(default_factory=list)
    provisions: tuple[Provision, ...] = ()
    inspections: list[Inspection] = field(default_factory=list)
    spots: dict[int, tuple[float, float]] = field(default_factory=dict)
    """Where a page has room for a stamp, in mm, by page number."""

    @property
    def page_no(self) -> int:
        """Of the sheet begun last."""
        return len(self.sheets)

    def begin(self, kind: PageKind, *, landscape: bool = False) -> Sheet:
        """A new sheet with the certificate's frame."""
        width, height = (A4[1], A4[0]) if landscape else A4
        sheet = Sheet(kind, width, height)
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
        assert name in FIELDS
        self.printed[name] = value.replace("\n", "")

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
        draw = self.draw
        width = draw.uniform(40, 45)
        height = width if shape is SealShape.ROUND else 0.68 * width
        sheet.add(
            SealMark(
                x,
                y,
                width,
                height,
                shape,
                self.facts.rim,
                inner,
                self.look.seal_face,
                self.look.seal_ink,
                draw.uniform(-14, 14),
                strength or draw.uniform(0.7, 0.98),
                draw.randrange(1 << 30),
            )
        )
        self.seals.append(
            Seal(
                page_no=self.page_no,
                kind=SealKind.OFFICIAL,
                shape=shape,
                text=self.facts.rim,
                inner_text=inner,
            )
        )
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
            "pages": [
                {"page_no": number, "kind": sheet.kind.value, "rotation": turn}
                for number, (sheet, turn) in enumerate(zip(self.sheets, turns, strict=True), 1)
            ],
        }
