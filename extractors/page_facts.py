"""Everything that one page says, before pages are put together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from extractors.area_table import AreaRow, find_area_table
from extractors.candidates import OUT_OF_PLACE, Candidate, to_candidate
from extractors.classify import classify
from extractors.date_rows import find_date_rows
from extractors.labels import Label, find_labels
from extractors.layout import Line, page_to_lines, text_height
from extractors.normalize.license_number import find_license_numbers
from extractors.normalize.normal import Check
from extractors.normalize.text import fold
from extractors.restrictions import FoundRestriction, find_restrictions
from extractors.ruling import cut_at_rules, page_to_edges
from extractors.site_table import SiteRow, find_site_table
from extractors.values import Value, find_values
from schemas.certificate import PageKind
from schemas.document_type import DocumentType, FieldKind
from schemas.geometry import BBox, Point
from schemas.page import SealKind, SealReading, SourcePage

UNSURE = 0.75  # engine score below which a short scrap within a seal is the seal's
PIECED = OUT_OF_PLACE  # of a date put together from scraps: one may be missing, so for review
NOT_DATES = (Check.DATE_MISSING, Check.DATE_INCOMPLETE, Check.DATE_IMPOSSIBLE)


@dataclass(frozen=True)
class PageFacts:
    """``fields`` are the labelled values in page order; ``numbers`` every license number on the
    page; ``lines`` the text lines without restrictions and seals."""

    source: SourcePage
    kind: PageKind
    type_name: str | None
    score: float
    certain: bool
    lines: tuple[Line, ...]
    fields: tuple[tuple[str, Candidate | None], ...]
    numbers: tuple[Candidate, ...]
    sites: tuple[SiteRow, ...]
    area_rows: tuple[AreaRow, ...]
    restrictions: tuple[FoundRestriction, ...]
    unlabelled_dates: tuple[Candidate, ...]

    @property
    def quality(self) -> float:
        """The mean engine score (0-1) of its lines, by their length; 1 for a page without any."""
        size = sum(len(line.text) for line in self.lines)
        return sum(len(line.text) * line.confidence for line in self.lines) / size if size else 1.0

    @property
    def seals(self) -> tuple[SealReading, ...]:
        """The official ones."""
        return _seals(self.source, SealKind.OFFICIAL)

    @property
    def stamps(self) -> tuple[SealReading, ...]:
        """Framed rubber stamps, of whatever text."""
        return _seals(self.source, SealKind.STAMP)


def _seals(source: SourcePage, kind: SealKind) -> tuple[SealReading, ...]:
    return tuple(seal for seal in source.page.seals if seal.kind == kind)


def read_facts(source: SourcePage, document_type: DocumentType) -> PageFacts:
    """What the page says if it is of ``document_type``; ``type_name`` tells whether it is."""
    restrictions, lines = find_restrictions(page_to_lines(source.page))
    lines = _without_noise([line for line in lines if not _is_seal_text(line, source)])
    vertical, level = page_to_edges(source.page)
    lines = cut_at_rules(lines, vertical)
    sites, rest = find_site_table(lines, vertical, level)
    area_rows, rest = find_area_table(rest, vertical, level)
    labels, rest = find_labels(rest, document_type.fields)
    found = classify(lines, labels, document_type)
    values = find_values(labels, rest)
    fields = tuple(
        (value.label.spec.name, candidate) for value, candidate in _candidates(values, labels, rest)
    )
    return PageFacts(
        source=source,
        kind=found.kind,
        type_name=found.type_name,
        score=found.score,
        certain=found.certain,
        lines=tuple(lines),
        fields=fields,
        numbers=tuple(_numbers(lines)),
        sites=tuple(sites),
        area_rows=tuple(area_rows),
        restrictions=tuple(restrictions),
        unlabelled_dates=tuple(_unlabelled_dates(rest, values)),
    )


def _is_seal_text(line: Line, source: SourcePage) -> bool:
    """Characters of a seal that were read as a line of the page."""
    for seal in _seals(source, SealKind.OFFICIAL):
        box = seal.quad.bbox
        if _is_inside(line.quad.bbox.center, box) and line.box.width < 1.1 * box.width:
            text = fold(line.text)
            unsure = line.confidence < UNSURE and len(text) <= 5
            if (
                abs(line.angle) > 4
                or unsure
                or any(
                    fuzz.partial_ratio(text, known) >= 80 for known in (seal.text, seal.inner_text) if known
                )
            ):
                return True
    return False


def _is_inside(point: Point, box: BBox) -> bool:
    """Whether the point lies in the ellipse that fills the box."""
    x, y = (2 * (at - middle) for at, middle in zip(point, box.center, strict=True))
    return (x / max(box.width, 1e-6)) ** 2 + (y / max(box.height, 1e-6)) ** 2 < 1


def _without_noise(lines: list[Line]) -> list[Line]:
    """Emblems, signatures and seals that were read as text: out of all proportion, and unsurely."""
    height = text_height(lines)
    return [line for line in lines if line.height < 2.5 * height or line.confidence >= UNSURE]


def _candidates(
    values: Sequence[Value], labels: Sequence[Label], rest: Sequence[Line]
) -> list[tuple[Value, Candidate | None]]:
    found: list[tuple[Value, Candidate | None]] = []
    rows = find_date_rows(labels, rest)
    for value in values:
        spec = value.label.spec
        candidate = None
        if value.rows:
            candidate = to_candidate(spec.kind, value.rows, value.cost, value.label.similarity)
        row = rows.get(spec.name)
        if row is not None and (candidate is None or any(code in NOT_DATES for code in candidate.failed)):
            by_place = to_candidate(FieldKind.DATE, [row], PIECED, value.label.similarity)
            if by_place.value is not None or candidate is None:
                candidate = by_place
        found.append((value, candidate))
    return found


def _numbers(lines: Sequence[Line]) -> list[Candidate]:
    return [
        to_candidate(FieldKind.LICENSE_NUMBER, [line.part(number.start, number.end)])
        for line in lines
        for number in find_license_numbers(line.text)
        if not number.failed
    ]


def _unlabelled_dates(rest: Sequence[Line], values: Sequence[Value]) -> list[Candidate]:
    """Lines that are a date and nobody's value: the issue date of some forms stands so."""
    taken = {id(row) for value in values for row in value.rows}
    dates = []
    for line in rest:
        if id(line) in taken or len(fold(line.text)) > 16:
            continue
        candidate = to_candidate(FieldKind.DATE, [line])
        if candidate.value is not None and not candidate.failed:
            dates.append(replace(candidate, misplaced=0.3))
    return dates
