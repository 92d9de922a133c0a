"""Words of use restrictions of which all characters but one tell that one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

SURE: Final = 0.9  # score from which a character was read surely,
TOLD: Final = 0.97  # and that of one that its word tells
_WORDS: Final = re.compile(
    "仅供|仅在|仅限|上亮证|有效期至|再次复印无效|复印件?无效|[他它]用一律无效|[他它]用无效|与原件相符|与原件一致"
)


def with_told_words(text: str, scores: Sequence[float]) -> tuple[float, ...]:
    """The scores of the characters of ``text``, an unsure one as sure as its word makes it: no other stands
    beside 供 or 亮 than 仅 and 证 (issue 3). A word with two unsure ones tells neither."""
    told = list(scores)
    for word in _WORDS.finditer(text):
        unsure = [at for at in range(*word.span()) if scores[at] < SURE]
        if len(unsure) == 1:
            told[unsure[0]] = TOLD
    return tuple(told)
