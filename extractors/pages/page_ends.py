"""Values at the foot of a page that may go on at the head of the next one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.candidates import Candidate
from extractors.normalize.normal import Check
from extractors.normalize.text import fold
from extractors.page_lines.layout import Line, text_height, to_rows
from extractors.page_lines.page_numbers import is_of_browser, is_page_number
from extractors.pages.page_facts import Labelled, PageFacts
from extractors.pages.page_text import PageText
from extractors.printed_labels.running_text import TITLE, right_edge
from extractors.value_lines.item_numbers import is_next_item, item_number
from extractors.value_lines.paragraphs import is_full
from schemas.certificate import PageKind


def doubt_cut_by_page(facts: PageFacts, behind: PageText, readings: Sequence[Labelled]) -> PageFacts:
    """The facts, the values whose last row is the page's own and full in doubt, where the page ``behind``,
    with the labels of its ``readings``, begins with neither a label nor a title: they may go on there."""
    first, last = _first_row(behind), _last_row(facts.text)
    if not first or not last or _has_label(first[0], readings):
        return facts
    if _is_headed(first[0], text_height(facts.lines), readings):
        return facts
    right = right_edge(facts.lines)
    fields = [
        (name, _doubted(held) if held is not None and _is_cut(held, last, first[0], right) else held)
        for name, held in facts.fields
    ]
    return replace(facts, fields=tuple(fields))


def _doubted(candidate: Candidate) -> Candidate:
    failed = tuple(dict.fromkeys((*candidate.failed, Check.PLACE)))
    return replace(candidate, normal=replace(candidate.normal, failed=failed))


def _first_row(text: PageText) -> list[Line]:
    rows = _rows(text)
    return rows[0] if rows else []


def _last_row(text: PageText) -> list[Line]:
    rows = _rows(text)
    return rows[-1] if rows else []


def _rows(text: PageText) -> list[list[Line]]:
    """The page's rows, its number, and what a browser prints about it, left out."""
    rows = to_rows(line for line in text.lines if not is_page_number(line.text))
    return [row for row in rows if not any(is_of_browser(line.text) for line in row)]


def _has_label(line: Line, readings: Sequence[Labelled]) -> bool:
    return any(
        abs(label.parts[0].middle - line.middle) < 0.5 * line.height
        for page in readings
        for label in page.labels
    )


def _is_headed(line: Line, usual: float, readings: Sequence[Labelled]) -> bool:
    """Whether a title stands in the line, or the page is a further one of a certificate by its heading."""
    further = any(page.found.kind not in (PageKind.MAIN, PageKind.OTHER) for page in readings)
    return further or line.height >= TITLE * usual


def _is_cut(candidate: Candidate, last: Sequence[Line], first: Line, right: float) -> bool:
    """Whether the value ends in the page's ``last`` row, and there is more to come: the row is full, ends
    in a mark that parts, or is of an item whose next one is the ``first`` of the page behind."""
    end = candidate.lines[-1]
    if not any(abs(line.middle - end.middle) < 0.5 * end.height for line in last):
        return False
    numbered = [line.text for line in candidate.lines if item_number(line.text) is not None]
    listed = bool(numbered) and is_next_item(numbered[-1], first.text)
    return listed or fold(end.text).endswith((";", ",", "、")) or is_full(end, first, right)
