"""What begins with 扫 and is no caption of a QR code: rows of a scope, names."""

from __future__ import annotations

import pytest

from extractors.page_lines.captions import without_captions
from schemas.field import FieldStatus
from tests.lines import certificate, line, main_lines, row, seen, title

SCOPE = ("打字、复印、", "扫描、晒图服务；信息查询服务；企业管理咨询；", "软件销售；", "会议服务。")


def test_a_row_of_a_scope_that_begins_with_scanning_is_kept_with_those_below() -> None:
    lines = [title("营业执照"), *row(-1, "统一社会信用代码：", "91110108700338416R")]
    lines += row(0, "名称：", "北京清河科技有限公司") + row(1, "法定代表人：", "陈立群")
    found = certificate(*lines, *row(2, "经营范围：", *SCOPE))
    assert found.scope == "".join(SCOPE)


@pytest.mark.parametrize(
    "second",
    [
        "证书应用系统开发；软件销售；",
        "证书信息服务；",
        "证书信息查询服务；",
        "证书需求分析；",
        "证书应急处理；",
    ],
)
def test_a_row_of_a_scope_may_begin_with_a_certificate(second: str) -> None:
    """电子|证书, wrapped: it is no sentence of the paper about itself."""
    scope = ("身份认证技术开发；电子", second, "信息技术咨询服务。")
    lines = [title("营业执照"), *row(-1, "统一社会信用代码：", "91110108700338416R")]
    lines += row(0, "名称：", "北京清河科技有限公司") + row(1, "法定代表人：", "陈立群")
    assert certificate(*lines, *row(2, "经营范围：", *scope)).scope == "".join(scope)


def test_a_company_may_begin_so() -> None:
    found = certificate(*main_lines(company="扫码查科技（杭州）有限公司"))
    assert found.company == "扫码查科技（杭州）有限公司"


def test_values_close_below_a_caption_and_flush_with_it_are_none_of_its_rows() -> None:
    lines = [title("营业执照"), *row(-1, "统一社会信用代码：", "91110108700338416R")]
    pairs = (("名称", "北京清河科技有限公司"), ("类型", "有限责任公司"), ("法定代表人", "陈立群"))
    others = (("注册资本", "壹仟万元整"), ("成立日期", "2019年03月05日"))
    for left, own in ((200, pairs), (1000, others)):
        for at, (label, value) in enumerate(own):
            lines += [line(label, left, 600 + 60 * at), line(value, left + 220, 600 + 60 * at)]
    lines += [line(text, 1220, 524 + 38 * at) for at, text in enumerate(("扫描二维码登", "录公示系统"))]
    found = certificate(*lines)
    assert (found.registered_capital, found.record()["established"]) == ("壹仟万元整", "2019-03-05")


@pytest.mark.parametrize(
    "first",
    ["扫描二维码登", "扫描市场主体身", "请使用微信扫一扫", "扫描左侧二维码", "扫码登录公示系统"],
)
def test_captions_are_left_out_to_their_full_stop(first: str) -> None:
    rows = [line(text, 900, 240 + 38 * at) for at, text in enumerate((first, "了解更多。", "壹仟万元整"))]
    assert [own.text for own in without_captions(seen(*rows))] == ["壹仟万元整"]


@pytest.mark.parametrize("inset", [0, 64])
def test_what_a_certificate_says_of_itself_is_no_row_of_its_scope(inset: int) -> None:
    """Set close below the scope, its second row flush with the first or in the middle."""
    printed = (
        (320, "证书编号：18520E24643R1L", 300),
        (460, "兹证明", 700),
        (520, "咸阳市峻岭机械制造有限公司", 560),
        (600, "环境管理体系符合", 640),
        (650, "GB/T 24001-2016/ISO 14001:2015", 560),
        (720, "该环境管理体系认证所覆盖的范围为：", 500),
        (770, "五金制品、塑料制品的生产及销售", 540),
        (830, "本证书在国家规定的各行政许可、资质许可、强制性认证的有效期内使用有效，获证", 200),
        (875, "组织必须定期接受监督审核并经审核合格此证书方继续有效。", 200 + 3 * inset),
    )
    lines = [line(text, left, top) for top, text, left in printed]
    dates = [line("颁证日期：2020年8月29日", 200, 960), line("有效期至：2023年8月28日", 800, 960)]
    found = certificate(line("环境管理体系认证证书", 500, 200, size=60), *lines, *dates)
    assert found.scope == "五金制品、塑料制品的生产及销售"
    assert found.fields["scope"].status == FieldStatus.ACCEPTED
    assert (found.issue_date, found.valid_until) == ("2020-08-29", "2023-08-28")


def test_a_term_that_a_certificate_tells_of_itself_is_read() -> None:
    rows = [line("本证书有效期至2023年8月28日。", 200, 900), line("获证组织必须接受监督审核。", 200, 1000)]
    assert [own.text for own in without_captions(seen(*rows))] == ["本证书有效期至2023年8月28日。"]


@pytest.mark.parametrize(
    "text",
    [
        "证书信息可在国家认证认可监督管理委员会官方网站查询",
        "证书信息查询网址:www.cnca.gov.cn",
        "注：证书须加盖公章",
    ],
)
def test_sentences_about_the_certificate_are_left_out(text: str) -> None:
    assert without_captions(seen(line(text, 200, 900))) == []


LAW = (
    "根据《中华人民共和国电信条例》、《电信业务",
    "经营许可管理办法》及国家有关规定，经审查合格，",
    "准予经营下列增值电信业务，特发此证。",
)


def test_the_law_beside_the_values_of_a_form_that_lies_across_is_no_part_of_them() -> None:
    """Its first row is set in by two characters, and is level with the company's name."""
    lines = [title("增值电信业务经营许可证"), line("编号：川B2-20100072", 1736, 400)]
    pairs = (
        ("公司名称：", "成都锦里通联网络有限责任公司"),
        ("法定代表人：", "唐兴华"),
        ("注册资本：", "壹佰万元整"),
    )
    lines += [line(label + value, 200, 500 + 70 * at) for at, (label, value) in enumerate(pairs)]
    lines += [line(text, 1300 + 70 * (at == 0), 500 + 56 * at) for at, text in enumerate(LAW)]
    lines += [line("业务种类：信息服务业务（仅限互联网信息服务）", 200, 710)]
    found = certificate(*lines)
    assert (found.company, found.legal_representative) == ("成都锦里通联网络有限责任公司", "唐兴华")
    assert found.fields["company"].status == FieldStatus.ACCEPTED


@pytest.mark.parametrize("name", ["国家市场监督管理总局监制", "中华人民共和国住房和城乡建设部制"])
def test_who_had_a_form_printed_is_no_value(name: str) -> None:
    lines = seen(line("12315", 300, 900), line(name, 500, 900), line("国家秘密载体印制", 300, 960))
    assert [own.text for own in without_captions(lines)] == ["12315", "国家秘密载体印制"]
