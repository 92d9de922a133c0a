"""Domains of one cell are each judged by what was read of them."""

from __future__ import annotations

import pytest

from extractors.candidates import Candidate, to_candidate
from extractors.normalize.normal import Check
from extractors.site_domains.domain_values import candidate_to_domains, doubt_torn
from schemas.document_type import FieldKind
from schemas.page import InkLayer, TextLine
from tests.lines import LABELS, line, seen


def scored(text: str, unsure: str = "", *, score: float = 0.6, top: float = 500) -> TextLine:
    """A line of which the characters of ``unsure``, as they stand in it, have a lower score."""
    start = text.index(unsure) if unsure else len(text)
    scores = [score if start <= at < start + len(unsure) else 0.999 for at in range(len(text))]
    return line(text, LABELS, top).model_copy(update={"char_confidences": tuple(scores)})


def domains(*lines: TextLine) -> list[Candidate]:
    return candidate_to_domains(to_candidate(FieldKind.DOMAIN, seen(*lines)))


def test_each_domain_has_its_own_text_place_and_scores() -> None:
    first, second = domains(scored("kaixin.com、guoy", "kai"), scored("uan.cn", top=540))
    assert (first.raw, first.value) == ("kaixin.com", "kaixin.com")
    assert (second.raw, second.value) == ("guoy\nuan.cn", "guoyuan.cn")
    assert min(first.scores) == 0.6
    assert min(second.scores) == 0.999
    assert first.quad.bbox.right < second.quad.bbox.right
    assert second.quad.bbox.bottom > first.quad.bbox.bottom


def test_what_is_not_found_in_what_was_read_keeps_all_of_it() -> None:
    raw = "公司网站"
    (only,) = domains(line(raw, LABELS, 500))
    assert (only.raw, Check.DOMAIN_FORM in only.failed) == (raw, True)


@pytest.mark.parametrize("raw", [":", "、", "；"])
def test_marks_alone_are_no_domain(raw: str) -> None:
    assert domains(line(raw, LABELS, 500)) == []


@pytest.mark.parametrize(
    ("unsure", "score", "in_doubt"),
    [
        ("kx", 0.6, True),
        (".", 0.4, True),
        (".", 0.6, False),  # before com
        ("kx", 0.95, False),
        ("i", 0.85, False),
        ("i", 0.5, True),
        ("、", 0.1, False),
    ],
)
def test_a_letter_read_unsurely_puts_its_own_domain_in_doubt(
    unsure: str, score: float, *, in_doubt: bool
) -> None:
    text = "kxdi.com、guoyuan.cn"
    first, second = domains(scored(text, unsure, score=score))
    assert (Check.UNSURE_DOMAIN in first.failed) is in_doubt
    assert Check.UNSURE_DOMAIN not in second.failed


@pytest.mark.parametrize("unsure", ["e", "e,"])
def test_a_letter_before_a_dot_that_was_read_as_a_comma_is_no_dot(unsure: str) -> None:
    (domain,) = domains(scored("luzhong-le,shop", unsure, score=0.6))
    assert domain.value == "luzhong-le.shop"
    assert Check.UNSURE_DOMAIN in domain.failed


def test_nor_is_such_a_dot_in_doubt_where_the_suffix_tells_it() -> None:
    (domain,) = domains(scored("luzhong-le,shop", ",", score=0.6))
    assert Check.UNSURE_DOMAIN not in domain.failed


@pytest.mark.parametrize(("unsure", "in_doubt"), [("l", True), ("1", True), ("o", False), ("bo.", True)])
def test_a_look_alike_that_its_shape_does_not_bear_out_is_in_doubt(unsure: str, *, in_doubt: bool) -> None:
    text = scored("lin1bo.com", unsure, score=0.75)
    told = tuple(at for at in (0, 3) if text.text[at] not in unsure)
    (domain,) = domains(text.model_copy(update={"verified": told}))
    assert bool({Check.CONFUSABLE_DOMAIN, Check.UNSURE_DOMAIN} & {*domain.failed}) is in_doubt


