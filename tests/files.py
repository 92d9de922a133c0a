"""Small files of every kind, built in memory for the tests of loading."""

from __future__ import annotations

import io
import zlib

import numpy as np
import pillow_heif
from PIL import Image as PillowImage


def marked_picture(width: int = 60, height: int = 40) -> PillowImage.Image:
    """White with a dark red top-left quarter, so that every turn shows."""
    pixels = np.full((height, width, 3), 255, dtype=np.uint8)
    pixels[: height // 2, : width // 2] = (160, 20, 20)
    return PillowImage.fromarray(pixels)


def encoded(image: PillowImage.Image, file_format: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, format=file_format, **options)
    return buffer.getvalue()


def heic() -> bytes:
    """A small sound one."""
    buffer = io.BytesIO()
    pillow_heif.from_pillow(marked_picture(64, 64)).save(buffer, quality=50)
    return buffer.getvalue()


def stream(content: bytes, extra: str = "") -> bytes:
    return f"<< /Length {len(content)} {extra} >>\nstream\n".encode() + content + b"\nendstream"


def picture_object(image: PillowImage.Image) -> bytes:
    """An image XObject, RGB, deflated."""
    data = zlib.compress(image.convert("RGB").tobytes())
    size = f"/Type /XObject /Subtype /Image /Width {image.width} /Height {image.height}"
    return stream(data, f"{size} /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /FlateDecode")


def text_pdf(
    content: str,
    *,
    page: str = "/MediaBox [0 0 400 300]",
    picture: PillowImage.Image | None = None,
    form: str | None = None,
) -> bytes:
    """One page: Helvetica as /F1, the picture as /Im1, a form that draws ``form`` as /Fm1."""
    resources = "/Font << /F1 4 0 R >>"
    if picture is not None:
        resources += f" /XObject << /Im1 6 0 R {'/Fm1 7 0 R' if form else ''} >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R {page} /Resources << {resources} >> /Contents 5 0 R >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        stream(content.encode()),
    ]
    if picture is not None:
        objects.append(picture_object(picture))
    if form is not None:
        frame = "/Type /XObject /Subtype /Form /BBox [0 0 1 1] /Matrix [2 0 0 2 0 0]"
        objects.append(stream(form.encode(), f"{frame} /Resources << /XObject << /Im1 6 0 R >> >>"))
    return assembled(objects)


def assembled(objects: list[bytes], trailer: str = "") -> bytes:
    """A PDF of numbered objects; the first is the catalog."""
    out = bytearray(b"%PDF-1.7\n")
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{offset:010d} 00000 n \n".encode() for offset in offsets)
    out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\n".encode()
    return bytes(out + f"startxref\n{start}\n%%EOF\n".encode())


def coded_pdf(data: bytes, coding: str, side: int) -> bytes:
    """A page that is one picture of ``side`` × ``side`` pixels, as it says."""
    bits = 1 if "JBIG2" in coding or "CCITT" in coding else 8
    colours = "/DeviceGray" if bits == 1 else "/DeviceRGB"
    return picture_pdf(data, f"/ColorSpace {colours} /BitsPerComponent {bits} /Filter {coding}", side)


def picture_pdf(data: bytes, keys: str, side: int) -> bytes:
    """As ``coded_pdf``, with these keys in the picture's dictionary."""
    named = "/Resources << /XObject << /I 5 0 R >> >>"
    return assembled(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R {named} >>".encode(),
            stream(b"200 0 0 200 0 0 cm /I Do"),
            stream(data, f"/Type /XObject /Subtype /Image /Width {side} /Height {side} {keys}"),
        ]
    )
