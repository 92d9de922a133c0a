"""Which pages are of which type: each by its own evidence, and the others by their neighbours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractors.normalize.text import fold
from extractors.pages.classify import best_title, is_numbered
from extractors.pages.other_papers import tells_of_certificates
from extractors.pages.page_ends import doubt_cut_by_page
from extractors.pages.page_facts import Labelled, PageFacts, read_facts, read_labels
from extractors.pages.page_text import PageText
from extractors.pages.pairs import find_pairs
from extractors.pages.unknown_page import is_unknown_certificate, page_title
from extractors.printed_labels.label_beginnings import to_beginnings
from schemas.certificate import Classification, PageKind
from schemas.document_type import DocumentType

JUDGED = 3  # types that a page is read as at most, of those that it may be
PROMISING = 0.5  # of what the likeliest promises: a type that comes near
CLEAR = 0.05  # lead over the second type from which a page's type is not in doubt


@dataclass(frozen=True)
class Judged:
    """A page with the labels of each type that it may be of, the likeliest first. ``is_foreign``: it is
    a certificate of a type that is not known; ``is_about``: a paper about certificates, no page of one."""

    text: PageText
    readings: tuple[Labelled, ...]

    is_foreign: bool = False
    is_about: bool = False

    @property
    def own(self) -> DocumentType | None:
        """The type that the page is of by itself."""
        if self.is_about:
            return None
        return next((page.document_type for page in self.readings if page.found.certain), None)


def judge(text: PageText, document_types: Sequence[DocumentType]) -> Judged:
    """The page read as the types that its words speak for."""
    readings = _read_likely(text, document_types)
    readings.sort(key=lambda page: (-page.found.certain, -page.found.score))
    if any(page.found.certain for page in readings):
        return Judged(text, tuple(readings), is_about=_is_about(text, readings))
    foreign = is_unknown_certificate(text, find_pairs(text, document_types))
    about = (not foreign or page_title(text) is None) and _is_about(text, readings)
    return Judged(text, tuple(readings), foreign and not about, about)


def _read_likely(text: PageText, document_types: Sequence[DocumentType]) -> list[Labelled]:
    """The page as each type that promises most: those that come near the likeliest, and one that does not
    where the likeliest turns out to be none that it is surely of."""
    promises = [(_promise(text, kind), kind) for kind in document_types]
    likely = sorted((one for one in promises if one[0] > 0), key=lambda one: -one[0])[:JUDGED]
    readings: list[Labelled] = []
    for promise, kind in likely:
        is_near = promise >= PROMISING * likely[0][0]
        if is_near or (len(readings) == 1 and not readings[0].found.certain):
            readings.append(read_labels(text, kind))
    return readings


def _is_about(text: PageText, readings: Sequence[Labelled]) -> bool:
    """Whether the page is a paper about certificates, by what it is taken for: the type that it is of by
    itself, else a further page of one. A record of changes is a certificate's, whatever its title is like."""
    if any(page.found.changes is not None for page in readings):
        return False
    further = (page for page in readings if page.found.kind not in (PageKind.MAIN, PageKind.OTHER))
    known = next((page for page in readings if page.found.certain), next(further, None))
    if known is None:
        return tells_of_certificates(text, None, PageKind.OTHER)
    return tells_of_certificates(text, known.document_type, known.found.kind)


def _promise(text: PageText, kind: DocumentType) -> float:
    """A cheap guess at the score: title, number, and labels that stand on the page to the letter."""
    squeezed = text.whole.replace("\n", "")
    labels = [to_beginnings(spec.labels) for spec in kind.fields]
    found = sum(any(label in squeezed for label in variants) for variants in labels if variants)
    share = found / max(1, len(labels))
    headed = any(fold(title) in text.rows for page in kind.pages for title in page.titles)
    words = any(fold(word) in squeezed for word in kind.words)
    title = best_title(text, kind)
    return 2 * title + is_numbered(text, kind) + share + 0.5 * headed + 0.3 * words


def to_classification(page: Judged, kind: DocumentType) -> Classification:
    """Why the page is of ``kind``, and what comes second."""
    own = next((known.found for known in page.readings if known.document_type.name == kind.name), None)
    score = own.score if own is not None else 0.0
    others = [
        (known.found.score, known.document_type.name)
        for known in page.readings
        if known.document_type.name != kind.name
    ]
    second, name = max(others, default=(0.0, None))
    return Classification(
        score=score,
        runner_up=name,
        runner_up_score=second,
        margin=round(score - second, 4),
        evidence=dict(own.evidence) if own is not None else {},
    )


def share_pages(pages: Sequence[Judged]) -> list[tuple[DocumentType, list[tuple[Judged, PageFacts]]]]:
    """For each type that is on any page, in the order of its first: its pages in their order.

    A page that does not tell goes to the type of the page before it in its file, else after it, else
    to every type there is: grouping by number decides. A paper about certificates goes to none.
    """
    shared: dict[str, tuple[DocumentType, list[tuple[Judged, PageFacts]]]] = {}
    for page in pages:
        if page.own is not None:
            shared.setdefault(page.own.name, (page.own, []))
    for index, page in enumerate(pages):
        if page.own is not None:
            kinds = [page.own]
        elif page.is_about or stands_alone(pages, index):
            continue
        else:
            near = _neighbour(pages, index)
            kinds = [near] if near is not None else [kind for kind, _ in shared.values()]
        for kind in kinds:
            shared[kind.name][1].append((page, _read_as(page, kind, _next(pages, index))))
    return list(shared.values())


def stands_alone(pages: Sequence[Judged], index: int) -> bool:
    """Whether a page is a certificate of no known type: one that bears a title of its own, or stands
    in no file with a known one, whose further page it may be."""
    page = pages[index]
    if not page.is_foreign:
        return False
    return page_title(page.text) is not None or _neighbour(pages, index) is None


def _neighbour(pages: Sequence[Judged], index: int) -> DocumentType | None:
    sha256 = pages[index].text.source.sha256
    before = [page.own for page in pages[:index][::-1] if page.text.source.sha256 == sha256]
    after = [page.own for page in pages[index + 1 :] if page.text.source.sha256 == sha256]
    return next((own for own in [*before, *after] if own is not None), None)


def _next(pages: Sequence[Judged], index: int) -> Judged | None:
    """The page behind it in its file."""
    own = pages[index].text.source
    for after in pages[index + 1 : index + 2]:
        source = after.text.source
        if source.sha256 == own.sha256 and source.page.page_no > own.page.page_no:
            return after
    return None


def _read_as(page: Judged, kind: DocumentType, behind: Judged | None) -> PageFacts:
    known = next((known for known in page.readings if known.document_type.name == kind.name), None)
    facts = read_facts(known or read_labels(page.text, kind))
    return facts if behind is None else doubt_cut_by_page(facts, behind.text, behind.readings)


def is_clear(classification: Classification) -> bool:
    """Whether no other type fits nearly as well."""
    return classification.margin >= CLEAR
