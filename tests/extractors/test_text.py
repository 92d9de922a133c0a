from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.normalize.text import (
    clean_printed,
    fold,
    fold_with_offsets,
    in_one_form,
    join_lines,
    mixes_forms,
    to_simplified,
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("经 营 许 可 证 编 号：京Ｂ２-２０２４", "经营许可证编号:京B2-2024"),
        ("廣東省通信管理局", "广东省通信管理局"),
        ("（附　页）\n", "(附页)"),
        ("⻓城⽂化", "长城文化"),
        ("青岛㬵州", "青岛胶州"),
        ("⻙⺠⽤⼾", "韦民用户"),
        ("a\u200bb\ufeffc", "abc"),
        ("", ""),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_fold_keeps_offsets(text: str) -> None:
    folded, offsets = fold_with_offsets(text)
    assert len(offsets) == len(folded)
    assert list(offsets) == sorted(offsets)
    assert all(0 <= offset < len(text) for offset in offsets)
    assert not any(character.isspace() for character in folded)


def test_offsets_point_at_the_source() -> None:
    text = "编 号：京 Ｂ2"
    folded, offsets = fold_with_offsets(text)
    assert text[offsets[folded.index("京")]] == "京"
    assert text[offsets[folded.index("B")]] == "Ｂ"


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("北 京 懂车帝 科技有限公司", "北京懂车帝科技有限公司"),
        ("信息服务业务(仅限互联网信息服务)", "信息服务业务（仅限互联网信息服务）"),
        ("HENAN  CREDIT CO., LTD.", "HENAN CREDIT CO., LTD."),
        ("(1-1) page", "(1-1) page"),
        ("<<电信条例>>", "《电信条例》"),
        ("電信業務經營許可證", "电信业务经营许可证"),
        ("ＡＢＣ１２３", "ABC123"),
        ("  ", ""),
    ],
)
def test_clean_printed(text: str, printed: str) -> None:
    assert clean_printed(text) == printed


def test_a_traditional_form_that_is_a_name_in_simplified_print_stays() -> None:
    assert to_simplified("孝感市乾坤大道") == "孝感市乾坤大道"
    assert to_simplified("北京恒昇甯远网络有限公司") == "北京恒昇甯远网络有限公司"
    assert not mixes_forms("陈昇")
    assert to_simplified("網路與號碼") == "网路与号码"


@given(st.text())
def test_to_simplified_keeps_length(text: str) -> None:
    assert len(to_simplified(text)) == len(text)


def test_join_lines() -> None:
    assert join_lines(["北京市朝阳区来广营", "中路甲一号", ""]) == "北京市朝阳区来广营中路甲一号"
    assert join_lines(["GENERAL", "TERMS"]) == "GENERAL TERMS"
    assert join_lines(["邮编10", "0010"]) == "邮编100010"


@pytest.mark.parametrize(
    ("read", "told"),
    [
        ("国家稅务总局山东省稅务局", "国家税务总局山东省税务局"),
        ("上海市科学技术委員会", "上海市科学技术委员会"),
        ("上海市黄浦区", "上海市黄浦区"),
        ("臺北國稅局", "臺北國稅局"),
    ],
)
def test_a_text_is_in_one_form(read: str, told: str) -> None:
    assert in_one_form(read) == told
