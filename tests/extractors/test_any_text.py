"""Whatever an engine returns, a pure function of text returns too."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from extractors.clauses.citations import find_citations
from extractors.clauses.provisions import ProvisionLine, parse_provisions
from extractors.normalize.address import normalize_address
from extractors.normalize.credit_code import normalize_credit_code
from extractors.normalize.dates import normalize_date, normalize_period
from extractors.normalize.domain_list import normalize_domains
from extractors.normalize.license_number import normalize_license_number
from extractors.normalize.money import normalize_money
from extractors.normalize.names import normalize_company, normalize_person
from extractors.telecom_lists.issuers import resolve_issuer
from extractors.telecom_lists.scope import parse_scope
from extractors.use_restrictions.restriction_text import looks_like_restriction, parse_restriction

_PIECES = [
    "一", "十", "二", "、", "(", "（", ")", "）", "《", "》", "：", ":", ";", "；", "，", ", ", "。",
    ".", "-", "—", "·", " ", "\n", "0", "1", "2", "9", "O", "l", "I", "B2", "82", "ICP证", "号", "令第",
    "年", "月", "日", "至", "自", "万", "元", "壹", "仟", "零", "点", "角", "分", "人民币", "美元",
    "仅供", "仅限", "不含", "含", "使用", "复印无效", "有效期", "信息服务业务", "互联网", "业务",
    "北京市", "全国", "京", "公司", "com", "cn", "www", "/", "国务院", "長", "😀", "\u0301", "\x00",
    "²", "Ⅷ", "㈠", "①",
]  # fmt: skip
_TEXT = st.one_of(st.lists(st.sampled_from(_PIECES), max_size=25).map("".join), st.text(max_size=40))


@given(_TEXT)
def test_normalizers(text: str) -> None:
    normals = [
        normalize(text)
        for normalize in (
            normalize_license_number, normalize_date, normalize_money, normalize_company, normalize_person,
            normalize_credit_code, normalize_address,
        )
    ]  # fmt: skip
    period = normalize_period(text)
    for normal in (*normals, *normalize_domains(text), period.start, period.end):
        assert normal.value != ""
        assert all(normal.value is not None and 0 <= offset < len(normal.value) for offset in normal.doubtful)


@given(_TEXT)
def test_readers_of_longer_text(text: str) -> None:
    assert all(item.name for item in parse_scope(text))
    assert 0.0 <= looks_like_restriction(text) <= 1.0
    assert parse_restriction(text, 1).page_no == 1
    assert all(citation.title or citation.decree for citation in find_citations(text))
    match = resolve_issuer(text)
    assert match is None or (0.0 <= match.margin <= match.score <= 1.0)


@given(st.lists(st.tuples(_TEXT, st.integers(1, 3), st.sampled_from([None, True, False])), max_size=8))
def test_provisions(lines: list[tuple[str, int, bool | None]]) -> None:
    numbers = [clause.number for clause in parse_provisions([ProvisionLine(*line) for line in lines])]
    assert len(numbers) == len(set(numbers))
