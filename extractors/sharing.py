"""Which pages are of which type: each by its own evidence, and the others by their neighbours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractors.classify import best_title, is_numbered
from extractors.normalize.text import fold
from extractors.page_facts import PageFacts, read_facts
from extractors.page_text import PageText
from extractors.pairs import find_pairs
from extractors.unknown_page import is_unknown_certificate
from schemas.certificate import Classification
from schemas.document_type import DocumentType

JUDGED = 3  # types that a page is read as, of those that it may be
CLEAR = 0.05  # lead over the second type from which a page's type is not in doubt


@dataclass(frozen=True)
class Judged:
    """A page and what it says as each type that it may be, the likeliest first. ``is_foreign``: it is
    a certificate of a type that is not known."""

    text: PageText
    readings: tuple[tuple[DocumentType, PageFacts], ...]

    is_foreign: bool = False

    @property
    def own(self) -> DocumentType | None:
        """The type that the page is of by itself."""
        return next((kind for kind, facts in self.readings if facts.certain), None)


def judge(text: PageText, document_types: Sequence[DocumentType]) -> Judged:
    """The page read as the types that its words speak for."""
    ranked = sorted(document_types, key=lambda kind: -_promise(text, kind))
    likely = [kind for kind in ranked if _promise(text, kind) > 0][:JUDGED]
    readings = [(kind, read_facts(text, kind)) for kind in likely]
    readings.sort(key=lambda reading: (-reading[1].certain, -reading[1].found.score))
    certain = any(facts.certain for _, facts in readings)
    return Judged(
        text, tuple(readings), not certain and is_unknown_certificate(text, find_pairs(text, document_types))
    )


def _promise(text: PageText, kind: DocumentType) -> float:
    """A cheap guess at the score: title, number, and labels that stand on the page to the letter."""
    squeezed = text.whole.replace("\n", "")
    labels = [[part for label in spec.labels for part in [fold(label.split("|")[0])]] for spec in kind.fields]
    found = sum(any(label in squeezed for label in variants) for variants in labels if variants)
    share = found / max(1, len(labels))
    headed = any(fold(title) in text.rows for page in kind.pages for title in page.titles)
    words = any(fold(word) in squeezed for word in kind.words)
    title = best_title(text, kind)
    return 2 * title + is_numbered(text, kind) + share + 0.5 * headed + 0.3 * words


def to_classification(page: Judged, kind: DocumentType) -> Classification:
    """Why the page is of ``kind``, and what comes second."""
    own = next((facts.found for known, facts in page.readings if known.name == kind.name), None)
    score = own.score if own is not None else 0.0
    others = [(facts.found.score, known.name) for known, facts in page.readings if known.name != kind.name]
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
    to every type there is: grouping by number decides.
    """
    shared: dict[str, tuple[DocumentType, list[tuple[Judged, PageFacts]]]] = {}
    for page in pages:
        if page.own is not None:
            shared.setdefault(page.own.name, (page.own, []))
    for index, page in enumerate(pages):
        if page.own is not None:
            kinds = [page.own]
        elif page.is_foreign:
            continue
        else:
            near = _neighbour(pages, index)
            kinds = [near] if near is not None else [kind for kind, _ in shared.values()]
        for kind in kinds:
            shared[kind.name][1].append((page, _read_as(page, kind)))
    return list(shared.values())


def _neighbour(pages: Sequence[Judged], index: int) -> DocumentType | None:
    sha256 = pages[index].text.source.sha256
    before = [page.own for page in pages[:index][::-1] if page.text.source.sha256 == sha256]
    after = [page.own for page in pages[index + 1 :] if page.text.source.sha256 == sha256]
    return next((own for own in [*before, *after] if own is not None), None)


def _read_as(page: Judged, kind: DocumentType) -> PageFacts:
    known = next((facts for own, facts in page.readings if own.name == kind.name), None)
    return known if known is not None else read_facts(page.text, kind)


def is_clear(classification: Classification) -> bool:
    """Whether no other type fits nearly as well."""
    return classification.margin >= CLEAR
