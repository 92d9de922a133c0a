"""The Latin print of a page as the network for it reads it, beside what the recognizer read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.columns.texts import to_texts
from pipeline.latin.again import TWINS, Again
from pipeline.latin.ends import with_usual_ends
from pipeline.latin.network import CLASSES, tell_rows
from pipeline.latin.rows import cut_row, find_quad, find_rows
from pipeline.latin.weigh import (
    Spelled,
    changed,
    fold,
    only_one_is_words,
    spell,
    surer,
    without_neighbours,
)
from pipeline.networks.weights_text import Values
from pipeline.over_print.lighter_ink import darker_ink
from pipeline.page_image import Image
from pipeline.reading import Recognize
from pipeline.stage_times import stage
from schemas.geometry import Quad
from schemas.page import InkLayer, TextLine

AGREED = 0.5  # probability above which the network says the same
LIKELY = 0.8  # and from which another text puts what was read in doubt,
UNLIKELY = 0.01  # as it is where the network finds it so probable, whatever else stands there
SURE = 0.95  # from which another text is what stands there
TOLD = 0.8  # from which a look-alike is what the network reads, where no shape told it
DOUBTFUL = 0.9  # score of a letter below which its row is read again
TRUSTED = 0.95  # score of a letter at a row's end that counts though the network has none there
DISPUTED = 0.5  # most that a character counts which both read otherwise

_THIN = "ij.-"


@stage("latin")
def tell_latin(
    lines: Sequence[TextLine], layers: Mapping[InkLayer, Image | None], recognize: Recognize
) -> list[TextLine]:
    """The lines of a page: what may be a domain, or a piece of one, weighed against the network's reading
    and, where that leaves a doubt, against what ``recognize`` reads in several pictures of it.

    ``layers`` are the images that lines were read from; quads are in their pixels. A line of another layer
    stays as it is. A row costs some 15 ms, one in doubt seven recognitions.

    Raises:
        EngineError: recognition failed.
    """
    rows = [_find_rows(line, layers.get(line.layer)) for line in lines]
    places = [(line, row) for line, own in zip(lines, rows, strict=True) for row in own]
    told = iter(_tell_pictures(places))
    again = Again(recognize)
    return [
        _tell_line(line, own, [next(told) for _ in own], again) for line, own in zip(lines, rows, strict=True)
    ]


def _tell_pictures(places: Sequence[tuple[TextLine, _Row]]) -> list[Mapping[str, float]]:
    """What the network makes of each row of a page, probabilities by text. Where it does not bear out what
    was read it sees the rows once more without their lighter ink, a seal's or a ground's, and is believed
    where it does then. Of look-alikes that picture tells less: the flag of a 1 is light."""
    pictures = [cut_row(row.image, row.quad) for _, row in places]
    told = _to_own_texts(places, tell_rows(pictures))
    disputed = [at for at, texts in enumerate(told) if not _bears_out(texts, *places[at])]
    darker = {at: cut for at in disputed if (cut := darker_ink(pictures[at])) is not None}
    if not darker:
        return told
    again = _to_own_texts(places, tell_rows([darker.get(at, cut) for at, cut in enumerate(pictures)]))
    for at in darker:
        if _bears_out(again[at], *places[at]):
            told[at] = again[at]
    return told


def _to_own_texts(
    places: Sequence[tuple[TextLine, _Row]], columns: Sequence[Values]
) -> list[Mapping[str, float]]:
    texts: list[Mapping[str, float]] = []
    for (line, row), own in zip(places, columns, strict=True):
        before, read, behind = line.text[: row.start], line.text[row.start : row.end], line.text[row.end :]
        alone = without_neighbours(to_texts(own, CLASSES), read, before, behind)
        texts.append(with_usual_ends(alone, behind))
    return texts


def _bears_out(texts: Mapping[str, float], line: TextLine, row: _Row) -> bool:
    return spell(texts, line.text[row.start : row.end]).share > AGREED


@dataclass(frozen=True)
class _Row:
    """Which characters of a line a row is, the image that it was read from, and where it stands there."""

    start: int
    end: int
    image: Image
    quad: Quad


def _find_rows(line: TextLine, image: Image | None) -> list[_Row]:
    if image is None or not line.is_placed:
        return []
    return [_Row(start, end, image, find_quad(line, start, end)) for start, end in find_rows(line.text)]


def _tell_line(
    line: TextLine, rows: Sequence[_Row], texts: Sequence[Mapping[str, float]], again: Again
) -> TextLine:
    told = line
    for row, spelled in reversed([*zip(rows, texts, strict=True)]):  # what stands before keeps its place
        told = _tell_row(told, row, spelled, again)
    return told


def _tell_row(line: TextLine, row: _Row, texts: Mapping[str, float], again: Again) -> TextLine:
    start, end = row.start, row.end
    read = line.text[start:end]
    weighed = weigh_row(line, start, end, texts)
    if not _is_doubtful(weighed.text[start:], weighed.char_confidences[start:], read):
        return weighed
    best = spell(texts)
    agrees = _bears_out(texts, line, row) or _trimmed(best.text) == _trimmed(read)
    is_put = fold(weighed.text[start : start + len(best.text)]) == fold(best.text)
    is_told = not agrees and is_put and _is_told(best, read)
    if not (agrees or is_told or may_err(best, read)):
        return weighed
    surer = again.look(row.image, row.quad, best.text if is_told else read)
    if surer is None:
        return weighed
    kept = weighed if agrees or is_told else line
    end = start + len(surer)
    own = map(max, kept.char_confidences[start:end], surer)
    scores = (*kept.char_confidences[:start], *own, *kept.char_confidences[end:])
    return _with(kept, kept.text, kept.char_positions, scores, {*kept.verified})


def may_err(best: Spelled, read: str) -> bool:
    """Whether what the network reads otherwise may be its mistake: it is not sure or makes no words of words,
    and sees as many dots. A letter of two alike (ww) the recognizer passes over in every picture, and so it
    sees a speck as a dot."""
    return not _is_told(best, read) and _trimmed(best.text).count(".") >= _trimmed(read).count(".")


def _is_doubtful(text: str, scores: Sequence[float], read: str) -> bool:
    """Whether ``text`` begins with other letters than were read, or with one that is not sure."""
    is_other = fold(text[: len(read)]) != fold(read)
    return is_other or any(
        score < DOUBTFUL
        for char, score in zip(fold(text[: len(read)]), scores, strict=False)
        if char not in TWINS and (char.isalnum() or char in ".-")
    )


def weigh_row(line: TextLine, start: int, end: int, texts: Mapping[str, float]) -> TextLine:
    """The line after the network read its characters ``start`` to ``end`` as ``texts`` (probabilities by
    text). What both read counts as two looks at it; where the network sees other letters these are doubted,
    and where it is sure its own are given, in doubt."""
    own = spell(texts, line.text[start:end])
    if own.share > AGREED:
        return _borne_out(line, start, own)
    best = spell(texts)
    read = line.text[start:end]
    same = _trimmed(best.text) == _trimmed(read) and not _goes_on(best.text, read, line.text[end:])
    if same or (best.share < LIKELY and own.share > UNLIKELY):
        return line
    if _lacks_an_end(best.text, read, line.char_confidences[start:end]):
        return line
    changes = changed(read, best.text)
    doubted = _doubted(line, start, changes)
    return _put_right(doubted, start, best, changes) if _is_told(best, read) else doubted


def _is_told(best: Spelled, read: str) -> bool:
    """Whether the network's letters are what stands there, whatever was read."""
    return best.share >= SURE and not only_one_is_words(read, best.text)


