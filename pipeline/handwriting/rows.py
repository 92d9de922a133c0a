"""The rows of a page that are filled in by hand, read by the network for handwriting (issue 3)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from extractors.normalize.dates import normalize_date
from extractors.normalize.text import fold
from extractors.page_lines.layout import ASLANT, around, page_to_lines
from extractors.page_lines.ruling import page_to_edges
from extractors.yearly_inspections.inspection_cells import Cell, date_depth, find_cells, type_size
from pipeline.columns.texts import find_places
from pipeline.handwriting.decode import to_dates, to_years
from pipeline.handwriting.network import CLASSES, EMS, OTHER, tell_columns
from pipeline.handwriting.strokes import weigh_by_strokes
from pipeline.handwriting.written import Written, put_in
from pipeline.networks.weights_text import Values
from pipeline.page_image import Image, to_grey
from pipeline.stage_times import stage
from schemas.geometry import BBox, PageTransform, Quad
from schemas.page import LIFTED, Page

TITLE = "年检"  # without which a page has no inspections
BESIDE = 1.2  # ems of print to each side of a year that are cut with it
SMALLEST = 5.0  # pixels of a form's type below which nothing in it is read
LIKELY = 0.5  # probability above which a reading replaces the engine's
FOLLOWS = {1: 20.0, 0: 5.0}  # years from the one inspected to its date, and how many times as often as chance
SELDOM = 0.5
AGREED = 0.2  # of the doubt that is left where the engine reads the same date
DIFFERING = 0.5  # most that a date counts which the engine reads otherwise
_YEAR = re.compile(r"(?:19|20)?\d\d")


@stage("handwriting")
def with_handwriting(page: Page, cut: Callable[[Quad], Image]) -> Page:
    """The page, its inspections' years and dates as the network for handwriting reads them, where it reads
    any; ``cut`` gives the pixels of a quad of the source page. A cell costs two looks of some 10 ms; other
    pages nothing."""
    if not any(TITLE in fold(line.text) for line in page.lines):
        return page
    seals = [page.transform.map_quad(seal.quad).bbox.center for seal in page.seals]
    own = [line for line in page_to_lines(page) if abs(line.angle) <= ASLANT and line.layer not in LIFTED]
    cells = find_cells(own, seals, page_to_edges(page)[0])
    depth = date_depth(cells)
    em = type_size(cells)
    if em < SMALLEST:
        return page
    found = [one for cell in cells for one in _read_cell(cell, em, depth, page.transform, cut)]
    lines = list(page.lines)
    for one in found:
        lines = put_in(lines, one, page.transform)
    return page.model_copy(update={"lines": tuple(lines)})


@dataclass(frozen=True)
class _Seen:
    """A row as the network sees it: ``bounds`` in upright pixels, as high as the form's type; ``grey`` the
    picture about it; ``cleared`` where nothing stands but what is written."""

    bounds: BBox
    grey: NDArray[np.uint8]
    told: Values
    cleared: BBox | None = None

    def dates(self) -> dict[str, float]:
        """The dates that it may say."""
        return weigh_by_strokes(to_dates(self.told), self.grey, find_places(self.told, CLASSES))

    def written(self, values: Mapping[str, float]) -> list[Written]:
        """The likeliest of ``values``, where it is likelier than all else, from its first character to its
        last."""
        return [self._place(value, share) for value, share in values.items() if share > LIKELY]

    def _place(self, value: str, share: float) -> Written:
        box, half = self.bounds, self.bounds.height / 2
        text = _as_written(value)
        told = [(char, at) for char, at in find_places(self.told, CLASSES) if char != OTHER]
        found = [(char, box.left + at * box.width) for char, at in told]
        if "年" not in text:
            found = [(char, x) for char, x in found if char.isdecimal()]
        is_spelled = "".join(char for char, _ in found) == text  # else columns are likelier read as a whole
        if not found or (self.cleared is not None and not is_spelled):
            whole = self.cleared or box
            return Written(whole, whole, text, (), share)
        left, right = found[0][1] - half, found[-1][1] + half
        places = [(x - left) / (right - left) for _, x in found] if is_spelled else []
        bounds = BBox(left=left, top=box.top, right=right, bottom=box.bottom)
        cleared = bounds if self.cleared is None else around([bounds, self.cleared])
        return Written(bounds, cleared, text, tuple(places), share)


def _read_cell(
    cell: Cell, em: float, depth: float | None, transform: PageTransform, cut: Callable[[Quad], Image]
) -> list[Written]:
    """The year and the date of a cell, each only if it is likelier than not; ``em`` is the form's type."""
    back = transform.inverse()

    def look(bounds: BBox, cleared: BBox | None = None) -> _Seen:
        tall = _grown(bounds, 0, (EMS - 1) / 2 * em)
        grey = to_grey(cut(back.map_quad(Quad.from_bbox(tall))))
        return _Seen(bounds, grey, tell_columns(grey), cleared)

    gap = _year_gap(cell, em)
    year = look(_grown(gap, BESIDE * em, 0), gap)
    seen, read = to_years(year.told), _engine_year(cell)
    years = _beside_engine(seen, read)
    middle = _date_middle(cell, depth)
    written: list[Written] = []
    if middle is not None:
        box = cell.bounds
        date = look(BBox(left=cell.date_start, top=middle - em / 2, right=box.right, bottom=middle + em / 2))
        years, dates = _reconciled(years, _checked(date.dates(), cell))
        written = date.written(dates)
    own = {value: share for value, share in years.items() if value != read or seen.get(value, 0.0) > LIKELY}
    return [*year.written(own), *written]


