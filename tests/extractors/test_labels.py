from __future__ import annotations

import pytest

from extractors.printed_labels.labels import find_labels
from schemas.geometry import Quad
from schemas.page import TextLine
from tests.lines import LABELS, SIZE, TELECOM, VALUES, line, seen


def found(*lines: TextLine) -> dict[str, list[str]]:
    """Names of the labels found, each with the text of its printed lines."""
    labels, _ = find_labels(seen(*lines), TELECOM.fields)
    return {label.spec.name: [part.text for part in label.parts] for label in labels}


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("公司名称", "company"),
        ("公 司 名 称", "company"),
        ("公司名称：", "company"),
        ("公 司 名 称:", "company"),
        ("法　定　代　表　人：", "legal_representative"),
        ("住　　　所：", "address"),
        ("经營許可證編號：", "license_number"),
        ("经营许可正编号：", "license_number"),
        ("有效期至", "valid_until"),
        ("发证机关（盖章）：", "issuer"),
        ("发证机关(盖章):", "issuer"),
        ("网站域名", "site_domains"),
    ],
)
def test_one_line(printed: str, name: str) -> None:
    assert list(found(line(printed, LABELS, 500), line("某某", VALUES, 500))) == [name]


def test_characters_in_boxes_of_their_own() -> None:
    """Detection cuts a label that is padded to the width of the column."""
    pieces = [line(char, LABELS + 110 * index, 500) for index, char in enumerate("公司名称")]
    assert list(found(*pieces, line("杭州清河网络科技有限公司", VALUES + 100, 500))) == ["company"]


def test_set_over_three_lines() -> None:
    printed = [
        line(text, LABELS, 500 + 46 * place)
        for place, text in enumerate(("业务种类", "(服务项目)", "及覆盖范围"))
    ]
    value = [line("信息服务业务不含信息搜索查询服务、", VALUES, 480 + 40 * place) for place in range(4)]
    assert found(*printed, *value) == {"scope": ["业务种类", "(服务项目)", "及覆盖范围"]}


def test_a_label_s_second_line_is_not_beyond_another_label() -> None:
    """(服务项目) may be of either; letters as high as a PDF's font has them stand near to both."""
    printed = (
        line("业务种类：编码和规程转换业务", LABELS, 500, size=66),
        line("业务覆盖范围：贵州省", LABELS, 590, size=66),
        line("(服务项目)", LABELS, 652, size=50),
    )
    assert found(*printed) == {"scope": ["业务种类"], "coverage": ["业务覆盖范围", "(服务项目)"]}


def test_text_run_on_to_a_label_is_its_value() -> None:
    labels, rest = find_labels(seen(line("有效期至：2029年03月05日", LABELS, 500)), TELECOM.fields)
    assert [(label.spec.name, [part.text for part in label.rest]) for label in labels] == [
        ("valid_until", ["2029年03月05日"])
    ]
    assert rest == []


def test_the_box_of_a_label_ends_where_its_value_begins() -> None:
    (label,), _ = find_labels(seen(line("有效期至：2029年03月05日", LABELS, 500)), TELECOM.fields)
    assert label.box.right == pytest.approx(LABELS + 4.5 * SIZE, abs=SIZE)
    assert label.rest[0].box.left == pytest.approx(LABELS + 5 * SIZE, abs=SIZE)


@pytest.mark.parametrize(
    "text",
    [
        "你公司应当在公司主要经营场所、网站主页等显著位置标明经营许可证编号。",
        "应当公布你公司名称和经营许可证编号,且不得含有",
        "杭州清河网络科技有限公司",
        "信息服务业务（仅限互联网信息服务）",
    ],
)
def test_words_of_a_sentence_are_no_label(text: str) -> None:
    assert found(line(text, LABELS, 500)) == {}


def test_two_labels_in_a_row() -> None:
    printed = (line("发证日期：2024年03月05日", 240, 500), line("有效期至：2029年03月05日", 900, 500))
    assert set(found(*printed)) == {"issue_date", "valid_until"}


