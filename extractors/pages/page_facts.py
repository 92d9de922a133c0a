"""Everything that one page says, before pages are put together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractors.candidates import OUT_OF_PLACE, Candidate, spec_to_candidate
from extractors.normalize.normal import Check
from extractors.normalize.text import fold
from extractors.page_dates.free_dates import find_free_dates
from extractors.page_lines.captions import without_captions
from extractors.page_lines.layout import Line
from extractors.page_lines.other_writing import without_english_column, without_other_writing
from extractors.page_lines.translations import is_bilingual
from extractors.pages.certificate_list import lists_several
from extractors.pages.classify import MAIN_LABELS, PageClass, classify
from extractors.pages.facing_page import without_facing_page
from extractors.pages.label_values import deal_values, read_values
from extractors.pages.numbers_in_line import find_numbers, goes_beyond, is_number_alone
from extractors.pages.own_numbers import find_own_numbers
from extractors.pages.page_text import PageText
from extractors.pages.surer_labels import passed_over, preferred
from extractors.pages.tabled import find_granted_rows, read_granted
from extractors.pages.text_columns import in_one_column
from extractors.pages.title import WHOLE, heads_page, is_copy_mark, title_similarity
from extractors.printed_labels.areas_of_services import give_back_areas
from extractors.printed_labels.label_marks import ENDS
from extractors.printed_labels.labels import Label, find_labels
from extractors.printed_labels.labels_below import lift_labels
from extractors.printed_labels.labels_in_line import part_at_labels
from extractors.printed_labels.only_services import to_services
from extractors.printed_labels.unread_labels import find_unread_fields
from extractors.sentences.granted import find_granted
from extractors.tables.area_list import find_area_list
from extractors.tables.area_table import AreaRow, find_area_table
from extractors.tables.site_table import SiteRow, SiteTable, find_site_table
from extractors.use_restrictions.restrictions import FoundRestriction
from extractors.value_lines.addressee import find_addressee
from extractors.value_lines.beside import OFF, share_labels
from extractors.value_lines.scraps import find_scraps
from extractors.value_lines.undeclared_values import find_areas_fields
from schemas.certificate import PageKind
from schemas.document_type import DocumentType, FieldKind, Place
from schemas.page import SealKind, SealReading, SourcePage


@dataclass(frozen=True)
class PageFacts:
    """``fields`` are the labelled values in page order, ``passed_over`` those of a field that has another
    under a surer label; ``numbers`` every reading of the number that the type is known by;
    ``unlabelled_dates`` the dates that are nobody's value; ``is_list``: it has a row for each of several;
    ``facing``: lines of a page that is on the same picture, right of it; ``granted_rows``: those of
    ``area_rows`` that the page's services and places are read from."""

    text: PageText
    found: PageClass
    fields: tuple[tuple[str, Candidate | None], ...]
    numbers: tuple[Candidate, ...]
    site_table: SiteTable
    area_rows: tuple[AreaRow, ...]
    unlabelled_dates: tuple[Candidate, ...]
    passed_over: tuple[tuple[str, Candidate], ...] = ()
    is_list: bool = False
    facing: tuple[Line, ...] = ()
    granted_rows: tuple[AreaRow, ...] = ()

    @property
    def source(self) -> SourcePage:
        return self.text.source

    @property
    def sites(self) -> tuple[SiteRow, ...]:
        return self.site_table.rows

    @property
    def kind(self) -> PageKind:
        return self.found.kind

    @property
    def type_name(self) -> str | None:
        return self.found.type_name

    @property
    def certain(self) -> bool:
        return self.found.certain

    @property
    def lines(self) -> tuple[Line, ...]:
        """The text lines without restrictions and seals."""
        return self.text.lines

    @property
    def restrictions(self) -> tuple[FoundRestriction, ...]:
        return self.text.restrictions

    @property
    def quality(self) -> float:
        """The mean engine score (0-1) of its lines, by their length; 1 for a page without any."""
        size = sum(len(line.text) for line in self.lines)
        return sum(len(line.text) * line.confidence for line in self.lines) / size if size else 1.0

    @property
    def seals(self) -> tuple[SealReading, ...]:
        """The official ones."""
        return self.text.seals(SealKind.OFFICIAL)

    @property
    def stamps(self) -> tuple[SealReading, ...]:
        """Framed rubber stamps, of whatever text."""
        return self.text.seals(SealKind.STAMP)


