"""The pages of 特别规定事项: running text that turns the page in mid-sentence."""

from __future__ import annotations

from samples.draft import Draft
from samples.layouts.current import put_number
from samples.provisions import PAGE_TURN, ProvisionText
from samples.sheet import Sheet
from samples.typeset import Style, put, put_centered, wrap
from schemas.certificate import PageKind

TOP, BOTTOM = 56.0, 272.0


def put_provision_pages(draft: Draft, text: ProvisionText, size: float) -> None:
    """As many pages as the text needs at ``size`` points."""
    style = draft.look.label(size, size * 0.353 * 1.33)
    left, width = 26.0, 158.0
    sheet, y = _begin(draft), TOP
    for paragraph in text.paragraphs:
        for number, part in enumerate(paragraph.split(PAGE_TURN)):
            if number:
                sheet, y = _begin(draft), TOP
            indent = 2 * style.em if number == 0 or not part.startswith(_continued(paragraph)) else 0.0
            for row, line in enumerate(wrap(part, style.face, size, width, indent=indent) if part else []):
                if y > BOTTOM:
                    sheet, y = _begin(draft), TOP
                put(sheet, left + (indent if row == 0 else 0), y, line, style)
                y += style.leading
    draft.provisions = text.provisions


def _continued(paragraph: str) -> str:
    """What stands after a page turn in the middle of a paragraph; it is not indented."""
    before, _, after = paragraph.partition(PAGE_TURN)
    return after if before else "\n"


def _begin(draft: Draft) -> Sheet:
    look = draft.look
    sheet = draft.begin(PageKind.PROVISIONS)
    put_number(draft, sheet, 32, sheet.width - 28, Style(look.label_face, 12))
    put_centered(sheet, 45, "特别规定事项", Style(look.title_face, 19), 1.0)
    return sheet