def test_what_words_bear_out_counts_as_they_make_it() -> None:
    """A look-alike of little shape is surer where what it looks like makes no word."""
    plain = scored("guoyun110.com", "11", score=0.7)
    (borne_out,) = domains(plain.model_copy(update={"verified": (6, 7)}))
    assert (borne_out.value, borne_out.failed) == ("guoyun110.com", ())
    assert min(borne_out.scores) > 0.96
    other = scored("g8yzn11c.com", "11", score=0.7)
    (left,) = domains(other.model_copy(update={"verified": (5, 6)}))
    assert left.failed == (Check.CONFUSABLE_DOMAIN,)
    assert min(left.scores) == pytest.approx(0.7)


def test_a_look_alike_of_the_suffix_is_not() -> None:
    (domain,) = domains(scored("bei.ltd", "l", score=0.4))
    assert Check.UNSURE_DOMAIN not in domain.failed


def test_a_domain_below_a_torn_one_is_in_doubt() -> None:
    torn, whole = domains(line("ioio", LABELS, 500)), domains(line("fast.com", LABELS, 540))
    assert doubt_torn([torn, whole])[1][0].failed == (Check.DOMAIN_BREAK,)
    assert doubt_torn([whole, [], whole]) == [whole, [], whole]


@pytest.mark.parametrize(
    ("above", "below", "in_doubt"),
    [
        ("dongyun.co", "mxunmeng.com", True),  # dongyun.com, xunmeng.com
        ("dongyun.co", "axunmeng.com", False),
        ("dongyun.com", "mxunmeng.com", False),
        ("beng10.ltd.", "hangheng.org", False),  # a misread comma
        ("beng.ltd.", "hangheng.org", True),
        ("beng10.ltd.", "heng.org", True),
        ("beng10.cn.", "hangheng.org", True),
        ("img.beng10.ltd.", "hangheng.org", True),
    ],
)
def test_the_beginning_below_a_cut_domain_is_in_doubt(above: str, below: str, *, in_doubt: bool) -> None:
    found = domains(line(above, LABELS, 500), line(below, LABELS, 540))
    assert len(found) == 2
    assert (Check.DOMAIN_BREAK in found[1].failed) is in_doubt


@pytest.mark.parametrize(
    ("text", "score", "layer", "doubted"),
    [
        ("qinghepic.cn", 0.99, InkLayer.TEXT_LAYER, False),
        ("qinghepic.cn", 0.99, InkLayer.ALL, True),
        ("qinghepic.cn", 0.999, InkLayer.ALL, False),
        ("qinghjguo.cn", 0.999, InkLayer.ALL, True),
        ("meishjguo.com", 0.999, InkLayer.ALL, True),
        ("meishijie.com", 0.999, InkLayer.ALL, False),
    ],
)
def test_letters_that_make_no_word_are_no_misreading_where_nothing_else_doubts_them(
    text: str, score: float, layer: InkLayer, *, doubted: bool
) -> None:
    (domain,) = domains(line(text, LABELS, 500, layer=layer, score=score))
    assert (Check.MISSPELLED_DOMAIN in domain.failed) is doubted


@pytest.mark.parametrize(
    ("text", "unsure", "in_doubt"),
    [
        ("huoming2008.vip", "p", False),
        ("qinghuoyuan520.com", ".c", False),
        ("liu-82o5.info", ".i", False),
        ("doubei.1td", "1", False),
        ("qinghuoyuan.com", "com", True),  # nothing is left of it
        ("guocar.cc", "c", True),  # may be cn
        ("huiming.net.cn", "n", True),  # of net, or of cn
        ("huiming.top", "t", True),  # may be shop
        ("huiming.vip", "g.v", True),
    ],
)
def test_the_letters_of_a_suffix_are_told_where_only_one_has_the_others(
    text: str, unsure: str, *, in_doubt: bool
) -> None:
    cut = text.rindex(unsure)
    read = scored(text)
    scores = tuple(0.5 if cut <= at < cut + len(unsure) else 0.999 for at in range(len(text)))
    (found,) = domains(read.model_copy(update={"char_confidences": scores}))
    assert (Check.UNSURE_DOMAIN in found.failed) is in_doubt
