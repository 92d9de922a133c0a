"""Which certificates stand on one page: licenses side by side on a scanner's glass are read each alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import takewhile
from typing import Final, TypeAlias

from extractors.normalize.text import fold
from extractors.page_lines.layout import Line, text_height, to_rows
from extractors.pages.annex_pages import opens_list
from extractors.pages.further_page import find_further_page, is_title_row
from extractors.pages.page_text import PageText, read_text
from extractors.pages.sharing import Judged, judge
from extractors.pages.title import TITLE, looks_like_title, title_similarity
from extractors.pages.unknown_page import LARGE, page_title
from extractors.printed_labels.label_beginnings import to_beginnings
from extractors.use_restrictions.restriction_text import begins_purpose, looks_like_restriction
from extractors.use_restrictions.restrictions import PART
from schemas.certificate import PageKind
from schemas.document_type import DocumentType
from schemas.geometry import BBox, Point, Quad
from schemas.page import SealKind, SourcePage, TextLine

GAP: Final = 1.0  # usual line heights that lie between two certificates at least
LABELS: Final = 3  # labels that each of them has at least
FORM: Final = 6  # above a list of sites on it: annexes repeat the number, the company and the services
TWICE: Final = 2  # labels that both have, at least
_SIZES: Final = range(10, 1, -1)  # characters of labels that are looked for, the longest first

_Cut: TypeAlias = tuple[int, float]
"""The axis that is cut (0 = x, 1 = y), and where, in upright page pixels."""
_Named: TypeAlias = tuple[str, Line]
"""The field's name by a label, and the line that begins with it."""

_SPANS: Final[tuple[Callable[[BBox], tuple[float, float]], ...]] = (
    lambda box: (box.left, box.right),
    lambda box: (box.top, box.bottom),
)


def judge_page(page: SourcePage, document_types: Sequence[DocumentType]) -> list[Judged]:
    """The page as one, or each of the certificates on it by itself: of the same page, with what lies on its
    side of a straight cut that no line crosses but the head and foot of a page that shows them side by side.

    Two that share labels or bear a title each, and are both a main page alone, are two certificates; what is
    less is one page, or several of one paper.
    """
    text = read_text(page)
    named = _named(text, _to_names(tuple(document_types)))
    for cut in _cuts(text, named, document_types):
        parts = list(takewhile(_is_certificate, _judge_parts(page, cut, document_types)))
        if len(parts) == 2 and not _are_halves(*parts):
            return [each for part in parts for each in judge_page(part.text.source, document_types)]
    further = (
        find_further_page(text.lines, document_types)
        or find_further_page(_body(text, named, document_types), document_types)
        or _find_list_below(text, named, document_types)
    )
    parts = list(_judge_parts(page, further, document_types)) if further is not None else []
    mains = [part for part in parts if _is_certificate(part)]
    others = [part for part in parts if not _is_certificate(part)]
    if len(mains) == len(others) == 1 and others[0].own in (None, mains[0].own):
        return [mains[0], *judge_page(others[0].text.source, document_types)]
    return [judge(text, document_types)]


def _judge_parts(page: SourcePage, cut: _Cut, document_types: Sequence[DocumentType]) -> Iterator[Judged]:
    """What lies before the cut, and behind it, each as a page by itself."""
    for after in (False, True):
        yield judge(read_text(_part(page, cut, after=after)), document_types)


def _find_list_below(
    text: PageText, named: Sequence[_Named], document_types: Sequence[DocumentType]
) -> _Cut | None:
    """Where a list of sites begins at the foot of a main page: nearly all of its labels stand above."""
    at = next((at for at, row in enumerate(text.rows) if opens_list(row)), 0)
    rows = to_rows(text.lines) if at else []
    while at and is_title_row(rows[at - 1], document_types):  # the annex bears the certificate's title
        at -= 1
    if not at:
        return None
    top = min(line.box.top for line in rows[at])
    above = [line for line in text.lines if line.middle < top]
    labelled = {name for name, line in named if line.middle < top}
    bottom = max((line.box.bottom for line in above), default=top)
    return (1, (bottom + top) / 2) if len(labelled) >= FORM and bottom <= top else None


@lru_cache
def _to_names(document_types: tuple[DocumentType, ...]) -> Mapping[str, str]:
    """The field's name by each label (folded) that a main page may bear."""
    return {
        label: spec.name
        for kind in document_types
        for spec in kind.fields
        for label in to_beginnings(spec.labels)
        if not spec.annex and len(label) in _SIZES
    }


def may_be_several(text: PageText, document_type: DocumentType, headed: Collection[str]) -> bool:
    """Whether labels stand there twice, as if another certificate lay beside, and nothing parts the two;
    ``headed`` are the fields that a table of the page has, below its caption."""
    named = _named(text, _to_names((document_type,)))
    counts = Counter(name for name, _ in named if name not in headed)
    return sum(count > 1 for count in counts.values()) >= TWICE


