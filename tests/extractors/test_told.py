from __future__ import annotations

import time
from collections.abc import Mapping
from types import MappingProxyType

import pytest

from extractors.candidates import to_candidate
from extractors.normalize.domain_list import normalize_domains
from extractors.normalize.normal import Check, Normal
from extractors.normalize.told import resolve_told
from extractors.page_lines.layout import join
from schemas.document_type import FieldKind
from schemas.page import TextLine
from tests.lines import LABELS, line, seen


def told_line(text: str, *, left: float = LABELS, top: float = 500, score: float = 0.99) -> TextLine:
    """A line all of whose look-alikes were told apart with probability ``score``."""
    verified = tuple(offset for offset, char in enumerate(text) if char in "1lI0Ooi")
    return line(text, left, top, score=score).model_copy(update={"verified": verified})


def resolve(
    raw: str, shapes: Mapping[int, float], read: Mapping[int, float] = MappingProxyType({})
) -> list[Normal]:
    return [told.normal for told in resolve_told(normalize_domains(raw), raw, shapes, read)]


def failed(*lines: TextLine) -> list[tuple[Check, ...]]:
    candidate = to_candidate(FieldKind.DOMAIN, seen(*lines))
    return [domain.failed for domain in resolve(candidate.raw, candidate.shapes, candidate.read)]


@pytest.mark.parametrize("text", ["flyt99.com", "WWW.AIb.com", "http://a1i.top/x", "xo0k,cn", "a1。com"])
def test_look_alikes_told_by_shape_are_not_in_doubt(text: str) -> None:
    assert failed(told_line(text, score=0.996)) == [()]
    assert failed(told_line(text, score=0.75)) == [(Check.CONFUSABLE_DOMAIN,)]
    assert failed(line(text, LABELS, 500, score=0.85)) == [(Check.CONFUSABLE_DOMAIN,)]


def test_each_domain_by_itself() -> None:
    raw = "fly99.com、fly88.com"
    domains = resolve(raw, {11: 0.99})
    assert [domain.failed for domain in domains] == [(Check.CONFUSABLE_DOMAIN,), ()]
    assert domains[0].doubtful == (1,)


def test_every_look_alike_of_a_domain_counts() -> None:
    raw = "fl1y.com"
    (domain,) = resolve(raw, {1: 0.99})
    assert (domain.doubtful, domain.failed) == ((2,), (Check.CONFUSABLE_DOMAIN,))


def test_a_domain_over_two_lines() -> None:
    assert failed(told_line("www.fly"), told_line("to1.com", top=540)) == [()]
    assert failed(told_line("www.fly"), line("to1.com", LABELS, 540)) == [(Check.CONFUSABLE_DOMAIN,)]


def test_other_failures_stay() -> None:
    raw = "fly.qqqq"
    assert resolve(raw, {1: 0.99})[0].failed == (Check.DOMAIN_SUFFIX,)
    assert resolve("com.cn", {})[0].failed == (Check.DOMAIN_FORM,)


def test_parts_and_joined_lines_keep_what_was_told() -> None:
    (whole,) = seen(told_line("域名：fly1.com"))
    assert whole.verified == (4, 6, 9)
    part = whole.part(3, len(whole.text))
    assert [part.text[offset] for offset in part.verified] == ["l", "1", "o"]
    joined = join([whole.part(0, 5), whole.part(5, len(whole.text))])
    assert joined.text == whole.text
    assert joined.verified == whole.verified


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("1ianjielianrun.net", "lianjielianrun.net"),
        ("zhong-tudingdoul01.cc", "zhong-tudingdou101.cc"),
        ("tenghuahehail.club", "tenghuahehai1.club"),
        ("mall.com", "mall.com"),  # and not ma11
        ("tonglol.com", "tonglol.com"),  # too short to tell
        ("shangbiao1.com", "shangbiao1.com"),
    ],
)
def test_what_stays_in_doubt_is_given_as_pinyin_has_it(raw: str, value: str) -> None:
    (domain,) = resolve(raw, {})
    assert (domain.value, domain.failed) == (value, (Check.CONFUSABLE_DOMAIN,))


def test_pinyin_changes_nothing_that_shape_told() -> None:
    raw = "tenghuahehail.club"
    (domain,) = resolve(raw, {raw.index("l"): 0.999})
    assert (domain.value, domain.failed) == (raw, ())


