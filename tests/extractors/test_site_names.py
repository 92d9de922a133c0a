"""Names of sites that may be misread."""

from __future__ import annotations

import pytest

from extractors.candidates import to_candidate
from extractors.certificates.site_names import check_site_name
from extractors.normalize.normal import Check
from schemas.document_type import FieldKind
from tests.lines import line, seen

COMPANY = "北京万卷千灯图书信息咨询有限责任公司"


@pytest.mark.parametrize(
    ("text", "score", "is_doubted"),
    [
        ("万卷干灯", 0.84, True),
        ("万卷于灯", 0.84, True),
        ("万卷于灯", 0.99, False),
        ("万卷千灯", 0.84, False),
        ("清河社区", 0.84, False),
        ("万卷干灯网", 0.84, True),
    ],
)
def test_a_part_of_the_company_with_one_unsure_character_is_in_doubt(
    text: str, score: float, is_doubted: bool
) -> None:
    (read,) = seen(line(text, 240, 300, score=score))
    checked = check_site_name(to_candidate(FieldKind.TEXT, [read]), COMPANY)
    assert (Check.NAME_MISREAD in checked.normal.failed) is is_doubted


@pytest.mark.parametrize(
    ("text", "is_doubted"),
    [
        ("干锐", True),
        ("文干", True),
        ("江江数—", True),
        ("-明音乐", True),
        ("云-音乐", False),
        ("清河公司官网使", True),
        ("清河官方网站X", True),
        ("清河官网站", False),
        ("清河网站群", False),
        ("清河官网商城", False),
        ("干货社区", False),
        ("饼干商城", False),
        ("千锐", False),
    ],
)
def test_a_character_that_is_mostly_another_misread_is_in_doubt(text: str, *, is_doubted: bool) -> None:
    (read,) = seen(line(text, 240, 300, score=0.99))
    checked = check_site_name(to_candidate(FieldKind.TEXT, [read]), COMPANY)
    assert (Check.NAME_MISREAD in checked.normal.failed) is is_doubted


@pytest.mark.parametrize(
    ("text", "score", "is_doubted"),
    [
        ("东鼎国", 0.99, True),
        ("东鼎国", 0.999, False),
        ("清河国站", 0.97, True),
        ("清河国站", 0.999, False),
        ("万国", 0.9, False),
        ("中国建材", 0.9, False),
        ("壮乡0购", 0.99, True),
        ("O购商城", 0.99, True),
        ("壮乡0购", 0.999, False),
        ("清河2020会", 0.9, False),
    ],
)
def test_a_nation_that_may_be_a_net_is_in_doubt_unless_it_was_read_surely(
    text: str, score: float, *, is_doubted: bool
) -> None:
    (read,) = seen(line(text, 240, 300, score=score))
    checked = check_site_name(to_candidate(FieldKind.TEXT, [read]), COMPANY)
    assert (Check.NAME_MISREAD in checked.normal.failed) is is_doubted
