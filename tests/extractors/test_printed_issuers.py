"""Issuers that print tells: misread beside their own seal, or read unsurely and told by nothing else."""

from __future__ import annotations

import pytest

from schemas.field import FieldStatus
from schemas.page import SealReading
from tests.lines import certificate, line, row, seal

ISSUER, MISREAD = "珠海市住房和城乡建设局", "珠海市位和城乡建设局"


def issuer(printed: str, score: float, *seals: SealReading):
    """The issuer of a paper of Zhuhai, of whose printed issuer one character has ``score``."""
    label, value = row(8, "发证机关：", printed)
    scores = (0.99, 0.99, 0.99, score, *(0.99,) * (len(printed) - 4))
    found = certificate(
        line("建筑业企业资质证书", 480, 260, size=60),
        *row(0, "证书编号：", "D244803460"),
        *row(1, "企业名称：", "珠海清河建设工程有限公司"),
        *row(2, "详细地址：", "珠海市香洲区乾坤大道9号"),
        *row(3, "资质类别及等级：", "防水防腐保温工程专业承包贰级"),
        label,
        value.model_copy(update={"char_confidences": scores}),
        seals=seals,
    )
    return found.issuer, found.fields["issuer"]


def test_print_misread_beside_the_seal_is_the_same_issuer() -> None:
    value, field = issuer(MISREAD, 0.99, seal(ISSUER, (1200, 1900)))
    assert (value, field.status) == (ISSUER, FieldStatus.ACCEPTED)


def test_another_authority_beside_the_seal_is_no_misreading() -> None:
    value, field = issuer("珠海市行政审批局", 0.99, seal(ISSUER, (1200, 1900)))
    assert value != ISSUER
    assert field.status is FieldStatus.REVIEW


@pytest.mark.parametrize(("score", "status"), [(0.8, FieldStatus.REVIEW), (0.96, FieldStatus.ACCEPTED)])
def test_print_bears_itself_out_no_further(score: float, status: FieldStatus) -> None:
    value, field = issuer("珠海市阜和城乡建设局", score)
    assert (value, field.status) == ("珠海市阜和城乡建设局", status)


def test_a_name_of_the_paper_s_place_and_a_declared_word_is_borne_out() -> None:
    value, field = issuer(ISSUER, 0.8)
    assert (value, field.status) == (ISSUER, FieldStatus.ACCEPTED)


@pytest.mark.parametrize("behind", [";", "；", " Housing Bureau of Zhuhai"])
def test_what_stands_behind_the_printed_name_is_none_of_it(behind: str) -> None:
    value, field = issuer(ISSUER + behind, 0.99, seal(ISSUER, (1200, 1900)))
    assert (value, field.status) == (ISSUER, FieldStatus.ACCEPTED)
