"""What an OFD document is made of: pages with their templates, notes and seals, and its resources.

Element and attribute names are those of GB/T 33190-2016. They are looked up without their
namespace, which makers write in several ways.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from ofdkit.errors import OFDError
from ofdkit.package import Package

from pipeline.load.advice import SAVE_OFD, SAVE_OFD_IT
from schemas.errors import TruncatedError
from schemas.page import Carried

Box = tuple[float, float, float, float]
"""Left, top, width, height in mm."""
A4: Box = (0.0, 0.0, 210.0, 297.0)


def local_name(element: Element) -> str:
    """An element's name without its namespace; of a comment, nothing."""
    return element.tag.rsplit("}", 1)[-1] if isinstance(element.tag, str) else ""


def children(element: Element | None, *path: str) -> Iterator[Element]:
    """The elements at the end of a path of names below ``element``."""
    if element is None:
        return
    for child in element:
        if local_name(child) == path[0]:
            if len(path) == 1:
                yield child
            else:
                yield from children(child, *path[1:])


def first(element: Element | None, *path: str) -> Element | None:
    """The first of ``children``."""
    return next(children(element, *path), None)


def text_of(element: Element | None, *path: str) -> str:
    """The text at the end of a path, without white space around it; empty where there is none."""
    found = first(element, *path)
    return (found.text or "").strip() if found is not None else ""


def numbers(text: str | None, count: int) -> tuple[float, ...] | None:
    """``count`` finite numbers of a list between blanks; ``None`` where it is no such list."""
    try:
        values = tuple(float(part) for part in (text or "").replace(",", " ").split())
    except ValueError:
        return None
    return values[:count] if len(values) >= count and all(abs(v) < 1e7 for v in values[:count]) else None


def to_box(text: str | None) -> Box | None:
    """A box with an area."""
    values = numbers(text, 4)
    return (values[0], values[1], values[2], values[3]) if values and min(values[2:]) > 0 else None


@dataclass
class Resources:
    """By the ID under which objects name them. ``media`` and ``fonts`` are names of parts."""

    media: dict[str, str] = field(default_factory=dict)
    fonts: dict[str, str] = field(default_factory=dict)
    draw_params: dict[str, Element] = field(default_factory=dict)
    units: dict[str, Element] = field(default_factory=dict)

    def copy(self) -> Resources:
        """With tables of its own."""
        return Resources(dict(self.media), dict(self.fonts), dict(self.draw_params), dict(self.units))

    def add(self, package: Package, name: str) -> None:
        """Enter what a resource file declares.

        Raises:
            OFDError: it cannot be read.
        """
        root = package.read_xml(name)
        base = (root.get("BaseLoc") or "").strip().strip("/")
        for media in children(root, "MultiMedias", "MultiMedia"):
            self._enter(self.media, package, (name, base), media, "MediaFile")
        for font in children(root, "Fonts", "Font"):
            self._enter(self.fonts, package, (name, base), font, "FontFile")
        for param in children(root, "DrawParams", "DrawParam"):
            self.draw_params.setdefault(param.get("ID") or "", param)
        for unit in children(root, "CompositeGraphicUnits", "CompositeGraphicUnit"):
            self.units.setdefault(unit.get("ID") or "", unit)

    def _enter(
        self, table: dict[str, str], package: Package, place: tuple[str, str], entry: Element, kind: str
    ) -> None:
        name, base = place
        location = text_of(entry, kind)
        under_base = package.resolve(name, f"{base}/{location}") if base and location else None
        if part := under_base or package.resolve(name, location):
            table.setdefault(entry.get("ID") or "", part)


@dataclass(frozen=True)
class Stamp:
    """An electronic seal: where it is pressed, and the parts that may hold its picture."""

    box: Box
    parts: tuple[str, ...]


@dataclass(frozen=True)
class OfdPage:
    """``layers`` are elements that hold objects, in the order in which they are drawn; each with the
    left top corner in mm that its objects are placed from."""

    box: Box
    layers: tuple[tuple[Element, tuple[float, float]], ...]
    resources: Resources
    stamps: tuple[Stamp, ...]


