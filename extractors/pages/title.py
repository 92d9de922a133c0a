"""What a page calls itself: its title, and whether that is one of a type's."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from statistics import median

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from extractors.normalize.text import fold, is_cjk
from extractors.page_lines.layout import Line, is_beside, join, to_rows

HEAD = 0.5  # share of a page's text height in which titles stand
TITLE = 78.0  # similarity (0-100) from which a line holds a title
WHOLE = 0.9  # similarity (0-1) of a title that no other certificate has
LARGE = 1.4  # times the usual line height that a title is set in
TELLING = 70.0  # similarity (0-100) of the part of a title that no other certificate has
APART = 2.5  # line heights from one row of a title to the next
SHORT = 4  # characters of a telling part below which it must be whole
_NEARLY = (1.0, 0.8, 0.5, 0.25, 0.0)  # similarity of a title of four characters by how many were misread

_LOWER = ("法人营业执照",)  # what the lower row of a title may be, besides an ending
_ENDINGS = (
    "经营许可证",
    "生产许可证",
    "流通许可证",
    "服务许可证",
    "许可证",
    "登记证书",
    "认证证书",
    "资质证书",
    "等级证书",
    "证书",
    "证",
)
_AFFIXES = re.compile(
    r"[(\[（]?(?:正本|副本|电子证[照书])[)\]）]?|[(（]\d{1,3}[-/]\d{1,3}[)）]|^中华人民共和国|^\W+|[^\w)）]+$"
)
# What stands below a title alone: (副本), (副本)(1-1), 副本号:1-1.
_COPY = re.compile(
    r"[(\[（]?[正副]本(?:编?号)?:?(?:\d{1,3}[-/]\d{1,3})?[)\]）]?(?:[(（]?\d{1,3}[-/]\d{1,3}[)）]?)?"
)
# What is about a certificate and is none.
_ABOUT = re.compile(
    r"规定|须知|说明|办法|条例|编号|申请|附[件页]|样本|系统|备案信息|查询|公告|通知|目录|清单|合同|办理|年检|注意|回证"
)
_CERTIFICATE = re.compile(r"(?:证书?|执照|批件|批准书|许可证书?|登记表|牌照)$")
_LONGEST_TITLE = 26
FIRST = 6  # lines above what heads a page, at most
LONGEST_ROW = 60  # characters of a row that may hold a title beside other print


def page_titles(lines: Sequence[Line]) -> list[tuple[str, float]]:
    """Rows of the page's upper part that may be its title (folded, affixes off), each with its height
    in usual line heights."""
    if not lines:
        return []
    pieces = to_rows(lines)
    whole = [join(row) for row in pieces]
    rows = [*lines, *(row for row, own in zip(whole, pieces, strict=True) if len(own) > 1)]
    usual = max(median(row.height for row in rows), 1e-6)
    rows += [join(large) for row in pieces if 1 < len(large := _large(row, LARGE * usual)) < len(row)]
    top, bottom = min(row.box.top for row in rows), max(row.box.bottom for row in rows)
    limit = top + HEAD * (bottom - top)
    titles = [
        (bare_title(row.text), row.height / usual)
        for row in rows
        if row.middle < limit and len(fold(row.text)) >= 3
    ]
    return titles + [
        (bare_title(above.text) + bare_title(below.text), min(above.height, below.height) / usual)
        for above, below in pairwise(whole)
        if below.middle < limit and _goes_on(above, below, LARGE * usual)
    ]


def heads_page(line: Line, lines: Sequence[Line], heads: Container[str]) -> bool:
    """Whether the line says alone, in one of the first rows of ``lines``, which page it is, one of ``heads``
    (folded), and perhaps of what: (附页), 附件：网站信息表. Beside a label it is a value."""
    if fold(line.text).strip("()[]").partition(":")[0] not in heads:
        return False
    alone = not any(is_beside(line, other) for other in lines if other is not line)
    return alone and sum(other.middle < line.middle for other in lines) < FIRST


def _large(row: Sequence[Line], height: float) -> list[Line]:
    """The lines of a row that are set in ``height`` at least: 营 业 执 照, beside a number and a caption."""
    return [line for line in row if line.height >= height]


def _goes_on(above: Line, below: Line, large: float) -> bool:
    """Whether a title set over two rows ends in the lower one, 能源管理体系 / 认证证书, below its middle, or
    goes on behind a bracket: 承装(修、试) / 电力设施许可证."""
    middle = (below.box.left + below.box.right) / 2
    upper, lower = bare_title(above.text), bare_title(below.text)
    behind = upper.endswith(")") and _CERTIFICATE.search(lower) is not None
    return (
        (is_ending(lower) or lower in _LOWER or behind)
        and min(above.height, below.height) >= large
        and below.middle - above.middle < APART * max(above.height, below.height)
        and above.box.left < middle < above.box.right
    )


@lru_cache(maxsize=4096)
def bare_title(text: str) -> str:
    """Folded, without (副本), 中华人民共和国 and signs at its ends."""
    return _AFFIXES.sub("", fold(text))


def is_copy_mark(text: str) -> bool:
    """Whether it says which copy of a certificate a paper is, and nothing else."""
    return _COPY.fullmatch(fold(text)) is not None


def is_ending(text: str) -> bool:
    """Whether it is what titles end in and no title: 认证证书."""
    return text in _ENDINGS


def looks_like_title(text: str, size: float) -> bool:
    """Whether a row (folded, of ``size`` usual line heights) names a certificate."""
    if not 4 <= len(text) <= _LONGEST_TITLE or _ABOUT.search(text) or re.search(r"[,。;:、?!《》]", text):
        return False
    return _CERTIFICATE.search(text) is not None and sum(map(is_cjk, text)) >= 4 and size >= 0.9


@lru_cache(maxsize=32768)  # every line of a page is set beside the titles of every type
def title_similarity(text: str, titles: tuple[str, ...]) -> float:
    """How surely ``text`` (folded) holds one of the titles, 0-1; texts about a certificate are none."""
    best = 0.0
    if len(text) > LONGEST_ROW:
        return best
    for title in titles:
        wanted = fold(title)
        if len(text) < max(0.8 * len(wanted), min(len(wanted), 8) - 1):
            continue
        score = _similarity(text, wanted)
        if score > best and not _ABOUT.search(_rest(text, wanted)):
            best = score
    return best


def _similarity(text: str, title: str) -> float:
    if not _CERTIFICATE.search(title):  # 高新技术企业: a word of many texts, and near to 高新技术产业开发区
        own, bare = bare_title(title), bare_title(text)
        return fuzz.ratio(own, bare) / 100 if len(own) > 2 * SHORT else float(own == bare)
    telling = _telling(title)
    if len(telling) < SHORT or len(title) <= SHORT:
        bare = bare_title(text)
        if len(title) == SHORT:  # 营业执照: stands in many texts, so alone, with one character misread
            return _NEARLY[Levenshtein.distance(title, bare)] if len(bare) == SHORT else 0.0
        whole = fuzz.ratio(title, bare) / 100
        return whole if _telling(bare) == telling else 0.0
    if fuzz.partial_ratio(telling, text, score_cutoff=TELLING) < TELLING:  # soon told of most
        return 0.0
    return fuzz.partial_ratio(title, text) / 100


def _rest(text: str, title: str) -> str:
    """What stands beside the title."""
    at = text.find(title)
    return text.replace(title, "") if at >= 0 else ""


@cache
def _telling(title: str) -> str:
    """The title without its ending, which many certificates share."""
    ending = next((ending for ending in _ENDINGS if title.endswith(ending)), "")
    return title[: len(title) - len(ending)] or title
