"""Text as read to text for comparing (``fold``) and to text for showing (``clean_printed``)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache

from opencc import OpenCC

_NOTE_COMMA = re.compile("(?<=须经批准的项目)[.·。、,，]*(?=经相关部门批准)")
_NOTE_COLON = re.compile("(?<=开展经营活动)[:：](?=依法须经批准|不得从事)")
_NOTE_END = re.compile("(【依法须经批准的项目，经相关部门批准后方可开展(?:相应)?经营活动)$")
_HYPHENS = dict.fromkeys("\u2010\u2011\u2012\u2212", "-")  # PDFs have any of them; dashes stay
_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")

# Radicals that PDF fonts map to in place of the character; NFKC leaves them alone, or makes 戶 of 户. And 㬵,
# for which Noto Sans and Source Han Sans have 胶's own glyph, so that a PDF may name either.
_RADICALS = str.maketrans(
    "⺎⺐⺒⺓⺛⺠⻁⻄⻅⻆⻉⻋⻑⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻮⻯⻰⻱⻲⻳⼾㬵",
    "兀尢巳幺旡民虎西见角贝车長长门青韦页风飞食马骨鬼鱼鸟卤麦黄黾斉齐齿竜龙龜亀龟户胶",
)
# Old forms that the table of standard characters of 2013 lets stand in names; GB 2312 has none of them.
_READMITTED = frozenset("昇陞甯甦氾夥剋")
_QUOTE_SIGNS = re.compile(r"<\s?<|〈\s?〈|≪|«")
_UNQUOTE_SIGNS = re.compile(r">\s?>|〉\s?〉|≫|»")
_BRACKETS = re.compile(r"[(（]([^()（）]*)[)）]")


@lru_cache(maxsize=1)
def _converter() -> OpenCC:
    return OpenCC("t2s")


@lru_cache(maxsize=16384)
def _simplified(character: str) -> str:
    converted: str = _converter().convert(character)
    return converted if len(converted) == 1 else character


@lru_cache(maxsize=16384)
def _is_standard(character: str) -> bool:
    """Whether it is in use in simplified print: GB 2312 holds it (乾, 著, 於 as names), or names do (昇)."""
    return character in _READMITTED or _is_in(character, "gb2312")


def _is_in(character: str, charset: str) -> bool:
    try:
        character.encode(charset)
    except UnicodeEncodeError:
        return False
    return True


def is_cjk(character: str) -> bool:
    """Whether it is an ideograph; punctuation and kana are not."""
    code = ord(character)
    return 0x3400 <= code <= 0x9FFF or 0xF900 <= code <= 0xFAFF or code >= 0x20000 or character in "〇々"


def _is_wide(character: str) -> bool:
    return is_cjk(character) or 0x2E80 <= ord(character) <= 0x33FF or 0xFF00 <= ord(character) <= 0xFFEF


def to_simplified(text: str) -> str:
    """Traditional forms replaced one by one, length kept; a form that simplified print uses stays,
    and so does one whose simplified form is itself outside common print (龑 in names)."""
    return text.translate(_STANDARD)


def _to_standard(character: str) -> str:
    if character < "\u3400" or _is_standard(character) or not _is_standard(_simplified(character)):
        return character
    return _simplified(character)


def mixes_forms(text: str) -> bool:
    """Whether a traditional form stands beside one that traditional print (Big5) has not: one is misread."""
    folded = to_simplified(text)
    return folded != text and any(is_cjk(char) and not _is_in(char, "big5") for char in text)


def in_one_form(text: str) -> str:
    """The text in simplified forms where its traditional ones stand beside these: both are one character."""
    return to_simplified(text) if mixes_forms(text) else text


def mend_standing_note(text: str) -> str:
    """The note 依法须经批准的项目，经相关部门批准后方可开展相应经营活动, the same on every license, with the
    comma that was lost or misread, or has dirt beside it, and with its last bracket; the clauses of 企业依法
    自主选择经营项目，开展经营活动；依法须经批准的项目…；不得从事… with their semicolons."""
    return _NOTE_END.sub(r"\1】", _NOTE_COLON.sub("；", _NOTE_COMMA.sub("，", text)))


@lru_cache(maxsize=4096)  # labels are compared with each line many times
def fold_with_offsets(text: str) -> tuple[str, tuple[int, ...]]:
    """``fold(text)``, and for each of its characters the offset in ``text`` that it came from."""
    folded = text.translate(_FOLDED)
    return folded, tuple(offset for offset, character in enumerate(text) for _ in _FOLDED[ord(character)])


@lru_cache(maxsize=8192)  # some three thousand times a page
def fold(text: str) -> str:
    """For comparing only: NFKC, no white space, every traditional character simplified, one hyphen."""
    return fold_with_offsets(text)[0]


def without_radicals(text: str) -> str:
    """Each radical as the character whose glyph it has."""
    return "".join(
        unicodedata.normalize("NFKC", character) if 0x2E80 <= ord(character) <= 0x2FDF else character
        for character in text.translate(_RADICALS)
    )


def _to_folded(character: str) -> str:
    """As ``fold`` has it: of one that cannot be seen, nothing."""
    if character in _INVISIBLE:
        return ""
    normal = unicodedata.normalize("NFKC", character.translate(_RADICALS))
    return "".join(
        _HYPHENS.get(char, char) if char < "\u3400" else _simplified(char)
        for char in normal
        if not char.isspace()
    )


def _to_plain(character: str) -> str:
    """Full-width letters and digits, radicals and compatibility ideographs to the usual character; what
    cannot be seen to nothing."""
    if character in _INVISIBLE:
        return ""
    code = ord(character)
    alphanumeric = 0xFF01 <= code <= 0xFF5E and unicodedata.normalize("NFKC", character).isalnum()
    if alphanumeric or 0x2E80 <= code <= 0x2FDF or 0xF900 <= code <= 0xFAFF:
        return unicodedata.normalize("NFKC", character.translate(_RADICALS))
    return character.translate(_RADICALS)


class _Told(dict[int, str]):
    """A table for ``str.translate`` by which each character is told once."""

    def __init__(self, tell: Callable[[str], str]) -> None:
        super().__init__()
        self._tell = tell

    def __missing__(self, code: int) -> str:
        told = self[code] = self._tell(chr(code))
        return told


_PLAIN, _STANDARD, _FOLDED = _Told(_to_plain), _Told(_to_standard), _Told(_to_folded)


def _close_spaces(text: str) -> str:
    """White space stays, as one space, only between two narrow characters (Latin words, numbers)."""
    kept: list[str] = []
    gap = False
    for character in text:
        if character.isspace():
            gap = bool(kept)
            continue
        if gap and not _is_wide(kept[-1]) and not _is_wide(character):
            kept.append(" ")
        kept.append(character)
        gap = False
    return "".join(kept)


def _widen_brackets(text: str) -> str:
    """Round brackets become full width where they hold, or directly follow, an ideograph."""

    def widen(match: re.Match[str]) -> str:
        before = text[match.start() - 1] if match.start() else ""
        chinese = any(map(is_cjk, match[1])) or (before and is_cjk(before))
        return f"（{match[1]}）" if chinese else f"({match[1]})"

    return _BRACKETS.sub(widen, text)


def brackets_are_whole(folded: str) -> bool:
    """Whether as many round brackets, square ones and 【】 are closed as are opened."""
    return all(folded.count(opened) == folded.count(closed) for opened, closed in ("()", "[]", "【】"))


@lru_cache(maxsize=4096)  # a page's lines are asked for some five times
def clean_printed(text: str) -> str:
    """As printed, without the marks that reading left: for names, addresses and scopes.

    Spaces between ideographs go, those between Latin words stay; traditional forms become
    simplified; brackets in Chinese context are full width; other punctuation is as read.
    """
    visible = text.translate(_PLAIN)
    quoted = _UNQUOTE_SIGNS.sub("》", _QUOTE_SIGNS.sub("《", visible))
    return _widen_brackets(_close_spaces(to_simplified(quoted)))


def join_lines(lines: Iterable[str]) -> str:
    """Wrapped lines as one text. Words of a line without ideographs keep a space at the break."""
    joined = ""
    for line in (part.strip() for part in lines):
        if not line:
            continue
        words = joined[-1:].isalpha() and line[0].isalpha() and not any(map(is_cjk, joined[-12:] + line))
        joined += (" " if words else "") + line
    return joined


def is_part(text: str, whole: str) -> bool:
    """Whether ``text`` is ``whole`` without some of its characters."""
    rest = iter(whole)
    return len(text) < len(whole) and all(char in rest for char in text)
