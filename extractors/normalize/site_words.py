"""English words that sites are often named with, beside pinyin: what speaks for an l, and against a 1."""

from __future__ import annotations

import re

from extractors.normalize.pinyin import SYLLABLES

_WORDS = """
ai app art auto b2b b2c baby bank best big bike bird blog blue board body book box boy bus buy c2c call camp
car card care cash cat chat city class clean clear click clinic cloud club coach code coffee cold college
color cook cool core cycle dance data day deal deck design dev digital doctor dog door dream drive drop eco
edu elite energy english fair family fan farm fashion fast file film find fish fit flash flow flower fly
food fool foot forest forum free fresh fun game garden gift girl glass global go goal god gold golf good
green group guide gym hair hall hand happy health heart hello help hi high hill hip hit hold holiday home
hope hospital host hot hotel house idea idol info ink inn iot ipo job joy key kid king lab lady lake land
last law lead leader leaf learn learning legal lemon lens level library life light like line link lion list
little live local lock logic logo long look loop lot love low luck lucky luxury mail mall map mark market
master max media medical meet metal micro mini mobile model modern mom money moon motor movie music my net
new news nice night note o2o ocean office oil old olive one online open orange order p2p paint pal panda
paper park part party pay people pet phone photo pick pilot pink pixel plan planet plant play plaza plus pm
point pool pop post power price print pro profit pub public pull pure push quality quick radio rail rain
read real red rich road robot rock role roll room rose royal run safe sail sale salon school science sea
search sell service shell ship shoe shop show silk silver sky sleep slim smart smile snow soft sol solar
sole solo solution song soul sound space sport star start station steel stock stone store story stream
street studio study style sun supply swim system talk taxi tea team tech technology tele test text tie time
tool tools top total touch tour town toy trade train travel tree trip truck true trust tv ui unit up video
view villa village vip visa voice volume vr wall want warm water way web well west wifi win wind wine wolf
woman wood wool work world yellow yes yoga young your zip zone zoo
"""
_SPELLED = re.compile(f"(?:{'|'.join(sorted({*_WORDS.split(), *SYLLABLES}, key=len, reverse=True))})+")


def is_words(text: str) -> bool:
    """Whether ``text`` in small letters is words and syllables of pinyin without remainder: zhongcloud."""
    return _SPELLED.fullmatch(text) is not None
