"""Pages to the whole record: issuer from the seal, provenance, and what raises doubt."""

from __future__ import annotations

import json

import pytest

from schemas.certificate import Certificate
from schemas.field import FieldStatus
from tests.lines import (
    annex_lines,
    certificate,
    certificates,
    line,
    main_lines,
    of_file,
    page,
    provision_lines,
    row,
    seal,
    title,
)

SEAL_PLACE = (1150.0, 1450.0)


def test_the_issuer_is_read_from_the_seal() -> None:
    found = certificate(*main_lines(), seals=[seal("浙江省通信管理局", SEAL_PLACE)])
    assert found.issuer == "浙江省通信管理局"
    field = found.fields["issuer"]
    assert field.raw == "浙江省通信管理局"
    assert field.quad is not None
    assert field.quad.bbox.center == SEAL_PLACE
    assert [(entry.text, entry.page_no) for entry in found.seals] == [("浙江省通信管理局", 1)]


@pytest.mark.parametrize("text", ["浙江省通信管理", "浙汪省通信管理局", "省通信管理局浙江"])
def test_a_seal_that_is_misread(text: str) -> None:
    """Right, or for review: never a wrong authority that counts as sure."""
    found = certificate(*main_lines(), seals=[seal(text, SEAL_PLACE)])
    field = found.fields["issuer"]
    assert found.issuer == "浙江省通信管理局" or field.status == "review"


def test_a_seal_of_another_province_is_for_review() -> None:
    found = certificate(*main_lines(), seals=[seal("广东省通信管理局", SEAL_PLACE)])
    assert found.issuer == "广东省通信管理局"
    assert found.fields["issuer"].status == "review"
    assert any(issue.field == "issuer" for issue in found.issues)


@pytest.mark.parametrize(
    ("rim", "status"), [("江基省通信管理局", FieldStatus.ACCEPTED), ("基基省通信管理局", FieldStatus.REVIEW)]
)
def test_of_the_authorities_that_a_rim_fits_the_number_tells_one(rim: str, status: FieldStatus) -> None:
    """江苏, 江西 and 黑龙江 have the character that was read."""
    found = certificate(*main_lines(number="苏B2-20190046"), seals=[seal(rim, SEAL_PLACE)])
    assert (found.issuer, found.fields["issuer"].status) == ("江苏省通信管理局", status)


def test_a_seal_that_nobody_can_read_gives_no_issuer() -> None:
    found = certificate(*main_lines(), seals=[seal(None, SEAL_PLACE)])
    assert found.issuer is None
    assert found.fields["issuer"].status in ("absent", "illegible")
    assert found.needs_review


@pytest.mark.parametrize(("text", "code"), [(None, "seal_illegible"), ("果龙限通信管", "seal_unclear")])
def test_a_seal_that_is_there_and_not_read_is_told(text: str | None, code: str) -> None:
    found = certificate(*main_lines(), seals=[seal(text, SEAL_PLACE)])
    assert (code, "seals.0.text") in [(entry.code, entry.field) for entry in found.issues]
    assert found.fields["seals.0.text"].status in (FieldStatus.ILLEGIBLE, FieldStatus.REVIEW)
    assert found.fields["seals.0.text"].quad is not None
    assert [entry.text for entry in found.seals] == [text]


def test_a_company_seal_does_not_make_the_issuer() -> None:
    found = certificate(*main_lines(), seals=[seal("杭州清河网络科技有限公司", SEAL_PLACE)])
    assert found.fields["issuer"].status != "accepted"


def test_a_clean_page_needs_nobody() -> None:
    found = certificate(*main_lines(), seals=[seal("浙江省通信管理局", SEAL_PLACE)])
    doubtful = {key: field.status for key, field in found.fields.items() if field.status == "review"}
    assert doubtful == {}
    assert not found.needs_review


def test_a_number_that_cannot_be_read_is_still_a_record() -> None:
    found = certificate(*main_lines(number="浙B2-2O1#"))
    assert found.license_number is None or found.fields["license_number"].status == "review"
    assert found.company == "杭州清河网络科技有限公司"
    assert found.needs_review
    assert any(issue.field == "license_number" for issue in found.issues)


def test_beijing_form_with_a_period() -> None:
    found = certificate(
        title("电信与信息服务业务经营许可证"),
        *row(0, "经营许可证编号：", "京ICP证150016号"),
        *row(1, "经营单位名称：", "北京清河网络科技有限公司"),
        *row(2, "法定代表人：", "陈立群"),
        *row(3, "注册住所：", "北京市海淀区中关村大街1号"),
        *row(4, "业务种类：", "第二类增值电信业务中的信息服务业务"),
        *row(5, "服务项目：", "互联网信息服务"),
        line("本证有效期自2015年01月08日至2020年01月08日", 240, 1500),
        line("（此经营许可证每年需要年检，未经年检此证无效）", 240, 1600),
    )
    assert found.license_number == "京ICP证150016号"
    assert (found.valid_from, found.valid_until) == ("2015-01-08", "2020-01-08")
    assert found.company == "北京清河网络科技有限公司"
    assert found.address == "北京市海淀区中关村大街1号"


