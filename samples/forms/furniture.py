"""What stands on forms beside their fields: titles, QR codes, words in the ground, small print."""

from __future__ import annotations

import cv2
import numpy as np

from samples.drawing import Drawing
from samples.forms.form_draft import FormDraft
from samples.sheet import Ink, Path, Sheet, Text, width_mm
from samples.typeset import Style, put

GOLD: Ink = (138, 98, 36)
QUIET = 4  # modules of white round a code, as ISO/IEC 18004 wants


def put_title(sheet: Sheet, y: float, text: str, style: Style, width: float) -> None:
    """A title spread over ``width`` mm in the middle of the sheet."""
    natural = width_mm(text, style.face, style.size)
    tracking = max(0.0, (width - natural) / (len(text) - 1))
    start = (sheet.width - natural - tracking * (len(text) - 1)) / 2
    sheet.add(Text(start, y, text, style.face, style.size, style.ink, tracking))


def put_qr(draft: FormDraft, sheet: Sheet, corner: tuple[float, float], side: float, payload: str) -> None:
    """A QR code, its left top ``corner`` and ``side`` in mm."""
    code = np.asarray(cv2.QRCodeEncoder.create().encode(payload))
    code = code[QUIET // 2 : -QUIET // 2, QUIET // 2 : -QUIET // 2]  # the encoder adds a margin of its own
    pitch = side / code.shape[0]
    left, top = corner
    sheet.add(_rectangle(left, top, side, side, (255, 255, 255)))
    for row, line in enumerate(code < 128):
        edges = np.flatnonzero(np.diff(np.concatenate([[0], line.astype(np.int8), [0]])))
        for start, end in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
            sheet.add(
                _rectangle(
                    left + start * pitch, top + row * pitch, (end - start) * pitch, pitch, (20, 20, 20)
                )
            )
    draft.qr_payloads.append(payload)


def put_ground_words(sheet: Sheet, words: tuple[str, ...], ink: Ink, size: float) -> None:
    """Pale words all over the ground, as security print has them."""
    step = size * 3.1
    for row in range(int((sheet.height - 50) / step)):
        x = 28.0 + (row % 2) * 14
        word = words[row % len(words)]
        width = width_mm(word, "hei_bold", size)
        while x + width < sheet.width - 22:
            sheet.add(Text(x, 40 + row * step, word, "hei_bold", size, ink))
            x += width + 26


def put_small_print(draft: Drawing, sheet: Sheet, y: float, left: str, right: str) -> None:
    """Who supervises the form, and where it can be looked up, at its foot."""
    style = Style(draft.look.label_face, 8, (90, 86, 84))
    put(sheet, 16, y, left, style)
    put(sheet, sheet.width - 16 - width_mm(right, style.face, style.size), y, right, style)


def _rectangle(left: float, top: float, width: float, height: float, fill: Ink) -> Path:
    right, bottom = left + width, top + height
    return Path(((left, top), (right, top), (right, bottom), (left, bottom)), 0, closed=True, fill=fill)
