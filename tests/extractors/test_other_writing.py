"""Labels in another writing above the Chinese ones, which the engine reads as letters and figures."""

from __future__ import annotations

from extractors.page_lines.other_writing import without_english_column, without_other_writing
from schemas.field import FieldStatus
from tests.lines import LABELS, PITCH, VALUES, certificate, line, main_lines, row, seal, seen


def test_what_is_read_of_them_is_in_no_value_and_keeps_none_from_its_label() -> None:
    scraps = [
        line(text, LABELS, 500 + PITCH * place - 44, size=28, score=0.5)
        for place, text in ((1, "1509"), (2, "5255"), (3, "AAAA2"), (4, "gau55"), (5, "B"))
    ]
    capital = [*row(4, "注册资本：", "壹佰万圆整"), *row(5, "业务覆盖范围：", "西藏自治区")]
    found = certificate(*main_lines(), *capital, *scraps, seals=[seal("浙江省通信管理局", (1150.0, 1450.0))])
    assert (found.company, found.legal_representative) == ("杭州清河网络科技有限公司", "陈立群")
    assert (found.registered_capital, found.coverage) == ("壹佰万圆整", "西藏自治区")
    read = ("company", "legal_representative", "registered_capital", "scope", "coverage")
    assert {found.fields[name].status for name in read} == {FieldStatus.ACCEPTED}


def test_what_was_read_well_and_what_stands_in_another_column_stays() -> None:
    labels = [
        line(text, LABELS, 500 + PITCH * place) for place, text in enumerate(("编号", "名称", "住所", "日期"))
    ]
    lines = [
        line("2029", LABELS, 540, score=0.95),
        line("2O29", LABELS, 630, score=0.5),
        line("B2-20190046", VALUES, 720, score=0.5),
        line("备注", LABELS, 900, score=0.5),
    ]
    kept = without_other_writing(seen(*lines), seen(*labels))
    assert [one.text for one in kept] == ["2029", "B2-20190046", "备注"]


def test_words_in_latin_are_the_other_halves_of_labels_where_several_are() -> None:
    labels = [
        line(text, LABELS, 500 + PITCH * place)
        for place, text in enumerate(("编号", "公司名称：", "住所", "日期"))
    ]
    words = [
        line(text, LABELS, 540 + PITCH * place, size=20)
        for place, text in enumerate(("Gunghswh", "Cucwz", "Dieg si"))
    ]
    assert without_other_writing(seen(*words), seen(*labels)) == []
    assert len(without_other_writing(seen(*words[:2]), seen(*labels))) == 2


CHINESE = (
    "兹证明",
    "青岛海湾精密铸造有限公司",
    "注册地址：青岛市黄岛区江山南路458号",
    "质量管理体系符合标准：",
    "GB/T19001-2016",
    "认证范围：铸件的生产",
)
ENGLISH = (
    "This is to certify that", "Qingdao Haiwan Casting Co.,Ltd.", "Reg.Add.:No.458 Jiangshan South Road",
    "meets the requirements of", "ISO9001:2015", "Scope:Production of castings",
)  # fmt: skip


def test_a_column_in_english_beside_the_chinese_one_is_nobody_s_value() -> None:
    left = seen(*(line(text, 200, 400 + 80 * at) for at, text in enumerate(CHINESE)))
    both = seen(
        *(line(text, 200, 400 + 80 * at) for at, text in enumerate(CHINESE)),
        *(line(text, 900, 400 + 80 * at) for at, text in enumerate(ENGLISH)),
    )
    assert [one.text for one in without_english_column(both)] == [one.text for one in left]


def test_a_column_that_chinese_lines_cross_stays() -> None:
    crossed = seen(
        *(line(text, 200, 400 + 80 * at) for at, text in enumerate(CHINESE)),
        *(line(text, 900, 400 + 80 * at) for at, text in enumerate(ENGLISH[:-1])),
        line("本证书的有效性依据监督审核维持，可在网站查询" * 2, 200, 760),
    )
    assert len(without_english_column(crossed)) == len(crossed)


def test_latin_lines_in_two_columns_that_the_median_parts_stay() -> None:
    lines = seen(
        *(line(text, 200, 400 + 80 * at) for at, text in enumerate(CHINESE)),
        *(line(text, 700 + 500 * (at % 2), 400 + 80 * at) for at, text in enumerate(ENGLISH[:4])),
    )
    assert without_english_column(lines) == lines
