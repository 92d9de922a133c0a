"""The English half of a bilingual label: 获证组织 Certified Organization. It is nobody's value."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from extractors.normalize.text import is_cjk
from extractors.page_lines.layout import Line

# What certificates call their fields and themselves in English.
_WORDS = (
    "accreditation|accredited|actual|address|against|amount|and|applicable|applied|applies|approval|"
    "approved|are|as|assessed|assessment|attached|audit|audited|authority|authorized|been|below|body|"
    "business|by|capital|category|certificate|certification|certified|certify|charge|class|code|"
    "commencement|company|completion|compliance|complied|complies|comply|complying|conform|conformance|"
    "conforming|conformity|conforms|copyright|coverage|covered|credit|current|date|department|domicile|economic|"
    "effective|enterprise|environmental|established|establishment|expiration|expires|expiry|first|"
    "following|for|found|from|fulfills|fulfils|grade|granted|has|have|health|hereby|holder|implemented|"
    "in|information|initial|initially|is|issuance|issue|issued|issuing|its|last|legal|level|licence|"
    "license|location|maintained|maintains|management|manufacture|manufacturer|manufacturing|meets|name|"
    "no|number|occupational|of|office|on|operating|operation|operational|organisation|organization|"
    "original|owner|per|period|permit|permitted|person|place|premises|principal|product|production|"
    "products|quality|rating|recertification|registered|registration|relevant|renewal|renewed|rep|"
    "representative|requirement|requirements|responsible|safety|satisfies|scope|security|service|"
    "services|signature|signed|site|social|software|specified|standard|standards|system|telephone|term|"
    "that|the|their|this|title|to|type|under|unified|uniform|unit|until|uscc|valid|validity|verified|was|"
    "website|which|with"
)
# A word ends where the next begins, with or without a space: CertifiedOrganization, but not IS of ISO.
_WORD = rf"(?:{_WORDS})(?:(?=(?:{_WORDS}))|(?-i:(?![a-z]))(?-i:(?<![A-Z])|(?![A-Z])))"
_RUN = re.compile(rf"[\s(（/]*(?P<words>(?:{_WORD}[\s.,/'&()（）-]*)+)(?P<colon>[:：]?\s*)", re.IGNORECASE)
_SITE = re.compile(r"[A-Za-z0-9:/-]+(?:\.[A-Za-z0-9-]+)*\.[a-z]{2,6}(?:/\S*)?")
_WORDED = 10  # letters of a line that is English and no name of a standard or a version
_TELLING = 4  # letters of an English label at least: No. alone may stand before a number
_LEAST = 3  # labels in English by which a page has them: a name, Office办公软件, may begin like one
_CHINESE = re.compile(r"[\u3400-\u9fff\s:：/(（]*")


def is_bilingual(lines: Iterable[Line]) -> bool:
    """Whether labels stand there in English too, beside the Chinese or in lines of their own."""
    return sum(map(_has_translation, (line.text for line in lines))) >= _LEAST


def without_translation(line: Line) -> Line | None:
    """What follows the English half of a label in ``line``; the line itself where it begins otherwise, none
    where nothing follows."""
    end = _translation_end(line.text)
    if not end:
        return line
    return line.part(end, len(line.text)) if end < len(line.text) else None


def without_last_translation(rows: Sequence[Line]) -> tuple[Line, ...]:
    """The rows of a value in Chinese without those below it that say the same in English."""
    kept = list(rows)
    while len(kept) > 1 and any(map(is_cjk, kept[0].text)) and _is_english(kept[-1].text):
        kept.pop()
    return tuple(kept)


def _is_english(text: str) -> bool:
    """Whether it is words in English, or begins with an English label: no site, and no name of a standard."""
    letters, digits = sum(map(str.isalpha, text)), sum(map(str.isdigit, text))
    if any(map(is_cjk, text)) or _SITE.fullmatch(text.strip()):
        return False
    return (letters >= _WORDED and digits * 4 < letters) or _translation_end(text) > 0


def without_translations(lines: Iterable[Line]) -> list[Line]:
    """The lines that are no English half of a label, set in a line or a box of its own."""
    return [line for line in lines if _translation_end(line.text) < len(line.text)]


@lru_cache(maxsize=8192)  # the lines of a page are seen by each type
def _has_translation(text: str) -> bool:
    return _translation_end(_CHINESE.sub("", text, count=1)) > 0


@lru_cache(maxsize=8192)
def _translation_end(text: str) -> int:
    """Where the English half of a label that ``text`` begins with ends: at a colon, where a value in
    ideographs or with figures begins, or with the text. 0 where other words follow: Standard Chartered."""
    run = _RUN.match(text)
    if run is None or sum(map(str.isalpha, run["words"])) < _TELLING:
        return 0
    end = run.end()
    rest = text[end:]
    if not rest or run["colon"]:
        return end
    return end if any(map(str.isdigit, rest)) or any(map(is_cjk, rest)) else 0
