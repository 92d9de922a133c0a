"""Pages of a PDF that draw by what the file does not have: pdfium leaves out a picture that is not there,
sets type of a font that is not there in another, and says nothing.

Names are looked up as pdfium does: in the resources of a form or, where it has none, of what draws it; then
in those of the page, which it may have from above itself in the tree of pages (ISO 32000-1, 7.7.3.4 and
7.8.3). Notes, patterns and the glyphs of fonts are not looked at, nor content behind filters that are rare.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from pipeline.load.pdf_objects import PdfObjects, Reference, Value, unescape
from pipeline.load.pdf_paths import STRING
from pipeline.options import Limits

_FONT, _DRAWN = b"/Font", b"/XObject"
_NAME: Final = rb"(/[^][()<>{}/%\s]{1,127}+)\s++"
_USED: Final = re.compile(_NAME + rb"(?:Do\b|[-+.\d]++\s++(Tf)\b)")
# A bracket or picture that does not end is passed over to the end: looking for each would take for ever.
_PASSED: Final = re.compile(rb"%[^\r\n]*+|" + STRING + rb"|\(.*+|\bBI\b.*?(?:\bEI\b|\Z)", re.DOTALL)
_DONE: Final = re.compile(_USED.pattern + rb"|\b(T[jJ]|[qQ])\b|(['\"])")
_PART: Final = re.compile(
    rb"/(?:Encoding|DescendantFonts|FontDescriptor|FontFile[23]?)\s*+\[?\s*+(\d{1,10})\s++\d{1,5}\s++R\b"
)
_IN_LIST: Final = re.compile(rb"\s*+\[\s*+(\d{1,10})\s++\d{1,5}\s++R\b")
_GLYPHS: Final = b"/Type3"  # a font of drawn glyphs, thousands of names and no other part
_MOST_PARTS: Final = 64  # of a font: it has four or five

_Table: TypeAlias = dict[bytes, Value]
_Use: TypeAlias = tuple[bytes, bytes]
"""Kind of resource, and name."""


def find_lacking(objects: PdfObjects, page_count: int, limits: Limits) -> frozenset[int]:
    """Numbers (from 1) of the pages whose content is not there, or draws a picture or form, or sets text in a
    font, that is not; none where the file cannot be followed to ``page_count`` pages."""
    uses = _Uses(objects, limits.max_stream_bytes)
    pages = list(_find_pages(objects, page_count)) if objects.is_complete else []
    if len(pages) != page_count:
        return frozenset()
    lacking = frozenset(
        page_no for page_no, (page, resources) in enumerate(pages, start=1) if uses.lack(page, resources)
    )
    return lacking if objects.is_complete else frozenset()


def _find_pages(objects: PdfObjects, most: int) -> Iterator[tuple[_Table, _Table]]:
    """Up to one more than ``most`` pages, in order, each with its resources."""
    waiting: list[tuple[Value, Value]] = [(objects.table(objects.root).get(b"/Pages"), None)]
    seen, found = set[int](), 0
    while waiting and found <= most:
        one, inherited = waiting.pop()
        node = objects.table(one)
        resources = node.get(b"/Resources", inherited)
        kids = objects.follow(node.get(b"/Kids"))
        if not isinstance(kids, list):
            found += 1
            yield node, objects.table(resources)
        elif isinstance(one, Reference) and one.number not in seen:
            seen.add(one.number)
            waiting.extend((kid, resources) for kid in reversed(kids))


@dataclass
class _Uses:
    """What content draws by. Up to ``room`` bytes of it are looked at, each form once."""

    objects: PdfObjects
    room: int
    of_fonts: dict[int, bool] = field(default_factory=dict)
    of_forms: dict[int, tuple[bytes, frozenset[_Use]]] = field(default_factory=dict)

    def lack(self, page: _Table, resources: _Table) -> bool:
        """Whether something is not there of what a page's content, and the forms within it, draw by."""
        told = self.objects.follow(page.get(b"/Contents"))
        streams = told if isinstance(told, list) else [page.get(b"/Contents")]
        if any(isinstance(one, Reference) and not self.objects.words(one) for one in streams):
            return True
        content = b"\n".join(self._unfold(one) for one in streams)
        waiting, seen = [(content, _find_uses(content), resources)], set[int]()
        while waiting:
            content, uses, own = waiting.pop()
            for kind, name in uses:
                one = self._find(kind, name, own) or self._find(kind, name, resources)
                if not self._is_there(kind, one):
                    if (kind, name) in _find_certain_uses(content):
                        return True
                elif kind == _DRAWN and isinstance(one, Reference) and one.number not in seen:
                    seen.add(one.number)
                    form = self.objects.table(one)
                    if form.get(b"/Subtype") == b"/Form":
                        held = form.get(b"/Resources")
                        waiting.append((*self._form(one), self.objects.table(held) if held else own))
        return False

    def _form(self, one: Reference) -> tuple[bytes, frozenset[_Use]]:
        if one.number not in self.of_forms:
            content = self._unfold(one)
            self.of_forms[one.number] = (content, _find_uses(content))
        return self.of_forms[one.number]

    def _unfold(self, one: Value) -> bytes:
        content = (self.objects.unfold(one) or b"") if self.room > 0 else b""
        self.room -= len(content)
        return content

    def _find(self, kind: bytes, name: bytes, resources: _Table) -> Value:
        return self.objects.table(resources.get(kind)).get(name)

    def _is_there(self, kind: bytes, one: Value) -> bool:
        if kind == _DRAWN:
            return self.objects.is_stream(one)
        if not isinstance(one, Reference):
            return one is not None
        if one.number not in self.of_fonts:
            self.of_fonts[one.number] = self._font_is_there(one)
        return self.of_fonts[one.number]

    def _font_is_there(self, font: Reference) -> bool:
        """With the parts that it names, which are not parsed."""
        waiting, seen = [font], set[Reference]()
        while waiting and len(seen) < _MOST_PARTS:
            part = waiting.pop()
            if part in seen:
                continue
            seen.add(part)
            words = self.objects.words(part)
            if not words:
                return False
            parts = [] if _GLYPHS in words else _PART.findall(words)
            if (listed := _IN_LIST.match(words)) is not None:
                parts.append(listed[1])
            waiting += [Reference(int(number)) for number in parts]
        return True


def _find_uses(content: bytes) -> frozenset[_Use]:
    """Of names that look like it: they may stand in a string, and text may be set in none of a font."""
    return frozenset((_FONT if used[2] else _DRAWN, unescape(used[1])) for used in _USED.finditer(content))


def _find_certain_uses(content: bytes) -> set[_Use]:
    uses, fonts = set[_Use](), [b""]
    for done in _DONE.finditer(_PASSED.sub(b"() ", content)):
        if done[1] and done[2]:
            fonts[-1] = unescape(done[1])
        elif done[1]:
            uses.add((_DRAWN, unescape(done[1])))
        elif done[3] == b"q":
            fonts.append(fonts[-1])
        elif done[3] == b"Q":
            fonts = fonts[:-1] or [b""]
        else:
            uses.add((_FONT, fonts[-1]))
    return uses
