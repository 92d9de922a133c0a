"""Free text and lists as printed: what reading left is taken off, and marks with one reading put right."""

from __future__ import annotations

import re

from extractors.normalize.normal import Check, Normal, Repair
from extractors.normalize.see_annex import as_reference
from extractors.normalize.text import brackets_are_whole, clean_printed, fold, mend_standing_note

# Names of standards: no other letters can stand there.
_STANDARDS = (
    (re.compile(r"(?<![A-Za-z])[Il1]S[0OQ](?=/?\s?(?:IEC\s?)?[0-9]{4,5})"), "ISO"),
    (re.compile(r"(?<![A-Za-z])[0OQ]HSAS(?=\s?[0-9])"), "OHSAS"),
    (re.compile(r"(?<![A-Za-z])GB/[T1I](?=\s?[0-9])"), "GB/T"),
)
# Before a list a colon ends its heading; within one it is a misread semicolon.
_HEADING = re.compile(
    r"(?:项目|范围|许可|其中|以下|包括|如下|业务|方式|备注|类别|活动|[一二三四五六七八九十\d])$"
)
_VERB = 3  # most characters of 批发, 零售: what is done with what follows the colon
_DEEDS = re.compile(
    "(?:生产|销售|加工|制造|批发|零售|经营|开发|开采|种植|养殖|制作|复制|发行|从事|兼|并|[及和与、,，])+"
)
_FIRST = re.compile(r"[(（]?(?:1|一)[)）.、]")  # of a list with numbers, which a colon leads up to
_MISREAD = ((re.compile("仝(?=部)"), "全"),)  # a surname's character, never in this word
_NOTE = re.compile("(?:企业|市场主体|除)?依法(?:须经|自主).*")  # what stands behind items of a scope
_IN_BRACKETS = re.compile("[(（【\\[][^()（）【】\\[\\]]*[)）】\\]]")
_SPECK = re.compile(r"(?<=[\u4e00-\u9fff])\s?[.·•]\s?(?=[（(\[【〔])")  # dirt: no dot stands before a bracket
_DIRT = "：: ·•~√^`"  # what a colon, and specks before and behind a text, are read as
_DOTS = ".．"  # before a text; behind one they may be a 。 or an abbreviation's
_DOUBLE = re.compile(r"[；;]\s?[:：]")  # one mark read as two
_COLON = re.compile(r"[:：]")
# A bar, or a figure where others have Roman numerals: Ⅰ of Ⅰ类、Ⅱ类 is read as these, and so is a bracket.
_BAR = re.compile("[|│]|(?:II|[ⅡⅢⅣ]).*[1l](?=[类级型])|[1l](?=[类级型]).*(?:II|[ⅡⅢⅣ])")
# O2O, and the V before a version: letters whose figure, or small form, looks the same.
_SAME_SHAPE = re.compile(r"(?<=[\u4e00-\u9fff])020(?=[\u4e00-\u9fff])|(?<![A-Za-z])v(?=\d+\.\d)")
# ISO without its I, which a rule or a bar before it is read with: /S09001.
_TORN_STANDARD = re.compile(r"(?<![A-Za-z])S[0OQ](?=\s?[0-9]{4,5}(?![0-9]))")
# The end of a standard's name without its year, or with less or more of it: GB/T 24001-2016/ISO 1400.
_CUT_STANDARD = re.compile(
    r"GB/T.*-[0-9]{4}.*ISO[^:：-]*$|(?:GB/T|ISO|IEC).*(?:[-:：](?:[0-9]{0,3}|[0-9]{5,})|/)$"
)
_DOT_BEHIND = re.compile(r"(?<=[；;、，])\s?[·•.．](?=[\u3400-\u9fff])")  # dirt: 食品销售；·通讯器材
_AMID = re.compile(r"(?<=[\u3400-\u9fff])[·•.．](?=[\u3400-\u9fff])")  # a speck, or a mark: 设·计
_NUMBERED = re.compile(
    r"(?:^|(?<=[；;。：:、，,)）】\s]))[一二三四五六七八九十]{1,3}[.．](?=[\u3400-\u9fff])"
)
_LAST_DOT = re.compile(r"(?<=[\u4e00-\u9fff)）])\s?\.$")  # dirt, or a 。 read as this


def normalize_text(text: str) -> Normal:
    """As printed; the name of a standard with letters and digits of its own. A pair of brackets that is not
    whole is flagged, as are a bar, which no text has, 020 for O2O, a small v before a version, S09001, and a
    standard's name that lacks its end."""
    value = mend_standing_note(clean_printed(text).strip(_DIRT).lstrip(_DOTS))
    mended = as_reference(_SPECK.sub("", value))
    for pattern, name in (*_STANDARDS, *_MISREAD):
        mended = pattern.sub(name, mended)
    failed = () if brackets_are_whole(fold(mended)) else (Check.BRACKETS,)
    failed = (*failed, Check.CHARACTER_LOST) if _CUT_STANDARD.search(mended) else failed
    misread = any(kind.search(mended) for kind in (_BAR, _SAME_SHAPE, _TORN_STANDARD))
    return Normal(
        mended or None,
        repairs=(Repair.CONFUSION,) if mended != value else (),
        failed=(*failed, Check.NAME_MISREAD) if misread else failed,
    )


def normalize_list(text: str) -> Normal:
    """Items as printed, parted by ； or 、; a colon amid them is a misread semicolon, since a
    heading ends in few words; such a list is flagged, as is one with no other mark like it, which keeps
    its colon, and one that parts its items by ； and has a comma among them."""
    plain = normalize_text(text)
    if plain.value is None:
        return plain
    clean = _DOT_BEHIND.sub("", plain.value)
    marked, dots = _LAST_DOT.subn("", _DOUBLE.sub("；", clean))
    parts = _COLON.split(marked)
    value = parts[0]
    repairs = plain.repairs if marked == clean else (*plain.repairs, Repair.SEPARATOR)
    parted = re.search("[；;]", marked) is not None
    doubtful = dots > 0 or _AMID.search(_NUMBERED.sub("", marked)) is not None
    for part in parts[1:]:
        heading = _is_heading(re.split("[；;。：]", value)[-1], part)
        doubtful = doubtful or not heading
        value += ("：" if heading or not parted else "；") + part
        repairs = repairs if heading or not parted else (*repairs, Repair.SEPARATOR)
    doubtful = doubtful or Repair.SEPARATOR in repairs or _mixes_marks(value)
    failed = (*plain.failed, Check.LIST_MARKS) if doubtful else plain.failed
    return Normal(value, repairs=tuple(dict.fromkeys(repairs)), failed=failed)


def _mixes_marks(value: str) -> bool:
    """Whether a list parted by semicolons has a comma outside of brackets and of its note: one of both is
    misread."""
    items = _NOTE.sub("", value)
    while (bare := _IN_BRACKETS.sub("", items)) != items:
        items = bare
    return "," in fold(items) and ";" in fold(items)


def _is_heading(item: str, rest: str) -> bool:
    """Whether a colon stands rightly between an item and the ``rest``: the item says what follows, or what is
    done with it, or a list with numbers follows."""
    short = all(len(word) <= _VERB for word in re.split("[、,，及和]", item))
    told = _HEADING.search(item) or _DEEDS.fullmatch(item) or _FIRST.match(rest)
    return short or told is not None
