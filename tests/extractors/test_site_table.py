from __future__ import annotations

import pytest

from extractors.certificates.annexes import _without_row_number
from extractors.tables.site_table import SiteTable, find_site_table
from schemas.page import TextLine
from tests.lines import annex_lines, certificate, certificates, line, main_lines, of_file, page, row, seen

LEFTS = (200.0, 360.0, 760.0, 1200.0)
HEADER = ("序号", "网站名称", "域名", "服务项目")


def table(*rows: tuple[str, ...], top: float = 700, pitch: float = 110) -> list[TextLine]:
    """A ruled table; a cell with a line break is set over two lines about the row's middle."""
    lines = [line(text, left, 600) for text, left in zip(HEADER, LEFTS, strict=True)]
    for index, cells in enumerate(rows):
        for text, left in zip(cells, LEFTS, strict=True):
            parts = text.split("\n")
            start = top + index * pitch - 20 * (len(parts) - 1)
            lines += [line(part, left, start + 40 * place) for place, part in enumerate(parts) if part]
    return lines


ROWS = (
    ("1", "清河社区", "qinghe-net.cn", "信息社区平台服务"),
    ("2", "清河搜索", "so.qinghe-net.cn", "信息搜索查询服务"),
    ("3", "清河数据", "qhdata.com.cn", "信息发布平台"),
)


def cells(*lines: TextLine) -> list[tuple[str, str, str]]:
    rows = find_site_table(seen(*lines)).rows
    return [
        (
            "".join(piece.text for piece in row.name),
            "".join(piece.text for piece in row.domains),
            "".join(piece.text for piece in row.services),
        )
        for row in rows
    ]


def test_a_row_is_a_site() -> None:
    assert cells(*table(*ROWS)) == [row[1:] for row in ROWS]


@pytest.mark.parametrize("head", ["平台名称", "网站中文名", "网站/应用", "应用（小程序）名称"])
def test_what_a_site_may_be_called(head: str) -> None:
    renamed = [item for item in table(*ROWS) if item.text != "网站名称"]
    assert cells(line(head, LEFTS[1], 600), *renamed) == [row[1:] for row in ROWS]


@pytest.mark.parametrize("head", ["服务内容", "服务类别"])
def test_what_services_may_be_called(head: str) -> None:
    renamed = [item for item in table(*ROWS) if item.text != "服务项目"]
    assert cells(line(head, LEFTS[3], 600), *renamed) == [row[1:] for row in ROWS]


@pytest.mark.parametrize("head", ["城名", "域各"])
def test_a_misread_head_of_domains_is_told_by_what_stands_below_it(head: str) -> None:
    heads = [line("r号", LEFTS[0], 600), line("国站名称", LEFTS[1], 600), line(head, LEFTS[2], 600)]
    misread = [*heads, *table(*ROWS)[3:]]
    assert cells(*misread) == [row[1:] for row in ROWS]
    others = [item for item in misread if ".c" not in item.text]
    assert cells(*others, *(line("北京市", LEFTS[2], 700 + 110 * at) for at in range(3))) == []


def test_a_machine_room_s_name_is_no_site_s() -> None:
    renamed = [item for item in table(*ROWS) if item.text != "网站名称"]
    assert [name for name, _, _ in cells(line("节点名称", LEFTS[1], 600), *renamed)] == ["", "", ""]


def test_cells_that_wrap() -> None:
    wrapped = (
        ROWS[0],
        ("2", "清河网络科技\n信息平台", "so.qinghe-net.cn", "信息发布平台\n和递送服务"),
        ROWS[2],
    )
    assert cells(*table(*wrapped))[1] == (
        "清河网络科技信息平台",
        "so.qinghe-net.cn",
        "信息发布平台和递送服务",
    )


def test_an_empty_cell_stays_empty() -> None:
    assert cells(*table(ROWS[0], ("2", "", "so.qinghe-net.cn", ""), ROWS[2]))[1] == (
        "",
        "so.qinghe-net.cn",
        "",
    )


def test_without_numbers_the_domains_make_the_rows() -> None:
    unnumbered = [entry for entry in table(*ROWS) if not entry.text.isdigit()]
    assert cells(*unnumbered) == [row[1:] for row in ROWS]


