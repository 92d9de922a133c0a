"""The table of services and places of an annex, its heads under a seal, its places wrapped."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractors.certificates.listed_areas import row_to_places
from extractors.normalize.normal import Check
from extractors.page_lines.ruling import Edge
from extractors.pages.page_text import read_text
from extractors.tables.area_table import AreaRow, find_area_table
from extractors.value_lines.vouched import SCORE
from schemas.field import FieldStatus
from schemas.page import InkLayer, Rule, SourcePage, TextLine
from tests.lines import certificates, line, main_lines, of_file, page, row, seal, seen

COLUMNS = (228.0, 330.0, 708.0, 944.0, 1425.0)
ROWS = (795.0, 861.0, 974.0, 1040.0)


def edges(places: tuple[float, ...], start: float, end: float) -> list[Edge]:
    return [Edge(place=place, slope=0.0, start=start, end=end) for place in places]


def table(*heads: str) -> list[TextLine]:
    """Two ruled rows, the places of the first over two lines."""
    top = [line(text, left + 10, 810) for text, left in zip(heads, COLUMNS[:-1], strict=True) if text]
    return [
        *top,
        line("1", 240, 900),
        line("内容分发网络业务", 340, 900),
        line("9561676", 718, 900),
        line("山东；湖南；浙", 954, 875),
        line("江；甘肃", 954, 920),
        line("2", 240, 990),
        line("互联网接入服务业务", 340, 990),
        line("9532004", 718, 990),
        line("福建;河南", 954, 990),
    ]


def test_places_that_a_dot_parts_tell_their_column_too() -> None:
    """鹰潭·儋州 for 鹰潭、儋州, under a head that a seal hides."""
    read = [
        line("鹰潭·儋州", 954, 990) if one.text == "福建;河南" else one
        for one in table("序号", "业务种类", "码号", "")
    ]
    rows, _ = find_area_table(seen(*read), edges(COLUMNS, 795, 1040), edges(ROWS, 228, 1425))
    assert [[piece.text for piece in row.areas] for row in rows][1] == ["鹰潭·儋州"]


@pytest.mark.parametrize(
    ("code", "places"), [("9532004山东", ["山东", "福建;河南"]), ("9532004山", ["福建;河南"])]
)
def test_places_that_were_read_as_one_with_the_number_before_them_are_places(
    code: str, places: list[str]
) -> None:
    read = [
        line(code, 718, 990) if one.text == "9532004" else one
        for one in table("序号", "业务种类", "码号", "覆盖省")
    ]
    columns = tuple(place for place in COLUMNS if place != COLUMNS[3])
    rows, _ = find_area_table(
        seen(*read), edges(COLUMNS, 795, 970) + edges(columns, 970, 1040), edges(ROWS, 228, 1425)
    )
    assert [piece.text for piece in rows[1].areas] == places


def test_a_mark_at_the_beginning_of_a_line_tells_places_too() -> None:
    """保山 / 、武威, under a head that a seal hides."""
    wrapped = {"山东；湖南；浙": "山东、湖南", "江；甘肃": "、甘肃"}
    read = [
        line(wrapped[one.text], 954, one.quad.bbox.top) if one.text in wrapped else one
        for one in table("序号", "业务种类", "码号", "")
    ]
    rows, _ = find_area_table(seen(*read), edges(COLUMNS, 795, 1040), edges(ROWS, 228, 1425))
    assert [piece.text for piece in rows[0].areas] == ["山东、湖南", "、甘肃"]


@pytest.mark.parametrize("last", ["覆盖省", "覆盖", "爱盖省", "覆盖行", ""])
def test_the_column_of_places_is_known_by_what_is_left_of_its_head_or_by_its_contents(last: str) -> None:
    lines = seen(*table("序号", "业务种类", "码号", last))
    rows, _ = find_area_table(lines, edges(COLUMNS, 795, 1040), edges(ROWS, 228, 1425))
    assert [["".join(piece.text for piece in cell) for cell in (row.service, row.areas)] for row in rows] == [
        ["内容分发网络业务", "山东；湖南；浙江；甘肃"],
        ["互联网接入服务业务", "福建;河南"],
    ]
    assert all(row.ruled for row in rows)


def test_a_service_of_the_annex_that_the_scope_does_not_name_is_told() -> None:
    header = [line("附页", 760, 300, size=44), line("经营许可证编号：浙B2-20190046", 240, 420)]
    annex = page(*header, *table("序号", "业务种类", "码号", "覆盖省"), page_no=2)
    (found,) = certificates(*of_file("a.pdf", page(*main_lines()), annex))
    assert "service_beyond" in {entry.code for entry in found.issues if entry.field == "scope"}
    assert found.fields["scope"].status == FieldStatus.REVIEW


def test_the_labels_of_a_main_page_are_no_head_of_a_table() -> None:
    printed = seen(
        line("(服务项目)", 240, 810),
        line("覆盖范围：辽宁、北京、湖北、云南、福建、内蒙古、天", 480, 810),
        line("津", 480, 860),
        line("发证日期：2014年10月25日", 480, 910),
    )
    assert find_area_table(printed, [], []) == ([], printed)


@pytest.mark.parametrize(("head", "places"), [("书点城", "北京；石家庄"), ("行政點城市", "石家庄")])
def test_places_whose_head_was_misread_are_known_by_the_rows_below_it(head: str, places: str) -> None:
    lines = [
        *(line(text, left, 810) for text, left in (("序号", 240), ("业务种类", 340), (head, 718))),
        line("1", 240, 900),
        line("内容分发网络业务", 340, 900),
        line(places, 718, 900),
    ]
    columns = edges((228.0, 330.0, 708.0, 1425.0), 795, 974)
    (row,), _ = find_area_table(seen(*lines), columns, edges((795.0, 861.0, 974.0), 228, 1425))
    assert [piece.text for piece in row.areas] == [places]


def test_a_seal_s_strokes_are_no_columns() -> None:
    """What stands beside one would lie in another column than its head."""
    strokes = (Rule(start=(957, 756), end=(957, 852)), Rule(start=(1294, 756), end=(1294, 852)))
    ruled = [Rule(start=(x, 796), end=(x, 930)) for x in (228, 330, 788, 1426)]
    ruled += [Rule(start=(228, y), end=(1426, y)) for y in (796, 862, 928)]
    printed = page(
        line("序号 业务种类", 238, 811),
        line("节点城市", 797, 811),
        line("1", 238, 877),
        line("互联网数据中心业务", 340, 877),
        line("石嘴山;朔州;南充;菏泽;鹰潭;延安", 797, 877),
        seals=(seal("湖南省通信管理局", (1125, 800), radius=170),),
    )
    text = read_text(
        SourcePage(
            sha256="0" * 64, path="a.pdf", page=printed.model_copy(update={"rules": (*ruled, *strokes)})
        )
    )
    (row,), _ = find_area_table(text.lines, text.vertical, text.level)
    assert [piece.text for piece in row.areas] == ["石嘴山;朔州;南充;菏泽;鹰潭;延安"]


@pytest.mark.parametrize(
    ("layer", "score", "kept"),
    [(InkLayer.DARK, 0.99, True), (InkLayer.ALL, 0.99, False), (InkLayer.DARK, 0.9, False)],
)
def test_print_under_a_seal_that_was_read_without_its_red_may_lean(
    layer: InkLayer, score: float, kept: bool
) -> None:
    cell = line("全国", 1100, 880, angle=-6, layer=layer, score=score)
    source = SourcePage(
        sha256="0" * 64, path="a.pdf", page=page(cell, seals=[seal("通信管理局", (1150, 900))])
    )
    assert [entry.text for entry in read_text(source).lines] == ["全国"] * kept


@pytest.mark.parametrize(
    ("read", "raw"), [("重庆。", "重庆"), ("重庆;", "重庆"), ("重庆", "重庆"), ("牡丹。", "牡丹。")]
)
def test_a_speck_behind_a_known_place_says_nothing_of_it(read: str, raw: str) -> None:
    service, places = seen(line("互联网数据中心业务", 340, 900), line(read, 788, 900))
    (found,) = row_to_places(AreaRow((service,), (places,), ruled=True), 2)
    assert found.candidate.raw == raw


@pytest.mark.parametrize(("read", "told"), [("银川、", True), ("银川。", False), ("银川", False)])
def test_a_list_that_ends_in_a_mark_of_lists_lacks_a_place(read: str, *, told: bool) -> None:
    service, places = seen(line("互联网数据中心业务", 340, 900), line(read, 788, 900))
    (found,) = row_to_places(AreaRow((service,), (places,), ruled=True), 2)
    assert (found.areas, found.candidate.raw) == (("银川",), "银川")
    assert (Check.CHARACTER_LOST in found.candidate.failed) is told


def test_a_rule_of_which_a_seal_leaves_less_than_half_of_a_cell_s_width_parts_two_rows() -> None:
    read = seen(*table("序号", "业务种类", "码号", "覆盖省"))
    parts = [edge for edge in edges(ROWS, 228, 1425) if edge.place != ROWS[2]] + edges(ROWS[2:3], 228, 1100)
    rows, _ = find_area_table(read, edges(COLUMNS, 795, 1040), parts)
    assert [[piece.text for piece in row.areas] for row in rows] == [
        ["山东；湖南；浙", "江；甘肃"],
        ["福建;河南"],
    ]


def test_a_mark_lost_between_known_places_leaves_no_room_for_another() -> None:
    """A place between two others takes five steps with its marks; a mark alone up to two and two thirds."""
    service, places = seen(
        line("互联网数据中心业务", 340, 900), line("龙岩、珠海、铜仁、北京、眉山", 788, 900)
    )
    lost = replace(
        places,
        text=places.text.replace("仁、", "仁"),
        centers=(*places.centers[:8], *places.centers[9:]),
        scores=(0.6,) * 13,
    )
    (found,) = row_to_places(AreaRow((service,), (lost,), ruled=True), 2)
    assert found.areas == ("龙岩", "珠海", "铜仁", "北京", "眉山")
    assert found.candidate.failed == ()
    assert min(found.candidate.scores) == SCORE, "of places and marks"


def test_a_seal_s_purpose_read_with_a_domain_is_none_of_it() -> None:
    cell = line("abcnet.club行政许可", 1000, 880)
    source = SourcePage(
        sha256="0" * 64, path="a.pdf", page=page(cell, seals=[seal("通信管理局", (1240, 896))])
    )
    assert [entry.text for entry in read_text(source).lines] == ["abcnet.club"]
    apart = SourcePage(sha256="0" * 64, path="a.pdf", page=page(cell))
    assert [entry.text for entry in read_text(apart).lines] == ["abcnet.club行政许可"]


@pytest.mark.parametrize(
    ("place", "score", "is_told"),
    [
        ("廓坊", 0.87, True),  # of 廊坊
        ("廓坊", 0.99, False),
        ("廊坊", 0.87, False),
        ("昆山", 0.97, False),  # a town that is not listed here
    ],
)
def test_a_place_that_is_a_known_one_but_for_an_unsure_character_is_told(
    place: str, score: float, is_told: bool
) -> None:
    header = [line("附页", 760, 300, size=44), line("经营许可证编号：浙B1.B2-20190046", 240, 420)]
    rows = [
        *table("序号", "业务种类", "码号", "覆盖省")[:-1],
        line(f"苏州；{place}；钦州", 954, 990, score=score),
    ]
    plain = [one for one in main_lines("浙B1.B2-20190046") if not one.text.startswith(("业务", "信息"))]
    main = [*plain, *row(3, "业务种类：", "互联网接入服务业务；内容分发网络业务")]
    (found,) = certificates(*of_file("a.pdf", page(*main), page(*header, *rows, page_no=2)))
    codes = {entry.code for entry in found.issues if (entry.field or "").endswith(".areas")}
    assert ("areas_run_on" in codes) is is_told


@pytest.mark.parametrize(("places", "is_told"), [("松原", True), ("湖南、新疆", True), ("全国", False)])
def test_places_beside_a_seal_s_text_may_be_more_but_for_the_whole_country(
    places: str, is_told: bool
) -> None:
    service, read = seen(line("互联网数据中心业务", 340, 900), line(places, 788, 900))
    (found,) = row_to_places(AreaRow((service,), (replace(read, is_cut=True),), ruled=True), 2)
    assert (Check.UNDER_SEAL in found.candidate.failed) is is_told


def test_a_service_s_last_word_beside_a_label_s_second_line_heads_no_table() -> None:
    """业务 of a wrapped service stood beside (服务项目): all below them, dates too, went into a table."""
    lines = [entry for entry in main_lines() if "信息服务" not in entry.text and "业务种类" not in entry.text]
    scope = [
        line("业务种类 第一类增值电信业务中的国内互联网虚拟专用网", 230, 1268, size=46),
        line("(服务项目)", 249, 1320, size=46),
        line("业务", 476, 1322, size=46),
        line("及覆盖范围：", 229, 1380, size=46),
    ]
    (found,) = certificates(*of_file("a.pdf", page(*lines, *scope)))
    assert found.scope == "第一类增值电信业务中的国内互联网虚拟专用网业务"
    assert found.valid_until == "2029-03-05"
