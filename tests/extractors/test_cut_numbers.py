"""Numbers read in part or unsurely: for review, since a part of one is another number."""

from __future__ import annotations

import pytest

from extractors.normalize.normal import Check
from extractors.normalize.numbers import normalize_pattern
from schemas.certificate import Certificate
from schemas.field import FieldStatus
from tests.lines import certificate, line, row


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("XK08-001-032761", "XK08-001-03276"),
        ("1XK08-001-03276", "XK08-001-03276"),
        ("XK08-001-03276延", "XK08-001-03276"),
        ("XK08-001-03276-2", "XK08-001-03276"),
        ("XK08-001-03276(1-", "XK08-001-03276"),
        ("苏)XK08-001-03276", "苏)XK08-001-03276"),
    ],
)
def test_a_number_that_its_pattern_cuts_is_flagged(printed: str, value: str) -> None:
    normal = normalize_pattern(printed, r"[(]?[苏]?[)]?XK[0-9]{2}-[0-9]{3}-[0-9]{5}")
    assert (normal.value, normal.failed) == (value, (Check.NUMBER_FORM,))


def test_words_before_a_number_and_a_remark_behind_it_are_none_of_it() -> None:
    assert normalize_pattern("编号JY14403070071511（副本）", r"JY[0-9]{14}").failed == ()


def _mine(number: str, *, labelled: bool = True) -> Certificate:
    label = "编号：" if labelled else ""
    return certificate(
        line("安全生产许可证", 480, 200, size=90),
        line(label + number, 700, 400),
        *row(1, "单位名称：", "郑州方大实业有限公司"),
        *row(2, "主要负责人：", "李士方"),
        *row(3, "许可范围：", "建筑施工"),
    )


@pytest.mark.parametrize("labelled", [True, False])
def test_what_follows_a_number_makes_it_doubtful(labelled: bool) -> None:
    found = _mine("(粤)JZ安许证字[2023]021104增", labelled=labelled)
    assert found.record()["license_number"] == "（粤）JZ安许证字[2023]021104"
    assert found.fields["license_number"].status == FieldStatus.REVIEW
    assert ("number_form", "license_number") in {(one.code, one.field) for one in found.issues}


@pytest.mark.parametrize(
    "number",
    [
        "（粤）JZ安许证字[2023]021104延",
        "（鄂）危化生字（2025）0102",
        "（川T）FM安许证字[2020]7091",
        "（苏）WH安许证字[K00046]",
    ],
)
def test_forms_that_provinces_have_of_their_own(number: str) -> None:
    field = _mine(number).fields["license_number"]
    assert (field.value, field.status) == (number, FieldStatus.ACCEPTED)


def test_a_number_of_the_ministry_s_old_form() -> None:
    found = certificate(
        line("网络文化经营许可证", 480, 200, size=90),
        *row(0, "编号：", "文网文[2009]0123号"),
        *row(1, "单位名称：", "郑州方大网络有限公司"),
        *row(2, "法定代表人：", "李士方"),
    )
    field = found.fields["license_number"]
    assert (field.value, field.status) == ("文网文[2009]0123号", FieldStatus.ACCEPTED)


def test_a_number_with_one_figure_hardly_read_is_for_review() -> None:
    printed = line("证书编号：D111012345", 700, 400)
    scores = (*printed.char_confidences[:-2], 0.54, 0.99)
    found = certificate(
        line("建筑业企业资质证书", 480, 200, size=90),
        printed.model_copy(update={"char_confidences": scores}),
        *row(1, "企业名称：", "郑州方大实业有限公司"),
        *row(2, "法定代表人：", "李士方"),
        *row(3, "资质等级：", "房屋建筑工程施工总承包贰级"),
    )
    field = found.fields["license_number"]
    assert (field.value, field.status) == ("D111012345", FieldStatus.REVIEW)


@pytest.mark.parametrize(
    ("printed", "status"),
    [("2012SR011114", FieldStatus.REVIEW), ("2012SR011414", FieldStatus.ACCEPTED)],
)
def test_a_run_of_ones_in_a_number_of_no_fixed_length(printed: str, status: FieldStatus) -> None:
    found = certificate(
        line("计算机软件著作权登记证书", 480, 200, size=90),
        *row(1, "软件名称：", "智慧社区物业收费管理系统V1.0"),
        *row(2, "著作权人：", "郑州方大实业有限公司"),
        *row(3, "登记号：", printed),
    )
    field = found.fields["registration_number"]
    assert (field.value, field.status) == (printed, status)


def test_a_run_of_ones_in_a_number_of_fixed_length_lacks_none() -> None:
    found = certificate(
        line("食品流通许可证", 480, 200, size=90),
        *row(1, "名称：", "郑州方大商贸有限公司"),
        *row(2, "负责人：", "李士方"),
        *row(3, "许可证编号：", "SP4101021110023345"),
    )
    assert found.fields["license_number"].status == FieldStatus.ACCEPTED


@pytest.mark.parametrize(
    "number",
    [
        "（）WH安许证字[2018]9184",
        "H安许证字[2018]9184",
        "（冀）唐FM安许证字[2018]9184",
        "鲁AQ-FM安许证字[2018]9184",
        "No豫安许证字[2018]9184",
    ],
)
def test_a_number_whose_head_was_read_in_part_is_for_review(number: str) -> None:
    """(鲁)WH安许证字: the province in its brackets, or half of the trade's letters, was not read."""
    found = _mine(number)
    assert found.fields["license_number"].status == FieldStatus.REVIEW
    assert ("number_form", "license_number") in {(one.code, one.field) for one in found.issues}


def test_a_number_whose_head_stands_apart_is_for_review() -> None:
    found = certificate(
        line("安全生产许可证", 480, 200, size=90),
        line("编号：（）W", 700, 400),
        line("H安许证字[2018]9184", 880, 400),
        *row(1, "单位名称：", "郑州方大实业有限公司"),
        *row(2, "主要负责人：", "李士方"),
    )
    assert found.fields["license_number"].status == FieldStatus.REVIEW


@pytest.mark.parametrize("copy", [" 副本", "(副本)", "（正本）", ""])
def test_which_copy_it_is_may_stand_behind_a_number(copy: str) -> None:
    found = certificate(
        line("安全生产许可证", 480, 200, size=90),
        line(f"编号：（鲁）WH安许证字[2018]9184{copy}", 700, 400),
        *row(1, "单位名称：", "郑州方大实业有限公司"),
        *row(2, "主要负责人：", "李士方"),
    )
    field = found.fields["license_number"]
    assert (field.value, field.status) == ("（鲁）WH安许证字[2018]9184", FieldStatus.ACCEPTED)
