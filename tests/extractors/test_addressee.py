"""Whom a certificate speaks to, named above a sentence and by no label."""

from __future__ import annotations

import pytest

from schemas.field import FieldStatus
from tests.lines import LABELS, certificate, line, title

_ITEMS = ("业务种类：国内呼叫中心业务", "业务覆盖范围：浙江省", "法定代表人：罗涛")


@pytest.mark.parametrize(
    "sentence",
    [
        ("根据《中华人民共和国电信条例》及有关规定，经审查，准许你公司经营下列", "增值电信业务，特发此证。"),
        ("根据《中华人民共和国电信条例》及有关规定，经审", "查，准许你公司经营下列增值电信业务，特发此证。"),
        ("根据《中华人民共和国电信条例》及有关规定，经审查，准", "许你公司经营下列增值电信业务，特发此证。"),
    ],
)
def test_a_name_above_a_sentence_that_speaks_to_it(sentence: tuple[str, str]) -> None:
    name = line("杭州翀云物联网科技有限公司：", LABELS, 500)
    rows = [line(text, LABELS + 64 * (at == 0), 580 + 70 * at) for at, text in enumerate(sentence)]
    items = [line(text, LABELS, 740 + 70 * at) for at, text in enumerate(_ITEMS)]
    read = certificate(title(), line("浙B2-20180002", 700, 400), name, *rows, *items)
    assert read.company == "杭州翀云物联网科技有限公司"
    assert read.fields["company"].status is FieldStatus.ACCEPTED


def test_a_sentence_that_speaks_to_nobody_names_no_holder() -> None:
    name = line("杭州翀云物联网科技有限公司：", LABELS, 500)
    sentence = line("根据《中华人民共和国电信条例》及有关规定，经营下列增值电信业务。", LABELS + 64, 580)
    items = [line(text, LABELS, 740 + 70 * at) for at, text in enumerate(_ITEMS)]
    assert certificate(title(), line("浙B2-20180002", 700, 400), name, sentence, *items).company is None
