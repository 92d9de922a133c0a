"""A letter that stands alone behind the separator at a line's end, and was not read.

A domain wraps where the cell is full, after its first letter too: "a.com；  l" above "ingo101.shop". The
space that a wide separator leaves parts that letter from the line.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from pipeline.page_image import Image, to_grey
from pipeline.pictures.crop import crop_quad
from schemas.geometry import Point, Quad
from schemas.page import TextLine

REACH = 1.7  # line heights beyond the end that are looked at
ROOM = 0.4  # line heights above and below: what goes on there is a rule
RULE = 0.9  # share of a column that a rule inks
LETTER = (0.3, 1.05)  # of the line's height
STROKE = (0.25, 0.45)  # of the same: at most as wide and at least as high is an l
PASSED = 0.35  # line heights behind the center of the last character that are its own
WIDEST = 0.9  # line heights: wider is no letter
PALE = 0.3  # of the way from paper to ink: a thin stroke is no darker
LEAST_CONTRAST = 40  # grey levels between paper and ink
SEPARATORS = frozenset("、;；,，:：.")


@dataclass(frozen=True)
class Beyond:
    """A mark behind the last of a line's ``count`` characters: the line's ``quad`` with it, its center along
    that (0-1), and whether it is an upright ``stroke`` and nothing more, which the recognizer passes over."""

    quad: Quad
    center: float
    stroke: bool
    count: int

    def lengthen(self, line: TextLine) -> TextLine:
        """The line with this quad, its characters where they were."""
        share = _length(line.quad) / max(_length(self.quad), 1e-6)
        places = tuple(place * share for place in line.char_positions)
        return line.model_copy(update={"quad": self.quad, "char_positions": places})

    def append(self, line: TextLine, score: float) -> TextLine:
        """The lengthened line with an l at its end, of this ``score``: what was not read there."""
        return line.model_copy(
            update={
                "text": line.text + "l",
                "char_positions": (*line.char_positions, self.center),
                "char_confidences": (*line.char_confidences, score),
            }
        )


def find_beyond(image: Image, line: TextLine, others: Sequence[Quad]) -> Beyond | None:
    """The letter that stands behind the line's last character and in none of ``others``. Quads are in pixels
    of ``image`` (BGR); the engine must have told the characters' places."""
    a, b, c, d = line.quad.points
    last = line.char_positions[-1]
    height, width = math.dist(b, c), math.dist(a, b)
    if height < 1 or width < height:
        return None
    along, down = _unit(a, b), _unit(b, c)
    skipped = min(0.0, (last - 1) * width + PASSED * height)  # from the quad's end: where the strip starts
    reach, room = REACH * height, ROOM * height
    top, bottom = _moved(b, down, -room), _moved(c, down, room)
    corners = [(top, skipped), (top, reach), (bottom, reach), (bottom, skipped)]
    one, two, three, four = (_moved(point, along, step) for point, step in corners)
    letter = _first_letter(crop_quad(image, Quad((one, two, three, four))), height)
    if letter is None:
        return None
    start, end, high = letter
    middle = skipped + (start + end) / 2
    center = _moved(_moved(b, along, middle), down, height / 2)
    if any(other.bbox.holds(center) for other in others):
        return None
    more = max(0.0, skipped + end + 0.1 * height)
    longer = Quad((a, _moved(b, along, more), _moved(c, along, more), d))
    stroke = end - start < STROKE[0] * height and high > STROKE[1] * height
    return Beyond(longer, min(1.0, (width + middle) / (width + more)), stroke, len(line.text))


def _length(quad: Quad) -> float:
    return math.dist(quad.points[0], quad.points[1])


def _first_letter(strip: Image, height: float) -> tuple[float, float, float] | None:
    """Where the first large piece of ink starts and ends along the strip and how high it is (pixels), where
    it is a letter and no rule."""
    grey = to_grey(strip)
    paper, ink = (float(level) for level in np.percentile(grey, (75, 0.5)))
    if paper - ink < LEAST_CONTRAST:
        return None
    _, marked = cv2.threshold(grey, paper - PALE * (paper - ink), 255, cv2.THRESH_BINARY_INV)
    rules = np.flatnonzero(np.count_nonzero(marked, axis=0) > RULE * len(marked))
    if len(rules):
        marked = marked[:, : int(rules[0])]
    if not marked.size:
        return None
    _, _, stats, _ = cv2.connectedComponentsWithStats(np.ascontiguousarray(marked), connectivity=8)
    room = ROOM * height
    for left, top, wide, high, _ in sorted(stats[1:].tolist()):
        if high < LETTER[0] * height or not room < top + high / 2 < room + height:
            continue  # dirt, the separator's, or of the line above or below
        whole = left > 0 and left + wide < marked.shape[1]
        fits = wide <= WIDEST * height and high <= LETTER[1] * height
        return (float(left), float(left + wide), float(high)) if whole and fits else None
    return None


def _unit(start: Point, end: Point) -> Point:
    length = max(math.dist(start, end), 1e-6)
    return (end[0] - start[0]) / length, (end[1] - start[1]) / length


def _moved(point: Point, direction: Point, pixels: float) -> Point:
    return point[0] + direction[0] * pixels, point[1] + direction[1] * pixels
