"""Which of its look-alikes a character of a domain is, by its shape and not by its neighbours.

The recognizer reads in context and returns whichever of l and 1 it has seen more often there. Here
the pixels of all of the page's domains speak, and what was read is one witness.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.glyphs.cut import Windows, cut_run
from pipeline.glyphs.doubt import look_at_doubtful
from pipeline.glyphs.network import classify, to_class
from pipeline.glyphs.runs import TWINS, find_figures, find_runs
from pipeline.page_image import Image
from pipeline.pictures.crop import crop_quad
from pipeline.reading import Recognize
from pipeline.stage_times import stage
from schemas.page import InkLayer, TextLine

TOLD = ("1", "l", "I", "i", "0", "O", "o", "")
"""What a look-alike may be; the last is anything else."""

FIGURES = 6  # most runs of figures that a page's domains are compared with
IS_I = 0.9  # probability from which a character is an i that was read as none, or none that was read as one
CAPITAL = "I"  # in much type the same stroke as l, and rare in a domain: never certain
AGAINST = 0.25  # most that a look-alike is worth which a second look bears out and the network does not
LACKING = 0.8  # of a domain with a glyph that is none of its characters: one in five is wrong

_I = frozenset("iI")


@dataclass(frozen=True)
class _Found:
    """``windows`` of the characters of line ``index`` from ``start`` on, of which those at ``places`` of the
    line have look-alikes; ``lacking`` are the offsets of a domain's characters of which one was not read; of
    ``broken`` print the shape says less than what was read."""

    index: int
    start: int
    windows: Windows
    places: tuple[int, ...] = ()
    lacking: range = range(0)
    broken: bool = False


@stage("glyphs")
def tell_twins(
    lines: Sequence[TextLine], layers: Mapping[InkLayer, Image | None], recognize: Recognize | None = None
) -> list[TextLine]:
    """The lines of a page, the look-alikes in what may be a domain told apart where their shape is clear.

    ``layers`` are the images that lines were read from; quads are in their pixels. A line of another
    layer stays as it is. With ``recognize`` domains that were read in doubt are looked at again, and
    letters that stand alone beyond a line's end are read.

    Raises:
        EngineError: recognition failed.
    """
    told = list(lines)
    found = {index: _find_twins(index, line, layers.get(line.layer)) for index, line in enumerate(lines)}
    if recognize is not None:
        lacking = {index for index, parts in found.items() if any(one.lacking for one in parts)}
        for index, look in look_at_doubtful(told, lacking, layers, recognize).items():
            told[index] = look.line
            whole = look.agreed and index in lacking
            found[index] = _find_twins(index, look.line, layers.get(look.line.layer), agreed=whole)
    cut = [one for parts in found.values() for one in parts]
    beside = _find_figures(told, layers) if cut else []
    for one, likely in zip(cut, _compare(told, cut, beside), strict=True):
        own = likely[[place - one.start for place in one.places]]
        line = decide(told[one.index], one.places, own, only_verify=one.broken)
        told[one.index] = _doubted(line, one.lacking)
    return told


def _compare(
    lines: Sequence[TextLine], cut: Sequence[_Found], beside: Sequence[_Found]
) -> list[NDArray[np.float32]]:
    """The probability of each of ``TOLD`` for each character of each run of ``cut``; all runs, those
    ``beside`` as well, are of one page."""
    if not cut:
        return []
    every = [*cut, *beside]
    sizes = [len(one.windows) for one in every]
    read = "".join(lines[one.index].text[one.start :][:size] for one, size in zip(every, sizes, strict=True))
    runs = np.repeat(np.arange(len(every)), sizes)
    known = classify(np.concatenate([one.windows for one in every]), read, runs.tolist())
    told = known[:, [to_class(name) for name in TOLD[:-1]]]
    likely = np.column_stack([told, 1 - told.sum(axis=1)])
    return np.split(likely, np.cumsum(sizes)[:-1])[: len(cut)]


def _doubted(line: TextLine, lacking: range) -> TextLine:
    """The line with no character of a run surer than ``LACKING``."""
    scores = [
        min(score, LACKING) if place in lacking else score
        for place, score in enumerate(line.char_confidences)
    ]
    return line.model_copy(update={"char_confidences": tuple(scores)}) if lacking else line


def _find_twins(index: int, line: TextLine, image: Image | None, *, agreed: bool = False) -> list[_Found]:
    """``agreed``: a second look read the same, so that no glyph is missed."""
    if image is None or not line.is_placed:
        return []
    runs = [run for run in find_runs(line.text) if TWINS & set(line.text[slice(*run)])]
    if not runs:
        return []
    crop = crop_quad(image, line.quad)
    of_domains = any("." in line.text[slice(*run)] for run in runs)
    found = []
    for start, end in runs:
        text = line.text[start:end]
        edges = {"first": start == 0, "last": end == len(line.text), "whole": agreed}
        cut = cut_run(crop, text, line.char_positions[start:end], **edges)
        if cut is not None:
            lacking = range(start, end) if cut.missed and of_domains else range(0)
            twins = tuple(start + at for at in range(len(cut.windows)) if text[at] in TWINS)
            found.append(_Found(index, start, cut.windows, twins, lacking, broken=agreed))
    return found


def _find_figures(lines: Sequence[TextLine], layers: Mapping[InkLayer, Image | None]) -> list[_Found]:
    """Numbers of the page, which show its face."""
    found: list[_Found] = []
    for index, line in enumerate(lines):
        image = layers.get(line.layer)
        if image is None or not line.is_placed:
            continue
        for start, end in find_figures(line.text):
            cut = cut_run(crop_quad(image, line.quad), line.text[start:end], line.char_positions[start:end])
            if cut is not None and len(cut.windows):
                found.append(_Found(index, start, cut.windows))
                if len(found) == FIGURES:
                    return found
    return found


def _likeliest(row: NDArray[np.float32], read: str) -> int:
    """The place in ``TOLD`` of what a character most likely is. An i for what was read as none, or none for
    an i, is to be likely by far: a dot the recognizer sees as well, and a capital is rare in a domain."""
    best = int(np.argmax(row))
    if read in TOLD and (TOLD[best] in _I) != (read in _I) and row[best] < IS_I:
        return TOLD.index(read)
    return best


def decide(
    line: TextLine, places: Sequence[int], likely: NDArray[np.float32], *, only_verify: bool = False
) -> TextLine:
    """The line with the characters at ``places`` as they most likely are; ``likely`` holds a row of
    probabilities of ``TOLD`` for each.

    The likeliest gives the character and its score, and the place is ``verified``. Where it is none of
    these nothing changes; with ``only_verify`` only the score, low where it is another than was read.
    """
    text, scores = list(line.text), list(line.char_confidences)
    verified = set(line.verified)
    for place, row in zip(places, likely, strict=True):
        best = _likeliest(row, text[place])
        if only_verify and TOLD[best].lower() != text[place].lower():
            if TOLD[best] not in ("", "i"):  # a piece of an l looks like an i
                scores[place] = min(scores[place], AGAINST)
                verified.add(place)
            continue
        if TOLD[best]:
            text[place], scores[place] = TOLD[best], round(min(1.0, float(row[best])), 4)
            if TOLD[best] != CAPITAL:
                verified.add(place)
    return line.model_copy(
        update={"text": "".join(text), "char_confidences": tuple(scores), "verified": tuple(sorted(verified))}
    )
