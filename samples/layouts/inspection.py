"""The page of yearly inspections: provisions above, a grid of cells with oval seals below."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from samples.draft import Draft
from samples.provisions import beijing_provisions
from samples.sheet import Ink, PointMm, Sheet, Text
from samples.typeset import Style, put, put_centered, wrap
from schemas.certificate import Inspection, PageKind
from schemas.page import SealShape

INNER = "年检合格专用章"
RESULT = "年检合格"
HAND: tuple[Ink, ...] = ((30, 30, 36), (30, 44, 120), (52, 50, 54))


def put_inspection_page(draft: Draft) -> Sheet:
    """The whole page; no number, company or date of the license stands on it."""
    draft.look = look = replace(
        draft.look, frame="web" if draft.look.frame in ("guilloche", "web") else "none"
    )
    sheet = draft.begin(PageKind.INSPECTION)
    put_centered(sheet, 34, "特别规定事项", Style("hei_bold", 19))
    text = beijing_provisions()
    draft.provisions = text.provisions
    style = Style(look.label_face, 12, leading=8)
    y = 46.0
    for paragraph in text.paragraphs:
        for row, line in enumerate(wrap(paragraph, style.face, style.size, 166, indent=2 * style.em)):
            put(sheet, 22 + (2 * style.em if row == 0 else 0), y, line, style)
            y += style.leading
    put_centered(sheet, y + 10, "年检合格记录", Style("hei_bold", 20), 4)
    _put_grid(draft, sheet, y + 16)
    return sheet


def _put_grid(draft: Draft, sheet: Sheet, top: float) -> None:
    """Two rows of three cells, some of them filled in."""
    draw = draft.draw
    width, height = 55.6, min(48.0, (284 - top) / 2)
    filled = draw.randint(1, 5)
    first_year = draft.facts.issued.year
    for cell in range(6):
        left, upper = 21.5 + width * (cell % 3), top + height * (cell // 3)
        sheet.box((left, upper), (left + width, upper + height), 0.4, (20, 20, 20))
        year = first_year + cell
        inspected = date(year + 1, draw.randint(1, 3), draw.randint(1, 28)) if cell < filled else None
        _put_cell(draft, sheet, (left, upper, height), year if inspected else None, inspected)


def _put_cell(
    draft: Draft, sheet: Sheet, corner: tuple[float, float, float], year: int | None, inspected: date | None
) -> None:
    left, top, height = corner
    style = Style(draft.look.label_face, 10)
    hand = draft.draw.choice(HAND)
    put(sheet, left + 0.8, top + 8, "经审核，你单位", style)
    put(sheet, left + 31.4, top + 8, "年度年检合格。", style)
    put(sheet, left + 30, top + height - 15, "（盖章）", style)
    day_y = top + height - 6
    for x, unit in ((18.0, "年"), (31.0, "月"), (44.0, "日")):
        put(sheet, left + x, day_y, unit, style)
    if year is None or inspected is None:
        return
    short = f"{year % 100:02d}"
    _put_by_hand(draft, (left + 25.4, top + 8.3), short, hand)
    for x, figures in ((4.5, str(inspected.year)), (25.5, str(inspected.month)), (36.5, str(inspected.day))):
        _put_by_hand(draft, (left + x, day_y + 0.5), figures, hand)
    draft.seal(
        sheet,
        left + 25,
        top + height * 0.52,
        inner=INNER,
        shape=SealShape.OVAL,
        strength=draft.draw.uniform(0.6, 0.85),
    )
    draft.inspections.append(
        Inspection(page_no=draft.page_no, year=short, result=RESULT, date=inspected.isoformat())
    )


def _put_by_hand(draft: Draft, at: PointMm, figures: str, ink: Ink) -> None:
    """Figures that slant and dance as a pen's do."""
    draw, sheet = draft.draw, draft.sheets[-1]
    x, y = at
    for figure in figures:
        size = draw.uniform(13.5, 16)
        turned = draw.uniform(-12, 4) or 1.0
        sheet.add(Text(x, y + draw.uniform(-0.6, 0.6), figure, "kai_lxgw", size, ink, angle=turned))
        x += size * 0.353 * draw.uniform(0.5, 0.58)