@dataclass(frozen=True)
class Labelled:
    """A page with the labels of one type found, and what it is by them; ``rest`` are the other lines, but for
    those of a ``facing`` page."""

    text: PageText
    document_type: DocumentType
    labels: tuple[Label, ...]
    rest: tuple[Line, ...]
    site_table: SiteTable
    area_rows: tuple[AreaRow, ...]
    found: PageClass
    facing: tuple[Line, ...]


def read_labels(text: PageText, document_type: DocumentType) -> Labelled:
    """What the page is if it is of ``document_type``."""
    site_table = SiteTable()
    area_rows: list[AreaRow] = []
    rest = list(text.lines)
    if any(page.kind == PageKind.ANNEX for page in document_type.pages):
        site_table = find_site_table(rest, text.vertical, text.level)
        area_rows, rest = find_area_table(site_table.rest, text.vertical, text.level)
        listed, rest = find_area_list(rest)
        area_rows += listed
    heads = {fold(title) for page in document_type.pages for title in page.titles}
    rest = [
        line for line in rest if not (_is_title(line, document_type) or heads_page(line, text.lines, heads))
    ]
    if not any(spec.kind == FieldKind.DOMAIN for spec in document_type.fields):  # whose columns are Latin
        rest = without_english_column(rest)
    rest = part_at_labels(lift_labels(rest, document_type.fields), document_type.fields)
    rest = in_one_column(rest, document_type.fields, text.level)
    labels, others = give_back_areas(*find_labels(rest, document_type.fields), rest)
    labels = to_services(labels, document_type.fields)
    labels, rest, edge = without_facing_page(labels, others, document_type)
    found = classify(text, labels, document_type, site_table)
    parts = [part for label in labels for part in label.parts]
    rest = without_other_writing(without_captions(rest, parts), [label.parts[0] for label in labels])
    identity = document_type.field(document_type.identity)
    if identity.place == Place.ANYWHERE:  # where it is found without a label
        rest = [line for line in rest if not is_number_alone(line, identity)]
    facing = tuple(line for line in text.lines if line.box.left >= edge)
    return Labelled(
        text, document_type, tuple(labels), tuple(rest), site_table, tuple(area_rows), found, facing
    )


def _is_title(line: Line, document_type: DocumentType) -> bool:
    """Whether a line is the title, or which copy it is, and no label like one: 职业健康安全管理体系符合."""
    text = fold(line.text)
    if is_copy_mark(text):
        return True
    if title_similarity(text, document_type.titles) < WHOLE:
        return False
    return not any(text.rstrip(ENDS) == fold(label) for spec in document_type.fields for label in spec.labels)


