"""The special provisions (特别规定事项): clauses 一、, 第一条 or 1. and their items (一) or (1).

The markers are the weakest print of a page: 一 is read as -, 十一 as 十-, 三 as 二. So no marker
is believed by itself; the chain of markers that counts best from one to the end is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from extractors.clauses.citations import find_citations
from extractors.normalize.license_number import find_license_number
from extractors.normalize.text import clean_printed, fold, join_lines
from extractors.page_lines.page_numbers import is_page_number
from schemas.certificate import Provision, ProvisionItem

TITLE = "特别规定事项"
_TITLE_FITS = 75  # similarity (0-100) of a row to the title that heads a page
_NUMBER_LABEL = "经营许可证编号"
HEADER_LINES = 4  # of a page, which its title is one of
_MOST = 40
_LONGEST_ALONE = 10  # numerals of one character, which may be lost whole

_LOOKALIKES = str.maketrans(
    dict.fromkeys("-—–―ー~_", "一")
    | {
        "=": "二",
        "ニ": "二",
        "ミ": "三",
        "匹": "四",
        "人": "八",
        "入": "八",
        "丸": "九",
        "+": "十",
        "千": "十",
    }
    | dict.fromkeys("士土干", "十一")
)
_NUMERAL = "[一二三四五六七八九十\\-—–―ー~_=ニミ人入+士土干千丸匹]{1,4}"
_CLAUSE = re.compile(rf"[.·]? ?(?:(?P<numeral>{_NUMERAL})(?P<mark>[、,.·]?)|、)")
_ARTICLE = re.compile(rf"第(?P<numeral>{_NUMERAL})(?P<mark>条)")
_FIGURE = re.compile(r"[.·]? ?(?P<numeral>[1-9]\d?)(?P<mark>[、,.·])(?!\d)")
_ITEM = re.compile(rf"(?P<open>[(\[{{〔【]?)(?P<numeral>{_NUMERAL})(?P<mark>[)\]}}〕】])")
_FIGURE_ITEM = re.compile(r"(?P<open>[(\[{〔【]?)(?P<numeral>[1-9]\d?)(?P<mark>[)\]}〕】])")
_CLAUSE_FORMS, _ITEM_FORMS = (_CLAUSE, _ARTICLE, _FIGURE), (_ITEM, _FIGURE_ITEM)
_SENTENCE_END = '。;；:：.!?”"）)'

# What a marker is worth. One in the middle of a sentence is worth less than nothing, so it counts
# only where leaving it out would skip a number (the stop before it was lost).
_EXACT, _MISREAD, _BARE, _LOST = 2.0, 0.5, 0.3, 0.2
_AFTER_SENTENCE, _IN_SENTENCE = 1.0, -2.2
_INDENTED, _NOT_INDENTED = 0.5, -0.5
_AS_SURE = 0.7  # worth of a marker against that of another form's, from which it is none by chance
_SKIPPED = 1.2


@dataclass(frozen=True)
class ProvisionLine:
    """One line in reading order. ``starts_indented``: begins right of the text's left edge, as
    paragraphs do; ``None`` where the layout is not known."""

    text: str
    page_no: int
    starts_indented: bool | None = None


@dataclass(frozen=True)
class _Marker:
    """A possible marker: line, what its numeral may be with the worth of each, length in the line, and
    whether figures are written for it."""

    line: int
    values: dict[int, float]
    length: int
    in_figures: bool

    def number(self, value: int) -> str:
        """The number as the list writes it."""
        return str(value) if self.in_figures else numeral(value)


def numeral(value: int) -> str:
    """1-99 as the Chinese numeral of a list: 一, 十, 十五, 二十三."""
    tens, unit = divmod(value, 10)
    digits = "一二三四五六七八九"
    ten = "" if tens == 0 else "十" if tens == 1 else digits[tens - 1] + "十"
    return ten + (digits[unit - 1] if unit else "")


_NUMERALS = {numeral(value): value for value in range(1, _MOST + 1)}


def parse_provisions(
    lines: Sequence[ProvisionLine], titles: Sequence[str] = (TITLE,)
) -> tuple[Provision, ...]:
    """All clauses of one list with their items; sentences run on over lines and pages.

    The preamble, page headers (any of ``titles``) and page numbers belong to no clause. Without any
    clause marker the result is empty. Paragraphs within a clause are separated by a line break where the
    layout shows them.
    """
    body = [line for line in _without_headers(lines, titles) if fold(line.text)]
    clauses = _with_lost_numbers(body, _best_chain(body, 0, len(body), _CLAUSE_FORMS))
    ends = [*(marker.line for _, marker in clauses), len(body)][1:]
    return tuple(
        _clause(body, value, marker, end) for (value, marker), end in zip(clauses, ends, strict=True)
    )


def _with_lost_numbers(
    body: list[ProvisionLine], clauses: list[tuple[int, _Marker]]
) -> list[tuple[int, _Marker]]:
    """The clauses, with those that have lost their numbers: of two clauses between which some are skipped the
    paragraphs between them, where these are as many; before the second one the only paragraph, or the one
    behind the preamble's colon."""
    found: list[tuple[int, _Marker]] = []
    for value, marker in clauses:
        known, start = (found[-1][0], found[-1][1].line + 1) if found else (0, 0)
        lost = _lost_paragraphs(body, start, marker.line, value - known - 1)
        for number, at in enumerate(lost, known + 1):
            found.append((number, _Marker(at, {}, 0, marker.in_figures)))
        found.append((value, marker))
    return found