def _date_middle(cell: Cell, depth: float | None) -> float | None:
    """The height of a cell's date, by other cells' where it was not read."""
    if cell.date is not None:
        return cell.date.middle
    return None if depth is None else cell.sentence.middle + depth


def _year_gap(cell: Cell, em: float) -> BBox:
    """Where the year stands, between the print before and behind it."""
    box, half = cell.sentence.box, em / 2
    left, right = cell.head.centers[-1] + half, cell.result.centers[0] - half
    middle = (box.top + box.bottom) / 2
    return BBox(left=min(left, right), top=middle - half, right=max(left, right), bottom=middle + half)


def _grown(box: BBox, along: float, down: float) -> BBox:
    """The box, larger by so much on each side."""
    return BBox(left=box.left - along, top=box.top - down, right=box.right + along, bottom=box.bottom + down)


def _engine_year(cell: Cell) -> str | None:
    """The year as the engine read it; ``None`` where that is none."""
    text = "" if cell.year is None else fold(cell.year.text)
    return text if _YEAR.fullmatch(text) else None


def _beside_engine(years: Mapping[str, float], read: str | None) -> dict[str, float]:
    """The years with what the engine read there: it reads print better than the network, which made 13 of a
    12 that was typed and lay under a seal. Which of the two is right a date tells."""
    if read is None:
        return dict(years)
    others = {value: min(share, DIFFERING) for value, share in years.items() if value != read}
    return {**others, read: 1 - (1 - years.get(read, 0.0)) * AGREED}


def _checked(dates: Mapping[str, float], cell: Cell) -> dict[str, float]:
    """The dates with what the engine read in the row, which is another look at it."""
    read = None if cell.date is None else normalize_date(cell.date.text)
    known = None if read is None or read.failed else read.value
    if known is None:
        return dict(dates)
    return {
        value: 1 - (1 - share) * AGREED if value == known else min(share, DIFFERING)
        for value, share in dates.items()
    }


def _reconciled(
    years: Mapping[str, float], dates: Mapping[str, float]
) -> tuple[dict[str, float], dict[str, float]]:
    """Both as each bears the other out: an inspection is dated in the year that follows, or in its own."""
    either = [[*values.items(), ("", 1 - min(1.0, sum(values.values())))] for values in (years, dates)]
    joint = {(year, date): one * other * _fit(year, date) for (year, one), (date, other) in product(*either)}
    whole = sum(joint.values()) or 1.0
    return (
        {year: sum(joint[year, date] for date, _ in either[1]) / whole for year in years},
        {date: sum(joint[year, date] for year, _ in either[0]) / whole for date in dates},
    )


def _fit(year: str, date: str) -> float:
    """How many times as often as by chance the two stand in one cell."""
    return FOLLOWS.get((int(date[:4]) - int(year)) % 100, SELDOM) if year and date else 1.0


def _as_written(value: str) -> str:
    """A date as the form has it; a year as it is."""
    if "-" not in value:
        return value
    year, month, day = map(int, value.split("-"))
    return f"{year}年{month}月{day}日"
