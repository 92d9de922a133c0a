"""Sheets as an OFD (GB/T 33190-2016): type that can be selected, faces embedded in part, electronic seals."""

from __future__ import annotations

import io
import logging
import math
import zipfile
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from xml.sax.saxutils import escape

import numpy as np
from fontTools import subset
from fontTools.ttLib import TTFont
from PIL import Image

from samples.fonts import FACES, char_width, face_path
from samples.raster import tile_mask
from samples.seals import seal_mask
from samples.sheet import MM_PER_POINT, Ink, Path, SealMark, Sheet, StampMark, Text, TileMark

NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
SEAL_DOTS_PER_MM = 200 / 25.4
STAMP_TIME = (2024, 1, 25, 0, 0, 0)  # fixed, so that the same sheets give the same bytes
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'


@dataclass
class OfdWriter:
    """Collects the parts of a file. ``embed`` puts the faces in, as far as they are used."""

    embed: bool = True
    parts: dict[str, bytes] = field(default_factory=dict)
    faces: dict[str, set[str]] = field(default_factory=dict)
    media: list[str] = field(default_factory=list)
    stamps: list[tuple[int, str, str]] = field(default_factory=list)
    """Page number, boundary and part of each seal's picture."""
    next_id: int = 1000

    def new_id(self) -> int:
        self.next_id += 1
        return self.next_id

    def font_id(self, face: str, text: str) -> int:
        """The ID of a face, in which ``text`` is set."""
        self.faces.setdefault(face, set()).update(text)
        return 10 + list(self.faces).index(face)

    def media_id(self, data: bytes, suffix: str) -> int:
        """The ID of a picture, which becomes a part."""
        name = f"picture{len(self.media) + 1}.{suffix}"
        self.parts[f"Doc_0/Res/{name}"] = data
        self.media.append(name)
        return 100 + len(self.media)

    def xml(self, name: str, root: str, body: str, attributes: str = "") -> None:
        """An XML part."""
        text = f"{DECLARATION}<ofd:{root} {NAMESPACE}{attributes}>{body}</ofd:{root}>\n"
        self.parts[name] = text.encode()


def write_ofd(sheets: list[Sheet], path: FilePath, *, embed: bool = True) -> None:
    """Write the sheets as pages of one OFD; ``embed`` its faces or not."""
    writer = OfdWriter(embed)
    sizes = [(sheet.width, sheet.height) for sheet in sheets]
    for page_no, sheet in enumerate(sheets, 1):
        objects = "".join(_object(writer, sheet, page_no, mark) for mark in sheet.marks)
        _add_page(writer, page_no, sizes[page_no - 1], objects)
    _write_file(writer, sizes, path)


def write_picture_ofd(pages: list[tuple[bytes, float, float]], path: FilePath) -> None:
    """An OFD of scans: each page one picture (JPEG or PNG bytes) over all of its width × height mm."""
    writer = OfdWriter()
    for page_no, (data, width, height) in enumerate(pages, 1):
        media = writer.media_id(data, "png" if data.startswith(b"\x89PNG") else "jpg")
        place = f'Boundary="0 0 {width:g} {height:g}" CTM="{width:g} 0 0 {height:g} 0 0"'
        objects = f'<ofd:ImageObject ID="{writer.new_id()}" ResourceID="{media}" {place}/>'
        _add_page(writer, page_no, (width, height), objects)
    _write_file(writer, [(width, height) for _, width, height in pages], path)


def _add_page(writer: OfdWriter, page_no: int, size: tuple[float, float], objects: str) -> None:
    box = f"<ofd:Area><ofd:PhysicalBox>0 0 {size[0]:g} {size[1]:g}</ofd:PhysicalBox></ofd:Area>"
    layer = f'<ofd:Content><ofd:Layer ID="{writer.new_id()}" Type="Body">{objects}</ofd:Layer></ofd:Content>'
    writer.xml(f"Doc_0/Pages/Page_{page_no - 1}/Content.xml", "Page", box + layer)


def _object(writer: OfdWriter, sheet: Sheet, page_no: int, mark: object) -> str:
    match mark:
        case Text():
            return _text(writer, sheet, mark)
        case Path():
            return _path(writer, sheet, mark)
        case SealMark():
            _stamp(writer, page_no, mark)
            return ""
        case StampMark():
            return "".join(_stamp_lines(writer, sheet, mark))
        case TileMark():
            return _tiles(writer, sheet, mark)
    raise TypeError(f"a mark of another kind: {mark!r}")


def _color(kind: str, ink: Ink, opacity: float = 1.0) -> str:
    alpha = "" if opacity >= 1 else f' Alpha="{round(255 * opacity)}"'
    return f'<ofd:{kind} Value="{ink[0]} {ink[1]} {ink[2]}"{alpha}/>'


