"""Sheets as a born-digital PDF: text that can be selected, faces embedded in part, seals as images."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from pathlib import Path as FilePath

import fpdf
import numpy as np
from PIL import Image

from samples.fonts import FACES, face_path
from samples.seals import Mask, seal_mask
from samples.sheet import MM_PER_POINT, Ink, Mark, Path, SealMark, Sheet, StampMark, Text, TileMark

SEAL_DOTS_PER_MM = 300 / 25.4
CREATED = datetime(2024, 1, 25, tzinfo=UTC)  # fixed, so that the same seed gives the same bytes


def write_pdf(sheets: list[Sheet], path: FilePath, title: str) -> None:
    """Write the sheets as pages of one PDF."""
    logging.getLogger("fontTools").setLevel(logging.ERROR)  # it reports tables that it leaves out
    pdf = fpdf.FPDF(unit="mm")
    pdf.set_auto_page_break(False)
    pdf.set_creation_date(CREATED)
    pdf.set_title(title)
    pdf.c_margin = 0
    for sheet in sheets:
        pdf.add_page(format=(sheet.width, sheet.height))
        for mark in sheet.marks:
            _write_mark(pdf, sheet, mark)
    path.write_bytes(bytes(pdf.output()))


def _write_mark(pdf: fpdf.FPDF, sheet: Sheet, mark: Mark) -> None:
    match mark:
        case Text():
            _write_text(pdf, mark)
        case Path():
            _write_path(pdf, mark)
        case SealMark():
            _write_mask(pdf, seal_mask(mark, SEAL_DOTS_PER_MM), mark.ink, mark.x, mark.y)
        case StampMark():
            _write_stamp(pdf, mark)
        case TileMark():
            _write_tiles(pdf, sheet, mark)


def _write_text(pdf: fpdf.FPDF, mark: Text) -> None:
    if mark.face not in pdf.fonts:
        pdf.add_font(mark.face, fname=face_path(mark.face), collection_font_number=FACES[mark.face].index)
    pdf.set_font(mark.face, size=mark.size)
    pdf.set_text_color(*mark.ink)
    pdf.set_char_spacing(mark.tracking / MM_PER_POINT)
    with pdf.local_context(fill_opacity=mark.opacity), pdf.rotation(mark.angle, mark.x, mark.y):
        pdf.text(mark.x, mark.y, mark.text)
    pdf.set_char_spacing(0)


def _write_path(pdf: fpdf.FPDF, mark: Path) -> None:
    pdf.set_draw_color(*mark.ink)
    pdf.set_line_width(max(mark.width, 0.05))
    if mark.fill is not None:
        pdf.set_fill_color(*mark.fill)
    style = ("F" if mark.fill is not None else "") + ("D" if mark.width else "")
    pdf.polyline(list(mark.points), polygon=mark.closed, style=style)


def _write_mask(pdf: fpdf.FPDF, mask: Mask, ink: Ink, x: float, y: float) -> None:
    pixels = np.empty((*mask.shape, 4), np.uint8)
    pixels[..., :3] = ink
    pixels[..., 3] = (mask * 255).astype(np.uint8)
    width, height = mask.shape[1] / SEAL_DOTS_PER_MM, mask.shape[0] / SEAL_DOTS_PER_MM
    pdf.image(Image.fromarray(pixels), x - width / 2, y - height / 2, width, height)


def _write_stamp(pdf: fpdf.FPDF, mark: StampMark) -> None:
    """The stamp as type and a frame, turned about its center."""
    em = mark.size * MM_PER_POINT
    lines = [Text(0, 0, line, mark.face, mark.size, mark.ink) for line in mark.lines]
    width = max(line.width for line in lines) + 1.4 * em
    height = 1.45 * em * len(lines) + 0.95 * em
    with pdf.rotation(mark.angle, mark.x, mark.y):
        for number, line in enumerate(lines):
            baseline = mark.y - height / 2 + 0.7 * em + 1.45 * em * number + 0.88 * em
            _write_text(
                pdf, Text(mark.x - line.width / 2, baseline, line.text, mark.face, mark.size, mark.ink)
            )
        if mark.framed:
            pdf.set_draw_color(*mark.ink)
            pdf.set_line_width(0.45)
            pdf.rect(mark.x - width / 2, mark.y - height / 2, width, height)


def _write_tiles(pdf: fpdf.FPDF, sheet: Sheet, mark: TileMark) -> None:
    """The watermark as turned type; rows start beyond the page so that none of it is bare."""
    reach = int(max(sheet.width, sheet.height))
    width = Text(0, 0, mark.text, mark.face, mark.size).width + mark.step
    with pdf.rotation(mark.angle, sheet.width / 2, sheet.height / 2):
        for row in range(int(2 * reach / mark.spacing)):
            y = sheet.height / 2 - reach + row * mark.spacing
            x = sheet.width / 2 - reach + (width / 2 if row % 2 else 0)
            while x < sheet.width / 2 + reach:
                _write_text(pdf, Text(x, y, mark.text, mark.face, mark.size, mark.ink, opacity=mark.opacity))
                x += width
