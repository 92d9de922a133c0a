"""Letters of the printed ground that were read within a line of print."""

from __future__ import annotations

import pytest

from extractors.page_lines.ground_scraps import DOUBT
from extractors.pages.page_text import read_text
from schemas.certificate import Certificate
from schemas.field import FieldStatus
from schemas.page import TextLine
from tests.lines import certificate, line, of_file, page, seen

GROUND = [line("SCJDGL", 200 + 500 * at, 120) for at in range(3)]


def kept(*lines: TextLine) -> list[str]:
    (source,) = of_file("a.pdf", page(*GROUND, *lines))
    return [entry.text for entry in read_text(source).lines]


def test_a_line_is_cut_where_the_ground_was_read_with_it() -> None:
    assert kept(line("亓伟SCJDGL成立日期2021年02月01日", 420, 900)) == ["亓伟", "成立日期2021年02月01日"]
    assert kept(line("SCJ登记机关", 420, 900)) == ["登记机关"]
    assert kept(line("张子涵SCIDGL", 420, 900)) == ["张子涵"]


def test_a_word_of_the_ground_with_a_letter_misread_is_dropped() -> None:
    assert kept(line("SCIDGL", 420, 900), line("陈立群", 900, 900)) == ["陈立群"]


def test_letters_that_a_text_layer_strews_into_a_line_are_left_out() -> None:
    strewn = line("所 S武C汉市J洪D山G区解L放路355号（住宅S）CJDGL", 420, 900)
    assert kept(strewn) == ["所 武汉市洪山区解放路355号（住宅）"]
    assert kept(line("A区C座、D座、G座", 420, 900)) == ["A区C座、D座、G座"]


def test_letters_of_print_stay() -> None:
    for text in ("GLX科技", "软件新城G12幢", "91440300MA5FTB8E35", "BIM技术服务"):
        assert kept(line(text, 420, 900)) == [text]
    (alone,) = of_file("a.pdf", page(line("SCJDGL系统集成", 420, 900)))
    assert [entry.text for entry in read_text(alone).lines] == ["SCJDGL系统集成"]


def test_letters_that_marks_join_to_others_stay() -> None:
    for text in ("网店WWW.DGL.COM", "建设路JD-12号"):
        assert kept(line(text, 420, 900)) == [text]


def test_a_word_that_is_no_ground_s_is_not_cut_out() -> None:
    cells = [line("HDPE", 200 + 500 * at, 120) for at in range(3)]
    (source,) = of_file("a.pdf", page(*cells, line("HDPE双壁波纹管", 420, 900)))
    assert [entry.text for entry in read_text(source).lines][-1:] == ["HDPE双壁波纹管"]


def test_a_letter_that_detection_cut_off_is_none_of_the_row() -> None:
    assert kept(line("S", 380, 900), line("务；家政服务", 420, 900)) == ["务；家政服务"]


def test_a_letter_before_a_row_that_begins_anew_is_the_ground_s() -> None:
    """One close to it, or alone in its row, may be the value's."""
    above = line("餐饮服务；酒类经营；建筑", 420, 900)
    assert kept(above, line("S", 420, 946), line("劳务分包。", 456, 946)) == [above.text, "劳务分包。"]
    assert kept(above, line("C", 420, 946), line("座501室", 438, 946)) == [above.text, "C", "座501室"]
    assert kept(above, line("C", 420, 946)) == [above.text, "C"]


def test_few_letters_may_be_print_and_are_told() -> None:
    (source,) = of_file("a.pdf", page(*GROUND, line("建设南街7号DG", 420, 900), line("S务；家政", 420, 990)))
    address, scope = read_text(source).lines
    assert (address.text, address.scores[-1]) == ("建设南街7号", DOUBT)
    assert (scope.text, scope.scores[0]) == ("S务；家政", DOUBT)
    (source,) = of_file("a.pdf", page(*GROUND, line("庄臣SCJ（上海）有限公司", 420, 900)))
    assert [min(part.scores) for part in read_text(source).lines] == [DOUBT, DOUBT]
    assert seen(line("建设南街7号DG", 420, 900))[0].scores[-1] > DOUBT


def _license(address: str) -> Certificate:
    rows = [
        ("名称", "唐山灵犀互动电子商务有限公司"), ("类型", "有限责任公司"), ("法定代表人", "陈立群SCJDGL"),
        ("注册资本", "壹仟万元整"), ("成立日期", "2019年03月05日"), ("住所", address),
    ]  # fmt: skip
    lines = [line("营业执照", 700, 200, size=70), line("统一社会信用代码 91110108MA01EBFH9B", 200, 330)]
    for at, (label, value) in enumerate(rows):
        lines += [line(label, 200, 500 + 80 * at)]
        lines += [line(text, 420, 500 + 80 * at + 40 * row) for row, text in enumerate(value.splitlines())]
    return certificate(*GROUND, *lines)


def test_values_are_read_without_the_ground() -> None:
    found = _license("河北省唐山市路北区建设路88号CJDG")
    assert found.fields["legal_representative"].value == "陈立群"
    assert found.fields["address"].value == "河北省唐山市路北区建设路88号"
    assert found.fields["address"].status == FieldStatus.ACCEPTED
    assert _license("河北省唐山市路北区建设路88号DG").fields["address"].status == FieldStatus.REVIEW


@pytest.mark.parametrize("end", [" JD", "，JD", "\nC"])
def test_letters_that_may_be_print_put_the_value_in_doubt(end: str) -> None:
    """Beside a space or a mark, and one that the value goes on in."""
    assert _license(f"河北省唐山市路北区建设路88号{end}").fields["address"].status == FieldStatus.REVIEW