def _cuts(text: PageText, named: Sequence[_Named], document_types: Sequence[DocumentType]) -> list[_Cut]:
    """The gaps from edge to edge with the same labels on both sides, or a title on each, the widest first."""
    usual = text_height(text.lines)
    labelled = [line for _, line in named]
    titles = [line for line in text.lines if line not in labelled and _is_title(line, usual, document_types)]
    if len(titles) < 2 and len(named) - len({name for name, _ in named}) < TWICE:
        return []
    least = GAP * usual
    found: list[tuple[float, _Cut]] = []
    body = _within(text.lines, [*labelled, *titles])
    for axis, span in enumerate(_SPANS):
        spans = sorted(span(line.box) for line in (text.lines if axis else body))
        end = spans[0][1]
        for start, stop in spans:
            at = (end + start) / 2
            shows_two = _are_shared(named, axis, at) or _are_parted(titles, axis, at)
            if start - end >= least and shows_two and not _cuts_off_foot(text, titles, axis, at):
                found.append((start - end, (axis, at)))
            end = max(end, stop)
    return [cut for _, cut in sorted(found, reverse=True)]


def _body(text: PageText, named: Sequence[_Named], document_types: Sequence[DocumentType]) -> list[Line]:
    """The lines from the first title or label of any type to the last label; none where these are all, which
    were looked at."""
    if not named:
        return []
    titles = [line for line in text.lines if is_title_row([line], document_types)]
    body = _within(text.lines, [*(line for _, line in named), *titles])
    return body if len(body) < len(text.lines) else []


def _within(lines: Sequence[Line], marks: Sequence[Line]) -> list[Line]:
    """The lines level with the ``marks`` or between them."""
    top, bottom = min(line.box.top for line in marks), max(line.box.bottom for line in marks)
    return [line for line in lines if top <= line.middle <= bottom]


def _is_title(line: Line, usual: float, document_types: Sequence[DocumentType]) -> bool:
    """Whether a line names a certificate, set larger than the ``usual`` height."""
    words, size = fold(line.text), line.height / max(usual, 1e-6)
    return size >= LARGE and (
        looks_like_title(words, size)
        or any(title_similarity(words, kind.titles) >= TITLE / 100 for kind in document_types)
    )


def _named(text: PageText, names: Mapping[str, str]) -> list[_Named]:
    """The lines that begin with a label, each with its field's name."""
    return [(name, line) for line in text.lines if (name := _label(line, names)) is not None]


def _label(line: Line, names: Mapping[str, str]) -> str | None:
    """The name of the field whose label the line begins with."""
    text = fold(line.text)
    return next((names[text[:size]] for size in _SIZES if text[:size] in names), None)


def _are_shared(named: Sequence[_Named], axis: int, at: float) -> bool:
    sides: tuple[set[str], set[str]] = (set(), set())
    for name, line in named:
        sides[line.box.center[axis] > at].add(name)
    return len(sides[0] & sides[1]) >= TWICE


def _are_parted(titles: Sequence[Line], axis: int, at: float) -> bool:
    return {title.box.center[axis] > at for title in titles} == {False, True}


def _cuts_off_foot(text: PageText, titles: Sequence[Line], axis: int, at: float) -> bool:
    """Whether a seal lies between the cut and the title below it: it belongs to the paper above."""
    below = [title.box.top for title in titles if title.box.top > at]
    if axis == 0 or not below:
        return False
    page = text.source.page
    seals = (page.transform.map_quad(seal.quad).bbox for seal in text.seals(SealKind.OFFICIAL))
    return any(at < box.center[1] < min(below) for box in seals)


def _part(source: SourcePage, cut: _Cut, *, after: bool) -> SourcePage:
    """The page with what lies on one side of the cut. A code's place is not known, so it is no part's."""
    page = source.page
    axis, at = cut

    def is_here(point: Point) -> bool:
        return (page.transform.map_point(point)[axis] > at) == after

    def is_held(quad: Quad) -> bool:
        return is_here(quad.bbox.center)

    def is_own(line: TextLine) -> bool:
        """A head or foot of the page, which lies across the cut, is neither part's; what a copy is for is
        said of both."""
        if axis or len({page.transform.map_point(point)[0] > at for point in line.quad.points}) == 1:
            return is_held(line.quad)
        return begins_purpose(line.text) or looks_like_restriction(line.text) >= PART

    part = page.model_copy(
        update={
            "lines": tuple(line for line in page.lines if is_own(line)),
            "seals": tuple(seal for seal in page.seals if is_held(seal.quad)),
            "rules": tuple(rule for rule in page.rules if is_here(rule.start) and is_here(rule.end)),
            "qr_payloads": (),
        }
    )
    return source.model_copy(update={"page": part, "is_part": True})


def _is_certificate(part: Judged) -> bool:
    """Whether it is a main page by itself, by more than its title."""
    if part.own is None:
        return part.is_foreign and page_title(part.text) is not None
    return part.readings[0].found.kind == PageKind.MAIN and len(_labels(part)) >= LABELS


def _are_halves(one: Judged, other: Judged) -> bool:
    """Whether the two are of one type and have hardly a label in common: a title in a license's foot."""
    return one.own is other.own is not None and len(_labels(one) & _labels(other)) < TWICE


def _labels(part: Judged) -> set[str]:
    return {label.spec.name for label in part.readings[0].labels if not label.spec.annex}
