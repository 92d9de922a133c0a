"""Forms of a PDF that draw one another: forty, of which each draws the next twice, are a million million.

pdfium follows them all while it opens the page, and cannot be stopped. Names are looked up in a form's own
dictionary alone; forms whose resources stand elsewhere are left to the limits of the process that loads.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from pipeline.load.advice import PRINT_OR_SCAN_PDF
from pipeline.load.pdf_streams import find_streams, unfold
from pipeline.options import Limits
from schemas.errors import TooManyImagesError

_FORM: Final = re.compile(rb"/Subtype\s*/Form\b")
_NAMED: Final = re.compile(rb"/([^\s/<>\[\]()]{1,127})\s+(\d{1,10})\s+\d{1,5}\s+R\b")
_DEEPEST: Final = 40  # forms within forms, that pdfium follows
_DRAWN: Final = re.compile(rb"/([^\s/<>\[\]()]{1,127})\s+Do\b")


def check_forms(data: bytes, limits: Limits) -> None:
    """Count what each form draws, itself and the forms within it.

    Raises:
        TooManyImagesError: one comes to more than ``limits.max_images``.
    """
    drawn: dict[int, Counter[int]] = {}
    for one in find_streams(data):
        if one.number is not None and _FORM.search(one.header):
            named = {name: int(number) for name, number in _NAMED.findall(one.header)}
            content = unfold(data, one, limits.max_stream_bytes) if named else b""
            drawn[one.number] = Counter(named[name] for name in _DRAWN.findall(content) if name in named)
    most = max(_count(drawn, limits.max_images).values(), default=0)
    if most > limits.max_images:
        raise TooManyImagesError(
            PRINT_OR_SCAN_PDF.after(
                f"PDF 的一个表单对象绘制了超过 {limits.max_images:,} 个其他表单对象",
                f"A form of the PDF draws more than {limits.max_images:,} others.",
            )
        )


def _count(drawn: dict[int, Counter[int]], most: int) -> dict[int, int]:
    """By form, how many forms drawing it draws, up to a little above ``most``. pdfium follows a form
    that draws itself too, as deep as all others."""
    counts = dict.fromkeys(drawn, 1)
    for _ in range(_DEEPEST):
        before = dict(counts)
        for form, inner in drawn.items():
            total = 1 + sum(times * before.get(one, 0) for one, times in inner.items())
            counts[form] = min(total, most + 1)
        if counts == before:
            break
    return counts
