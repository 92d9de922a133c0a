"""Paper and frame of forms: what a kind of certificate is printed on."""

from __future__ import annotations

from dataclasses import replace

from samples.forms.form_draft import FormDraft
from samples.look import Frame
from samples.ornament import Border, web
from samples.sheet import WHITE, Ink, Sheet
from schemas.certificate import PageKind

LOUD = 0.2  # a web darker than this was asked for as damage


def begin_form(
    draft: FormDraft,
    frames: tuple[Frame, ...],
    inks: tuple[Ink, ...],
    *,
    papers: tuple[Ink, ...] = (WHITE,),
    landscape: bool = False,
    label_faces: tuple[str, ...] = ("song_noto", "hei_noto", "song_bold"),
    band: float = 8,
) -> Sheet:
    """A new main page with one of ``frames`` in one of ``inks``, ``band`` mm wide.

    Damage by a loud ground has its way: then the frame is a guilloche.
    """
    draw, look = draft.draw, draft.look
    loud = look.frame == "guilloche" and look.border.web > LOUD
    frame: Frame = "guilloche" if loud else draw.choice(frames)
    border = Border(draw.choice(inks), band, 10, 7, 8, look.border.web if loud else 0.1, look.border.seed)
    draft.look = replace(
        look,
        frame=frame,
        border=border,
        paper=draw.choice(papers),
        label_face=draw.choice((*label_faces, look.label_face)),
    )
    sheet = draft.begin(PageKind.MAIN, landscape=landscape)
    if frame not in ("guilloche", "web") and draw.random() < 0.3:
        web(sheet, border, 22)
    return sheet
