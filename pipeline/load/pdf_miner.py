"""A page's characters as pdfminer reads them; what else it draws is passed over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTChar, LTContainer
from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdftypes import PDFStream, stream_value
from pdfplumber.page import Page

from pipeline.load.pdf_paths import without_paths


def read_chars(page: Page) -> list[LTChar]:
    """Every character of the page and of the forms that it draws, in their order, placed in points right and
    up of the displayed corner of its media box.

    Whatever pdfminer throws at broken files is thrown.
    """
    resources = page.pdf.rsrcmgr
    device = _Chars(resources)
    _Interpreter(resources, device).process_page(page.page_obj)
    return list(_find_chars(device.get_result()))


def _find_chars(container: LTContainer[Any]) -> Iterator[LTChar]:
    for item in container:
        if isinstance(item, LTChar):
            yield item
        elif isinstance(item, LTContainer):
            yield from _find_chars(item)


class _Chars(PDFPageAggregator):
    """Gathers characters; a path that is left in the content is dropped."""

    def paint_path(self, *_: Any) -> None:
        pass


class _Interpreter(PDFPageInterpreter):
    """Follows a page's content and that of its forms, paths taken out before they are parsed."""

    def execute(self, streams: Sequence[object]) -> None:
        super().execute(list(_without_paths(streams)))


def _without_paths(streams: Sequence[object]) -> Iterator[PDFStream]:
    """A bracket may be opened in one stream and closed in the next: what follows a stream that was not all
    looked through is left as it is."""
    is_plain = True
    for stream in map(stream_value, streams):
        if is_plain and stream.objid is not None and stream.genno is not None:
            content, is_plain = without_paths(stream.get_data())
            lighter = PDFStream({}, content)
            lighter.set_objid(stream.objid, stream.genno)
            yield lighter
        else:
            yield stream