def test_an_end_that_the_printed_period_contradicts_is_told() -> None:
    """有效期至 of a stamp whose purpose was not read."""
    found = certificate(
        title("电信与信息服务业务经营许可证"),
        *row(0, "经营许可证编号：", "京ICP证150016号"),
        *row(1, "经营单位名称：", "北京清河网络科技有限公司"),
        line("有效期至2017年12月3日", 340, 1400),
        line("本证有效期自2015年01月08日至2020年01月08日", 240, 1500),
    )
    assert "period_differs" in {issue.code for issue in found.issues if issue.field == "valid_until"}
    assert found.fields["valid_until"].status == "review"


def test_an_end_before_the_beginning_is_told() -> None:
    lines = [entry for entry in main_lines() if entry.text != "2029年03月05日"]
    found = certificate(*lines, line("2019年03月05日", 640, 500 + 11 * 90))
    assert "period_order" in {issue.code for issue in found.issues}
    assert found.needs_review


def test_an_odd_period_is_a_remark_and_changes_nothing() -> None:
    lines = [entry for entry in main_lines() if entry.text != "2029年03月05日"]
    found = certificate(
        *lines, line("2027年11月30日", 640, 500 + 11 * 90), seals=[seal("浙江省通信管理局", SEAL_PLACE)]
    )
    assert found.valid_until == "2027-11-30"
    assert "period_length" in {issue.code for issue in found.issues}
    assert not found.needs_review


def _whole() -> Certificate:
    clauses = (
        "一、你公司应当按照《中华人民共和国电信条例》开展经营，不得",
        "超越许可的范围。",
        "二、你公司应当执行规定(工业和信息化部令第11号)。",
        "三、你公司应当遵守下列规定：",
        "（一）按本许可证载明的项目开展业务。",
    )
    rest = ("（二）未经批准，不得转让。", "四、你公司应当参加年报。")
    (found,) = certificates(
        *of_file(
            "a.pdf",
            page(*main_lines(), seals=[seal("浙江省通信管理局", SEAL_PLACE)]),
            page(*annex_lines(), page_no=2),
            page(*provision_lines("浙B2-20190046", *clauses), page_no=3),
            page(*provision_lines("浙B2-20190046", *rest), page_no=4),
        )
    )
    return found


def test_provisions_are_joined_over_pages() -> None:
    found = _whole()
    assert [clause.number for clause in found.provisions] == ["一", "二", "三", "四"]
    assert found.provisions[0].text.endswith("不得超越许可的范围。")
    assert [item.text for item in found.provisions[2].items] == [
        "按本许可证载明的项目开展业务。",
        "未经批准，不得转让。",
    ]
    assert [law.title for law in found.provisions[0].citations] == ["中华人民共和国电信条例"]


def test_keys_of_fields_lead_into_the_record() -> None:
    record = json.loads(json.dumps(_whole().record()))
    assert "annexes.0.websites.0.domains.0" in record["fields"]
    for key, field in record["fields"].items():
        step = record
        for name in key.split("."):
            step = step[int(name)] if isinstance(step, list) else step[name]
        assert step == field["value"], key


def test_the_same_pages_give_the_same_record() -> None:
    assert _whole() == _whole()


def test_a_picture_too_long_for_one_page_is_told() -> None:
    """It may hold several pages that nothing on it parts."""
    tall = page(*main_lines()).model_copy(update={"height": 4000})
    (found,) = certificates(*of_file("a.jpg", tall))
    assert any(issue.code == "long_picture" for issue in found.issues)
    assert found.needs_review
    assert not any(issue.code == "long_picture" for issue in certificate(*main_lines()).issues)


def test_a_certificate_of_another_trade_is_of_its_own_type() -> None:
    """A culture permit has the same labels: number, company, representative, capital, issuer, end."""
    lines = [
        line("网络文化经营许可证", 480, 260, size=60),
        *row(0, "编号：", "京网文（2023）4872-140号"),
        *row(1, "单位名称：", "北京清河网络科技有限公司"),
        *row(2, "法定代表人：", "陈立群"),
        *row(3, "注册资本：", "人民币壹仟万元"),
        *row(4, "住所：", "北京市海淀区中关村大街1号"),
        *row(5, "发证机关：", "北京市文化和旅游局"),
        *row(6, "发证日期：", "2023年03月05日"),
        *row(7, "有效期至：", "2026年03月04日"),
    ]
    found = certificate(*lines)
    assert found.document_type == "internet_culture_license"
    assert found.license_number == "京网文（2023）4872-140号"
    assert found.business_items == ()


def test_clauses_of_another_trade_are_no_certificate() -> None:
    clauses = [f"{number}、持证单位应当遵守本证的使用规定。" for number in "一二三四五"]
    assert certificates(*of_file("a.pdf", page(*provision_lines(None, *clauses)[1:]))) == []