@pytest.mark.parametrize(
    "printed",
    [
        "2、互联网域名解析服务业务覆盖范围：全国",
        "第二类增值电信业务中的存储转发类业务 覆盖范围：云南、",
        "在线数据处理与交易处理业务覆盖范围：河北、湖南",
    ],
)
def test_the_coverage_run_on_to_a_service_is_no_label(printed: str) -> None:
    lines = seen(line(printed, 640, 500))
    labels, rest = find_labels(lines, TELECOM.fields)
    assert labels == []
    assert [entry.text for entry in rest] == [printed]


def test_a_service_s_last_word_in_the_next_row_begins_no_label() -> None:
    above = line("3、第二类增值电信业务中的互联网域名解析服务", 512, 500)
    below = line("业务覆盖范围：全国", 513, 556)
    labels, _ = find_labels(seen(above, below), TELECOM.fields)
    assert labels == []
    labels, _ = find_labels(seen(line("3、第二类增值电信业务中的", 512, 500), below), TELECOM.fields)
    assert [label.spec.name for label in labels] == ["coverage"]


def test_a_service_that_breaks_off_behind_its_label_begins_none() -> None:
    labels, _ = find_labels(
        seen(
            line("业务种类1、第一类增值电信业务中的国内互联网虚拟专用", 231, 500, size=46),
            line("（服务项目）", 233, 556, size=46),
            line("网业务覆盖范围：甘肃、海南", 415, 556, size=46),
        ),
        TELECOM.fields,
    )
    assert [label.spec.name for label in labels] == ["scope"]


def test_nor_does_one_that_a_line_breaks_within() -> None:
    above = line("第二类增值电信业务中的在线数据处理与交易处理业", 484, 500, size=44)
    below = line("务覆盖范围：全国", 484, 556, size=44)
    assert find_labels(seen(above, below), TELECOM.fields)[0] == []


@pytest.mark.parametrize(("step", "is_label"), [(2.2, True), (1.1, False)])
def test_a_label_one_character_of_which_is_hidden(step: float, is_label: bool) -> None:
    """业 种 类 with a hole in place of 务; without the hole it is other text."""
    printed = line("业种类第二类增值电信业务", LABELS, 500, size=40)
    length = printed.quad.bbox.width
    starts = [0.0, step, step + 1.1, step + 2.7]
    starts += [starts[-1] + 1 + at for at in range(len(printed.text) - 4)]
    wide = 40 * (starts[-1] + 1)
    places = tuple((start + 0.5) * 40 / wide for start in starts)
    spread = line(printed.text, LABELS, 500, size=40).model_copy(
        update={
            "quad": Quad(((LABELS, 500), (LABELS + wide, 500), (LABELS + wide, 540), (LABELS, 540))),
            "char_positions": places,
        }
    )
    assert wide > length
    assert set(found(spread)) == ({"scope"} if is_label else set())


def test_a_bracket_ends_a_label_before_a_value_in_the_same_line() -> None:
    printed = [
        line("业务种类", LABELS, 500),
        line("信息服务业务(仅限移动网信息服务)", VALUES, 500),
        line("(服务项目)..互联网域名解析服务业务", LABELS, 546),
        line("及覆盖范围：", LABELS, 592),
    ]
    labels, _ = find_labels(seen(*printed), TELECOM.fields)
    (scope,) = [label for label in labels if label.spec.name == "scope"]
    assert [part.text for part in scope.parts] == ["业务种类", "(服务项目)", "及覆盖范围"]
    assert [part.text for part in scope.rest] == ["互联网域名解析服务业务"]


def test_characters_in_boxes_of_their_own_between_two_lines_of_the_value() -> None:
    """The upper line of the value is nearer to 所, which makes a row of 住 alone."""
    printed = [line("住", LABELS, 516), line("所：", LABELS + 140, 513)]
    value = [line("南京市江北区锦绣路582号北斗产业基地A座", VALUES, 498), line("9F-15", VALUES, 532)]
    labels, rest = find_labels(seen(*printed, *value), TELECOM.fields)
    assert [(label.spec.name, label.rest) for label in labels] == [("address", ())]
    assert [entry.text for entry in rest] == ["南京市江北区锦绣路582号北斗产业基地A座", "9F-15"]
