"""The suffixes of domains: what a lost letter may have made of a usual one."""

from __future__ import annotations

import pytest

from extractors.normalize.domains import normalize_domain
from extractors.normalize.normal import Check


@pytest.mark.parametrize(
    ("text", "odd"),
    [
        ("fanglu.om", True),
        ("fanglu.cm", True),
        ("cloudgo.td", True),
        ("fanglu.tv", False),
        ("fanglu.de", False),
    ],
)
def test_a_country_that_may_be_what_is_left_of_a_usual_suffix_is_for_review(text: str, odd: bool) -> None:
    found = normalize_domain(text)
    assert (found.value, Check.UNSURE_DOMAIN in found.failed) == (text, odd)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("chedi.co", "chedi.co"),
        ("xiongdi.net.co", "xiongdi.net.cn"),
        ("bangsuan.pr", "bangsuan.pr"),
        ("xiongdi.in", "xiongdi.in"),  # info, ink
    ],
)
def test_a_suffix_that_may_be_cut_is_given_as_read_in_doubt(text: str, value: str) -> None:
    domain = normalize_domain(text)
    assert (domain.value, domain.failed) == (value, (Check.DOMAIN_BREAK,))
