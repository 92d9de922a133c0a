"""A place that exists nowhere is one of whose name a rare character was misread."""

from __future__ import annotations

import pytest

from extractors.candidates import to_candidate
from extractors.normalize.normal import Check
from extractors.place_names.misread_places import begins_in_no_province, holds_misread_place
from schemas.document_type import FieldKind
from schemas.field import FieldStatus
from tests.extractors.test_document_types import LANDSCAPE
from tests.lines import certificate, line, seal, seen


@pytest.mark.parametrize("text", ["西安市鄠邑区", "亳州市谯城区", "江苏省盱眙县", "成都阳光", "璧山区"])
def test_places_that_are(text: str) -> None:
    assert not holds_misread_place(text)


def test_a_province_of_which_the_first_character_was_lost() -> None:
    assert begins_in_no_province("江省义乌市福田街道")
    assert not any(
        map(begins_in_no_province, ("浙江省义乌市", "省直机关", "黑龙江省哈尔滨市", "台湾省台北市"))
    )


@pytest.mark.parametrize("kind", [FieldKind.NAME, FieldKind.ADDRESS, FieldKind.TEXT])
def test_what_names_one_is_for_review(kind: FieldKind) -> None:
    """鄠 of 鄠邑区 is surely read as 鄂."""
    read, right = (
        to_candidate(kind, [seen(line(f"西安市{place}秦渡街道农业技术推广站", 400, 500))[0]])
        for place in ("鄂邑区", "鄠邑区")
    )
    assert read.value == "西安市鄂邑区秦渡街道农业技术推广站"
    assert Check.NAME_MISREAD in read.failed and Check.NAME_MISREAD not in right.failed


def test_so_is_an_authority_s_whose_seal_and_print_agree() -> None:
    name = "西安市鄂邑区市场监督管理局"
    lines = [*LANDSCAPE, line(f"登记机关：{name}", 1000, 1400)]
    found = certificate(*lines, seals=[seal(name, (1300.0, 1250.0))])
    assert (found.issuer, found.fields["issuer"].status) == (name, FieldStatus.REVIEW)
    assert ("name_misread", "issuer") in {(issue.code, issue.field) for issue in found.issues}


def test_a_company_may_begin_as_a_province_does() -> None:
    """三省堂 is a name, and what begins an address so is not."""
    name = to_candidate(FieldKind.NAME, [*seen(line("三省堂书店有限公司", 640, 700))])
    place = to_candidate(FieldKind.ADDRESS, [*seen(line("三省义乌市福田街道12号", 640, 700))])
    assert (name.failed, place.failed) == ((), (Check.NAME_MISREAD,))


@pytest.mark.parametrize("name", ["新疆维吾尔白治区", "广西壮族自治反", "内家古自治区", "积石山自治县白治县"])
def test_a_region_s_long_name_with_one_character_misread(name: str) -> None:
    assert holds_misread_place(f"{name}某街12号")


@pytest.mark.parametrize("name", ["新疆维吾尔自治区", "长治区块链园", "内蒙古自治区", "恩施土家族苗族自治州"])
def test_long_names_that_are(name: str) -> None:
    assert not holds_misread_place(f"{name}某街12号")
