"""Seals under print, told by the shares that networks give to the texts of closed lists."""

from __future__ import annotations

import pytest

from extractors.authorities.known_text import Borne
from extractors.authorities.seal_shares import has_no_text, tell_line, tell_rim
from extractors.authorities.seal_texts import INSPECTION
from schemas.field import FieldStatus
from schemas.page import SealShape, TextShare
from tests.lines import certificate, main_lines, seal

BEIJING, TIANJIN = "北京市通信管理局", "天津市通信管理局"
LICENSING, APPROVAL = "行政许可专用章", "行政审批专用章"


def shares(named: dict[str | None, float]) -> tuple[TextShare, ...]:
    return tuple(TextShare(text=text, share=share) for text, share in named.items())


@pytest.mark.parametrize(
    ("told", "known"),
    [
        ({BEIJING: 0.97, TIANJIN: 0.02}, BEIJING),
        ({BEIJING: 0.55, TIANJIN: 0.4}, None),
        ({"": 0.9, BEIJING: 0.1}, None),
        ({None: 0.7, BEIJING: 0.3}, None),
        ({}, None),
    ],
)
def test_a_rim_is_the_likeliest_authority_s_if_that_is_likely(
    told: dict[str | None, float], known: str | None
) -> None:
    found = tell_rim(shares(told))
    assert (found and found.text) == known


def test_spellings_of_one_authority_speak_for_it_together() -> None:
    found = tell_rim(shares({"工业和信息化部": 0.4, "中华人民共和国工业和信息化部": 0.5, BEIJING: 0.1}))
    assert found is not None
    assert (found.text, round(found.confidence, 3)) == ("中华人民共和国工业和信息化部", 0.9)


def test_what_other_seals_bear_is_likelier() -> None:
    told = shares({BEIJING: 0.4, TIANJIN: 0.5})
    assert tell_rim(told) is None
    found = tell_rim(told, Borne(authorities=frozenset({BEIJING})))
    assert found is not None
    assert found.text == BEIJING
    assert found.confidence < 0.9, "a person sees to it"


def test_texts_of_the_list_exclude_one_another() -> None:
    told = shares({BEIJING: 0.1, TIANJIN: 0.15, "上海市通信管理局": 0.15, "河北省通信管理局": 0.1, None: 0.1})
    found = tell_rim(told, Borne(authorities=frozenset({BEIJING})))
    assert found is not None
    assert found.text == BEIJING
    assert found.confidence < 0.9, "a person sees to it"
    assert tell_rim(shares({BEIJING: 0.1, None: 0.6}), Borne(authorities=frozenset({BEIJING}))) is None


def test_an_oval_seal_of_a_telecom_paper_is_an_inspection_s() -> None:
    told = shares({INSPECTION: 0.3, "档案查询专用章": 0.25, LICENSING: 0.15, None: 0.15})
    stamp = seal("", (1000, 1500)).model_copy(update={"text": None, "line_shares": told})
    for shape, known in ((SealShape.OVAL, INSPECTION), (SealShape.ROUND, None)):
        paper = certificate(*main_lines(), seals=(stamp.model_copy(update={"shape": shape}),))
        field = paper.fields["seals.0.inner_text"]
        assert field.value == known
        assert field.status != FieldStatus.ACCEPTED


def test_a_purpose_of_other_papers_is_none_of_these() -> None:
    assert tell_line(shares({"合同专用章": 0.95, LICENSING: 0.05})) is None
    found = tell_line(shares({LICENSING: 0.9, APPROVAL: 0.1}))
    assert found is not None
    assert found.text == LICENSING


def test_a_seal_without_a_line_is_told() -> None:
    assert has_no_text(shares({"": 0.95, LICENSING: 0.05}))
    assert not has_no_text(shares({"": 0.8, LICENSING: 0.2}))
    assert not has_no_text(())


def test_a_telecom_paper_s_seals_are_what_the_networks_tell() -> None:
    stamp = seal("新江雀通信官", (1000, 1500)).model_copy(
        update={
            "rim_shares": shares({"浙江省通信管理局": 0.99}),
            "line_shares": shares({LICENSING: 0.98, APPROVAL: 0.02}),
        }
    )
    telecom = certificate(*main_lines(), seals=(stamp,))
    assert telecom.fields["seals.0.text"].value == "浙江省通信管理局"
    assert telecom.fields["seals.0.text"].raw == "新江雀通信官"
    assert telecom.fields["seals.0.inner_text"].value == LICENSING
    assert telecom.fields["seals.0.inner_text"].confidence == pytest.approx(0.98)
    assert telecom.fields["issuer"].value == "浙江省通信管理局"


def test_print_in_the_place_of_a_line_is_none() -> None:
    """Cities of a coverage lay where a seal without a line would have had it."""
    stamp = seal("浙江省通信管理局", (1000, 1500)).model_copy(
        update={"inner_text": "德令哈", "inner_confidence": 0.9, "line_shares": shares({"": 0.98})}
    )
    telecom = certificate(*main_lines(), seals=(stamp,))
    assert telecom.seals[0].inner_text is None
    assert "seals.0.inner_text" not in telecom.fields


def test_a_company_s_seal_on_the_paper_stays_its_own() -> None:
    own = seal("浙江省通信管理局", (1000, 1500))
    told = {"rim_shares": shares({"浙江省通信管理局": 0.7, None: 0.3}), "text_confidence": 0.8}
    other = seal("杭州清河网络科技有限公司", (400, 1500)).model_copy(update=told)
    telecom = certificate(*main_lines(), seals=(own, other))
    assert telecom.fields["seals.1.text"].value == "杭州清河网络科技有限公司"