def _text(writer: OfdWriter, sheet: Sheet, mark: Text) -> str:
    em = mark.size * MM_PER_POINT
    steps = [char_width(mark.face, char) * em + mark.tracking for char in mark.text[:-1]]
    turn = math.radians(mark.angle)
    cos, sin = math.cos(turn), math.sin(turn)
    # CTM maps the object's space, in which the type stands upright at (0, 0), to the page.
    matrix = f"{cos:.5f} {-sin:.5f} {sin:.5f} {cos:.5f} {mark.x:.3f} {mark.y:.3f}"
    box = f'Boundary="0 0 {sheet.width:g} {sheet.height:g}"'
    delta = f' DeltaX="{" ".join(f"{step:.3f}" for step in steps)}"' if steps else ""
    font = writer.font_id(mark.face, mark.text)
    return (
        f'<ofd:TextObject ID="{writer.new_id()}" {box} CTM="{matrix}" Font="{font}" Size="{em:.3f}">'
        f"{_color('FillColor', mark.ink, mark.opacity)}"
        f'<ofd:TextCode X="0" Y="0"{delta}>{escape(mark.text)}</ofd:TextCode></ofd:TextObject>'
    )


def _path(writer: OfdWriter, sheet: Sheet, mark: Path) -> str:
    letters = "ML" + "L" * len(mark.points)
    data = " ".join(f"{letter} {x:.2f} {y:.2f}" for letter, (x, y) in zip(letters, mark.points, strict=False))
    looks = f' LineWidth="{max(mark.width, 0.05):.2f}" Stroke="{"true" if mark.width else "false"}"'
    if mark.fill is not None:
        looks += ' Fill="true"'
    inks = (_color("FillColor", mark.fill) if mark.fill is not None else "") + _color("StrokeColor", mark.ink)
    end = " C" if mark.closed else ""
    box = f'Boundary="0 0 {sheet.width:g} {sheet.height:g}"'
    return (
        f'<ofd:PathObject ID="{writer.new_id()}" {box}{looks}>{inks}'
        f"<ofd:AbbreviatedData>{data}{end}</ofd:AbbreviatedData></ofd:PathObject>"
    )


def _png(mask: np.ndarray[tuple[int, ...], np.dtype[np.float32]], ink: Ink) -> bytes:
    pixels = np.empty((*mask.shape, 4), np.uint8)
    pixels[..., :3] = ink
    pixels[..., 3] = (mask * 255).astype(np.uint8)
    buffer = io.BytesIO()
    Image.fromarray(pixels).save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def _stamp(writer: OfdWriter, page_no: int, mark: SealMark) -> None:
    """An electronic seal: a signature that says where it is pressed; its structure is kept to the picture."""
    mask = seal_mask(mark, SEAL_DOTS_PER_MM)
    width, height = mask.shape[1] / SEAL_DOTS_PER_MM, mask.shape[0] / SEAL_DOTS_PER_MM
    name = f"Doc_0/Signs/Sign_{len(writer.stamps)}"
    writer.parts[f"{name}/Seal.esl"] = (
        b"\x30\x82ES\x02\x01\x04\x16\x03png" + _png(mask, mark.ink) + b"\x02\x01"
    )
    box = f"{mark.x - width / 2:.2f} {mark.y - height / 2:.2f} {width:.2f} {height:.2f}"
    writer.stamps.append((page_no, box, name))


def _stamp_lines(writer: OfdWriter, sheet: Sheet, mark: StampMark) -> list[str]:
    """A rubber stamp as type and a frame, turned about its center."""
    em = mark.size * MM_PER_POINT
    lines = [Text(0, 0, line, mark.face, mark.size, mark.ink) for line in mark.lines]
    width = max(line.width for line in lines) + 1.4 * em
    height = 1.45 * em * len(lines) + 0.95 * em

    def place(x: float, y: float) -> tuple[float, float]:
        turn = math.radians(mark.angle)
        return (
            mark.x + x * math.cos(turn) + y * math.sin(turn),
            mark.y - x * math.sin(turn) + y * math.cos(turn),
        )

    objects = []
    for number, line in enumerate(lines):
        x, y = place(-line.width / 2, 0.7 * em + 1.45 * em * number + 0.88 * em - height / 2)
        objects.append(
            _text(writer, sheet, Text(x, y, line.text, mark.face, mark.size, mark.ink, 0, mark.angle))
        )
    if mark.framed:
        signs = ((-1, -1), (1, -1), (1, 1), (-1, 1))
        corners = tuple(place(across * width / 2, down * height / 2) for across, down in signs)
        objects.append(_path(writer, sheet, Path(corners, 0.45, mark.ink, closed=True)))
    return objects


