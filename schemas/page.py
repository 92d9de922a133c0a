"""A page as read: its text lines and its seals, all boxes in source-page pixels."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated, TypeAlias

from pydantic import Field, model_validator

from schemas.geometry import Frozen, PageTransform, Point, Quad

Share: TypeAlias = Annotated[float, Field(ge=0.0, le=1.0)]


class InkLayer(StrEnum):
    """The ink that a line was read from."""

    ALL = "all"  # the page as it is
    DARK = "dark"  # red ink taken out
    RED = "red"  # red ink alone
    STRONG = "strong"  # pale print taken out
    PALE = "pale"  # a tiled watermark alone
    COLOURED = "coloured"  # ink of another colour alone, that lies across print
    TEXT_LAYER = "text_layer"  # not ink: the PDF's own characters


STAMPED = frozenset({InkLayer.RED, InkLayer.COLOURED})
"""Inks that stamps are set in upon black print."""

LIFTED = frozenset({InkLayer.PALE, InkLayer.COLOURED})
"""What was taken off the page, whose print was read without it."""


HANDWRITING = "handwriting"
"""The ``engine`` of lines that the network for dates written by hand read; scores are probabilities."""

UNREAD = "\ufffd"
"""In a line's text: a character that is there, and that neither file nor engine tells."""


class TextLine(Frozen):
    """One line of text as an engine read it.

    ``confidence`` is the engine's own score (0-1), comparable only within one engine.
    ``char_positions`` holds the center of each character of ``text`` along the quad's reading
    direction (0 = its start, 1 = its end) and ``char_confidences`` the score of each; both are
    empty where the engine does not tell. ``verified`` holds the offsets, in order, of characters
    that were told from their look-alikes by shape, whose score is the probability of that shape, or that
    the file itself names.
    """

    text: str
    quad: Quad
    confidence: Share
    engine: str
    layer: InkLayer = InkLayer.ALL
    char_positions: tuple[float, ...] = ()
    char_confidences: tuple[float, ...] = ()
    verified: tuple[Annotated[int, Field(ge=0)], ...] = ()

    @model_validator(mode="after")
    def _verified_are_of_the_text(self) -> TextLine:
        if list(self.verified) != sorted(set(self.verified)):
            raise ValueError("verified offsets must rise")
        if self.verified and (self.verified[-1] >= len(self.text) or not self.char_confidences):
            raise ValueError("a verified offset has a character and a score")
        return self

    @property
    def is_placed(self) -> bool:
        """Whether the engine told where each character stands and how sure it is of it."""
        return len(self.char_positions) == len(self.text) == len(self.char_confidences)

    @property
    def places(self) -> tuple[float, ...]:
        """``char_positions``, or where characters of one width stand when the engine does not tell."""
        count = len(self.text)
        return self.char_positions or tuple((at + 0.5) / count for at in range(count))

    def room(self, start: int, end: int) -> tuple[float, float]:
        """Between which shares (0-1) of the length the characters ``start`` to ``end`` stand: half-way to
        their neighbours, or at the line's own ends."""
        places = self.places
        left = (places[start - 1] + places[start]) / 2 if start else 0.0
        right = (places[end - 1] + places[end]) / 2 if end < len(places) else 1.0
        return left, right

    def part(self, start: int, end: int, left: float, right: float) -> TextLine:
        """The characters ``start`` to ``end``, which stand from one share (0-1) of the length to another."""
        wide = max(right - left, 1e-6)
        scores = self.char_confidences[start:end]
        return self.model_copy(
            update={
                "text": self.text[start:end],
                "quad": self.quad.part(left, right),
                "confidence": sum(scores) / len(scores) if scores else self.confidence,
                "char_positions": tuple(
                    min(1.0, max(0.0, (at - left) / wide)) for at in self.places[start:end]
                ),
                "char_confidences": scores,
                "verified": tuple(at - start for at in self.verified if start <= at < end),
            }
        )

    def longer(self, text: str, places: Sequence[float], end: float, score: float) -> TextLine:
        """The line up to ``end``, a share of its length, with more ``text`` behind its own at ``places``
        (such shares), each character of it with this ``score`` (0-1)."""
        return self.model_copy(
            update={
                "text": self.text + text,
                "quad": self.quad.part(0.0, end),
                "char_positions": tuple(place / end for place in (*self.places, *places)),
                "char_confidences": (*self.char_confidences, *[score] * len(text)),
            }
        )


