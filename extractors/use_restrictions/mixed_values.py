"""Values that begin with a piece of a watermark across them: 共找货云仓APP, of 仅供找货社区网站展示使用."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.issue_messages.messages import issue
from extractors.normalize.normal import Check
from extractors.normalize.text import fold, is_cjk
from extractors.record import Record
from schemas.certificate import UseRestriction
from schemas.field import FieldStatus

_PURPOSE = re.compile("[仅只](?:限于|用于|供|限|在)(?P<first>[\u4e00-\u9fff]{2})")


def doubt_mixed_values(record: Record, restrictions: Sequence[UseRestriction]) -> None:
    """Doubt accepted values of a page that begin with the first two ideographs of what one of its
    ``restrictions`` is for, and one before them, as 供 is."""
    firsts = {
        (restriction.page_no, match["first"])
        for restriction in restrictions
        for match in _PURPOSE.finditer(fold(restriction.text))
    }
    if not firsts:
        return
    for key, field in list(record.fields.items()):
        value = fold(field.value or "")
        is_mixed = is_cjk(value[:1] or " ") and (field.page_no, value[1:3]) in firsts
        if is_mixed and field.status == FieldStatus.ACCEPTED and not key.startswith("use_restrictions"):
            record.doubt(key, issue(Check.NAME_MISREAD.value, key, field.value or ""))
