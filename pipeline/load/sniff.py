"""The type of a file by its first bytes. Its name says nothing."""

from __future__ import annotations

from typing import Final

from pipeline.load.advice import COPY_AGAIN
from schemas.errors import EmptyFileError, UnsupportedTypeError

SNIFF_BYTES: Final = 1024 + len(b"%PDF-")
"""How much of a file ``sniff_type`` needs: readers accept a PDF header up to 1024 bytes in."""

JPEG: Final = "image/jpeg"
PNG: Final = "image/png"
BMP: Final = "image/bmp"
WEBP: Final = "image/webp"
TIFF: Final = "image/tiff"
HEIF: Final = "image/heif"
PDF: Final = "application/pdf"
OFD: Final = "application/ofd"
ZIP: Final = "application/zip"
"""May hold an OFD, which only its list of parts tells."""

_PREFIXES: Final = (
    (b"\xff\xd8\xff", JPEG),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"II*\x00", TIFF),
    (b"MM\x00*", TIFF),
    (b"II+\x00", TIFF),  # BigTIFF
    (b"MM\x00+", TIFF),
    (b"PK\x03\x04", ZIP),
)
_BMP_HEADER_SIZES: Final = frozenset({12, 16, 40, 52, 56, 64, 108, 124})
_HEIC_BRANDS: Final = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs"})
_HEIF_BRANDS: Final = frozenset({b"mif1", b"msf1"})
_READABLE: Final = "JPEG, PNG, TIFF, PDF, OFD, HEIC, WebP or BMP"
_READABLE_CHINESE: Final = "JPEG、PNG、TIFF、PDF、OFD、HEIC、WebP 或 BMP"


def sniff_type(head: bytes) -> str:
    """Media type of a file that begins with ``head`` (``SNIFF_BYTES`` of it, or all there is).

    Raises:
        EmptyFileError: there are no bytes.
        UnsupportedTypeError: none of the types that licet reads.
    """
    if not head:
        raise EmptyFileError(COPY_AGAIN.after("文件为空", "The file is empty."))
    for prefix, media_type in _PREFIXES:
        if head.startswith(prefix):
            return media_type
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return WEBP
    if head[:2] == b"BM" and int.from_bytes(head[14:18], "little") in _BMP_HEADER_SIZES:
        return BMP
    if _is_heif(head):
        return HEIF
    if b"%PDF-" in head[:SNIFF_BYTES]:
        return PDF
    raise unsupported()


def unsupported() -> UnsupportedTypeError:
    """The error for what is none of the types that licet reads."""
    return UnsupportedTypeError(
        f"按内容不是可读取的文件类型，请转换为 {_READABLE_CHINESE}"
        f" / By its content this is not a file that licet reads ({_READABLE}). Convert it to one of these."
    )


def _is_heif(head: bytes) -> bool:
    """ISO 14496-12 ``ftyp`` box: the major brand, or a compatible one, is of HEVC images."""
    if head[4:8] != b"ftyp":
        return False
    size = min(int.from_bytes(head[:4], "big"), len(head))
    brands = {head[8:12]} | {head[at : at + 4] for at in range(16, size - 3, 4)}
    if brands & _HEIC_BRANDS:
        return True
    return head[8:12] in _HEIF_BRANDS and b"avif" not in brands
