"""The container of an OFD file, a ZIP of XML (GB/T 33190-2016): looked over before anything unpacks it."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import PurePosixPath
from typing import Final
from xml.sax import SAXException
from xml.sax.handler import ContentHandler

from defusedxml import sax
from defusedxml.common import DefusedXmlException

from pipeline.load.advice import PRINT_OFD, SAVE_OFD_IT, SPLIT
from pipeline.options import Limits
from schemas.errors import EncryptedError, FileTooLargeError, TruncatedError

_MOST_RATIO: Final = 200
_RATIO_FROM: Final = 1024 * 1024  # bytes unpacked from which a part's ratio counts
_MOST_XML_BYTES: Final = 16 * 1024 * 1024
"""Of one XML part: as a tree it takes many times that. A page of outlines in place of type has 2 MiB."""
_IS_ENCRYPTED: Final = 0x1  # in a ZIP entry's flags
_ENCRYPTION_PARTS: Final = frozenset({"encryptions.xml", "decryptseed.dat"})  # GM/T 0099


def check_package(data: bytes, limits: Limits) -> None:
    """Raise before anything is unpacked or parsed that should not be.

    Raises:
        TruncatedError: the container or an XML part of it is broken, names a place outside the
            container, or declares entities.
        EncryptedError: a part is encrypted.
        FileTooLargeError: too many parts, or they unpack to too much.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = [part for part in archive.infolist() if not part.is_dir()]
            _check_parts(parts, limits)
            for part in parts:
                if part.filename.lower().endswith(".xml"):
                    _check_xml(part.filename, archive.read(part))
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError) as error:
        raise _damaged(str(error)) from error


def _damaged(how: str) -> TruncatedError:
    return TruncatedError(SAVE_OFD_IT.after("OFD 已损坏", f"The OFD is damaged ({how})."))


def _check_parts(parts: list[zipfile.ZipInfo], limits: Limits) -> None:
    if len(parts) > limits.max_package_parts:
        raise FileTooLargeError(
            SPLIT.after(
                f"OFD 有 {len(parts):,} 个部件，上限为 {limits.max_package_parts:,}",
                f"The OFD has {len(parts):,} parts, the limit is {limits.max_package_parts:,}.",
            )
        )
    total = sum(part.file_size for part in parts)
    if total > limits.max_package_bytes:
        raise FileTooLargeError(
            SPLIT.after(
                f"OFD 解压后有 {total:,} 字节，上限为 {limits.max_package_bytes:,}",
                f"The OFD unpacks to {total:,} bytes, the limit is {limits.max_package_bytes:,}.",
            )
        )
    for part in parts:
        if part.file_size > _RATIO_FROM and part.file_size > _MOST_RATIO * max(part.compress_size, 1):
            raise FileTooLargeError(
                f"OFD 的一个部件解压后超过原大小的 {_MOST_RATIO} 倍，不是正常文档，请向制作者另要一份"
                f" / A part of the OFD unpacks to more than {_MOST_RATIO} times its size, as no document's "
                "does. Ask who made it for another copy."
            )
        is_xml = part.filename.lower().endswith(".xml")
        most = min(limits.max_stream_bytes, _MOST_XML_BYTES) if is_xml else limits.max_stream_bytes
        if part.file_size > most:
            raise FileTooLargeError(
                PRINT_OFD.after(
                    f"OFD 的一个部件有 {part.file_size:,} 字节，上限为 {most:,}",
                    f"A part of the OFD has {part.file_size:,} bytes, the limit is {most:,}.",
                )
            )
        if ".." in PurePosixPath(part.filename.replace("\\", "/")).parts:
            raise _damaged("a part is named outside of it")
        if part.flag_bits & _IS_ENCRYPTED or _plain_name(part.filename).split("/")[-1] in _ENCRYPTION_PARTS:
            raise EncryptedError(
                "OFD 已加密，请另存一份不加密的再读取"
                " / The OFD is encrypted. Save a copy without encryption, and read that."
            )


def _check_xml(name: str, data: bytes) -> None:
    """A part that is only ill-formed is left to the reader, which mends what makers commonly get wrong."""
    try:
        sax.parseString(data, ContentHandler(), forbid_dtd=True)
    except DefusedXmlException as error:
        raise _damaged(f"{name} declares entities") from error
    except SAXException:
        return


def _plain_name(name: str) -> str:
    return name.replace("\\", "/").lstrip("./").lower()
