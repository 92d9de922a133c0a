"""Print of another line that was read with a value: not its own, and not accepted with it."""

from __future__ import annotations

from extractors.normal_forms import normalize
from extractors.normalize.names import normalize_company
from extractors.normalize.normal import Check
from schemas.document_type import FieldKind


def test_an_amount_that_goes_on_with_other_words_is_for_review() -> None:
    assert normalize(FieldKind.MONEY, "5000万元人民币名称：福建蓝海文化传媒有限公司").failed
    assert not normalize(FieldKind.MONEY, "5000万元人民币").failed
    assert not normalize(FieldKind.MONEY, "500万元人民币整").failed


def test_a_name_with_a_filing_s_number_is_for_review() -> None:
    read = normalize_company("对应辽ICP备12345678号广西乐享建设工程（集团）股份有限公司")
    assert Check.COMPANY_CHARACTERS in read.failed
    assert not normalize_company("北京360网络科技有限公司").failed
