"""Whether a page of no known type is a certificate at all, and not a screenshot, a letter or a filing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extractors.pages.page_text import PageText
from extractors.pages.pairs import FoundPair
from extractors.pages.title import is_ending, looks_like_title
from schemas.page import SealKind

ENOUGH = 1.5
MANY = 6
LARGE = 1.2  # usual line heights that a title is set in
HEADING = 1.4  # the same of what heads a form
_NUMBER = re.compile(r"(?:编号|证号|证书号|许可证号|注册号|登记号|证书编号|批准文号)$")
_GRANTED = re.compile(
    r"特发此证|特此发证|兹证明|准予|发证机关|发证机构|颁发机[关构]|发证日期|颁发日期|有效期|批准机关|登记机关"
)
_OTHER = re.compile(
    r"ICP备|备案号|备案查询|备案信息|公安备案|版权所有|首页|登录|注册账号|导航|Copyright|尊敬的|会议|甲方|乙方|发票|合同|"
    r"查询结果|审核通过|使用规定|须知|搜索|受理通知|受理编号|受理回执|委托书|申请书|申请表|报价单|电子回单",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"^(?:[一二三四五六七八九十]{1,3}、|[(（]?[一二三四五六七八九十\d]{1,2}[)）.、])")


def certificate_likeness(text: PageText, pairs: Sequence[FoundPair]) -> float:
    """How much speaks for a certificate, 0 and up: title, seal, number, labels, words of granting."""
    titled = page_title(text) is not None
    sealed = any(seal.text for seal in text.seals(SealKind.OFFICIAL))
    numbered = any(_NUMBER.search(pair.text) for pair in pairs)
    named = any("证" in pair.text and _NUMBER.search(pair.text) for pair in pairs)
    held = sum(pair.candidate is not None for pair in pairs)
    granted = _GRANTED.search(text.whole) is not None
    clauses = sum(_CLAUSE.match(row) is not None for row in text.rows)
    other = len(set(_OTHER.findall(text.whole)))
    return (
        1.0 * titled
        + 0.7 * sealed
        + 0.4 * numbered
        + 0.2 * named
        + min(0.6, 0.15 * held)
        + 0.3 * granted
        - 0.15 * max(0, clauses - 3)
        - 0.5 * min(other, 3)
    )


def is_unknown_certificate(text: PageText, pairs: Sequence[FoundPair]) -> bool:
    """Whether the page is a certificate: enough speaks for it, and it has a title or a seal and
    values, or both and no values, or the certificate's number and ``MANY`` values under no heading, which a
    form or a report has: the half of a booklet's sheet that faces the one with the seal."""
    titled = page_title(text) is not None
    sealed = any(seal.text for seal in text.seals(SealKind.OFFICIAL))
    held = sum(pair.candidate is not None for pair in pairs)
    numbered = any("证" in pair.text and _NUMBER.search(pair.text) for pair in pairs if pair.candidate)
    told = (titled or sealed) if held >= 2 else (titled and sealed)
    headed = any(size >= HEADING for _, size in text.titles)
    told = told or (numbered and held >= MANY and not headed)
    return told and certificate_likeness(text, pairs) >= ENOUGH


def page_title(text: PageText) -> str | None:
    """What the page calls itself: of the rows that name a certificate the largest; one that is a title's
    ending alone, 认证证书, after the others. One below the state's name, of which nothing is left as a title,
    is as large as any row: of a page that lies aslant the rows' boxes are."""
    below = {lower for (upper, _), (lower, _) in pairwise(text.titles) if not upper}
    named = [
        (not is_ending(row), size, row)
        for row, size in text.titles
        if (size >= LARGE or row in below) and looks_like_title(row, size)
    ]
    return max(named)[2] if named else None