class OfdDocument:
    """One DocBody of the file; pages are read as they are asked for."""

    def __init__(self, package: Package, body: Element) -> None:
        """Read the document's own file and resources.

        Raises:
            OFDError: one cannot be read.
            TruncatedError: it is not there.
        """
        self._package = package
        path = package.resolve("OFD.xml", text_of(body, "DocRoot"))
        if path is None:
            raise TruncatedError(SAVE_OFD_IT.after("OFD 缺少文档", "The OFD lacks its document."))
        self._path = path
        self._root = package.read_xml(path)
        common = first(self._root, "CommonData")
        self._box = to_box(text_of(common, "PageArea", "PhysicalBox")) or A4
        self._resources = Resources()
        for kind in ("PublicRes", "DocumentRes"):
            for entry in children(common, kind):
                if name := package.resolve(path, entry.text):
                    self._resources.add(package, name)
        self._templates = {
            entry.get("ID") or "": package.resolve(path, entry.get("BaseLoc"))
            for entry in children(common, "TemplatePage")
        }
        self._pages = list(children(self._root, "Pages", "Page"))
        self._notes = self._find_notes()
        self._stamps = self._find_stamps(text_of(body, "Signatures"))
        self.carried = self._find_carried(text_of(body, "Signatures"))

    def _find_carried(self, signatures: str) -> tuple[Carried, ...]:
        """What the document names beside its pages; whether it is there is not looked at."""
        found = {
            Carried.ACTIONS: first(self._root, "Actions", "Action"),
            Carried.ATTACHMENTS: first(self._root, "Attachments"),
            Carried.SIGNATURES: signatures or None,
        }
        return tuple(kind for kind, what in found.items() if what is not None)

    @property
    def page_count(self) -> int:
        """How many pages it says that it has."""
        return len(self._pages)

    def read_page(self, index: int) -> OfdPage:
        """A page, counted from 0.

        Raises:
            OFDError: its content cannot be read.
            TruncatedError: it is not there.
        """
        entry = self._pages[index]
        name = self._package.resolve(self._path, entry.get("BaseLoc"))
        if name is None:
            raise TruncatedError(SAVE_OFD.after("页面内容缺失", "The page's content is missing."))
        root = self._package.read_xml(name)
        resources = self._resources
        for extra in children(root, "PageRes"):
            if part := self._package.resolve(name, extra.text):
                resources = resources.copy()
                resources.add(self._package, part)
        under, over = self._template_layers(root)
        own = list(children(root, "Content", "Layer"))
        layers = [(layer, (0.0, 0.0)) for layer in (*under, *own, *over)]
        page_id = entry.get("ID") or ""
        return OfdPage(
            box=to_box(text_of(root, "Area", "PhysicalBox")) or self._box,
            layers=(*layers, *self._notes.get(page_id, ())),
            resources=resources,
            stamps=tuple(self._stamps.get(page_id, ())),
        )

    def _template_layers(self, root: Element) -> tuple[list[Element], list[Element]]:
        """Layers of the page's templates that lie under its own, and those that lie over it."""
        under: list[Element] = []
        over: list[Element] = []
        for use in children(root, "Template"):
            name = self._templates.get(use.get("TemplateID") or "")
            if name is None:
                raise TruncatedError(SAVE_OFD.after("页面模板缺失", "A page's template is missing."))
            found = children(self._package.read_xml(name), "Content", "Layer")
            (over if use.get("ZOrder") == "Foreground" else under).extend(found)
        return under, over

    def _find_notes(self) -> dict[str, list[tuple[Element, tuple[float, float]]]]:
        """Notes (marks, watermarks) by the page that they are on."""
        notes: dict[str, list[tuple[Element, tuple[float, float]]]] = {}
        index = self._package.resolve(self._path, text_of(self._root, "Annotations"))
        if index is None:
            return notes
        for page in children(self._package.read_xml(index), "Page"):
            name = self._package.resolve(index, text_of(page, "FileLoc"))
            if name is None:
                continue
            for note in children(self._package.read_xml(name), "Annot"):
                look = first(note, "Appearance")
                if look is None or note.get("Visible") == "false":
                    continue
                corner = numbers(look.get("Boundary"), 2) or (0.0, 0.0)
                notes.setdefault(page.get("PageID") or "", []).append((look, (corner[0], corner[1])))
        return notes

    def _find_stamps(self, location: str) -> dict[str, list[Stamp]]:
        """Electronic seals by the page that they are on."""
        stamps: dict[str, list[Stamp]] = {}
        index = self._package.resolve("OFD.xml", location)
        if index is None:
            return stamps
        for entry in children(self._package.read_xml(index), "Signature"):
            name = self._package.resolve(index, entry.get("BaseLoc"))
            if name is None:
                continue
            root = self._package.read_xml(name)
            places = (text_of(root, "SignedInfo", "Seal", "BaseLoc"), text_of(root, "SignedValue"))
            found = (self._package.resolve(name, place) for place in places if place)
            parts = tuple(part for part in found if part is not None)
            for note in children(root, "SignedInfo", "StampAnnot"):
                if box := to_box(note.get("Boundary")):
                    stamps.setdefault(note.get("PageRef") or "", []).append(Stamp(box, parts))
        return stamps


def open_documents(package: Package) -> list[OfdDocument]:
    """The documents of a file, mostly one.

    Raises:
        OFDError, TruncatedError: they cannot be read, or there is none.
    """
    name = package.find("OFD.xml")
    if name is None:
        raise OFDError("OFD.xml is missing")
    documents = [OfdDocument(package, body) for body in children(package.read_xml(name), "DocBody")]
    if not documents:
        raise TruncatedError(SAVE_OFD_IT.after("OFD 中没有文档", "The OFD holds no document."))
    return documents
