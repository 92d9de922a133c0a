"""The certificates that the files of a folder make together."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from sqlalchemy import Connection

from pipeline.comparable import text_to_comparable
from pipeline.store.series import Affected, load_source_pages
from pipeline.store.versions import certificate_to_pages
from schemas.certificate import Certificate
from schemas.page import Page, SourcePage
from schemas.tables.base import text_to_key

Assemble: TypeAlias = Callable[[Sequence[SourcePage]], list[Certificate]]
"""Pages to the certificates that they make up; pure."""


def number_to_key(certificate: Certificate) -> str | None:
    """The certificate's number as it is compared by, sure or not."""
    number = certificate.license_number
    return None if number is None else text_to_key(text_to_comparable(number))


def join_files(
    connection: Connection, affected: Affected, own: Mapping[int, Sequence[Page]], assemble: Assemble
) -> list[Certificate]:
    """All certificates of the affected files: a function of what lies in the folder, whatever came
    first. Of a file that joined no other, those that it gives by itself. ``own`` are pages by the id
    of their file that were read just now."""
    files = affected.files
    pages: dict[int, list[SourcePage]] = {file_id: [] for file_id in files}
    ids = {file.sha256: file_id for file_id, file in files.items()}
    for page in load_source_pages(connection, files.values(), own):
        pages[ids[page.sha256]].append(page)
    joined = _Joined()
    assemblies = [
        (number, assemble([page for file in group for page in pages[file.id]]))
        for number, group in affected.groups.items()
    ]
    for one, (number, found) in enumerate(assemblies):
        joined.add(one, [certificate for certificate in found if number_to_key(certificate) == number])
    for one, (_, found) in enumerate(assemblies):
        joined.add(one, [certificate for certificate in found if number_to_key(certificate) is None])
    for one, (file_id, file) in enumerate(files.items(), start=len(assemblies)):
        if (file.has_certificate or file_id in own) and not joined.holds_all(pages[file_id]):
            joined.add(one, assemble(pages[file_id]))
    return joined.certificates


class _Joined:
    """Certificates, none of which holds a page of another; of one assembly several may stand on a page."""

    def __init__(self) -> None:
        self.certificates: list[Certificate] = []
        self._pages: dict[tuple[str, tuple[str, int]], tuple[int, str | None]] = {}

    def add(self, assembly: int, certificates: Sequence[Certificate]) -> None:
        """Adds those of the ``certificates``, which one assembly gave, of which no page is held for another
        assembly's with their number, or for any where they have none."""
        for certificate in certificates:
            key = number_to_key(certificate)
            pages = [(certificate.document_type, page) for page in certificate_to_pages(certificate)]
            held = [self._pages[page] for page in pages if page in self._pages]
            if any(by != assembly and key in (None, its_key) for by, its_key in held):
                continue
            self.certificates.append(certificate)
            self._pages |= dict.fromkeys(pages, (assembly, key))

    def holds_all(self, pages: Sequence[SourcePage]) -> bool:
        """Whether each page is one of some certificate."""
        held = {page for _, page in self._pages}
        return all((page.sha256, page.page.page_no) in held for page in pages)
