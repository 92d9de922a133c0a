"""A page's characters as pdfminer reads them; what else it draws is passed over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTChar, LTContainer, LTPage
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfinterp import PDFPageInterpreter, PDFTextState
from pdfminer.pdftypes import PDFStream, dict_value, list_value, stream_value
from pdfminer.psparser import literal_name
from pdfplumber.page import Page

from pipeline.load.pdf_paths import without_paths
from pipeline.load.pdf_text import HIDDEN_MODES


def has_layers_off(document: PDFDocument) -> bool:
    """Whether the file has layers that are not shown: neither reader tells what stands on them."""
    layers = dict_value(document.catalog.get("OCProperties", {}))
    default = dict_value(layers.get("D", {}))
    base = default.get("BaseState")
    return bool(list_value(default.get("OFF", []))) or (base is not None and literal_name(base) == "OFF")


def draws_layers(resources: object) -> bool:
    """Whether a page with these resources, or a form that it draws, may set something on a layer."""
    seen, waiting = set[int | None](), [resources]
    while waiting:
        held = dict_value(waiting.pop())
        if any(
            "OC" in str(dict_value(kind).get("Type"))
            for kind in dict_value(held.get("Properties", {})).values()
        ):
            return True
        for drawn in dict_value(held.get("XObject", {})).values():
            form = stream_value(drawn)
            if "OC" in form.attrs:
                return True
            if form.objid not in seen and "Resources" in form.attrs:
                seen.add(form.objid)
                waiting.append(form.attrs["Resources"])
    return False


def read_chars(page: Page) -> list[LTChar]:
    """Every character of the page and of the forms that it draws, in their order, placed in points right and
    up of the displayed corner of its media box; not those that are set to be invisible.

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

    def render_string(self, textstate: PDFTextState, *rest: Any) -> None:
        shown = self.cur_item
        if textstate.render in HIDDEN_MODES:
            self.cur_item = LTPage(shown.pageid if isinstance(shown, LTPage) else 0, shown.bbox)
        super().render_string(textstate, *rest)
        self.cur_item = shown

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
