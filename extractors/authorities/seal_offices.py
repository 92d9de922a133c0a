"""The office of an authority that its seal names in a straight line: 雁塔分局, below 西安市市场监督管理局."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from extractors.normalize.text import fold
from extractors.page_lines.layout import Line, in_ellipse
from schemas.page import SealReading, SealShape

OFFICE = "(?:分局|管理所|监管所|工商所|所)"
"""What the name of an office ends in."""
OFFICE_AT_END = re.compile(rf"(?<=[局会])(?P<place>[\u4e00-\u9fff]{{2,6}}){OFFICE}$")
"""The office behind the name of its authority."""

# As 研究所 is of a name that lies under a seal, a bare 所 is none here.
_OFFICE = re.compile("[(（]?(?P<name>[\u4e00-\u9fff]{2,6}(?:分局|管理所|监管所|工商所))[)）]?")
_AUTHORITY = re.compile("[局会]$")  # a rim that names no office itself
_INSPECTED = re.compile("年检|验照|年度|检验合格")  # of the yearly stamps on a copy: 2010年度已年检


def sealed_names(
    seals: Iterable[SealReading], lines: Iterable[Line], values: Collection[str]
) -> Iterator[tuple[SealReading, str]]:
    """The seals of a page that may be an issuer's and what each says, with the office, which may have been
    read as one of the page's ``lines``. What is one of the ``values`` of other fields, over which the seal
    may lie, is none: 日常监督管理机构 has an office."""
    sealed = [seal for seal in seals if seal.text]
    issuers = [seal for seal in sealed if not _is_inspection(seal)]
    own = list(lines)
    return ((seal, _with_office(seal, seal.text or "", own, values)) for seal in issuers or sealed)


def _is_inspection(seal: SealReading) -> bool:
    """Whether it is a yearly stamp, which may be of another office than the issuer: ovals are."""
    return seal.shape == SealShape.OVAL or tells_inspection(seal)


def tells_inspection(seal: SealReading) -> bool:
    """Whether its straight line is that of a yearly stamp."""
    return _INSPECTED.search(fold(seal.inner_text or "")) is not None


def _with_office(seal: SealReading, rim: str, lines: Iterable[Line], values: Collection[str]) -> str:
    if not _AUTHORITY.search(rim) or rim.endswith("分局"):
        return rim
    box = seal.quad.bbox
    within = [line.text for line in lines if in_ellipse(line.quad.bbox.center, box)]
    texts = [text for text in map(fold, (seal.inner_text or "", *within)) if text not in values]
    matches = [_OFFICE.fullmatch(text) for text in texts]
    return rim + next((match["name"] for match in matches if match is not None), "")
