"""What a PDF carries beside its pages. None of it is run, opened or believed; a person is told."""

from __future__ import annotations

import re
from typing import Final

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

_ACTIONS: Final = re.compile(rb"/(?:Launch|GoToR|SubmitForm|ImportData|RichMedia|Movie|Sound|Rendition)\b")
_SCRIPT: Final = re.compile(rb"/(?:JavaScript|JS)\b")
_FILES: Final = re.compile(rb"/EmbeddedFiles?\b")


def find_notes(document: pdfium.PdfDocument, data: bytes) -> tuple[str, ...]:
    """One remark for each kind of thing found, in Chinese and English.

    Names of scripts and actions are looked for in the file's bytes as well: pdfium counts only those
    that are listed. What is packed into a compressed object stream may escape notice, and is not
    run for all that.
    """
    counts = (
        (
            pdfium_c.FPDF_GetSecurityHandlerRevision(document) >= 0,
            "已加密，无需密码 / encrypted, opens without password",
        ),
        (
            pdfium_c.FPDFDoc_GetJavaScriptActionCount(document) > 0 or _SCRIPT.search(data) is not None,
            "含 JavaScript，未运行 / JavaScript, not run",
        ),
        (_ACTIONS.search(data) is not None, "含动作或多媒体，未执行 / actions or media, not run"),
        (
            pdfium_c.FPDFDoc_GetAttachmentCount(document) > 0 or _FILES.search(data) is not None,
            "含附件，未打开 / attachments, not opened",
        ),
        (pdfium_c.FPDF_GetFormType(document) != pdfium_c.FORMTYPE_NONE, "含表单 / a form"),
        (pdfium_c.FPDF_GetSignatureCount(document) > 0, "含电子签名，未验证 / signatures, not verified"),
    )
    return tuple(remark for found, remark in counts if found)
