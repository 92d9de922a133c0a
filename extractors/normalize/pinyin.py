"""Whether a word can be read as pinyin: what tells l from 1 in most Chinese domain names."""

from __future__ import annotations

import re
from functools import cache

# Each initial with the finals it takes; the first line stands without initial.
_TABLE = """
:a o e ai ei ao ou an en ang eng er yi ya yo ye yao you yan yin yang ying yong wu wa wo wai wei wan wen wang
:weng yu yue yuan yun
b:a o ai ei ao an en ang eng i ie iao ian in ing u
p:a o ai ei ao ou an en ang eng i ie iao ian in ing u
m:a o e ai ei ao ou an en ang eng i ie iao iu ian in ing u
f:a o ei ou an en ang eng u
d:a e ai ei ao ou an en ang eng i ie iao iu ian ing u uo ui uan un ong
t:a e ai ao ou an ang eng i ie iao ian ing u uo ui uan un ong
n:a e ai ei ao ou an en ang eng i ie iao iu ian in iang ing u uo uan ong v ve ue
l:a e ai ei ao ou an ang eng i ia ie iao iu ian in iang ing u uo uan un ong v ve ue
g:a e ai ei ao ou an en ang eng u ua uo uai ui uan un uang ong
k:a e ai ao ou an en ang eng u ua uo uai ui uan un uang ong
h:a e ai ei ao ou an en ang eng u ua uo uai ui uan un uang ong
j:i ia ie iao iu ian in iang ing u ue uan un iong
q:i ia ie iao iu ian in iang ing u ue uan un iong
x:i ia ie iao iu ian in iang ing u ue uan un iong
zh:a e i ai ei ao ou an en ang eng u ua uo uai ui uan un uang ong
ch:a e i ai ao ou an en ang eng u ua uo uai ui uan un uang ong
sh:a e i ai ei ao ou an en ang eng u ua uo uai ui uan un uang
r:e i ao ou an en ang eng u ua uo ui uan un ong
z:a e i ai ei ao ou an en ang eng u uo ui uan un ong
c:a e i ai ao ou an en ang eng u uo ui uan un ong
s:a e i ai ao ou an en ang eng u uo ui uan un ong
"""
SYLLABLES = sorted(
    {
        initial + final
        for line in _TABLE.split("\n")
        if ":" in line
        for initial, _, finals in [line.partition(":")]
        for final in finals.split()
    },
    key=len,
    reverse=True,
)
_LONGEST = len(SYLLABLES[0])
_SHORTEST = 8  # letters: what is shorter may be anything
LIKE = ("un", "hb", "hn", "ao", "ec", "oe", "co", "tf", "ti", "qg", "vy", "rn", "mn", "ij", "lt")
"""Letters that are read for one another on bad print, but those whose look-alikes are figures."""
_WORD = re.compile(f"(?:{'|'.join(SYLLABLES)})+")
_INITIALED = re.compile(f"(?:ah|[b-df-hj-np-tw-z]{{2,3}})(?:{'|'.join(SYLLABLES)}){{2,}}")


def is_pinyin(word: str) -> bool:
    """Whether lower-case ``word`` splits into Mandarin syllables without remainder."""
    return _WORD.fullmatch(word) is not None


def is_initialed(word: str) -> bool:
    """Whether lower-case ``word`` is pinyin behind the initials of a place or firm: bjxinhua, scjiazheng. One
    letter is all that keeps many such from being pinyin."""
    return _INITIALED.fullmatch(word) is not None


def is_one_off(word: str) -> bool:
    """Whether lower-case ``word`` is no pinyin for one letter: chengliaughai for chenglianghai, songyueuo for
    songyuehuo. One is misread for a letter like it, or lost."""
    if len(word) < _SHORTEST or is_pinyin(word):
        return False
    begun = [at for at in range(len(word)) if not at or is_pinyin(word[:at])]
    ends = {at for at in range(1, len(word) + 1) if at == len(word) or is_pinyin(word[at:])}
    return any(
        at + size in ends and word[at : at + size] in _misread()
        for at in begun
        for size in range(2, _LONGEST + 1)
    )


@cache
def _misread() -> frozenset[str]:
    """What syllables are with one letter misread or lost."""
    lost = {syllable[:at] + syllable[at + 1 :] for syllable in SYLLABLES for at in range(len(syllable))}
    misread = {
        syllable[:at] + other + syllable[at + 1 :]
        for syllable in SYLLABLES
        for pair in LIKE
        for at, letter in enumerate(syllable)
        if letter in pair
        for other in pair.replace(letter, "")
    }
    return frozenset(lost | misread)
