"""One small sound file of every kind that is read, and of the ways each is built: where fuzzing begins."""

from __future__ import annotations

import base64
import zipfile
import zlib
from pathlib import Path

from PIL import Image as PillowImage

from tests.files import assembled, coded_pdf, encoded, heic, marked_picture, stream, text_pdf
from tests.ofd import one_page, packed, parts_of, text_object


def fuzzed() -> list[bytes]:
    """What fuzzing came upon: inputs that reach all kinds of places in the loaders, and at the end such
    as once broke them. One a line in ``tests/fuzzed.txt``, in base64."""
    lines = (Path(__file__).parent / "fuzzed.txt").read_text(encoding="ascii").splitlines()
    return [base64.b64decode(line) for line in lines]


def seeds() -> dict[str, bytes]:
    """By name."""
    text = parts_of(one_page(text_object()))
    picture, bilevel = marked_picture(), marked_picture().convert("1")
    deflated = zlib.compress(b"BT /F1 24 Tf 40 200 Td (LICENSE) Tj ET")
    return {
        "jpeg": encoded(picture, "JPEG"),
        "progressive.jpeg": encoded(picture, "JPEG", progressive=True, quality=30),
        "cmyk.jpeg": encoded(picture.convert("CMYK"), "JPEG"),
        "png": encoded(picture, "PNG"),
        "palette.png": encoded(picture.convert("P"), "PNG", transparency=0),
        "bmp": encoded(picture, "BMP"),
        "webp": encoded(picture, "WEBP", lossless=True),
        "heic": heic(),
        "tiff": encoded(picture, "TIFF"),
        "lzw.tiff": encoded(picture, "TIFF", compression="tiff_lzw"),
        "group3.tiff": encoded(bilevel, "TIFF", compression="group3"),
        "group4.tiff": encoded(bilevel, "TIFF", compression="group4"),
        "pages.tiff": encoded(picture, "TIFF", save_all=True, append_images=[bilevel]),
        "tall.png": encoded(PillowImage.new("RGB", (210, 900), "white"), "PNG"),
        "text.pdf": text_pdf("BT /F1 24 Tf 40 200 Td (LICENSE 20240286) Tj ET"),
        "scan.pdf": text_pdf("q 400 0 0 300 0 0 cm /Im1 Do Q", picture=picture),
        "jpeg.pdf": coded_pdf(encoded(picture.resize((64, 64)), "JPEG"), "/DCTDecode", 64),
        "jpx.pdf": coded_pdf(encoded(picture.resize((64, 64)), "JPEG2000"), "/JPXDecode", 64),
        "ofd": packed(text, zipfile.ZIP_STORED),  # what is mutated is not packed
        "packed.ofd": packed(text),
        "form.pdf": text_pdf("/Fm1 Do", picture=picture, form="/Im1 Do"),
        "packed.pdf": assembled(
            [
                b"<< /Type /Catalog /Pages 2 0 R >>",
                b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R >>",
                stream(deflated, "/Filter /FlateDecode"),
            ]
        ),
    }
