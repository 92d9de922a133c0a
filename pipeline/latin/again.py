"""A row in doubt, read again by the recognizer from several pictures of itself.

Of 95 such rows that were read alike from all seven all were right, of nine from six of them five. Which of
two look-alikes a letter is, they do not tell.
"""

from __future__ import annotations

from collections.abc import Iterator
from statistics import fmean
from typing import Final

from pipeline.latin.weigh import fold
from pipeline.page_image import Image
from pipeline.pictures.crop_again import crop_again
from pipeline.reading import Reading, Recognize
from schemas.geometry import Quad

MOST: Final = 12  # rows of a page: one with more in doubt is read badly as a whole
TWINS: Final = "io"  # what look-alikes are folded to
_BESIDE: Final = " .-,:;，：；、。()（）"  # that may stand at a row's ends, or be cut with it


class Again:
    """Further looks at the rows of one page, ``MOST`` in all."""

    def __init__(self, recognize: Recognize) -> None:
        self._recognize = recognize
        self._left = MOST

    def look(self, image: Image, row: Quad, read: str) -> tuple[float, ...] | None:
        """How sure the recognizer is of each character of ``read`` in the mean of all pictures of the row, 0
        of look-alikes and of what stands at its ends; ``None`` where one picture says other letters.

        Raises:
            EngineError: recognition failed.
        """
        if not self._left:
            return None
        self._left -= 1
        readings = self._recognize(crop_again(image, row))
        if any(len(one.scores) != len(one.text) for one in readings):  # of an engine that does not tell
            return None
        looks = [[*_letters(one)] for one in readings]
        text = fold(read).strip(_BESIDE)
        if any("".join(char for char, _ in look) != text for look in looks):
            return None
        means = [fmean(score for _, score in column) for column in zip(*looks, strict=True)]
        before = fold(read).index(text)
        own = [0.0 if char in TWINS else mean for char, mean in zip(text, means, strict=True)]
        return (*(0.0,) * before, *own, *(0.0,) * (len(read) - before - len(own)))


def _letters(reading: Reading) -> Iterator[tuple[str, float]]:
    """The characters between a row's ends, look-alikes as one, and their scores."""
    text = fold(reading.text)
    start = len(text) - len(text.lstrip(_BESIDE))
    end = len(text.rstrip(_BESIDE))
    return zip(text[start:end], reading.scores[start:end], strict=True)