def _lost_paragraphs(body: list[ProvisionLine], start: int, end: int, count: int) -> list[int]:
    """The first lines of the paragraphs from ``start`` to ``end``, if they are ``count`` that may be
    clauses."""
    begun = [at for at in range(start, end) if body[at].starts_indented and _ends_sentence(body, at)]
    if not count or not begun or not _ends_sentence(body, end) or _ends_in_colon(body[end - 1]):
        return []
    if len(begun) == count and (start > 0 or begun[0] == 0):
        return begun
    preamble = count == 1 and start == begun[0] == 0 and _ends_in_colon(body[begun[-1] - 1])
    return begun[-1:] if preamble else []


def _ends_in_colon(line: ProvisionLine) -> bool:
    return fold(line.text).endswith(":")


def _clause(body: list[ProvisionLine], value: int, marker: _Marker, end: int) -> Provision:
    items = _best_chain(body, marker.line + 1, end, _ITEM_FORMS)
    text = _text(body, marker, items[0][1].line if items else end)
    bounds = [*(item.line for _, item in items), end][1:]
    item_texts = [_text(body, item, bound) for (_, item), bound in zip(items, bounds, strict=True)]
    return Provision(
        number=marker.number(value),
        text=text,
        items=tuple(
            ProvisionItem(number=f"({item.number(number)})", text=said, citations=find_citations(said))
            for (number, item), said in zip(items, item_texts, strict=True)
        ),
        citations=find_citations(text),
    )


def _text(body: list[ProvisionLine], marker: _Marker, end: int) -> str:
    """The lines from behind the marker to ``end``, joined."""
    paragraphs: list[list[str]] = [[body[marker.line].text.strip()[marker.length :].lstrip(" 、,，.．")]]
    for index in range(marker.line + 1, end):
        if body[index].starts_indented and _ends_sentence(body, index):
            paragraphs.append([])
        paragraphs[-1].append(body[index].text)
    return "\n".join(clean_printed(join_lines(paragraph)) for paragraph in paragraphs)


def _without_headers(lines: Sequence[ProvisionLine], titles: Sequence[str]) -> list[ProvisionLine]:
    kept: list[ProvisionLine] = []
    for page_no in dict.fromkeys(line.page_no for line in lines):
        page = [line for line in lines if line.page_no == page_no and fold(line.text)]
        for index, line in enumerate(page):
            edge = index == 0 or index == len(page) - 1
            if not (index < HEADER_LINES and is_header(line.text, titles)) and not (
                edge and is_page_number(line.text)
            ):
                kept.append(line)
    return kept


def _heads(text: str, titles: Sequence[str]) -> str | None:
    """The title that a row is, by itself; the end of a sentence is none."""
    folded = fold(text)
    alike = (
        title for title in titles if len(folded) <= len(title) + 2 and not folded.endswith(tuple("。;,"))
    )
    best = max(alike, key=lambda title: fuzz.ratio(folded, title), default="")
    return best if best and fuzz.ratio(folded, best) >= _TITLE_FITS else None


def starts_list(lines: Sequence[ProvisionLine], index: int, titles: Sequence[str]) -> str | None:
    """The title that a line of a page is: one of its first, or below the end of a sentence to the letter."""
    text = fold(lines[index].text)
    if index < HEADER_LINES or (text in titles and _ends_sentence(lines, index)):
        return _heads(text, titles)
    return None