@pytest.mark.parametrize(
    ("domain", "shape", "read", "sure"),
    [
        ("youcloud.org", 0.8, 0.0, True),
        ("youcloud.org", 0.7, 0.0, True),
        ("youcloud.org", 0.2, 0.0, False),
        ("youcloud.org", None, 0.95, True),  # of no shape, and the engine is sure
        ("youcloud.org", None, 0.8, True),  # and words
        ("youcloud.org", None, 0.7, False),
        ("bi-li.com", None, 0.8, False),  # so short that it may be anything
        ("zhonglogo101.cn", 0.9, 0.0, True),
        ("zhonglogo101.cn", 0.7, 0.0, False),  # zhong10go101 is words too
        ("health-look360.com", 0.8, 0.0, True),
        ("go101shop.net", 0.8, 0.0, True),
        ("b2bllama.club", 0.8, 0.0, True),
        ("1b8lc.pro", 0.82, 0.99, False),  # no words
        ("1b8lc.pro", 0.99, 0.0, True),
        ("l0lmall.xyz", 0.98, 0.0, False),  # lolmall is words
        ("l0lmall.xyz", 0.9995, 0.0, True),
        ("02otool.shop", 0.98, 0.0, False),
        ("feilogoo.vip", 0.95, 0.0, False),
        ("jial0.cn", 0.98, 0.0, False),  # one figure alone is no number
    ],
)
def test_what_words_say_weighs_beside_the_shape(
    domain: str, shape: float | None, read: float, *, sure: bool
) -> None:
    shapes = {} if shape is None else dict.fromkeys(range(len(domain)), shape)
    engine = dict.fromkeys(range(len(domain)), read)
    (bare,) = resolve(domain, {})
    (told,) = resolve(domain, shapes, engine)
    assert Check.CONFUSABLE_DOMAIN in bare.failed
    assert (Check.CONFUSABLE_DOMAIN not in told.failed) is sure


@pytest.mark.parametrize(
    ("raw", "shapes", "value", "sure"),
    [
        ("dinghe11o365.info", {6: 0.63, 7: 0.63}, "dinghello365.info", False),
        ("1onglive.club", {0: 0.55, 4: 0.95}, "longlive.club", True),
        ("hu1ian.club", {2: 0.75}, "hulian.club", True),  # other letters tell the words
        ("wuyuanwan1ife.com", {9: 0.85, 10: 0.97}, "wuyuanwanlife.com", False),  # but the 1 is plain to see
        ("panl0l.club", {3: 0.99, 4: 0.95, 5: 0.99}, "panl0l.club", False),  # none tell lol
        ("soloinfoll.cn", {2: 0.99, 8: 0.6, 9: 0.6}, "soloinfo11.cn", False),
        ("8cl028c.site", {2: 0.25}, "8c1028c.site", False),  # no word: as its shape is, in doubt
        ("liuyao.xyz", {0: 0.99, 5: 0.25}, "liuyao.xyz", False),  # liuya0 may be one
        ("Ifbc.online", {}, "lfbc.online", False),  # what is read as I is sooner an l
    ],
)
def test_the_likeliest_of_all_readings_is_given(
    raw: str, shapes: dict[int, float], value: str, *, sure: bool
) -> None:
    engine = dict.fromkeys(range(len(raw)), 0.99)
    (domain,) = resolve(raw, shapes, engine)
    assert (domain.value, Check.CONFUSABLE_DOMAIN not in domain.failed) == (value, sure)


def test_words_bear_out_nothing_that_no_shape_and_no_engine_told() -> None:
    """What was read unsurely may be a t as well."""
    (domain,) = resolve("youcloud.org", {}, dict.fromkeys(range(12), 0.7))
    assert (domain.value, domain.failed) == ("youcloud.org", (Check.CONFUSABLE_DOMAIN,))


def test_a_label_of_look_alikes_alone_takes_no_time() -> None:
    label = "ilI1oO0" * 9
    start = time.perf_counter()
    (domain,) = resolve(f"{label}.com", dict.fromkeys(range(len(label)), 0.8))
    assert time.perf_counter() - start < 1
    assert Check.CONFUSABLE_DOMAIN in domain.failed


@pytest.mark.parametrize(("score", "doubted"), [(0.94, True), (0.75, False)])
def test_words_make_no_other_letter_of_a_plain_shape(score: float, *, doubted: bool) -> None:
    """shiguangli is words, and shiguang1i what stands there."""
    (domain,) = resolve("www.shiguang1i.com", {12: score, 13: 0.97})
    assert domain.value == "www.shiguangli.com"
    assert (Check.CONFUSABLE_DOMAIN in domain.failed) is doubted