def _tiles(writer: OfdWriter, sheet: Sheet, mark: TileMark) -> str:
    """A watermark as one picture over the whole page."""
    scale = SEAL_DOTS_PER_MM
    mask = tile_mask(mark, round(sheet.width * scale), round(sheet.height * scale), scale)
    media = writer.media_id(_png(mask, mark.ink), "png")
    place = f'Boundary="0 0 {sheet.width:g} {sheet.height:g}" CTM="{sheet.width:g} 0 0 {sheet.height:g} 0 0"'
    return f'<ofd:ImageObject ID="{writer.new_id()}" ResourceID="{media}" {place}/>'


def _subset(face: str, text: str) -> bytes:
    """The part of a face that ``text`` needs, as a font file."""
    logging.getLogger("fontTools").setLevel(logging.ERROR)  # it reports tables that it leaves out
    font = TTFont(face_path(face), fontNumber=FACES[face].index, recalcTimestamp=False)
    options = subset.Options(layout_features=[], hinting=False, notdef_outline=True, name_IDs=[1, 2, 4, 6])
    subsetter = subset.Subsetter(options)
    subsetter.populate(text=text)
    subsetter.subset(font)
    buffer = io.BytesIO()
    font.save(buffer)
    return buffer.getvalue()


def _write_file(writer: OfdWriter, sizes: list[tuple[float, float]], path: FilePath) -> None:
    """What holds the pages together, and the container."""
    fonts = ""
    for number, (face, text) in enumerate(writer.faces.items()):
        part = f"face{number}.otf"
        if writer.embed:
            writer.parts[f"Doc_0/Res/{part}"] = _subset(face, "".join(sorted(text)))
        file = f"<ofd:FontFile>{part}</ofd:FontFile>" if writer.embed else ""
        fonts += f'<ofd:Font ID="{10 + number}" FontName="{face}">{file}</ofd:Font>'
    media = "".join(
        f'<ofd:MultiMedia ID="{101 + number}" Type="Image">'
        f"<ofd:MediaFile>{name}</ofd:MediaFile></ofd:MultiMedia>"
        for number, name in enumerate(writer.media)
    )
    writer.xml("Doc_0/PublicRes.xml", "Res", f"<ofd:Fonts>{fonts}</ofd:Fonts>", ' BaseLoc="Res"')
    body = f"<ofd:MultiMedias>{media}</ofd:MultiMedias>"
    writer.xml("Doc_0/DocumentRes.xml", "Res", body, ' BaseLoc="Res"')
    width, height = sizes[0]
    common = (
        f"<ofd:CommonData><ofd:MaxUnitID>{writer.next_id}</ofd:MaxUnitID>"
        f"<ofd:PageArea><ofd:PhysicalBox>0 0 {width:g} {height:g}</ofd:PhysicalBox></ofd:PageArea>"
        "<ofd:PublicRes>PublicRes.xml</ofd:PublicRes><ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes>"
        "</ofd:CommonData>"
    )
    pages = "".join(
        f'<ofd:Page ID="{number}" BaseLoc="Pages/Page_{number - 1}/Content.xml"/>'
        for number in range(1, len(sizes) + 1)
    )
    writer.xml("Doc_0/Document.xml", "Document", f"{common}<ofd:Pages>{pages}</ofd:Pages>")
    root = "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>" + _write_signatures(writer)
    info = "<ofd:DocInfo><ofd:DocID>00000000000000000000000000000001</ofd:DocID></ofd:DocInfo>"
    body = f"<ofd:DocBody>{info}{root}</ofd:DocBody>"
    writer.xml("OFD.xml", "OFD", body, ' Version="1.0" DocType="OFD"')
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(writer.parts, key=lambda name: (name != "OFD.xml", name)):
            archive.writestr(zipfile.ZipInfo(name, STAMP_TIME), writer.parts[name], zipfile.ZIP_DEFLATED)


def _write_signatures(writer: OfdWriter) -> str:
    """The files of the seals; the element of OFD.xml that names them."""
    if not writer.stamps:
        return ""
    entries = ""
    for number, (page_no, box, name) in enumerate(writer.stamps):
        entries += (
            f'<ofd:Signature ID="s{number}" Type="Seal" BaseLoc="{name.split("/")[-1]}/Signature.xml"/>'
        )
        stamp = f'<ofd:StampAnnot ID="a{number}" PageRef="{page_no}" Boundary="{box}"/>'
        seal = "<ofd:Seal><ofd:BaseLoc>Seal.esl</ofd:BaseLoc></ofd:Seal>"
        signed = f"<ofd:SignedInfo>{stamp}{seal}</ofd:SignedInfo>"
        writer.xml(f"{name}/Signature.xml", "Signature", signed)
    writer.xml("Doc_0/Signs/Signatures.xml", "Signatures", entries)
    return "<ofd:Signatures>Doc_0/Signs/Signatures.xml</ofd:Signatures>"
