"""What of a use restriction was seen on a page and not read: a person is told of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.issue_messages.messages import issue
from extractors.normalize.text import fold
from extractors.page_lines.layout import ASLANT, Line
from extractors.pages.page_facts import PageFacts
from extractors.record import Record
from extractors.use_restrictions.restriction_text import hints_at_restriction, looks_like_restriction
from extractors.use_restrictions.restrictions import FoundRestriction
from schemas.page import InkLayer

LIKELY = 0.2  # likeness to a restriction from which a watermark that was not read as one is told
_RULE = re.compile("复印|无效|[他它其][他它]?用|严禁|禁用|挪作|不得|[他它]业务")
_EXPIRY = re.compile(r"有效期|效期至|20\d\d年")
# A level line of print that a banner was read into: …路11银行开户使用，复印
_RUN_INTO = re.compile(
    "使用[,;。]?(?:再次|再|二次)?复印|使用[,;。]?(?:挪作|另作|[他它]用)|[他它]用(?:一律)?无|复印(?:件)?无效"
)


def tell_unread(record: Record, page: PageFacts, restrictions: Sequence[FoundRestriction]) -> None:
    """A line that begins or ends as a restriction, or holds a part that none of the page's ``restrictions``
    has, and was not read as one may limit the copy's use."""
    whole = any(
        found.tiles > 1 or line.layer == InkLayer.PALE for found in restrictions for line in found.lines
    )
    scraps = [line for line in page.text.scraps if abs(line.angle) > ASLANT]
    known = ["".join(fold(found.read.text).split()) for found in restrictions]
    likely: list[str] = []
    if not whole:
        pale = [line.text for line in page.source.page.lines if line.layer == InkLayer.PALE]
        likely += [text for text in pale if not any(fold(text) in said for said in known)]
    if not restrictions:
        likely += [line.text for line in scraps]
    likely = [text for text in likely if hints_at_restriction(text) or looks_like_restriction(text) >= LIKELY]
    likely += _parts_lost(scraps, restrictions)
    likely += [line.text for line in page.lines if _RUN_INTO.search(fold(line.text))]
    if likely:
        record.note([issue("watermark_unread", detail=min(likely))])


def _parts_lost(scraps: Sequence[Line], restrictions: Sequence[FoundRestriction]) -> list[str]:
    """The lines aslant that say a rule or until when, where no restriction that was read does."""
    if not restrictions:
        return []
    lost = []
    for part, said in (("copy_rule", _RULE), ("valid_until", _EXPIRY)):
        if all(getattr(found.restriction, part) is None for found in restrictions):
            lost += [line.text for line in scraps if said.search(fold(line.text))]
    return lost