def test_what_stands_below_is_no_row() -> None:
    lines = [*table(*ROWS), line("以下空白", 760, 1040), line("服务器放置地：杭州市滨江区", 240, 1500)]
    found = find_site_table(seen(*lines))
    rows, rest = found.rows, list(found.rest)
    assert len(rows) == 3
    assert "服务器放置地：杭州市滨江区" in [piece.text for piece in rest]


def test_no_header_no_table() -> None:
    lines = seen(*main_lines())
    assert find_site_table(lines) == SiteTable(rest=tuple(lines))


def test_a_service_that_begins_like_a_head_is_none() -> None:
    """互联网 / 域名解析服务 in two rows of a scope, beside a label."""
    lines = [
        line("业务种类", 200, 560),
        line("编码和规程转换业务(仅限互联网", 420, 560),
        line("服务项目", 200, 600),
        line("域名解析服务)", 420, 600),
        line("依法须经批准的项目,经相关部门", 420, 640),
    ]
    assert find_site_table(seen(*lines)).rows == ()


def test_sites_of_an_annex_in_the_record() -> None:
    annex = [line("附页", 760, 300, size=44), line("经营许可证编号：浙B2-20190046", 240, 420), *table(*ROWS)]
    (found,) = certificates(*of_file("a.pdf", page(*main_lines()), page(*annex, page_no=2)))
    (read,) = found.annexes
    assert read.page_no == 2
    assert [(site.name, site.domains, site.services) for site in read.websites] == [
        (name, (domain,), services) for _, name, domain, services in ROWS
    ]
    field = found.fields["annexes.0.websites.1.domains.0"]
    assert (field.value, field.page_no) == ("so.qinghe-net.cn", 2)


def test_a_name_that_holds_a_domain_is_in_doubt() -> None:
    """The domain's column was taken for the name's second line."""
    rows = (ROWS[0], ("2", "清河交易平台\nqinghe-so.net.cn", "", "信息搜索查询服务"), ROWS[2])
    annex = [line("附页", 760, 300, size=44), line("经营许可证编号：浙B2-20190046", 240, 420), *table(*rows)]
    (found,) = certificates(*of_file("a.pdf", page(*main_lines()), page(*annex, page_no=2)))
    statuses = [found.fields[f"annexes.0.websites.{index}.name"].status for index in range(3)]
    assert statuses == ["accepted", "review", "accepted"]


@pytest.mark.parametrize(
    "name",
    [
        "5\n航易东",
        "清河\n360",
        "清河交易官",
        "电\n清河交易平台",
        "清河资讯国",
        "清河公司国站",
        "文化、医疗保健、教育",
    ],
)
def test_a_name_that_lost_its_end_or_may_hold_what_is_not_its_own_is_in_doubt(name: str) -> None:
    rows = (ROWS[0], ("2", name, "qinghe-so.net.cn", "信息搜索查询服务"), ROWS[2])
    annex = [line("附页", 760, 300, size=44), line("经营许可证编号：浙B2-20190046", 240, 420), *table(*rows)]
    (found,) = certificates(*of_file("a.pdf", page(*main_lines()), page(*annex, page_no=2)))
    statuses = [found.fields[f"annexes.0.websites.{index}.name"].status for index in range(3)]
    assert statuses == ["accepted", "review", "accepted"]


def test_the_number_of_a_row_is_no_part_of_a_name() -> None:
    """Where no rule parts the two, as on worn copies."""
    row = find_site_table(seen(*table(*ROWS))).rows
    number = seen(line("1", 200, 700))[0]
    assert [own.text for own in _without_row_number((number, *row[0].name))] == ["清河社区"]
    below = seen(line("清河", 360, 700), line("360", 360, 740))
    assert _without_row_number(below) == below  # a name in two lines
    assert _without_row_number((number,)) == (number,)


@pytest.mark.parametrize(
    ("name", "value"),
    [("名医APp", "名医APP"), ("HELLo云", "HELLO云"), ("云iOS", "云iOS"), ("我的APPs", "我的APPs")],
)
def test_a_letter_of_one_shape_in_both_cases_is_as_large_as_its_neighbours(name: str, value: str) -> None:
    rows = (ROWS[0], ("2", name, "qinghe-so.net.cn", "信息搜索查询服务"), ROWS[2])
    annex = [line("附页", 760, 300, size=44), line("经营许可证编号：浙B2-20190046", 240, 420), *table(*rows)]
    (found,) = certificates(*of_file("a.pdf", page(*main_lines()), page(*annex, page_no=2)))
    assert found.annexes[0].websites[1].name == value