class SealKind(StrEnum):
    OFFICIAL = "official_seal"
    STAMP = "stamp"


class SealShape(StrEnum):
    ROUND = "round"
    OVAL = "oval"
    RECTANGLE = "rectangle"


class TextFit(Frozen):
    """How well a text of a closed list fits what is seen: the logarithm of its probability against that of
    the likeliest reading, a character; 0 fits wholly. Over all looks at the place the mean, and the best."""

    text: str
    mean: float
    best: float


class TextShare(Frozen):
    """How probable a text of a closed list is where a network saw a seal: ``""`` is no text, ``None`` another
    than the list's."""

    text: str | None
    share: Share


class SealReading(Frozen):
    """A seal as seen: ``text`` runs round the rim (or fills a rectangle), ``inner_text`` is the
    straight line below the star. ``None`` is "nothing could be read", never "nothing there". ``rim_fits`` and
    ``line_fits`` tell of a text that was read unsurely how well each telecom authority and each usual
    purpose fits there, ``rim_shares`` and ``line_shares`` what networks tell of it where print in the same
    colour lies over the seal; whether it may be one of these the paper's type tells. It ``says_more`` where
    text of it is in neither. ``rim_places``: how many characters the rim has by where those of ``text``
    stand, ``None`` where that does not tell."""

    kind: SealKind
    shape: SealShape
    quad: Quad
    text: str | None
    text_confidence: Share
    inner_text: str | None
    inner_confidence: Share
    engine: str
    rim_fits: tuple[TextFit, ...] = ()
    line_fits: tuple[TextFit, ...] = ()
    rim_shares: tuple[TextShare, ...] = ()
    line_shares: tuple[TextShare, ...] = ()
    says_more: bool = False
    rim_places: Annotated[int, Field(ge=1)] | None = None


class Rule(Frozen):
    """A straight printed line, of a table or a frame: from left to right, or from the top down."""

    start: Point
    end: Point


class PageOrigin(StrEnum):
    SCAN = "scan"
    TEXT_LAYER = "text_layer"


class Carried(StrEnum):
    """What a file carries beside its pages: never run, opened or verified, and told to a person."""

    ENCRYPTION = "encryption"  # that opens without a password
    JAVASCRIPT = "javascript"
    ACTIONS = "actions"  # that start programs, send forms, play media
    ATTACHMENTS = "attachments"
    FORM = "form"
    SIGNATURES = "signatures"
    DAMAGE = "damage"  # a part of it that is no picture, or one that a page names and the file lacks


class Page(Frozen):
    """One page, read. ``rotation`` is the clockwise turn in degrees that made it upright;
    ``width`` and ``height`` are source-page pixels; ``page_no`` counts from 1 in its file.
    ``carried`` is of the whole file; ``picture_hash`` is what the upright page looks like, as 16
    hexadecimal digits, ``None`` of a page with nothing to see."""

    page_no: Annotated[int, Field(ge=1)]
    width: Annotated[int, Field(ge=1)]
    height: Annotated[int, Field(ge=1)]
    rotation: Annotated[int, Field(ge=0, lt=360, multiple_of=90)] = 0
    transform: PageTransform = PageTransform()
    origin: PageOrigin = PageOrigin.SCAN
    lines: tuple[TextLine, ...] = ()
    seals: tuple[SealReading, ...] = ()
    qr_payloads: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
    carried: tuple[Carried, ...] = ()
    picture_hash: Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")] | None = None


class SourcePage(Frozen):
    """A page and the file it came from: what extractors work on when files are joined. ``is_part``: other
    certificates stand on the page, and ``page`` holds what is of one."""

    sha256: str
    path: str
    page: Page
    is_part: bool = False
