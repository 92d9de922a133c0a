"""Numbers of certificates in the form that a declaration's pattern gives, and those of no declared form."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache, lru_cache

from extractors.normalize.normal import Check, Normal, Repair
from extractors.normalize.text import clean_printed, fold_with_offsets, is_cjk

_BETWEEN_DIGITS = str.maketrans("OoQDIl|iZzSB", "000011112258")
_NEAR_DIGIT = re.compile(r"(?<=[0-9-])[OoQDIl|iZzSB]+(?=[0-9]|$)")
_ALIKE = re.compile("[IOl|](?=[0-9])")  # a figure, sooner than a letter of the form: QI0482 of Q10482
_YEAR = re.compile(r"[\[〔]([0-9]{4})[\]〕]")
_IN_NUMBER = re.compile("[0-9A-Z]{2}")
_GOES_ON = re.compile(r"[-/][0-9A-Z]|[-/]$|[(\[][^)\]]*$")  # a copy's index: -2, (1-1) that wraps
_COPY = re.compile(r"[(\[]?[正副]本")  # which copy it is
_HEAD = re.compile(r"(?<![正副]本)[)\]]$|[A-Z]-$")  # before a number's own letters: (冀)唐FM, 鲁AQ-FM
_HOLLOW = re.compile(r"\(\)|\[\]")  # what stood in brackets was not read: ()WH, of (鲁)WH
_WORDS_BEHIND = re.compile("[0-9][^0-9]*[㐀-鿿]{2}[^0-9]*$")  # no number ends so: 号, or 号(副本)
_OF_LABEL = re.compile("(?:许可证|证书|证)?编?号")  # 号京网文…, whose 编 stands far before it
_EDGE = " 　:：;；,，.。、*'\"|"
_DASHES = str.maketrans("—–―‐‑−ー~_〔〕【】", "--------" + "-[][]")


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


@lru_cache(maxsize=4096)  # a row is looked through for the form of every type
def _readable(text: str) -> tuple[str, tuple[int, ...]]:
    """Folded, capital, dashes and square brackets of one kind; offsets lead into ``text``."""
    folded, offsets = fold_with_offsets(text)
    return folded.translate(_DASHES).upper(), offsets


def find_pattern(text: str, pattern: str) -> tuple[tuple[int, int, Normal], ...]:
    """Every number of this form: its start and end in ``text``, and its normal form.

    Letters between digits that look like digits are tried as digits where nothing fits as read.
    """
    folded, offsets = _readable(text)
    repairs: tuple[Repair, ...] = ()
    matches = list(_compiled(pattern).finditer(folded))
    if not matches:
        mended = _NEAR_DIGIT.sub(lambda match: match[0].translate(_BETWEEN_DIGITS), folded)
        if mended != folded:
            matches = list(_compiled(pattern).finditer(mended))
            repairs = (Repair.CONFUSION,)
    found = []
    for match in matches:
        label = _OF_LABEL.match(match[0])
        begin = match.start() + (0 if label is None else label.end())
        if match.end() > begin:
            start, end = offsets[begin], offsets[match.end() - 1] + 1
            value = match[0][begin - match.start() :] if repairs else text[start:end]
            found.append((start, end, Normal(_paired(clean_printed(value)), repairs=repairs)))
    return tuple(found)


def _is_cut(text: str, pattern: str) -> bool:
    """Whether more of a number stands around the one of this form in ``text``: a figure or letter flush with
    either end, a word or an index behind its last figure, or the other one of a bracket, or nothing stands
    in its brackets. The form may leave out what newer numbers have, or its own end was misread."""
    folded, _ = _readable(text)
    for match in _compiled(pattern).finditer(folded):
        copy = _COPY.match(folded, match.end())
        before, after = folded[: match.start()][-1:], "" if copy else folded[match.end() :][:1]
        first, last = match[0][:1], match[0][-1:]
        letter = before.isascii() and before.isalpha() and is_cjk(first)  # H安许证字, of WH
        head = not first.isdigit() and _HEAD.search(folded[: match.start()])
        if letter or head or _IN_NUMBER.fullmatch(before + first) or _IN_NUMBER.fullmatch(last + after):
            return True
        if last.isdigit() and any(map(is_cjk, after)) and after != "号":
            return True
        if (not copy and _GOES_ON.match(folded, match.end())) or _HOLLOW.search(match[0]):
            return True
        if any(match[0].count(opening) != match[0].count(closing) for opening, closing in ("()", "[]")):
            return True
    return False


def _paired(number: str) -> str:
    """〔2025] as 〔2025〕: both brackets about a year are of one kind."""
    return _YEAR.sub(r"〔\1〕", number) if "〔" in number or "〕" in number else number


def normalize_pattern(text: str, pattern: str) -> Normal:
    """The one number of this form in the text, flagged where more of it stands around; another text stays as
    read, and is flagged."""
    found = {normal.value: normal for _, _, normal in find_pattern(text, pattern)}
    if len(found) == 1:
        normal = next(iter(found.values()))
        failed = [Check.NUMBER_FORM] if _is_cut(text, pattern) else []
        if _ALIKE.search(normal.value or ""):
            failed.append(Check.CONFUSABLE_NUMBER)
        return replace(normal, failed=tuple(failed))
    plain = normalize_number(text)
    return Normal(plain.value, failed=tuple(dict.fromkeys((*plain.failed, Check.NUMBER_FORM))))


def normalize_number(text: str) -> Normal:
    """A number of any form: what was read, without the signs at its ends; flagged without a digit, and
    where words follow the last one that may be another line's."""
    value = clean_printed(text).strip(_EDGE)
    if not any(character.isdigit() for character in value):
        return Normal(None, failed=(Check.NUMBER_FORM,))
    return Normal(value, failed=(Check.NUMBER_FORM,) if _WORDS_BEHIND.search(value) else ())
