"""Seals of telecom papers, told by how well the closed lists' texts fit them."""

from __future__ import annotations

import pytest

from extractors.authorities.seal_fits import Borne, find_known_line, find_known_rim, with_known_texts
from extractors.authorities.seal_texts import OTHER_PURPOSES, PURPOSES
from extractors.telecom_lists.issuers import ISSUERS
from schemas.page import TextFit
from tests.lines import certificate, main_lines, seal


def fits(texts: tuple[str, ...], **better: float) -> tuple[TextFit, ...]:
    """All ``texts`` at -6, those named in ``better`` as good as it says."""
    return tuple(
        TextFit(text=text, mean=better.get(text, -6.0), best=better.get(text, -6.0)) for text in texts
    )


def rim_fits(**better: float) -> tuple[TextFit, ...]:
    return fits(ISSUERS, **better)


def line_fits(**better: float) -> tuple[TextFit, ...]:
    return fits((*PURPOSES, *OTHER_PURPOSES), **better)


@pytest.mark.parametrize(
    ("better", "known"),
    [
        ({"贵州省通信管理局": -3.0, "云南省通信管理局": -4.0}, "贵州省通信管理局"),
        ({"贵州省通信管理局": -3.0, "云南省通信管理局": -3.4}, None),
        ({"贵州省通信管理局": -5.2}, None),
        ({}, None),
    ],
)
def test_a_rim_is_that_of_the_list_that_fits_far_better(better: dict[str, float], known: str | None) -> None:
    found = find_known_rim(rim_fits(**better))
    assert (found and found.text) == known
    assert found is None or 0.6 <= found.confidence <= 0.95


@pytest.mark.parametrize(
    ("better", "known"),
    [
        ({"行政许可专用章": -2.0, "行政审批专用章": -3.0}, "行政许可专用章"),
        ({"行政许可专用章": -2.0, "行政审批专用章": -2.5}, None),
        ({"业务专用章": -1.0}, None),  # a short one must fit about wholly
        ({"财务专用章": -0.1}, None),  # no purpose of these papers
        ({"行政许可专用章": -0.5, "行政专用章": -0.2}, "行政许可专用章"),  # of which that is a part
    ],
)
def test_a_line_is_the_purpose_that_fits_far_better(better: dict[str, float], known: str | None) -> None:
    found = find_known_line(line_fits(**better))
    assert (found and found.text) == known


def test_texts_of_the_closed_lists_take_the_place_of_what_was_read() -> None:
    read = seal("一嘴州省委信官理局之", (800, 800))
    fitting = read.model_copy(update={"rim_fits": rim_fits(贵州省通信管理局=-2.0)})
    assert with_known_texts(read) == read
    assert with_known_texts(fitting).text == "贵州省通信管理局"
    assert 0.6 < with_known_texts(fitting).text_confidence <= 0.95
    assert with_known_texts(fitting).inner_text is None


@pytest.mark.parametrize(
    ("read", "text"),
    [("华人工业和信化", f"中华人民共和国{ISSUERS[0]}"), ("工业和信化", ISSUERS[0]), (None, ISSUERS[0])],
)
def test_the_spelling_of_an_authority_is_the_one_that_was_read(read: str | None, text: str) -> None:
    fitting = seal(read, (800, 800)).model_copy(update={"rim_fits": rim_fits(**{ISSUERS[0]: -1.0})})
    assert with_known_texts(fitting).text == text


def test_a_known_seal_of_a_telecom_paper_keeps_what_was_read_of_it() -> None:
    known = {
        "rim_fits": rim_fits(浙江省通信管理局=-1.0),
        "line_fits": line_fits(行政许可专用章=-1.0),
    }
    stamp = seal("新江雀通信官理局", (1000, 1500)).model_copy(update=known)
    telecom = certificate(*main_lines(), seals=(stamp,))
    assert telecom.fields["seals.0.text"].value == "浙江省通信管理局"
    assert telecom.fields["seals.0.text"].raw == "新江雀通信官理局"
    assert telecom.fields["seals.0.inner_text"].value == "行政许可专用章"
    assert telecom.fields["issuer"].value == "浙江省通信管理局"


@pytest.mark.parametrize(
    ("better", "named", "known"),
    [
        ({"甘肃省通信管理局": -1.7, "河北省通信管理局": -1.6}, "甘肃省通信管理局", "甘肃省通信管理局"),
        ({"甘肃省通信管理局": -7.0, "河北省通信管理局": -6.8}, "甘肃省通信管理局", "甘肃省通信管理局"),
        (
            {"甘肃省通信管理局": -1.7, "河北省通信管理局": -1.3},
            "甘肃省通信管理局",
            None,
        ),  # the other fits better
        ({"甘肃省通信管理局": -8.0}, "甘肃省通信管理局", None),  # nothing is legible
        ({"甘肃省通信管理局": -1.7, "河北省通信管理局": -1.6}, "天津市通信管理局", None),
    ],
)
def test_a_rim_that_the_paper_s_other_seals_bear_need_not_fit_better_than_all(
    better: dict[str, float], named: str, known: str | None
) -> None:
    found = find_known_rim(rim_fits(**dict.fromkeys(ISSUERS, -9.0) | better), Borne(frozenset({named})))
    assert (found and found.text) == known
    assert found is None or found.confidence < 0.9, "a person sees to it"


def test_a_seal_of_an_authority_has_a_purpose_of_its_papers() -> None:
    """合同专用章 is on no license; on another's seal it may be what the line says."""
    lines = line_fits(行政许可专用章=-3.96, 合同专用章=-2.55)
    assert find_known_line(lines) is None
    found = find_known_line(lines, is_of_authority=True)
    assert found is not None
    assert found.text == "行政许可专用章"


def test_a_line_that_another_seal_of_its_shape_bears() -> None:
    stamps = [
        seal("浙江省通信管理局", (1000, 1500)).model_copy(
            update={"inner_text": "电信业务专用章", "inner_confidence": 0.99}
        ),
        seal("浙江省通信管理局", (400, 1500)).model_copy(
            update={"line_fits": line_fits(电信业务专用章=-5.0, 业务专用章=-4.9)}
        ),
    ]
    telecom = certificate(*main_lines(), seals=tuple(stamps))
    assert telecom.fields["seals.1.inner_text"].value == "电信业务专用章"
    assert telecom.fields["seals.1.inner_text"].confidence < 0.9


def test_a_company_s_seal_on_the_paper_stays_its_own() -> None:
    own = seal("浙江省通信管理局", (1000, 1500))
    fitting = {"rim_fits": rim_fits(浙江省通信管理局=-5.5), "text_confidence": 0.8}
    other = seal("杭州清河网络科技有限公司", (400, 1500)).model_copy(update=fitting)
    telecom = certificate(*main_lines(), seals=(own, other))
    assert telecom.fields["seals.1.text"].value == "杭州清河网络科技有限公司"
