"""覆盖范围 as a label of its own below 业务种类, and as a word of what a paper permits."""

from __future__ import annotations

from schemas.certificate import Certificate
from schemas.field import FieldStatus
from schemas.page import TextLine
from tests.lines import VALUES, certificate, line, main_lines, row, seal, title

SERVICE = "信息服务业务（仅限互联网信息服务）"


def read(*further: TextLine) -> Certificate:
    return certificate(*main_lines(), *further, seals=[seal("浙江省通信管理局", (1150.0, 1450.0))])


def test_it_is_no_second_line_of_the_label_above() -> None:
    rest = [entry for entry in main_lines() if not 760 < entry.quad.bbox.top < 820]
    found = certificate(
        title(), *rest, *row(3, "业务种类", SERVICE), *row(3.6, "覆盖范围", "浙江省：杭州市、宁波市")
    )
    assert (found.scope, found.coverage) == (SERVICE, "浙江省：杭州市、宁波市")


def test_the_words_behind_a_sentence_are_no_label() -> None:
    text = "互联网信息服务不含新闻、出版。覆盖范围：浙江省"
    found = read(*row(4, "业务覆盖范围：", text))
    assert found.coverage == text


def test_a_line_of_the_services_that_begins_so_is_no_label() -> None:
    rest = [entry for entry in main_lines() if not 760 < entry.quad.bbox.top < 820]
    lines = (
        "第二类增值电信业务中的信息服务业务覆盖范围：全国",
        "第二类增值电信业务中的国内呼叫中心业务覆盖范围：",
        "江西、福建、云南、四川",
        "第二类增值电信业务中的互联网域名解析服务业务覆",
        "盖范围：山东、重庆",
    )
    printed = [line(text, VALUES, 720 + 46 * place) for place, text in enumerate(lines)]
    found = certificate(title(), *rest, *row(3, "业务种类："), *printed)
    assert found.coverage is None
    assert (found.scope or "").endswith("域名解析服务业务覆盖范围：山东、重庆")


def test_a_day_that_one_service_ends_on_is_not_the_licenses_own() -> None:
    rest = [entry for entry in main_lines() if not 760 < entry.quad.bbox.top < 820]
    lines = ("互联网数据中心业务：北京（机房：亦庄；", "有效期至：2028年3月1日）", f"{SERVICE}：北京")
    printed = [line(text, VALUES, 770 + 46 * place) for place, text in enumerate(lines)]
    found = certificate(title(), *rest, *row(3, "业务种类："), *printed)
    assert (found.valid_until, found.issue_date) == ("2029-03-05", "2024-03-05")


def test_of_two_days_under_one_label_a_person_must_choose() -> None:
    found = read(*row(13, "有效期至：", "2024年03月31日"))
    assert found.fields["valid_until"].status == FieldStatus.REVIEW
    assert ("date_ambiguous", "valid_until") in {(one.code, one.field) for one in found.issues}
