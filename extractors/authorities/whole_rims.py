"""Names that a seal's rim bears out by itself: it has as many places as they have characters."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz.distance import Levenshtein

from extractors.authorities.authority_names import NATION, SOCIETIES

SURE = 0.99  # score of a rim from which every character of it was read surely
LIKELY = 0.93  # the same where some were lost or one is in doubt
_FORM = re.compile("(?:服务)?(?:股份|集团)?(?:有限)?(?:责任)?(?:公司|中心|协会|商会|学会)$")
TRADE = 2  # characters that a trade begins with: 认证, 信用, 征信
ASTRAY = 5  # characters of a name for each that may be lost or misread


def is_borne_by_rim(name: str, read: str, score: float, places: int | None, endings: Sequence[str]) -> bool:
    """Whether a rim with so many ``places`` says ``name``.

    A company or society, which holds no place that the paper tells, was ``read`` so, surely, and is of the
    trade that the declared ``endings`` tell. Another was nearly read so, with some characters lost or in
    doubt; the last only where no other office ends otherwise (建设厅, 建设局). Both names are ideographs
    alone; ``score`` is 0-1.
    """
    if places != len(name):
        return False
    if read == name:
        return score >= SURE and name.endswith(SOCIETIES) and _is_of_trade(name, endings)
    is_near = Levenshtein.distance(read, name) <= len(name) // ASTRAY
    is_told = read[-1] == name[-1] or sum(name[:-1].endswith(ending[:-1]) for ending in endings) == 1
    return is_near and is_told and score >= LIKELY and (len(read) < len(name) or score < SURE)


def _is_of_trade(name: str, endings: Sequence[str]) -> bool:
    """Whether a company does what one of the ``endings`` says: any may set its seal on a copy. 有限公司 alone
    says nothing."""
    trades = {re.sub(f"^(?:{'|'.join(NATION)})", "", _FORM.sub("", ending))[:TRADE] for ending in endings}
    return any(trade in name for trade in trades if len(trade) == TRADE)
