"""What a word processor sets beside paragraphs: blanks drawn with characters, labels spread over their
column, columns so narrow that names and codes run on in the next row."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extractors.authorities.printed_issuers import without_label_end
from extractors.normalize.dates import normalize_date
from extractors.page_lines.blank_lines import without_blanks
from extractors.page_lines.layout import page_to_lines
from schemas.certificate import Certificate
from schemas.field import FieldStatus
from schemas.page import TextLine
from tests.lines import SIZE, certificates, line, of_file, page, title

LEFT, TOP = 240.0, 500.0


def read(name: str, rows: Sequence[str | TextLine], pitch: float = 1.7) -> Certificate:
    lines = [
        line(row, LEFT, TOP + SIZE * pitch * place) if isinstance(row, str) else row
        for place, row in enumerate(rows)
    ]
    (found,) = certificates(*of_file("a.pdf", page(title(name), *lines)))
    return found


@pytest.mark.parametrize(
    ("drawn", "left"),
    [
        ("____温州瓯越科技有限公司______", "温州瓯越科技有限公司"),
        ("公司名称：____温州瓯越____", "公司名称： 温州瓯越"),
        ("公司名称........温州瓯越", "公司名称 温州瓯越"),
        ("..·2016-07-26 至 2021-07-26", "2016-07-26 至 2021-07-26"),
        ("公司名称 | 温州瓯越", "公司名称 温州瓯越"),
        ("公司名称|温州瓯越", "公司名称 温州瓯越"),
        ("域名|www.ouyue.cn", "域名 www.ouyue.cn"),
        ("|互联网接入服务业务", "互联网接入服务业务"),
    ],
)
def test_what_is_drawn_with_characters_is_no_text(drawn: str, left: str) -> None:
    (own,) = page_to_lines(page(line(drawn, LEFT, TOP)))
    found = without_blanks(own)
    assert found is not None
    assert found.text == left
    assert len(found.centers) == len(found.scores) == len(left)
    assert found.centers[-1] == own.centers[drawn.rindex(left[-1])]


@pytest.mark.parametrize(
    "text", ["my_site.cn", "编号|20200517", "网站名称|：瓯越社区", "沪B1|2020", "信息服务业务……"]
)
def test_marks_of_the_text_stay(text: str) -> None:
    (own,) = page_to_lines(page(line(text, LEFT, TOP)))
    assert without_blanks(own) is own


def test_a_line_of_blanks_alone_is_none() -> None:
    (own,) = page_to_lines(page(line("__________", LEFT, TOP)))
    assert without_blanks(own) is None


@pytest.mark.parametrize("mark", ["____", "_________________"])
def test_values_on_drawn_blanks(mark: str) -> None:
    texts = [
        "编号：{}D333012340{}",
        "企业名称{}温州瓯越建设有限公司{}",
        "详细地址{}浙江省温州市鹿城区车站大道1号{}",
    ]
    texts += [
        "法定代表人：{}钱怀瑾{}",
        "有效期至：{}2026年01月25日{}",
        "发证机关：{}浙江省住房和城乡建设厅{}",
    ]
    found = read("建筑业企业资质证书", [text.format(mark, mark) for text in texts])
    assert (found.company, found.legal_representative) == ("温州瓯越建设有限公司", "钱怀瑾")
    assert found.address == "浙江省温州市鹿城区车站大道1号"
    assert (found.valid_until, found.issuer) == ("2026-01-25", "浙江省住房和城乡建设厅")
    assert found.fields["address"].status is FieldStatus.ACCEPTED


NARROW = (
    "统一社会信用代码：", "91650903481873178L", "名称：千兰云（克拉玛依）广告有限责任", "公司",
    "类型：有限责任公司（自然人独资）", "法定代表人：晁斌家", "住所：新疆维吾尔自治区克拉玛依市滨",
    "江区黄河路甲一号",    "登记机关：新疆维吾尔自治区市场监督管", "理局", "发照日期：2019年06月04日",
)  # fmt: skip


def test_what_a_narrow_column_breaks_is_whole() -> None:
    found = read("营业执照", NARROW)
    assert found.company == "千兰云（克拉玛依）广告有限责任公司"
    assert found.further["company_type"] == "有限责任公司（自然人独资）"
    assert found.fields["unified_social_credit_code"].value == "91650903481873178L"
    assert found.address == "新疆维吾尔自治区克拉玛依市滨江区黄河路甲一号"
    assert found.issuer == "新疆维吾尔自治区市场监督管理局"


def test_a_code_below_that_its_check_digit_does_not_bear_out_is_for_review() -> None:
    rows = [text.replace("91650903481873178L", "91650903481873178K") for text in NARROW]
    found = read("营业执照", rows)
    assert found.fields["unified_social_credit_code"].status is FieldStatus.REVIEW


def spread(label: str, value: str, top: float) -> list[TextLine]:
    """A label whose characters stand over ``16`` of their heights, the last beside the value."""
    step = 15 * SIZE / (len(label) - 1)
    own = [line(char, LEFT + step * place, top) for place, char in enumerate(label[:-1])]
    return [*own, line(f"{label[-1]} {value}", LEFT + 15 * SIZE, top)]


def test_labels_spread_over_their_column() -> None:
    texts = [
        ("统一编号", "XY2021A01935"), ("企业名称", "温州瓯越智慧网络技术有限公司"), ("信用等级", "AAA"),
        ("签发日期", "2021年03月05日"), ("有效期至", "2024年03月04日"),
        ("发证机构", "浙江众诚资信评估有限公司"),
    ]  # fmt: skip
    lines = [own for place, pair in enumerate(texts) for own in spread(*pair, TOP + 60 * place)]
    (found,) = certificates(*of_file("a.pdf", page(title("信用等级证书"), *lines)))
    assert (found.company, found.issuer) == ("温州瓯越智慧网络技术有限公司", "浙江众诚资信评估有限公司")
    assert found.fields["issuer"].status is FieldStatus.ACCEPTED


def test_an_issuer_that_begins_with_a_labels_last_character_keeps_it() -> None:
    assert without_label_end("构 方正认证检测有限公司") == "方正认证检测有限公司"
    assert without_label_end("门头沟区市场监督管理局") == "门头沟区市场监督管理局"
    assert without_label_end("关 岭 县市场监督管理局") == "关 岭 县市场监督管理局"


@pytest.mark.parametrize("pitch", [1.4, 1.7, 2.1])
def test_a_sentences_value_goes_on_below_its_first_row(pitch: float) -> None:
    texts = [
        "注册号：38118Q33776R2S",
        "兹证明：北极星信息技术股份有限公司",
        "该质量管理体系认证所覆盖的范围为：",
    ]
    first = "资质许可范围内电力工程施工、电力"
    left = LEFT + SIZE * len(texts[-1])
    lines = [line(text, LEFT, TOP + SIZE * pitch * place) for place, text in enumerate(texts[:2])]
    lines.append(line(texts[2] + first, LEFT, TOP + SIZE * pitch * 2))
    rows = ("设施承装（修、试）、建筑装修装饰", "工程的施工；塑料包装制品的生产和", "销售")
    lines += [line(text, left, TOP + SIZE * pitch * (3 + place)) for place, text in enumerate(rows)]
    lines.append(line("颁证日期：2018年12月15日", LEFT, TOP + SIZE * pitch * 7))
    (found,) = certificates(*of_file("a.pdf", page(title("质量管理体系认证证书"), *lines)))
    assert found.scope == first + "".join(rows)


@pytest.mark.parametrize(
    "text", ["公元2017年01月11日", "公元二〇一七年一月十一日", "公元 2017 年 1 月 11 日"]
)
def test_a_date_that_names_its_era(text: str) -> None:
    assert normalize_date(text).value == "2017-01-11"
