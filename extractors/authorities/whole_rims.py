"""Names that a seal's rim bears out by itself: it has as many places as they have characters."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz.distance import Levenshtein

from extractors.authorities.authority_names import SOCIETIES

SURE = 0.99  # score of a rim from which every character of it was read surely
LIKELY = 0.93  # the same where some were lost or one is in doubt
ASTRAY = 5  # characters of a name for each that may be lost or misread


def is_borne_by_rim(
    name: str, read: str, score: float, places: int | None, endings: Sequence[str] = ()
) -> bool:
    """Whether a rim with so many ``places`` says ``name``, a company or society as it was ``read``, surely:
    none has a place that the paper tells. Another was nearly read so, with some characters lost or in doubt;
    the last only where by the declared ``endings`` no other office is called so (建设厅, 建设局). Both are
    ideographs alone; ``score`` is 0-1.
    """
    if places != len(name):
        return False
    if read == name:
        return score >= SURE and name.endswith(SOCIETIES)
    is_near = Levenshtein.distance(read, name) <= len(name) // ASTRAY
    is_told = read[-1] == name[-1] or sum(name[:-1].endswith(ending[:-1]) for ending in endings) == 1
    return is_near and is_told and score >= LIKELY and (len(read) < len(name) or score < SURE)
