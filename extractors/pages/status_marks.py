"""Marks set upon a page that say that the certificate is void, a specimen, or holds longer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from statistics import median

from extractors.normalize.text import fold
from extractors.page_lines.layout import Line, stands_apart
from extractors.pages.page_text import PageText
from schemas.page import SealKind

LARGE = 1.5  # usual line heights from which a line is no part of a sentence that ends in the word

_DAY = re.compile(r"[(（]?(?:19|20)\d\d[年./-]\d{1,2}[月./-](?:\d{1,2}日?)?[)）]?")
_ABOUT = re.compile(r"日期|时间|[于自从起:,.、。\s]")
_VOID = re.compile(
    r"(?:[原本此该旧])?(?:证书?|许可证|执照|证照)?[现业]?(?:已经?|予以|依法|被)*"
    r"(?:(?:换证|换发)?(?:作废|注销|吊销|撤销|缴销|废止|失效|无效|过期|(?<=已)到期|收回|缴回|收缴|VOID|CANCELL?ED|REVOKED)"
    r"|(?<=已)换(?:发|证|新证|发新证))"
    r"(?:登记|许可证?|执照|证书?|作废|章|戳)*",
    re.IGNORECASE,
)
_ENDS = re.compile(r"失效(?:日期|时间)")  # the label of a certificate's end
# What makes a copy or a certificate void, which it is not: 再次复印 | 作废, 未经年检 | 此证无效.
_RULE = re.compile("仅供|仅限|只限|复印|复制|他用|另用|未|逾期|每年|涂改|转让|伪造")
_LONGER = re.compile(
    r"(?:[原本此该])?(?:证书?|许可证|执照)?(?:有效期限?|期限|有效)?(?:已经?|予以|准予|同意)*"
    r"(?:延长|延期|延续|展期|续展|续期|顺延)(?:有效期限?|有效)?[至到]?"
)
_SPECIMEN = re.compile(
    r"(?:[(（\[【]?(?:证照?|证书|许可证|执照)?(?:样本|样张|样证|样式|式样|样例|示例|示意图?|范本|范例|模板|SPECIMEN|SAMPLE)"
    r"[)）\]】]?)+",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    "[^,。;、?!]{0,40}(?:证书?|执照|证照)(?:[(（]?[正副]本[)）]?)?[(（]?(?:样[本张证式例]|式样|示例|范本|模板)[)）]?"
)


def find_specimen_mark(text: PageText) -> str | None:
    """What says that the page shows what a certificate looks like and is none: 样本, 附件2:许可证样式."""
    stamps = [(stamp.text or "").replace("\n", "") for stamp in text.seals(SealKind.STAMP)]
    rows = [*stamps, *(line.text for line in text.everything)]
    return next((row for row in rows if _is_specimen(fold(row))), None)


def _is_specimen(row: str) -> bool:
    return (_SPECIMEN.fullmatch(row) or _CAPTION.fullmatch(row)) is not None


def find_void_mark(text: PageText) -> str | None:
    """What says that the certificate is void: 作废, 已注销, 注销日期：2010年6月8日, 换证收回. 换证 alone may
    be set upon the new one."""
    return next((mark for mark in _marks(text) if _says(_VOID, mark)), None)


def find_longer_mark(text: PageText) -> str | None:
    """What says that the certificate holds longer than is printed: 有效期延长至2011年12月31日."""
    return next((mark for mark in _marks(text) if _says(_LONGER, mark)), None)


def _says(words: re.Pattern[str], mark: str) -> bool:
    text = _DAY.sub("", fold(mark))
    parts = (_ABOUT.sub("", part) for part in (text, text.split(",")[0]))  # 已作废,换发新证
    return not _ENDS.match(text) and any(map(words.fullmatch, parts))


def _marks(text: PageText) -> Iterator[str]:
    """The rows of stamps, and lines that are red, aslant or large as no line of the page's sentences is."""
    for stamp in text.seals(SealKind.STAMP):
        rows = (stamp.text or "").split("\n")
        if not _RULE.search(fold("".join(rows))):
            yield from (*rows, "\n".join(rows))
    lines = text.everything
    usual = median(line.height for line in lines) if lines else 0.0
    apart = [line for line in lines if _is_apart(line, usual)]
    yield from (line.text for line in apart if not any(_goes_on(line, other) for other in apart))


def _is_apart(line: Line, usual: float) -> bool:
    return stands_apart(line) or line.height >= LARGE * usual


def _goes_on(line: Line, above: Line) -> bool:
    """Whether a line goes on with a sentence on what would be void: 仅供备案使用，再次复印 | 作废."""
    is_close = 0 < line.middle - above.middle < 2 * max(line.height, above.height)
    is_below = is_close and line.box.left < above.box.right and above.box.left < line.box.right
    return is_below and _RULE.search(fold(above.text)) is not None