@pytest.mark.parametrize(
    ("place", "status"), [("绥化", "accepted"), ("级化", "review"), ("北京市海淀区", "review")]
)
def test_a_provider_s_branch_of_a_place_that_is_not_known_is_in_doubt(place: str, status: str) -> None:
    """Operators have one in each province and city; districts a person looks at."""
    annex = [*annex_lines()[:-1], *row(5, "网站接入服务提供单位：", f"浙江云港数据有限公司{place}分公司")]
    (found,) = certificates(*of_file("a.pdf", page(*main_lines()), page(*annex, page_no=2)))
    assert found.fields["annexes.0.access_provider"].status == status


def test_names_set_left_under_a_head_in_the_middle_of_a_wide_column_are_no_numbers() -> None:
    heads = (("序号", 168.0), ("网站名称", 494.0), ("网站域名", 1118.0))
    lines = [line(text, left, 504) for text, left in heads]
    for index, (number, name, domain, _) in enumerate(ROWS[:2]):
        top = 565 + 54 * index
        lines += [line(number, 156, top), line(name, 240, top), line(domain, 864, top)]
    assert [row[:2] for row in cells(*lines)] == [row[1:3] for row in ROWS[:2]]


def test_labels_with_their_values_beside_them_head_no_table() -> None:
    """A form in two columns of labels has 网站名称 and 网站域名 in one row, each before its value."""
    labels = (
        ("网站名称：", "清河社区", "网站域名：", "qinghe.cn"),
        ("发证日期：", "2024年03月05日", "有效期至：", "2029年03月05日"),
    )
    for colon in ("：", ""):
        lines = [
            line(text.replace("：", colon), left, 1200 + 90 * at)
            for at, own in enumerate(labels)
            for text, left in zip(own, (200.0, 420.0, 860.0, 1080.0), strict=True)
        ]
        head = [one for one in main_lines() if one.quad.bbox.top < 1150]
        found = certificate(*head, *lines)
        assert (found.issue_date, found.valid_until) == ("2024-03-05", "2029-03-05")
        assert [(site.name, site.domains) for site in found.annexes[0].websites] == [
            ("清河社区", ("qinghe.cn",))
        ]


@pytest.mark.parametrize("head", ["网站/APP名称", "网站（APP）名称", "网站或APP名称"])
def test_names_of_sites_and_programs(head: str) -> None:
    lines = [
        line(text, left, 700 + 110 * at)
        for at, own in enumerate(
            (("序号", head, "域名", "服务项目"), ("1", "清河", "qinghe.cn", "互联网信息服务"))
        )
        for text, left in zip(own, LEFTS, strict=True)
    ]
    (found,) = find_site_table(seen(*lines)).rows
    assert [one.text for one in found.name] == ["清河"]


CLOSE = (  # heads so close that two were read as one, and one that wraps; no column of numbers
    ("网站名 域名", "服务器IP", "接入服务提供者"),
    ("青禾商 qinghemall.cn", "58.210.33.17", "中国电信苏州分公司"),
    ("云岫课 yunxiuke.com", "221.6.104.9", "中国联通南京市分公司"),
)


def test_heads_read_as_one_and_a_column_of_addresses() -> None:
    lefts = (200.0, 620.0, 900.0)
    lines = [
        line(text, left, 600 + 130 * row)
        for row, held in enumerate(CLOSE)
        for left, text in zip(lefts, held, strict=True)
    ]
    lines += [line(text, 200, 645 + 130 * row) for row, text in enumerate(("称", "城", "堂"))]
    found = find_site_table(seen(*lines))
    rows = [
        tuple("".join(one.text for one in cell) for cell in (row.name, row.domains, row.access_provider))
        for row in found.rows
    ]
    assert rows == [
        ("青禾商城", "qinghemall.cn", "中国电信苏州分公司"),
        ("云岫课堂", "yunxiuke.com", "中国联通南京市分公司"),
    ]
    assert [one.text for one in found.unread] == ["服务器IP"]


def test_no_heads_the_numbers() -> None:
    renamed = [line("No.", LEFTS[0], 600) if item.text == "序号" else item for item in table(*ROWS)]
    assert cells(*renamed) == [row[1:] for row in ROWS]