def _trimmed(text: str) -> str:
    """Without dots at its ends, which the network often passes over."""
    return fold(text).strip(".-")


def _goes_on(spelled: str, read: str, behind: str) -> bool:
    """Whether the network sees a hyphen at the line's end, which joins a domain to its rest and may touch a
    table's rule."""
    return not behind and fold(spelled) == f"{fold(read)}-"


def _lacks_an_end(spelled: str, read: str, scores: Sequence[float]) -> bool:
    """Whether the network reads all but the first or last letter, of which the recognizer is sure: it lies at
    the picture's edge. A thin one may be a table's rule."""
    ends = ((0, read[1:]), (len(read) - 1, read[:-1]))
    return any(
        fold(rest) == fold(spelled)
        and (read[at] == "J" or fold(read[at]) not in _THIN)
        and scores[at] >= TRUSTED
        for at, rest in ends
    )


def _borne_out(line: TextLine, start: int, own: Spelled) -> TextLine:
    text, scores, verified = list(line.text), list(line.char_confidences), {*line.verified}
    for place, (char, sure) in enumerate(zip(own.text, own.letters, strict=True), start):
        if not text[place].isascii() and text[place].isalpha():
            text[place] = char
        if fold(char) not in TWINS:
            scores[place] = 1 - (1 - scores[place]) * (1 - own.share)
        elif place in verified:
            text[place], scores[place] = surer(text[place], scores[place], char, sure)
        elif sure >= TOLD:
            text[place], scores[place] = char, sure
            verified.add(place)
    return _with(line, "".join(text), line.char_positions, scores, verified)


def _doubted(line: TextLine, start: int, changes: Sequence[tuple[range, range]]) -> TextLine:
    """The line with its letters that ``changes`` names in doubt; where one is missing or one too many, its
    neighbour too."""
    scores = [*line.char_confidences]
    for old, new in changes:
        first = old.start if len(old) and len(new) else max(0, old.start - 1)
        for at in range(first, max(old.stop, first + 1)):
            scores[start + at] = min(scores[start + at], DISPUTED)
    return _with(line, line.text, line.char_positions, scores, {*line.verified})


def _put_right(line: TextLine, start: int, best: Spelled, changes: Sequence[tuple[range, range]]) -> TextLine:
    """The line with the network's letters where ``changes`` names others."""
    text, places, scores = line.text, [*line.char_positions], [*line.char_confidences]
    verified = {*line.verified}
    for old, new in reversed(changes):
        first, last = start + old.start, start + old.stop
        text = text[:first] + best.text[new.start : new.stop] + text[last:]
        left = places[first - 1] if first else 0.0
        right = places[last] if last < len(places) else 1.0
        step = (right - left) / (len(new) + 1)
        places[first:last] = [left + step * (at + 1) for at in range(len(new))]
        scores[first:last] = [DISPUTED] * len(new)
        more = len(new) - len(old)
        verified = {at if at < first else at + more for at in verified if not first <= at < last}
    return _with(line, text, places, scores, verified)


def _with(
    line: TextLine, text: str, places: Sequence[float], scores: Sequence[float], verified: set[int]
) -> TextLine:
    changes = {"char_positions": tuple(places), "char_confidences": tuple(round(one, 4) for one in scores)}
    return line.model_copy(update={"text": text, "verified": tuple(sorted(verified)), **changes})
