"""Open a file of any type that licet reads, and hand out its pages one at a time."""

from __future__ import annotations

import importlib.util
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from pipeline.load.images import open_image
from pipeline.load.pdf import open_pdf
from pipeline.load.sniff import OFD, PDF, SNIFF_BYTES, TIFF, ZIP, sniff_type, unsupported
from pipeline.load.source import SourceFile, read_source
from pipeline.load.split import split_pages
from pipeline.load.tiff import open_tiff
from pipeline.options import Limits
from pipeline.page_image import PageImage
from schemas.errors import ExtraMissingError
from schemas.outcome import PageFailure
from schemas.page import Carried

Pages: TypeAlias = Iterator[PageImage | PageFailure]


@dataclass(frozen=True)
class LoadedFile:
    """An opened file. ``pages`` yields each page once, in order, decoding it only then.

    ``size`` is in bytes, ``sha256`` in hex, ``media_type`` by content. A page that cannot be
    decoded is a ``PageFailure``; the pages after it follow. ``page_count`` is of the file: where
    one picture holds several pages, ``pages`` yields more, and numbers these. ``carried`` is what
    the file carries beside its pages, none of which is ever run.
    """

    path: Path
    sha256: str
    size: int
    media_type: str
    page_count: int
    pages: Pages = field(repr=False)
    carried: tuple[Carried, ...] = ()


def load_file(path: Path, limits: Limits) -> LoadedFile:
    """Read and open a file.

    Raises:
        InputError: one of its kinds, as ``read_source`` and ``open_source`` say.
    """
    return open_source(read_source(path, limits), limits)


def open_source(source: SourceFile, limits: Limits) -> LoadedFile:
    """Open bytes that have been read: so a caller knows the hash of a file that will not open.

    Raises:
        UnsupportedTypeError: not a type that licet reads.
        TruncatedError: the file ends early or its structure is broken.
        EncryptedError: a PDF that needs a password, an encrypted OFD.
        ExtraMissingError: an OFD, and the package that reads it is not installed.
        TooManyPagesError, TooManyPixelsError, FileTooLargeError: beyond ``limits``.
    """
    carried: tuple[Carried, ...] = ()
    media_type = sniff_type(source.data[:SNIFF_BYTES])
    if media_type == PDF:
        page_count, pages, carried = open_pdf(source.data, limits)
    elif media_type == TIFF:
        page_count, pages = open_tiff(source.data, limits)
    elif media_type == ZIP:
        media_type = OFD
        page_count, pages, carried = _open_zip(source.data, limits)
    else:
        page_count, pages = open_image(source.data, media_type, limits)
    return LoadedFile(
        path=source.path,
        sha256=source.sha256,
        size=source.size,
        media_type=media_type,
        page_count=page_count,
        pages=split_pages(pages),
        carried=carried,
    )


def _open_zip(data: bytes, limits: Limits) -> tuple[int, Pages, tuple[Carried, ...]]:
    """An OFD; its reader is an extra, and imported only here."""
    if not _holds_ofd(data):
        raise unsupported()
    if any(importlib.util.find_spec(name) is None for name in ("ofdkit", "defusedxml")):
        raise ExtraMissingError(
            "这是 OFD 文件，读取它的软件包未安装，请运行 pip install 'licet[ofd]'，或打印为 PDF 后再读取"
            " / This is an OFD, and the package that reads it is not installed. Install it: "
            "pip install 'licet[ofd]'. Or print the file to PDF, and read that."
        )
    from pipeline.load.ofd import open_ofd

    return open_ofd(data, limits)


def _holds_ofd(data: bytes) -> bool:
    """Whether a ZIP has an ``OFD.xml`` at its root, or had one before its list of parts was lost."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        return b"OFD.xml" in data
    return any(name.replace("\\", "/").lstrip("./").lower() == "ofd.xml" for name in names)
