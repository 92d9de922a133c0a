"""OFD files for tests: taken apart, changed, put together again."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from pipeline.load.file import LoadedFile, load_file
from pipeline.options import Limits
from pipeline.page_image import PageImage
from samples.ofd import NAMESPACE
from schemas.outcome import PageFailure

SEED = Path(__file__).parent.parent / "samples" / "seed-ofd" / "license.ofd"
LINE = "许可证编号：京B2-20240286"


def parts_of(data: bytes) -> dict[str, bytes]:
    """The parts by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: Mapping[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A container of these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def one_page(objects: str, more: Mapping[str, bytes] | None = None, resources: str = "") -> bytes:
    """A page of 100 × 60 mm with these objects, in a file of its own; ``more`` parts beside it."""
    area = "<ofd:PhysicalBox>0 0 100 60</ofd:PhysicalBox>"
    common = f"<ofd:PageArea>{area}</ofd:PageArea><ofd:DocumentRes>Res.xml</ofd:DocumentRes>"
    pages = '<ofd:Pages><ofd:Page ID="1" BaseLoc="Page.xml"/></ofd:Pages>'
    root = "<ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>"
    parts = {
        "OFD.xml": element("OFD", root),
        "Doc_0/Document.xml": element("Document", f"<ofd:CommonData>{common}</ofd:CommonData>{pages}"),
        "Doc_0/Res.xml": element("Res", resources),
        "Doc_0/Page.xml": element("Page", f"<ofd:Content><ofd:Layer>{objects}</ofd:Layer></ofd:Content>"),
    }
    return packed({**parts, **(more or {})})


def element(name: str, body: str) -> bytes:
    """A part of one element."""
    return f"<ofd:{name} {NAMESPACE}>{body}</ofd:{name}>".encode()


def text_object(text: str = LINE, attributes: str = "", inner: str = "", code: str = "") -> str:
    """A line of 5 mm type whose baseline begins at 10, 30 mm."""
    return (
        f'<ofd:TextObject ID="9" Boundary="10 20 80 20" Size="5" {attributes}>{inner}'
        f'<ofd:TextCode X="0" Y="10" {code}>{text}</ofd:TextCode></ofd:TextObject>'
    )


def changed(name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The seed with one part changed."""
    parts = parts_of(SEED.read_bytes())
    assert name in parts
    return packed({**parts, name: change(parts[name])})


def load(data: bytes, folder: Path, limits: Limits | None = None) -> LoadedFile:
    """The file, loaded under a name that says nothing."""
    path = folder / "a file"
    path.write_bytes(data)
    return load_file(path, limits or Limits())


def only_page(loaded: LoadedFile) -> PageImage:
    """The one page, read."""
    (page,) = loaded.pages
    assert isinstance(page, PageImage), page
    return page


def only_failure(loaded: LoadedFile) -> PageFailure:
    """The one page, failed."""
    (page,) = loaded.pages
    assert isinstance(page, PageFailure)
    return page