def is_header(text: str, titles: Sequence[str]) -> bool:
    """经营许可证编号: with something like a number, or the title alone; a wrapped sentence that
    merely begins with these words has no colon behind them."""
    folded = fold(text)
    label, colon, rest = folded.partition(":")
    if _heads(text, titles) is not None:
        return True
    if fuzz.ratio(label, _NUMBER_LABEL) >= 75 and colon and len(rest) <= 24:
        return True
    return len(folded) <= 30 and find_license_number(folded) is not None and "许可" in folded


def _ends_sentence(body: Sequence[ProvisionLine], index: int) -> bool:
    """Whether the line before ``index`` ends a sentence (or is none)."""
    return index == 0 or fold(body[index - 1].text)[-1] in _SENTENCE_END


def _best_chain(
    body: list[ProvisionLine], start: int, end: int, forms: Sequence[re.Pattern[str]]
) -> list[tuple[int, _Marker]]:
    """The markers of one form: that whose sequence has the greatest worth, or, where these may stand within
    the numbers of another form, as 1. and 2. do within 二、, the one that begins first and is as sure."""
    chains = [_chain(body, start, end, form) for form in forms]
    worth, best = max(chains, key=itemgetter(0))
    sure = [
        chain
        for other, chain in chains
        if len(chain) > 1 and chain[0][0] == 1 and other / len(chain) >= _AS_SURE * worth / len(best)
    ]
    return min([*sure, best], key=lambda chain: chain[0][1].line) if best else []


def _chain(
    body: list[ProvisionLine], start: int, end: int, pattern: re.Pattern[str]
) -> tuple[float, list[tuple[int, _Marker]]]:
    """The rising sequence of markers with the greatest worth, each skipped number at a cost."""
    markers = [marker for line in range(start, end) if (marker := _marker(body, line, pattern)) is not None]
    # Best chain ending in a marker with a value: worth, and the (marker, value) before it.
    best: dict[tuple[int, int], tuple[float, tuple[int, int] | None]] = {}
    for index, marker in enumerate(markers):
        for value, worth in marker.values.items():
            options: list[tuple[float, tuple[int, int] | None]] = [(-_SKIPPED * (value - 1), None)]
            options += [
                (total - _SKIPPED * (value - earlier[1] - 1), earlier)
                for earlier, (total, _) in best.items()
                if earlier[0] < index and earlier[1] < value
            ]
            total, before = max(options, key=lambda option: option[0])
            best[index, value] = (total + worth, before)
    chain: list[tuple[int, _Marker]] = []
    last = max(best, key=lambda state: best[state][0], default=None)
    if last is None or best[last][0] <= 0:
        return 0.0, []
    worth = best[last][0]
    while last is not None:
        chain.append((last[1], markers[last[0]]))
        last = best[last][1]
    return worth, chain[::-1]


def _marker(body: list[ProvisionLine], line: int, pattern: re.Pattern[str]) -> _Marker | None:
    stripped = body[line].text.strip()
    match = pattern.match(_halved(stripped))
    if match is None:
        return None
    worth = _AFTER_SENTENCE if _ends_sentence(body, line) else _IN_SENTENCE
    indented = body[line].starts_indented
    worth += 0.0 if indented is None else _INDENTED if indented else _NOT_INDENTED
    in_figures = match["numeral"] is not None and match["numeral"].isdecimal()
    if in_figures:
        values = {int(match["numeral"]): _EXACT}
    elif match["numeral"] is None:  # 一 is easily passed over, and no line begins with 、 (GB/T 15834)
        values = dict.fromkeys(range(1, _LONGEST_ALONE + 1), _LOST)
    else:
        values = _values(match["numeral"].replace(" ", ""), is_bare=not match["mark"])
    worths = {value: worth + base for value, base in values.items()}
    return _Marker(line, worths, match.end(), in_figures) if worths else None


def _halved(text: str) -> str:
    """Full-width punctuation as half-width, one for one, so that offsets stay."""
    return text.translate(str.maketrans("（）［］｛｝，．：－＋＝～＿", "()[]{},.:-+=~_"))


def _values(read: str, *, is_bare: bool) -> dict[int, float]:
    """What a numeral may be: itself, or one with a character misread, lost or doubled."""
    meant = read.translate(_LOOKALIKES)
    exact = _NUMERALS.get(meant)
    if is_bare:
        return {} if exact is None else {exact: _BARE}
    values = {
        value: _MISREAD for spelling, value in _NUMERALS.items() if Levenshtein.distance(meant, spelling) == 1
    }
    if exact is not None:
        values[exact] = _EXACT
    return values
