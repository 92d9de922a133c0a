"""Where in a row of a page a declared label stands: spaced out, over several pieces, misread."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

from rapidfuzz.distance import Levenshtein

from extractors.normalize.text import fold, fold_with_offsets
from extractors.page_lines.layout import Line
from extractors.printed_labels.label_index import allowed_errors
from extractors.printed_labels.label_marks import OPENED, ROW_NUMBER, ends_label, label_begin

SPREAD = 1.16  # line heights from one character to the next that are a gap
HOLE = 1.6  # the same with a character between them that is not seen
LONGEST_GAP = 9.0  # line heights between the characters of a label padded to the column's width,
LONGEST_OF_TWO = 16.0  # and between the two of one
SHORT = 3  # characters of a label of which none may be a mark: 注册) is no 注册号
NEXT_ROW = 2.6  # line heights from one line of a label to the next
_ITEM = re.compile("第[一二]类")  # of a list of services
_SERVICES = ("服务", "业务", "中心", "网络", "专用网", ")")  # a service's own 业务覆盖范围: is no label
_BROKEN_OFF = ("服务", "中心", "网络", "专用网")  # a service before its last word, 业务
_MARKS = tuple("。;,、.及和与的")  # of a sentence that goes on: …业务。覆盖范围：陕西省
_ENGLISH = re.compile(
    r"/[A-Za-z]{2}"
)  # behind a label whose other half it is: 兹证明/This is to certify that
_DOT = re.compile(r"(?<=[\u4e00-\u9fff])[.·•☐☑☒□](?=[\u4e00-\u9fff])")


class Known(StrEnum):
    """How a wording of a label is known: it may be misread by a character, stands to the letter, or so and
    with no word behind it without a gap."""

    NEARLY = "nearly"
    TO_LETTER = "to_letter"
    APART = "apart"


@dataclass(frozen=True)
class Match:
    """A label line found in a row: pieces ``first`` to ``last``, the latter up to ``end``."""

    first: int
    start: int
    last: int
    end: int
    similarity: float
    exact_size: int


def find_prefix(row: Sequence[Line], label: str, known: Known = Known.NEARLY) -> Match | None:
    """``label`` (folded) in the row: at the start of a piece, over several pieces, or before a colon. One
    that is known to the letter alone stands at the start."""
    best: Match | None = None
    for first in range(len(row)):
        for match in _matches_from(row, first, label, known):
            if best is None or match.similarity > best.similarity:
                best = match
    return best


def _matches_from(row: Sequence[Line], first: int, label: str, known: Known) -> Iterator[Match]:
    text, offsets_of = "", []
    for last in range(first, len(row)):
        piece = row[last]
        if last > first:
            gap = piece.box.left - row[last - 1].box.right
            longest = LONGEST_OF_TWO if len(label) == 2 else LONGEST_GAP
            if gap > longest * piece.height or len(row[last - 1].text.strip()) > max(4, len(label) - 1):
                return
        folded, offsets = without_dots(piece.text)
        text += folded
        offsets_of.append((last, offsets))
        head = label_begin(text)
        if _may_hold(text[head:], label):
            places = [(number, offset) for number, own in offsets_of for offset in own]
            if known == Known.NEARLY:
                start, size, similarity = _locate(text[head:], label, row, places[head:])
            else:
                start, size, similarity = _locate_whole(text[head:], label, row, places[head:], known)
            start += head
            if similarity and (last == first or start + size > len(text) - len(folded)):
                at, offset = places[start]
                until, end = places[start + size - 1]
                if at == first and until == last:
                    yield Match(first, offset, last, end + 1, similarity, len(label))
        if len(text) > len(label) + 2:
            return


@lru_cache(maxsize=4096)  # each line is compared with every label
def without_dots(text: str) -> tuple[str, tuple[int, ...]]:
    """Folded, without dirt that was read as dots or boxes between the characters of a label: 成.立日期."""
    folded, offsets = fold_with_offsets(text)
    if not _DOT.search(folded):
        return folded, offsets
    kept = [place for place in range(len(folded)) if not _DOT.match(folded, place)]
    return "".join(folded[place] for place in kept), tuple(offsets[place] for place in kept)


def _is_spread(row: Sequence[Line], places: Sequence[tuple[int, int]]) -> bool:
    """Whether a character stands apart from the one before: labels are padded to one width."""
    return any(gap > SPREAD for gap in _gaps(row, places))


def _has_hole(prefix: str, label: str, gaps: Sequence[float]) -> bool:
    """Whether one character of the label is hidden where it stands, and a gap parts the label from what
    follows: 业   种 类 第一类. ``gaps`` are those between the characters of ``prefix`` and the next."""
    if len(gaps) < len(prefix) or gaps[len(prefix) - 1] < SPREAD:
        return False
    return any(
        label[:at] + label[at + 1 :] == prefix and gaps[at - 1] > HOLE for at in range(1, len(label) - 1)
    )


def _gaps(row: Sequence[Line], places: Sequence[tuple[int, int]]) -> list[float]:
    """From the middle of each character to the next, in line heights."""
    centers = [row[piece].centers[offset] for piece, offset in places]
    height = row[places[0][0]].height if places else 1.0
    return [(after - before) / height for before, after in pairwise(centers)]


def _may_hold(text: str, label: str) -> bool:
    """Whether ``label`` may be in ``text``: told soon, and of most lines and labels it is not."""
    reach = allowed_errors(label) + 1  # a character more or less brings it no nearer than by one
    is_near = Levenshtein.distance(text[: len(label)], label, score_cutoff=reach) <= reach
    return is_near or (len(label) >= 4 and label in text)


def _locate(
    text: str, label: str, row: Sequence[Line], places: Sequence[tuple[int, int]]
) -> tuple[int, int, float]:
    """Start, size and similarity (0 = not there) of ``label`` in ``text``."""
    allowed = allowed_errors(label)
    best = (0, 0, 0.0)
    for size in range(max(1, len(label) - 1), len(label) + 2):
        prefix = text[:size]
        distance = Levenshtein.distance(prefix, label, score_cutoff=allowed)
        similarity = 1 - distance / len(label)
        if (
            distance <= allowed
            and len(prefix) == size
            and (distance == 0 or len(label) > SHORT or prefix.isalnum())
            and similarity > best[2]
            and (
                _closes(text, size, distance)
                or (distance == 0 and size >= 2 and _is_spread(row, places[: size + 1]))
                or (distance == 1 and _has_hole(prefix, label, _gaps(row, places[: size + 1])))
            )
        ):
            best = (0, size, similarity)
    if best[2] < 1 and len(label) >= 4:
        at = text.find(label)
        following = text[at + len(label) : at + len(label) + 1]
        bracketed = text[at - 1] in OPENED and ends_label(text, at + len(label))  # a second label in the line
        closed = following in tuple(":;") or bracketed
        before = text[: at + 2] if label.startswith("业务") else text[:at]  # it may be the service's own word
        goes_on = label.endswith("范围") and before.endswith(_MARKS)
        is_service_s = before.endswith(_SERVICES) or before == "务"  # the rest of 业务 above
        if at > 0 and closed and not goes_on and not is_service_s:
            return at, len(label), 1.0
    return best


def _locate_whole(
    text: str, label: str, row: Sequence[Line], places: Sequence[tuple[int, int]], known: Known
) -> tuple[int, int, float]:
    """The same of a label that is known to the letter alone."""
    size = len(label)
    following = text[size : size + 1]
    ends = following in ("", ":", ";") or label.endswith(":") or ends_label(text, size)
    ends = ends or (following.isascii() and following.isalnum()) or _is_parted(row, places, size)
    ends = ends or (known == Known.TO_LETTER and _closes(text, size, 0))
    return (0, size, 1.0) if text.startswith(label) and ends else (0, 0, 0.0)


def _is_parted(row: Sequence[Line], places: Sequence[tuple[int, int]], size: int) -> bool:
    """Whether what follows the first ``size`` characters stands in a piece of its own, or apart from them."""
    own, following = places[size - 1 : size + 1]
    return own[0] != following[0] or _is_spread(row, [own, following])


def _closes(text: str, size: int, distance: int) -> bool:
    """Whether what follows lets the label end here: nothing, a colon, the first number of a list, or a value
    run on to it; or whether a bracket ends it."""
    following = text[size : size + 1]
    bracketed = distance == 0 and text[size - 1 : size] == ")"
    if (
        following in ("", ":", ";")
        or bracketed
        or ends_label(text, size)
        or ROW_NUMBER.match(text, size) is not None
        or (distance == 0 and following.isascii() and following.isalnum())
        or (distance == 0 and _ENGLISH.match(text, size) is not None)
    ):
        return True
    return distance == 0 and size >= 4 and following not in tuple(",.、。,)》>/和及或")


def ends_service(piece: Line, match: Match, label: str, above: Sequence[Line]) -> bool:
    """Whether 业务 at the head of a label in ``piece`` may be the last word of a service that a line
    ``above`` breaks off; 网业务 where it breaks off within the service, 务 within that word."""
    text = fold(piece.text)
    if match.start or not (label.startswith("业务") or text.startswith("务")):
        return False
    head, ends = ("务", ("业务",)) if text.startswith("务") else (text.split("业务")[0], _BROKEN_OFF)
    return any(
        abs(line.box.left - piece.box.left) < piece.height
        and 0 < piece.middle - line.middle < NEXT_ROW * piece.height
        and _ITEM.search(fold(line.text)) is not None
        and (fold(line.text) + head).endswith(ends)
        for line in above
    )
