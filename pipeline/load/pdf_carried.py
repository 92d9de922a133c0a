"""What a PDF names beside its pages: layers, and what it carries. None of it is run, opened or believed."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Final

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from pipeline.load.pdf_streams import find_streams, unfold
from pipeline.options import Limits
from schemas.page import Carried

_NAMES: Final = {
    Carried.JAVASCRIPT: re.compile(rb"/(?:JavaScript|JS)\b"),
    Carried.ACTIONS: re.compile(
        rb"/(?:Launch|GoToR|GoToE|SubmitForm|ImportData|RichMedia|Movie|Sound|Rendition|Screen|3D)\b"
    ),
    Carried.ATTACHMENTS: re.compile(rb"/(?:EmbeddedFiles?|FileAttachment)\b"),
    Carried.SIGNATURES: re.compile(rb"/ByteRange\b"),
}
_LAYERS: Final = re.compile(rb"/OCProperties\b")
_ESCAPE: Final = re.compile(rb"#([0-9A-Fa-f]{2})")  # /J#61vaScript is /JavaScript (ISO 32000-1, 7.3.5)


def find_carried(
    document: pdfium.PdfDocument, data: bytes, limits: Limits
) -> tuple[tuple[Carried, ...], bool]:
    """What there is of each kind, and whether the file has layers.

    Names are looked for in the objects themselves, since pdfium counts only what is listed where it
    belongs: in the file's bytes outside of streams, and in streams of objects, up to
    ``limits.max_stream_bytes`` of these. Of an encrypted file, in a copy as pdfium deciphers it.
    """
    encrypted = pdfium_c.FPDF_GetSecurityHandlerRevision(document) >= 0
    found = {
        Carried.ENCRYPTION: encrypted,
        Carried.JAVASCRIPT: pdfium_c.FPDFDoc_GetJavaScriptActionCount(document) > 0,
        Carried.ATTACHMENTS: pdfium_c.FPDFDoc_GetAttachmentCount(document) > 0,
        Carried.FORM: pdfium_c.FPDF_GetFormType(document) != pdfium_c.FORMTYPE_NONE,
        Carried.SIGNATURES: pdfium_c.FPDF_GetSignatureCount(document) > 0,
    }
    has_layers = False
    for part in _find_objects(_decipher(document, data) if encrypted else data, limits):
        plain = _unescape(part)
        has_layers = has_layers or _LAYERS.search(plain) is not None
        for kind, name in _NAMES.items():
            found[kind] = found.get(kind, False) or name.search(plain) is not None
    return tuple(kind for kind in Carried if found.get(kind, False)), has_layers


def _find_objects(data: bytes, limits: Limits) -> Iterator[bytes]:
    """The parts of a file that hold objects: what stands in a stream else is pictures and type, where
    any name turns up by chance."""
    position, room = 0, limits.max_stream_bytes
    for one in find_streams(data):
        if one.start < position:
            continue
        yield data[position : one.start]
        position = one.end
        if b"ObjStm" in _unescape(one.header):
            unfolded = unfold(data, one, room)
            room -= len(unfolded)
            yield unfolded
    yield data[position:]


def _unescape(names: bytes) -> bytes:
    return _ESCAPE.sub(lambda match: bytes([int(match[1], 16)]), names)


def _decipher(document: pdfium.PdfDocument, data: bytes) -> bytes:
    """The file as pdfium writes it, in which nothing is encrypted; as it is, where it cannot."""
    copy = io.BytesIO()
    try:
        document.save(copy, flags=pdfium_c.FPDF_REMOVE_SECURITY)
    except pdfium.PdfiumError:
        return data
    return copy.getvalue()
