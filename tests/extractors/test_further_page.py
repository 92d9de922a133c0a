"""Two pages of one paper in one picture: an open booklet in one frame, pages one below the other."""

from __future__ import annotations

import pytest

from schemas.certificate import Certificate, PageKind
from schemas.page import TextLine
from tests.lines import certificates, line, main_lines, moved, of_file, page, row

WIDE = 2600
BESIDE = 1500.0


def read(*right: TextLine) -> Certificate:
    (found,) = certificates(*of_file("a.jpg", page(*main_lines(), *right).model_copy(update={"width": WIDE})))
    return found


def rows(*own: tuple[str, ...], top: float) -> list[TextLine]:
    return [
        line(text, BESIDE + 300 * column, top + 80 * at)
        for at, texts in enumerate(own)
        for column, text in enumerate(texts)
    ]


def test_each_page_is_read_by_itself() -> None:
    annex = rows(("网站名称", "域名"), ("清河社区", "qinghe.cn"), top=500)
    record = rows(("年检年度", "年检结果", "年检日期"), ("2025", "合格", "2026年3月12日"), top=1200)
    found = read(
        line("附  页", BESIDE + 220, 300, size=50),
        *annex,
        line("年检记录", BESIDE + 220, 1100, size=50),
        *record,
    )
    assert [entry.kind for entry in found.pages] == [PageKind.MAIN, PageKind.INSPECTION]
    assert [entry.source_page_no for entry in found.pages] == [1, 1]
    assert (found.company, found.valid_until) == ("杭州清河网络科技有限公司", "2029-03-05")
    assert [(site.name, site.domains) for site in found.annexes[0].websites] == [("清河社区", ("qinghe.cn",))]
    assert [(entry.year, entry.result, entry.date) for entry in found.inspections] == [
        ("2025", "合格", "2026-03-12")
    ]


@pytest.mark.parametrize("heading", ["清河网络", "附注一览"])
def test_what_is_headed_otherwise_is_one_page(heading: str) -> None:
    found = read(line(heading, BESIDE + 220, 300, size=50), *rows(("网站名称", "域名"), top=500))
    assert len(found.pages) == 1


@pytest.mark.parametrize("gap", [900, 60])
def test_a_page_below_is_one_by_itself_where_a_gap_parts_them_or_all_labels_are_above(gap: float) -> None:
    foot = max(one.quad.bbox.bottom for one in main_lines())
    top = foot + gap
    sites = (("网站名称", "域名"), ("清河社区", "qinghe.cn"))
    below = [
        line("增值电信业务经营许可证", 480, top, size=60),
        line("（附 页）", 760, top + 90, size=44),
        *(
            line(text, left, top + 1000 + 80 * at)
            for at, own in enumerate(sites)
            for text, left in zip(own, (300, 900), strict=True)
        ),
    ]
    tall = page(*main_lines(), *below).model_copy(update={"height": 4800})
    (found,) = certificates(*of_file("a.jpg", tall))
    assert [entry.kind for entry in found.pages] == [PageKind.MAIN, PageKind.ANNEX]
    assert "long_picture" not in {entry.code for entry in found.issues}
    assert [(site.name, site.domains) for site in found.annexes[0].websites] == [("清河社区", ("qinghe.cn",))]


@pytest.mark.parametrize(
    "head",
    [
        ("经营许可证编号：浙B2-20190046", "附  页"),
        ("经营许可证编号：浙B2-20190046", "中华人民共和国", "增值电信业务经营许可证（附页）"),
        ("经营许可证编号：浙B2-20190046", "增值电信业务经营许可证附件"),
    ],
)
def test_a_facing_page_whose_number_stands_above_its_head(head: tuple[str, ...]) -> None:
    """Nothing was read of the main page: the spread was taken for an annex."""
    top = [line(text, BESIDE + 60, 240 + 70 * at, size=44) for at, text in enumerate(head)]
    found = read(*top, *rows(("网站名称", "域名"), ("清河社区", "qinghe.cn"), top=700))
    assert [entry.kind for entry in found.pages] == [PageKind.MAIN, PageKind.ANNEX]
    assert (found.company, found.valid_until) == ("杭州清河网络科技有限公司", "2029-03-05")
    assert [site.name for site in found.annexes[0].websites] == ["清河社区"]


def changes(left: float) -> list[TextLine]:
    lines = [line("变更记录", left + 220, 300, size=50)]
    cells = (("变更日期", "事项", "原登记内容"), ("2024-05-01", "公司名称", "杭州旧河网络有限公司"))
    return lines + [
        line(text, left + 260 * column, 420 + 80 * at)
        for at, held in enumerate(cells)
        for column, text in enumerate(held)
    ]


@pytest.mark.parametrize("is_left", [False, True])
def test_a_record_of_changes_beside_a_main_page_is_none_of_its_values(is_left: bool) -> None:
    main = main_lines()
    if is_left:
        main = moved(main, BESIDE, 0)
    lines = [*main, *changes(0 if is_left else BESIDE)]
    (found,) = certificates(*of_file("a.jpg", page(*lines).model_copy(update={"width": WIDE + 600})))
    assert (found.company, found.legal_representative) == ("杭州清河网络科技有限公司", "陈立群")
    assert [entry.kind for entry in found.pages] == [PageKind.MAIN, PageKind.OTHER]
    assert "changes_unread" in {entry.code for entry in found.issues}


def test_a_list_of_sites_at_the_foot_of_a_main_page_is_its_annex() -> None:
    main = main_lines()
    foot = max(one.quad.bbox.bottom for one in main)
    cells = (("序号", "网站名称", "域名"), ("1", "清河社区", "qinghe.cn"))
    sites = [
        line(text, 240 + 400 * column, foot + 60 + 80 * at)
        for at, held in enumerate(cells)
        for column, text in enumerate(held)
    ]
    (found,) = certificates(*of_file("a.jpg", page(*main, *sites)))
    assert (found.company, found.valid_until) == ("杭州清河网络科技有限公司", "2029-03-05")
    assert [(site.name, site.domains) for site in found.annexes[0].websites] == [("清河社区", ("qinghe.cn",))]


@pytest.mark.parametrize("number_first", [True, False])
def test_the_two_pages_of_an_open_booklet_are_one_certificate(number_first: bool) -> None:
    cover = [
        line("增值电信业务经营许可证", 480, 300, size=60),
        *row(0, "许可证编号：", "浙B2-20190046"),
        *row(1, "发证机关：", "浙江省通信管理局"),
        *row(2, "发证日期：", "2024年3月5日"),
        *row(3, "有效期至：", "2029年3月5日"),
    ]
    inner = [
        *row(0, "公司名称：", "杭州清河网络科技有限公司"),
        *row(1, "法定代表人：", "陈立群"),
        *row(2, "注册资本：", "1000万元"),
        *row(3, "业务种类：", "第二类增值电信业务中的信息服务业务"),
        *row(4, "业务覆盖范围：", "浙江省"),
    ]
    pages = [page(*lines, page_no=at) for at, lines in enumerate((cover, inner), start=1)]
    if not number_first:
        pages = [page(*lines, page_no=at) for at, lines in enumerate((inner, cover), start=1)]
    (found,) = certificates(*of_file("a.pdf", *pages))
    assert (found.license_number, found.company) == ("浙B2-20190046", "杭州清河网络科技有限公司")
    assert found.valid_until == "2029-03-05"
