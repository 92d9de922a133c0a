"""What an engine reads in one line image, as it passes between the stages of the pipeline."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pipeline.page_image import Image


@dataclass(frozen=True)
class Reading:
    """The text of one line image. Scores are 0-1; an empty ``text`` means that nothing was seen.

    ``positions`` are the centers of the characters along the line, 0 = start and 1 = end of the
    image; ``scores`` the confidence of each. Both have the length of ``text``, or are empty where
    the engine does not tell.
    """

    text: str
    confidence: float
    positions: tuple[float, ...] = ()
    scores: tuple[float, ...] = ()


Recognize = Callable[[Sequence[Image]], Sequence[Reading]]
"""What reads line images, one reading each; raises EngineError where it fails."""
