"""Letters that were read unsurely, and what words say for them."""

from __future__ import annotations

import pytest

from extractors.normalize.normal import Check
from tests.extractors.test_domain_values import domains, scored


@pytest.mark.parametrize(
    ("text", "unsure", "sure"),
    [
        ("haijinchuan.cn", "j", True),
        ("fenghe-media360.com", "g", True),
        ("haijinchuan.cn", "haijinchuan.cn", True),  # a glyph was not read, somewhere
        ("haijinchuan.cn", ".c", True),
        ("xkqrbz.com", "z.", False),
        ("haijinchuan.id", ".id", False),  # of .ltd
        ("shandong.com", "d", True),
        ("temao.com", "t", False),  # lemao is words too
        ("xkqrbz.com", "q", False),
    ],
)
def test_words_bear_out_letters_that_leave_them_words_alone(text: str, unsure: str, *, sure: bool) -> None:
    (domain,) = domains(scored(text, unsure, score=0.8))
    assert (Check.UNSURE_DOMAIN not in domain.failed) is sure
    assert (min(domain.scores) > 0.95) is sure


def test_what_is_hardly_read_is_not_borne_out() -> None:
    (domain,) = domains(scored("haijinchuan.cn", "j", score=0.65))
    assert Check.UNSURE_DOMAIN in domain.failed


@pytest.mark.parametrize("text", ["guo___.yun.cn", "x_y___.guo.com", "-.guo.com", "guo__yun.com;yun.cn"])
def test_signs_that_no_domain_has_do_no_harm(text: str) -> None:
    first, *_ = domains(scored(text, text[:2], score=0.8))
    assert first.failed


def test_each_domain_by_its_own_words() -> None:
    first, second = domains(scored("xkqr.com;haijinchuan.cn", "xkqr.com;haijinchuan.cn", score=0.8))
    assert Check.UNSURE_DOMAIN in first.failed
    assert Check.UNSURE_DOMAIN not in second.failed
