"""How a certificate is drawn: faces, inks, frame, what stands off its place."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Literal, TypeAlias

from samples.fonts import BODY_FACES, missing_chars
from samples.ornament import Border, random_border
from samples.sheet import BLACK, RED, WHITE, Ink
from samples.typeset import Style

Frame: TypeAlias = Literal["plain", "gilt", "guilloche", "web", "none"]


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
    paper: Ink = WHITE

    def value(self, size: float, leading: float) -> Style:
        return Style(self.value_face, size, self.value_ink, leading)

    def label(self, size: float, leading: float) -> Style:
        return Style(self.label_face, size, self.label_ink, leading)


def random_look(draw: Random, text: str, damage: tuple[str, ...], *, may_lie: bool) -> Look:
    """A look whose face has every character of ``text``; damage that is done in print counts.

    ``may_lie`` allows landscape.
    """
    family = draw.choice(("song", "song", "kai", "hei", "fangsong"))
    faces = [face for face in BODY_FACES[family] if not missing_chars(face, text)]
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
        landscape=may_lie and draw.random() < 0.4,
        emblem=draw.random() < 0.5,
    )