def read_facts(page: Labelled) -> PageFacts:
    """The values of a page whose labels were found; ``type_name`` tells whether it is of their type."""
    text, document_type = page.text, page.document_type
    labels = share_labels(page.labels, document_type.fields)
    values, undeclared, rest = deal_values(text, labels, list(page.rest), document_type)
    fields_of_type, scraps = document_type.fields, find_scraps(text.lines)
    found = read_values(values, labels, rest, fields_of_type, scraps, bilingual=is_bilingual(text.lines))
    read = preferred(found)
    fields = [(value.label.spec.name, candidate) for value, candidate in read]
    granted: tuple[AreaRow, ...] = ()
    if page.found.kind == PageKind.MAIN:
        if len({label.spec.name for label in page.labels if not label.spec.annex}) <= MAIN_LABELS:
            fields = _granted(text.lines, document_type, fields)
        fields += _anywhere(text.lines, document_type, fields)
        fields += _addressed(page, fields)
        granted = find_granted_rows(page.area_rows, document_type, fields)
        valued = {name for name, held in fields if held is not None}
        fields += read_granted(granted, document_type, valued)
        for names in (
            find_unread_fields(labels, page.rest, document_type.fields, {name for name, _ in fields}),
            find_areas_fields(undeclared, document_type.fields, {name for name, _ in fields}),
        ):
            fields += [(name, None) for name in names if name not in {known for known, _ in fields}]
    return PageFacts(
        text=text,
        found=page.found,
        fields=tuple(fields),
        numbers=tuple(_numbers(text.lines, document_type, fields)),
        site_table=page.site_table,
        area_rows=page.area_rows,
        granted_rows=granted,
        unlabelled_dates=tuple(find_free_dates(text, rest, values)),
        passed_over=passed_over(found, read),
        facing=page.facing,
        is_list=lists_several(page.labels, text.lines, document_type),
    )


def _granted(
    lines: Sequence[Line], document_type: DocumentType, fields: Sequence[tuple[str, Candidate | None]]
) -> list[tuple[str, Candidate | None]]:
    """The values, and those that sentences tell, for review: what seems to be a label there is none. A number
    that one line holds is found by its form."""
    granted = {
        name: spec_to_candidate(document_type.field(name), held, OUT_OF_PLACE)
        for name, held in find_granted(lines, document_type).items()
        if name != document_type.identity or len(held) > 1
    }
    return [(name, held) for name, held in fields if name not in granted] + list(granted.items())


def _numbers(
    lines: Sequence[Line], document_type: DocumentType, fields: Sequence[tuple[str, Candidate | None]]
) -> list[Candidate]:
    spec = document_type.field(document_type.identity)
    return find_own_numbers(lines, spec, fields) if spec.place == Place.ANYWHERE else []


def _anywhere(
    lines: Sequence[Line], document_type: DocumentType, fields: Sequence[tuple[str, Candidate | None]]
) -> Iterator[tuple[str, Candidate]]:
    """Numbers that are told by their form alone, where no label has one: only if there is one such. A credit
    code, whose label was not read, may be another's, and is in doubt."""
    known = {name for name, held in fields if held is not None}
    read = {held.value for _, held in fields if held is not None}
    for spec in document_type.fields:
        if spec.name in known or (spec.place != Place.ANYWHERE and spec.kind != FieldKind.CODE):
            continue
        found = [(line, candidate) for line in lines for candidate in find_numbers(line, spec)]
        if len({candidate.value for _, candidate in found}) != 1:
            continue
        line, candidate = found[0]
        if spec.place == Place.ANYWHERE:
            cut = goes_beyond(line, spec)
            normal = replace(candidate.normal, failed=(Check.NUMBER_FORM,)) if cut else candidate.normal
            yield spec.name, replace(candidate, normal=normal)
        elif candidate.value not in read and not candidate.failed:
            yield spec.name, replace(candidate, normal=replace(candidate.normal, failed=(Check.PLACE,)))


def _addressed(
    page: Labelled, fields: Sequence[tuple[str, Candidate | None]]
) -> Iterator[tuple[str, Candidate]]:
    """The holder's name, where the page speaks to it and has no label for it, or one above which a sentence
    stands."""
    named = (one for one in page.document_type.fields if one.kind == FieldKind.NAME and one.required)
    spec = next(named, None)
    if spec is None:
        return
    above = spec.place == Place.ABOVE
    labelled = {name for name, held in fields if not above or held is None or not held.failed}
    if spec.name not in labelled and (name := find_addressee(page.rest, page.text.lines)):
        yield spec.name, spec_to_candidate(spec, name, OFF if len(name) == 1 else OUT_OF_PLACE)
