"""English words that sites are often named with, beside pinyin: what speaks for an l, and against a 1."""

from __future__ import annotations

import re
from functools import lru_cache

from extractors.normalize.pinyin import LIKE, SYLLABLES

_WORDS = """
ai app aqua arc art atlas aurora auto b2b b2c baby bank bee bella best big bike bird blog bloom blue
board body bolt book box boy bright brook bus buy c2c call calm camp candy capital car card care cash
castle cat cell center central chain chat chef cherry child choice city class clean clear click clinic
cloth cloud club coach coal coast code coffee cold college color cook cool core cotton craft crown
crystal cube cycle dance data day deal deck delta design dev diamond digital doctor dog dolphin door
dragon dream drive drop duck dust eagle east echo eco eden edu elf elite energy english ever express
fable fair family fan farm fashion fast feather field file film find fire fish fit flag flame flash
flora flow flower fly focus food fool foot forest forum fox free fresh frog fruit fun gallery game
garden gate gear gem giant gift girl glass global glory go goal god gold golf good grace grand grape
gray green group guide gym hair hall hand happy hawk health heart hello help hero hi high hill hip hit
hive hold holiday home honey hope horse hospital host hot hotel house ice icon idea idol info ink inn io
iot ipo iris island ivy jade jewel job jolly joy joyful jump jungle key kid king lab lace lady lake lamp
land lane last lava law lead leader leaf leap learn learning legal lemon lens level library life light
like lily line linen link lion list lite little live lively llama loan lobby local location lock loft
logic logistic logo lol long look loop lot lottery lotus lounge love low loyal luck lucky lunar luxury
magic magnet mail mall map maple marble mark market master max media medical meet melody metal metro
micro milk mini mint mirror mobile model modern mom money moon moral motor movie music my nest net new
news nice night noble north note nova o2o oak oasis ocean office oil old olive olympic one online opal
open orange orbit orchid order oval owl p2p paint pal palm panda paper parcel park part party pay pearl
people pet phone photo pick pilot pine pink pixel plan planet plant play plaza plum plus pm point polo
pony pool pop post power price prime print pro profit pub public pull pulse pure push quality quick
rabbit radio rail rain rainbow ray read real red rice rich ring ripple river road robot rock rocket role
roll room rose royal ruby run safe sail sale salon sand satin scale school science sea search seed sell
service shadow shell shine ship shoe shop show silk silver sirius sky slate sleep slim smart smile snow
soft soil sol solar sole solid solo solution song soul sound space spark spirit split sport spring
stable star start station steam steel stock stone store story stream street studio study style sugar sun
sunny supply swan swift swim system table tale talk taxi tea teal team tech technology tele test text
tie tiger tile timber time tool tools top total touch tour tower town toy trade trail train travel tree
trip truck true trust tulip tv twin ui ultra unit up valley velvet video view villa village violet vip
visa vital voice volume vr wall want warm water wave way web well west whale wheel wifi wild willow win
wind wine wing winter wish wolf woman wood wool work world yellow yes yoga young your zebra zip zone zoo
"""
_SHORTEST = 6  # letters: what is shorter may be anything
_ENGLISH = frozenset(_WORDS.split())
_LONG = [syllable for syllable in SYLLABLES if len(syllable) > 1]  # o is no word: logoo
_SPELLED = re.compile(f"(?:{'|'.join(sorted({*_WORDS.split(), *_LONG}, key=len, reverse=True))})+")


@lru_cache(maxsize=4096)  # a label and its readings are asked for some twenty times
def is_words(text: str) -> bool:
    """Whether ``text`` in small letters is words and syllables of pinyin without remainder: zhongcloud."""
    return _SPELLED.fullmatch(text) is not None


def is_english(word: str) -> bool:
    """Whether ``word`` in small letters is one of the English words."""
    return word in _ENGLISH


def is_misspelled(text: str) -> bool:
    """Whether ``text`` in small letters is no words for one letter: fastfost for fastfast."""
    if len(text) < _SHORTEST or is_words(text):
        return False
    return any(is_words(other) for at in range(len(text)) for other in exchange(text, at))


def exchange(text: str, at: int) -> list[str]:
    """``text`` with the letter at ``at`` as each of those that are read for it on bad print."""
    letter = text[at]
    return [text[:at] + pair.replace(letter, "") + text[at + 1 :] for pair in LIKE if letter in pair]


def has_hooked_i(domain: str) -> bool:
    """Whether a j in ``domain`` stands where an i would make words: dirt at an i's foot makes one of it."""
    labels = re.findall("[a-z]+", domain)
    return any(
        char == "j" and is_words(f"{label[:at]}i{label[at + 1 :]}") and not is_words(label)
        for label in labels
        for at, char in enumerate(label)
    )
