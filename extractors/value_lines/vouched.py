"""Characters that the words they stand in vouch for: a misread one makes no word of the catalogue."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from extractors.normalize.services import PARTS
from extractors.normalize.text import fold, fold_with_offsets
from extractors.page_lines.layout import Line
from extractors.place_names.cities import CITIES
from extractors.telecom_lists.catalogue import QUALIFIER_TERMS, service_names
from extractors.telecom_lists.issuers import REGION_NAMES, short_region_names

SCORE = 0.99  # of a character within a known word, whatever the engine's own
SHORTEST = 4  # characters of a word of services: of shorter ones two may differ in a stroke
_PHRASES = (
    "第一类增值电信业务中的",
    "第二类增值电信业务中的",
    "依法须经批准的项目,经相关部门批准后方可开展相应经营活动",
    "(见附页)",
    "(详见附页)",
)
_HAN = "[\u3400-\u9fff]"


def vouched_scores(lines: Sequence[Line]) -> tuple[float, ...]:
    """The engine's score of each character of the lines, of one in a known word at least ``SCORE``. Words may
    be wrapped from line to line; a place counts where it stands by itself in a list, and with it the mark
    between it and the next: which mark parts two places is all one."""
    scores = [score for line in lines for score in line.scores]
    text = "".join(line.text for line in lines)
    if len(scores) != len(text):
        return tuple(scores)
    folded, offsets = fold_with_offsets(text)
    for match in _words().finditer(folded):
        for offset in offsets[match.start() : match.end()]:
            scores[offset] = max(scores[offset], SCORE)
    return tuple(scores)


@lru_cache(maxsize=1)
def _words() -> re.Pattern[str]:
    words = {fold(word) for word in (*service_names(), *QUALIFIER_TERMS, *PARTS, *_PHRASES)}
    long = sorted((word for word in words if len(word) >= SHORTEST), key=lambda word: (-len(word), word))
    places = sorted({*REGION_NAMES, *short_region_names(), *CITIES}, key=lambda name: (-len(name), name))
    of_places = "|".join(places)
    place = f"(?:{of_places})(?:省|市)?(?!{_HAN})"
    return re.compile(f"{'|'.join(map(re.escape, long))}|(?<!{_HAN}){place}(?:[、,;:。.](?={place}))?")
