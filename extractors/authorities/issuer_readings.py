"""What the seals and the print of a certificate say of its issuer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extractors.authorities.authority_names import to_ideographs, word_endings
from extractors.authorities.own_seals import is_own_seal
from extractors.authorities.printed_issuers import OFFICES, part_names
from extractors.authorities.seal_offices import OFFICE_AT_END, sealed_names, tells_inspection
from extractors.candidates import Candidate
from extractors.normalize.text import fold
from extractors.pages.group import PageGroup
from schemas.document_type import FieldSpec
from schemas.geometry import Quad


@dataclass(frozen=True)
class IssuerReading:
    """``raw`` as read, in a seal or ``printed``; ``score`` is 0-1."""

    raw: str
    score: float
    page_no: int
    quad: Quad
    engine: str
    printed: bool
    yearly: bool = False  # of an inspection's stamp, which may be another office's
    places: int | None = None  # that the seal's rim has, where ``raw`` is all of it


def read_issuers(group: PageGroup, spec: FieldSpec, holder: str | None) -> list[IssuerReading]:
    """Those of the seals, but for the ``holder``'s own, and those of print."""
    return [*_from_seals(group, spec, holder), *_printed(group, spec)]


def _from_seals(group: PageGroup, spec: FieldSpec, holder: str | None) -> Iterator[IssuerReading]:
    for page_no, page in enumerate(group.pages, start=1):
        held = [one for name, one in page.fields if one is not None and name != spec.name]
        others = {fold(row) for one in held for row in one.raw.splitlines()}
        for seal, text in sealed_names(page.seals, page.lines, others):
            if is_own_seal(text, holder):
                continue
            yield IssuerReading(
                text,
                seal.text_confidence,
                page_no,
                seal.quad,
                seal.engine,
                printed=False,
                yearly=tells_inspection(seal),
                places=seal.rim_places if text == seal.text else None,
            )


def _printed(group: PageGroup, spec: FieldSpec) -> Iterator[IssuerReading]:
    for page_no, page in enumerate(group.pages, start=1):
        for name, candidate in page.fields:
            if name == spec.name and candidate is not None and _may_be_name(candidate, spec):
                score = min(candidate.scores, default=0.0)
                for raw in part_names(candidate.raw, spec.words) if spec.wraps else [candidate.raw]:
                    yield IssuerReading(raw, score, page_no, candidate.quad, candidate.lines[0].engine, True)


def _may_be_name(candidate: Candidate, spec: FieldSpec) -> bool:
    """Whether it may be an issuer's name: one that is declared, or that ends as authorities' names do."""
    text = to_ideographs(candidate.raw)
    endings = (*word_endings(spec.words), *OFFICES)
    return len(text) >= 4 and (not spec.words or OFFICE_AT_END.sub("", text).endswith(endings))
