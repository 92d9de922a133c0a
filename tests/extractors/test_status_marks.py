"""Marks upon a main page that say what became of the certificate."""

from __future__ import annotations

import pytest

from schemas.certificate import Certificate
from schemas.field import FieldStatus
from schemas.page import InkLayer, TextLine
from tests.lines import annex_lines, certificates, frame, line, main_lines, of_file, page


def read(*marks: TextLine, stamp: str | None = None) -> Certificate:
    framed = [frame(300, 1800, 760, 1900).model_copy(update={"text": stamp})] if stamp else []
    (found,) = certificates(*of_file("a.pdf", page(*main_lines(), *marks, seals=framed)))
    return found


def told(found: Certificate) -> dict[str, str | None]:
    marks = ("void_mark", "longer_mark")
    return {each.code: each.field for each in found.issues if each.code in marks}


def in_red(text: str) -> TextLine:
    return line(text, 300, 1820, layer=InkLayer.RED)


@pytest.mark.parametrize(
    "text",
    [
        "作 废",
        "已注销",
        "注销日期：2010年6月8日",
        "本证已于2012年3月5日注销",
        "换证收回",
        "原证作废",
        "已换发新证",
        "VOID",
        "无 效",
        "已过期",
        "已作废，换发新证",
    ],
)
def test_a_mark_that_the_certificate_is_void(text: str) -> None:
    for found in (
        read(in_red(text)),
        read(line(text, 300, 1820, angle=-18)),
        read(line(text, 300, 1820, size=90)),
        read(stamp=text),
        read(stamp=f"{text}\n2018年11月6日"),
    ):
        assert told(found) == {"void_mark": None}
        assert found.needs_review
        assert found.company == "杭州清河网络科技有限公司"


@pytest.mark.parametrize(
    "text",
    ["复印无效", "涂改作废的副本", "注销登记通知", "换证", "收文日期 2010年6月8日", "失效日期：2029年3月5日"],
)
def test_words_that_say_something_else(text: str) -> None:
    assert told(read(in_red(text))) == {}
    assert told(read(stamp=text)) == {}


def test_a_word_at_a_sentence_s_end_is_no_mark() -> None:
    text = [line("未经年检的，本许可证自动", 240, 1820), line("失效。", 240, 1870), line("作废", 240, 1920)]
    assert told(read(*text)) == {}


def test_a_mark_that_the_certificate_holds_longer() -> None:
    found = read(in_red("有效期延长至2031年12月31日"))
    assert told(found) == {"longer_mark": "valid_until"}
    until = found.fields["valid_until"]
    assert (until.value, until.status) == ("2029-03-05", FieldStatus.REVIEW)
    assert told(read(stamp="有效期延续至\n2031年12月31日")) == {"longer_mark": "valid_until"}


def test_the_end_of_a_rule_on_copies_is_no_mark() -> None:
    assert told(read(stamp="仅供备案使用，再次复印\n作废")) == {}
    above = line("仅供备案使用，再次复印", 300, 1780, layer=InkLayer.RED)
    assert told(read(above, in_red("作废"))) == {}
    yearly = line("（此经营许可证每年需要年检，未经年检", 240, 1780, layer=InkLayer.RED)
    assert told(read(yearly, in_red("此证无效"))) == {}
    far = line("仅供备案使用，再次复印无效", 300, 1500, layer=InkLayer.RED)
    assert told(read(far, in_red("作废"))) == {"void_mark": None}


def test_a_mark_upon_an_annex() -> None:
    annex = page(*annex_lines(), in_red("作废"), page_no=2)
    (found,) = certificates(*of_file("a.pdf", page(*main_lines()), annex))
    assert told(found) == {"void_mark": None}
