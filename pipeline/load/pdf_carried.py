"""What a PDF names beside its pages: layers, and what it carries. None of it is run, opened or believed."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from typing import Final

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from pipeline.load.pdf_objects import unescape
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


def find_carried(document: pdfium.PdfDocument, parts: Iterable[bytes]) -> tuple[tuple[Carried, ...], bool]:
    """What there is of each kind, and whether the file has layers.

    Names are looked for in the ``parts`` of a file, once deciphered, that hold objects, since pdfium counts
    only what is listed where it belongs. What stands in streams else is pictures and type, where any name
    turns up by chance.
    """
    found = {
        Carried.ENCRYPTION: _is_encrypted(document),
        Carried.JAVASCRIPT: pdfium_c.FPDFDoc_GetJavaScriptActionCount(document) > 0,
        Carried.ATTACHMENTS: pdfium_c.FPDFDoc_GetAttachmentCount(document) > 0,
        Carried.FORM: pdfium_c.FPDF_GetFormType(document) != pdfium_c.FORMTYPE_NONE,
        Carried.SIGNATURES: pdfium_c.FPDF_GetSignatureCount(document) > 0,
    }
    has_layers = False
    for part in parts:
        names = unescape(part)
        has_layers = has_layers or _LAYERS.search(names) is not None
        for kind, name in _NAMES.items():
            found[kind] = found.get(kind, False) or name.search(names) is not None
    return tuple(kind for kind in Carried if found.get(kind, False)), has_layers


def decipher(document: pdfium.PdfDocument, data: bytes) -> bytes:
    """The file, an encrypted one as pdfium writes it, in which nothing is; as it is, where it cannot."""
    if not _is_encrypted(document):
        return data
    copy = io.BytesIO()
    try:
        document.save(copy, flags=pdfium_c.FPDF_REMOVE_SECURITY)
    except pdfium.PdfiumError:
        return data
    return copy.getvalue()


def _is_encrypted(document: pdfium.PdfDocument) -> bool:
    return bool(pdfium_c.FPDF_GetSecurityHandlerRevision(document) >= 0)
