"""Names of sites: what shows that one is not all that stands in its cell, or is misread."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from extractors.candidates import Candidate
from extractors.normalize.domains import is_domain
from extractors.normalize.normal import Check, Repair, unique_repairs
from extractors.normalize.text import fold, fold_with_offsets
from extractors.page_lines.layout import Line
from extractors.telecom_lists.catalogue import QUALIFIER_TERMS

_CUT_NAME = "官"  # of 官网, 官方网站: no name ends so
_HOST = re.compile(r"[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
# Of 千, where 干 makes no word; of 一 at either end; a character behind 官网 that is none of its words.
_MISREAD_NAME = re.compile(
    r"(?<=[\u3400-\u9fff])[—–―-]$|^[—–―-](?=[\u3400-\u9fff])"
    "|(?<![饼若骨才能豆笋肉茶])干(?![货洗果部净线锅燥煸杯活劲])|(?:官网|网站)[^站店版馆号群端部]$"
)
_MISREAD_NET = re.compile(r"国(?=站)|(?<![中全外各美英法德泰韩万列爱祖天])国$")
_ELSEWHERE = re.compile("见附[页件表录]")  # and more was read with it
_ROUND = re.compile(r"(?<![A-Za-z0-9.])[0Oo](?=[\u3400-\u9fff])")  # alone before an ideograph: 壮乡O购
_FIGURE_WITHIN = re.compile(r"[A-Za-z]{2}[01][A-Za-z]|(?<![0-9])020(?![0-9])")  # of one word: Hel1o, O2O
_MISREAD_CASE = re.compile(r"(?<![A-Za-z])[A-Z]{2,}[copuvwxz](?![A-Za-z])")  # of one shape in both: APp
_DOTS = ".。·、，, "
_SHARED: Final = 4  # characters that a name of a site has in common with the company's, but for one
_SURE: Final = 0.95  # score from which that one is what is printed,
_AS_READ: Final = 0.995  # and a 国 that may be a 网, a 0 that may be an O


def check_site_name(name: Candidate, company: str) -> Candidate:
    """A site's name, in doubt where one of its lines is a domain, which is of the next column, a number,
    which may be its row's, or a single character above others, a seal's; where it is a list of what services
    leave out, which a table's lost rules moved, or holds domains of several sites,
    清河社区（qinghe.cn）、清河搜索（so.cn）; where it has lost its end; or where it may be a misread part of
    the ``company``'s name."""
    clean = _without_dirt(name)
    *before, last = name.raw.split("\n")
    doubts = []
    if before and (
        any(map(is_domain, (*before[1:], last)))
        or any(map(str.isdecimal, (*before, last)))
        or any(len(line) == 1 for line in before)
    ):
        doubts.append(Check.PLACE)
    if sum(part in QUALIFIER_TERMS for part in re.split("[、,，]", clean.value or "")) > 1:
        doubts.append(Check.PLACE)
    if any(is_domain(found[0]) for found in _HOST.finditer(clean.value or "") if found[0] != clean.value):
        doubts.append(Check.PLACE)
    if _ELSEWHERE.search(clean.value or ""):
        doubts.append(Check.PLACE)
    if (clean.value or "").endswith(_CUT_NAME):
        doubts.append(Check.CHARACTER_LOST)
    misread = _MISREAD_NAME.search(clean.value or "") or _FIGURE_WITHIN.search(clean.value or "")
    if misread or any(_misreads(line, fold(company)) or _is_unsure_twin(line) for line in name.lines):
        doubts.append(Check.NAME_MISREAD)
    failed = tuple(dict.fromkeys((*clean.normal.failed, *doubts)))
    return replace(clean, normal=replace(clean.normal, failed=failed))


def _without_dirt(name: Candidate) -> Candidate:
    """A site's name without the dots that dirt before and behind it was read as, its capitals as such; told
    as a repair."""
    clean = _MISREAD_CASE.sub(lambda letters: letters.group().upper(), (name.value or "").strip(_DOTS))
    if not clean or clean == name.value:
        return name
    repairs = unique_repairs([*name.normal.repairs, Repair.CONFUSION])
    return replace(name, normal=replace(name.normal, value=clean, repairs=repairs))


def _is_unsure_twin(line: Line) -> bool:
    """Whether a 国 of the line may be a 网, or a 0 an O: bad copies are never read surely there."""
    found = [match.start() for form in (_MISREAD_NET, _ROUND) for match in form.finditer(line.text)]
    return any(not line.scores or line.scores[at] < _AS_READ for at in found)


def _misreads(line: Line, company: str) -> bool:
    """Whether one character, read unsurely, is all that keeps four of the line from being the company's:
    万卷干灯 of 北京万卷千灯图书信息咨询有限责任公司."""
    text, offsets = fold_with_offsets(line.text)
    if not line.scores:
        return False
    parts = {company[at : at + _SHARED] for at in range(len(company) - _SHARED + 1)}
    return any(
        line.scores[offsets[at + place]] < _SURE
        for at in range(len(text) - _SHARED + 1)
        for part in parts
        if (place := _only_other(text[at : at + _SHARED], part)) is not None
    )


def _only_other(one: str, other: str) -> int | None:
    """The place of the one character in which two texts of a length differ, if only one does."""
    places = [at for at, pair in enumerate(zip(one, other, strict=True)) if pair[0] != pair[1]]
    return places[0] if len(places) == 1 else None
