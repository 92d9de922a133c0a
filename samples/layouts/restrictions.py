"""Use restrictions on finished pages: a stamp, typed lines, or a watermark all over."""

from __future__ import annotations

from datetime import date

from samples.drawing import Drawing
from samples.facts.restrictions import Restriction, one_line_restriction, random_restriction
from samples.facts.sites import Site
from samples.sheet import Ink, Sheet, StampMark, Text, TileMark
from schemas.certificate import Seal
from schemas.page import SealKind, SealShape

STAMP_INKS: tuple[Ink, ...] = ((204, 30, 40), (204, 30, 40), (36, 52, 150), (40, 40, 44))
COLOURED_INKS: tuple[Ink, ...] = (
    (36, 52, 150),
    (30, 70, 190),
    (60, 90, 200),
    (80, 40, 150),
    (20, 110, 70),
)
PALE_INKS: tuple[Ink, ...] = ((120, 120, 124), (110, 130, 190), (210, 110, 110), (120, 160, 130))
DARK_INKS: tuple[Ink, ...] = ((60, 60, 64), (40, 60, 150), (190, 40, 40))


def put_watermark(draft: Drawing, site: Site) -> None:
    """One line, tiled slantwise over every page."""
    draw, look = draft.draw, draft.look
    restriction = one_line_restriction(draw, site)
    pale = look.watermark == "pale"
    mark = TileMark(
        text=restriction.lines[0],
        face=draw.choice(("hei", "hei_noto", "song")),
        size=draw.uniform(13, 22),
        ink=draw.choice(PALE_INKS if pale else DARK_INKS),
        angle=draw.choice((1, 1, 1, -1)) * draw.uniform(12, 45),
        opacity=draw.uniform(0.22, 0.4) if pale else draw.uniform(0.5, 0.68),
        step=draw.uniform(14, 34),
        spacing=draw.uniform(24, 44),
    )
    for page_no, sheet in enumerate(draft.sheets, 1):
        sheet.add(mark)
        draft.restrictions.append(restriction.on_page(page_no))


def put_restriction(draft: Drawing, site: Site, issued: date) -> None:
    """A stamp or typed lines on a page that has room, partly over what stands there."""
    if not draft.spots:
        return
    draw = draft.draw
    restriction = random_restriction(draw, site, issued)
    sheet_no = draw.choice(sorted(draft.spots))
    sheet, (x, y) = draft.sheets[sheet_no - 1], draft.spots[sheet_no]
    if draw.random() < 0.7:
        put_stamp(draft, sheet_no, restriction, (x, y), draw.choice(STAMP_INKS), framed=draw.random() < 0.65)
    else:
        _put_typed(draft, sheet, restriction, x - 35, y - 6)
        draft.restrictions.append(restriction.on_page(sheet_no))


def put_stamp_over(draft: Drawing, site: Site, issued: date) -> None:
    """A stamp in blue, violet or green across what is printed on one of the first two pages."""
    draw = draft.draw
    sheet_no = draw.randint(1, min(2, len(draft.sheets)))
    sheet = draft.sheets[sheet_no - 1]
    center = draw.uniform(0.35, 0.7) * sheet.width, draw.uniform(0.28, 0.75) * sheet.height
    restriction = random_restriction(draw, site, issued)
    put_stamp(draft, sheet_no, restriction, center, draw.choice(COLOURED_INKS), framed=draw.random() < 0.6)


def put_stamp(
    draft: Drawing,
    sheet_no: int,
    restriction: Restriction,
    center: tuple[float, float],
    ink: Ink,
    *,
    framed: bool,
) -> None:
    """A rubber stamp; a framed one is also a seal of the record."""
    draw = draft.draw
    draft.sheets[sheet_no - 1].add(
        StampMark(
            *center,
            restriction.lines,
            draw.choice(("hei_noto", "song_noto", "kai_lxgw")),
            draw.uniform(13, 17),
            ink,
            framed,
            draw.uniform(-7, 7),
            draw.uniform(0.8, 1.0),
            draw.randrange(1 << 30),
        )
    )
    draft.restrictions.append(restriction.on_page(sheet_no))
    if framed:
        text = "\n".join(restriction.lines)
        stamp = Seal(
            page_no=sheet_no, kind=SealKind.STAMP, shape=SealShape.RECTANGLE, text=text, inner_text=None
        )
        draft.seals.append(stamp)


def _put_typed(draft: Drawing, sheet: Sheet, restriction: Restriction, x: float, y: float) -> None:
    draw = draft.draw
    face, size, ink = draw.choice(("song", "hei_noto")), draw.uniform(12, 16), draw.choice(STAMP_INKS)
    for number, line in enumerate(restriction.lines):
        sheet.add(Text(x, y + number * size * 0.53, line, face, size, ink))
