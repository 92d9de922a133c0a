"""Pages by their ids: where their files were last seen, and what was seen on them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, select

from schemas.geometry import Quad
from schemas.page import InkLayer
from schemas.tables.certificates import CertificateVersion, VersionPage
from schemas.tables.files import SeenPath, SourceFile
from schemas.tables.pages import PageRow, PageSealRow, TextLineRow


@dataclass(frozen=True)
class PagePlace:
    """A page: its file by SHA-256, the paths that file was seen at, the latest first, and its number
    there; its size in source pixels, and the clockwise turn in degrees that makes it upright."""

    id: int
    sha256: str
    paths: tuple[str, ...]
    page_no: int
    width: int
    height: int
    rotation: int


@dataclass(frozen=True)
class CertificatePagePlace:
    """A page of a certificate: ``page_no`` counts through the certificate."""

    page_no: int
    kind: str
    page_id: int
    width: int
    height: int
    rotation: int


@dataclass(frozen=True)
class Mark:
    """Something seen on a page. ``layer`` is line, watermark or seal, stamps among these."""

    layer: str
    quad: Quad
    text: str | None


_PAGES = (
    select(
        VersionPage.page_no, VersionPage.kind, PageRow.id.label("page_id"), PageRow.width, PageRow.height,
        PageRow.rotation,
    )
    .join(PageRow, PageRow.id == VersionPage.page_id)
    .join(CertificateVersion, CertificateVersion.id == VersionPage.version_id)
    .where(CertificateVersion.certificate_id == bindparam("at"), CertificateVersion.is_current)
    .order_by(VersionPage.position)
)  # fmt: skip


def find_page(connection: Connection, page_id: int) -> PagePlace | None:
    """The page with this id."""
    query = select(
        PageRow.id, PageRow.page_no, PageRow.width, PageRow.height, PageRow.rotation,
        SourceFile.id.label("file"), SourceFile.sha256,
    ).join(SourceFile, SourceFile.id == PageRow.source_file_id)  # fmt: skip
    row = connection.execute(query.where(PageRow.id == page_id)).one_or_none()
    if row is None:
        return None
    seen = select(SeenPath.path).where(SeenPath.source_file_id == row.file)
    paths = connection.scalars(seen.order_by(SeenPath.current.desc(), SeenPath.id.desc()).limit(10))
    return PagePlace(row.id, row.sha256, tuple(paths), row.page_no, row.width, row.height, row.rotation)


def pages_of_certificate(connection: Connection, certificate_id: int) -> list[CertificatePagePlace]:
    """The pages of the version in force, in order."""
    rows = connection.execute(_PAGES, {"at": certificate_id})
    return [CertificatePagePlace(**row._mapping) for row in rows]


def certificates_on_page(connection: Connection, page_id: int) -> list[int]:
    """Ids of the certificates whose version in force stands on the page."""
    query = (
        select(CertificateVersion.certificate_id)
        .join(VersionPage, VersionPage.version_id == CertificateVersion.id)
        .where(VersionPage.page_id == page_id, CertificateVersion.is_current)
    )
    return sorted(set(connection.scalars(query)))


def marks_on_page(connection: Connection, page_id: int) -> list[Mark]:
    """Lines, watermarks and seals of the page."""
    lines = select(TextLineRow.text, TextLineRow.quad, TextLineRow.layer).where(
        TextLineRow.page_id == page_id
    )
    seals = select(PageSealRow.text, PageSealRow.quad).where(PageSealRow.page_id == page_id)
    pale = InkLayer.PALE.value
    marks = [
        Mark("watermark" if row.layer == pale else "line", Quad.model_validate(row.quad), row.text)
        for row in connection.execute(lines.order_by(TextLineRow.position))
    ]
    marks += [
        Mark("seal", Quad.model_validate(row.quad), row.text)
        for row in connection.execute(seals.order_by(PageSealRow.position))
    ]
    return marks


def texts_near(connection: Connection, page_id: int, quad: Quad) -> Sequence[str]:
    """Every reading of lines that lie on the quad, whatever ink and engine they were read from."""
    box = quad.bbox
    found: dict[str, None] = {}
    for mark in marks_on_page(connection, page_id):
        other = mark.quad.bbox
        wide = min(box.right, other.right) - max(box.left, other.left)
        high = min(box.bottom, other.bottom) - max(box.top, other.top)
        if mark.text and wide > 0 and high > 0.5 * min(box.height, other.height):
            found[mark.text] = None
    return list(found)
