"""Values below what announces them: set about the page's middle, and never beyond the next label."""

from __future__ import annotations

from schemas.field import FieldStatus
from schemas.page import TextLine
from tests.lines import certificate, line, main_lines, row

_SCOPE = "日用陶瓷的研发、生产和销售"
_STANDARD = "GB/T 29490-2013"


def _lines(standard: TextLine) -> list[TextLine]:
    return [
        line("知识产权管理体系认证证书", 480, 200, size=60),
        line("证书号：165IP190672R0M", 240, 320),
        line("特此证明", 763, 420),
        line("景德镇市昌南陶瓷有限公司", 635, 500),
        line("注册地址：江西省景德镇市珠山区新厂西路150号陶溪川文创街区10栋3号", 240, 560),
        line("知识产权管理体系符合标准：", 240, 640),
        standard,
        line("认证覆盖的范围：", 240, 820),
        line(_SCOPE, 240, 880),
        *row(8, "有效期至：", "2022年12月24日"),
    ]


def test_a_standard_about_the_middle_below_its_label() -> None:
    found = certificate(*_lines(line(_STANDARD, 660, 700)))
    assert found.record()["standard"] == _STANDARD
    assert found.fields["scope"].value == _SCOPE


def test_nothing_beyond_the_next_label_is_a_standard() -> None:
    found = certificate(*_lines(line(_STANDARD, 1300, 700)))
    assert found.fields["scope"].value == _SCOPE
    assert found.fields["standard"].value is None
    assert found.fields["standard"].status != FieldStatus.ACCEPTED


def test_a_label_whose_other_half_is_english() -> None:
    found = certificate(
        line("职业健康安全管理体系认证证书", 480, 200, size=60),
        line("证书编号 Certificate No.: CN23/00004418", 240, 320),
        line("兹证明/This is to certify that", 600, 420),
        line("沧州市运河机械有限公司", 640, 500),
        line("职业健康安全管理体系符合标准/ conforms to the requirements of", 300, 640),
        line("ISO 45001:2018", 610, 700),
        line("认证覆盖范围/ Scope of certification", 500, 820),
        line("阀门的制造", 640, 880),
        line("颁证日期 Date of issue:2023-02-14", 240, 1000),
        line("有效期至 Valid until:2026-02-13", 240, 1060),
    )
    record = found.record()
    assert (record["company"], record["standard"]) == ("沧州市运河机械有限公司", "ISO 45001:2018")
    assert record["scope"] == "阀门的制造"


def test_a_name_above_a_sentence_that_speaks_to_it() -> None:
    found = certificate(
        line("企业信用等级证书", 480, 200, size=60),
        line("银川市塞上枸杞有限公司：", 240, 420),
        line("依据《企业信用评价指标》，经综合评价，贵单", 320, 500),
        line("位信用等级为：", 240, 560),
        line("AAA", 700, 700, size=120),
        *row(5, "证书编号：", "ZXAAA202311082946"),
    )
    assert found.record()["company"] == "银川市塞上枸杞有限公司"
    assert found.record()["grade"] == "AAA"


def test_what_follows_a_value_that_was_not_read_is_no_standard_unseen() -> None:
    for text in ("特发此证", "该管理体系适用于"):
        found = certificate(*_lines(line(text, 780 - 16 * len(text), 700)))
        assert found.fields["standard"].status != FieldStatus.ACCEPTED


def test_a_person_whose_name_ends_as_a_wrapped_address_does_speaks_to_nobody() -> None:
    """A company above 李富贵 may be another, where the holder's own row was not read."""
    rows = [one for one in main_lines(person="李富贵") if not one.text.startswith(("公", "杭州"))]
    found = certificate(*rows, line("浙江云港数据有限公司", 640, 590))
    assert found.company is None


def test_a_name_far_above_its_sentence_where_nothing_is_between() -> None:
    lines = [
        line("企业信用等级证书", 480, 200, size=60),
        line("统一编号：ZXAAA202311082946", 900, 280),
        line("天津市海河医疗器械有限公司", 200, 420, size=50),
        line("经评估该单位信用等级为：", 240, 760),
        line("AAA", 700, 900, size=120),
    ]
    assert certificate(*lines).company == "天津市海河医疗器械有限公司"
    assert certificate(*lines, line("二〇二三年", 1200, 560)).company is None


def test_a_name_in_the_middle_of_a_sentence() -> None:
    found = certificate(
        line("高新技术企业证书", 480, 200, size=60),
        line("根据《高新技术企业认定管理办法》的规定，经审核，认定", 240, 380),
        line("西宁市湟水生物科技有限公司", 500, 500, size=50),
        line("为高新技术企业。", 620, 620),
        line("证书编号：GR201963002377", 240, 760),
        line("发证日期：2019年8月19日", 240, 820),
    )
    assert found.company == "西宁市湟水生物科技有限公司"
