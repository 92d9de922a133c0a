"""Whose paper an annex or a page of provisions is where no main page is there to say it."""

from __future__ import annotations

import re

from extractors.candidates import Candidate, to_candidate
from extractors.normalize.names import normalize_company
from extractors.normalize.text import fold, fold_with_offsets
from extractors.page_lines.layout import Line
from extractors.pages.named_company import COMPANY, find_holder_said
from extractors.pages.page_facts import PageFacts
from schemas.certificate import PageKind
from schemas.document_type import FieldKind

_END = re.compile(r"^[^:]+公司$")


def find_holder(page: PageFacts) -> Candidate | None:
    """The company that an annex or a page of provisions gives under a label, by its own words (…获准经营) or,
    an annex, in a line alone above its table; ``None`` where it names none, or several such lines do."""
    if page.kind not in (PageKind.ANNEX, PageKind.PROVISIONS):
        return None
    labelled = [found for name, found in page.fields if name == COMPANY and found is not None]
    if labelled:
        return labelled[0]
    said = find_holder_said(page)
    lines = (_in_lines(page, said.name) if said else []) or _alone(page)
    return to_candidate(FieldKind.NAME, lines) if lines else None


def _in_lines(page: PageFacts, name: str) -> list[Line]:
    """The parts of lines that ``name`` was read from, which may wrap."""
    read = [
        (char, number, offset)
        for number, line in enumerate(page.lines)
        for char, offset in zip(*fold_with_offsets(line.text), strict=True)
    ]
    start = "".join(char for char, _, _ in read).find(name)
    own = read[start : start + len(name)] if start >= 0 else []
    numbers = dict.fromkeys(number for _, number, _ in own)
    spans = {number: [offset for _, at, offset in own if at == number] for number in numbers}
    return [page.lines[number].part(min(span), max(span) + 1) for number, span in spans.items()]


def _alone(page: PageFacts) -> list[Line]:
    cells = [cell for row in page.sites for cell in (row.name, row.domains, row.services)]
    below = min((line.middle for cell in cells for line in cell), default=0.0)
    head = [line for line in page.lines if line.middle < below]
    names = [
        line for line in head if _END.search(fold(line.text)) and not normalize_company(line.text).failed
    ]
    return names if len(names) == 1 and page.kind == PageKind.ANNEX else []
