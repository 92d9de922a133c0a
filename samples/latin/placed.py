"""Rows of Latin print found by where they were drawn: nothing is read, which takes a third of the time."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from random import Random
from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.domain_like import is_domain_like
from pipeline.latin.rows import ASIDE, FEWEST, cut_row
from pipeline.ocr.engine import OcrEngine
from samples.glyphs.cells import HEIGHT, WIDTH, Cell
from samples.glyphs.faces import LatinFace
from samples.latin.rows import Row, draw_damaged, to_kept
from schemas.geometry import Quad

Points: TypeAlias = NDArray[np.float64]

TILTS = np.radians(np.linspace(-6, 6, 49))  # that a scanner or a copier may lay a page at
ROUNDS = 8
NEAR = 0.5  # line heights from where a line is sought to where it is found
FEWEST_FOUND = 0.5  # share of a page's lines that are found where they are sought, or the page is left out
SHORT = 0.25  # line heights that a line may be found shorter than it was drawn, at each end
MISPLACED = 0.06  # line heights, the spread of where the recognizer sees a character


def place_rows(engine: OcrEngine, faces: Sequence[LatinFace], seed: str) -> list[Row]:
    """One page of cells, drawn, damaged and its lines found; none of a page that is bent or lies askew."""
    image, cells, kind = draw_damaged(faces, seed)
    quads = engine.detect(image)
    if not quads:
        return []
    drawn = np.array([((cell.print_ends[0] + cell.print_ends[1]) / 2, cell.y) for cell in cells])
    found = np.array([_middle(quad) for quad in quads])
    heights = np.array([_height(quad) for quad in quads])
    there = _fit(drawn, found, image.shape[1] / WIDTH, float(np.median(heights)))
    away, nearest = _nearest(_moved(there, drawn), found)
    near = away < NEAR * heights[nearest]
    if near.mean() < FEWEST_FOUND:
        return []
    draw = Random(seed)
    rows = []
    for at in np.flatnonzero(near).tolist():
        quad = quads[int(nearest[at])]
        for label, row in _parts(cells[at], quad, there, draw):
            rows.append(Row(to_kept(cut_row(image, row)), label, "", cells[at].design, kind, seed))
    return rows


def _parts(cell: Cell, quad: Quad, there: Points, draw: Random) -> Iterator[tuple[str, Quad]]:
    """The domains of a cell and where each is, if the line was found whole."""
    high = _height(quad)
    a, b, *_ = quad.root
    long = math.dist(a, b)
    if not long:
        return
    along = (np.array(b) - np.array(a)) / long

    def share(x: float) -> float:
        return float((_moved(there, np.array([(x, cell.y)]))[0] - np.array(a)) @ along / long)

    short = SHORT * high / long
    if share(cell.print_ends[0]) < -short or share(cell.print_ends[1]) > 1 + short:
        return
    starts = (2 * cell.x - cell.ends[-1], *cell.ends)  # the text's middle is at x
    start = 0
    for piece in cell.text.replace(",", ";").split(";"):
        first = start + len(piece) - len(piece.lstrip())
        last = start + len(piece.rstrip()) - 1
        start += len(piece) + 1
        label = piece.strip().lower()
        if len(label) < FEWEST or not is_domain_like(label):
            continue
        middles = [(starts[at] + starts[at + 1]) / 2 for at in (first, last)]
        aside = ASIDE * high / long
        left, right = (share(x) + draw.gauss(0, MISPLACED) * high / long for x in middles)
        yield label, quad.part(left - aside, right + aside)


def _fit(drawn: Points, found: Points, scale: float, high: float) -> Points:
    """The 2 × 3 matrix that lays what was drawn on what was found, by its nearest neighbours."""
    middle = np.array([WIDTH / 2, HEIGHT / 2])
    best, most = np.zeros((2, 3)), -1
    for tilt in TILTS:
        turn = scale * np.array([[math.cos(tilt), math.sin(tilt)], [-math.sin(tilt), math.cos(tilt)]])
        matrix = np.column_stack([turn, scale * middle - turn @ middle])
        count = int((_nearest(_moved(matrix, drawn), found)[0] < high).sum())
        best, most = (matrix, count) if count > most else (best, most)
    for _ in range(ROUNDS):
        away, nearest = _nearest(_moved(best, drawn), found)
        near = away < high
        if near.sum() < 6:
            break
        fitted, _ = cv2.estimateAffine2D(drawn[near], found[nearest[near]], ransacReprojThreshold=high / 3)
        if fitted is None:
            break
        best = np.asarray(fitted, np.float64)
    return best


def _moved(matrix: Points, points: Points) -> Points:
    return np.asarray(points @ matrix[:, :2].T + matrix[:, 2])


def _nearest(points: Points, others: Points) -> tuple[Points, NDArray[np.int64]]:
    """How far off each point's nearest one of the others is, and which it is."""
    away = np.linalg.norm(points[:, None] - others[None], axis=2)
    nearest = away.argmin(axis=1)
    return away[np.arange(len(points)), nearest], nearest


def _middle(quad: Quad) -> tuple[float, float]:
    return quad.bbox.center


def _height(quad: Quad) -> float:
    a, _, _, d = quad.points
    return math.dist(a, d)
