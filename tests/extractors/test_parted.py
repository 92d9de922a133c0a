"""Several certificates on one scan: each is read by itself, and one that repeats itself stays one."""

from __future__ import annotations

import pytest

from extractors.pages.title import title_similarity
from schemas.certificate import Certificate
from schemas.page import Page
from tests.lines import (
    HEIGHT,
    LABELS,
    WIDTH,
    certificates,
    line,
    main_lines,
    moved,
    of_file,
    on_one,
    page,
    row,
    seal,
    title,
)

ONE, OTHER, THIRD = (
    main_lines("浙B2-20190046", "杭州清河网络科技有限公司", "陈立群"),
    main_lines("沪B2-20210317", "上海云港数据有限公司", "周敏"),
    main_lines("粤B2-20200005", "深圳南山信息技术有限公司", "何文"),
)
FOOD = [
    line("食品经营许可证", 480, 260, size=60),
    *row(0, "许可证编号：", "JY13301080123456"),
    *row(1, "经营者名称：", "杭州甘泉食品有限公司"),
    *row(2, "法定代表人：", "吴晓"),
    *row(3, "经营场所：", "杭州市滨江区江南大道88号"),
    *row(4, "主体业态：", "食品销售经营者"),
    *row(10, "有效期至：", "2029年03月05日"),
]


def _read(scan: Page) -> list[Certificate]:
    return certificates(*of_file("a.jpg", scan))


@pytest.mark.parametrize("beside", [True, False])
def test_two_of_a_type(beside: bool) -> None:
    first, second = _read(on_one(ONE, OTHER, beside=beside))
    assert (first.license_number, first.company) == ("浙B2-20190046", "杭州清河网络科技有限公司")
    assert (second.license_number, second.company) == ("沪B2-20210317", "上海云港数据有限公司")
    assert first.valid_until == second.valid_until
    assert [entry.source_page_no for entry in (*first.pages, *second.pages)] == [1, 1]
    assert not any(issue.code == "long_picture" for found in (first, second) for issue in found.issues)


@pytest.mark.parametrize("beside", [True, False])
def test_two_types(beside: bool) -> None:
    found = {each.document_type: each for each in _read(on_one(FOOD, ONE, beside=beside))}
    assert set(found) == {"food_business_license", "telecom_license"}
    assert found["food_business_license"].company == "杭州甘泉食品有限公司"
    assert found["telecom_license"].company == "杭州清河网络科技有限公司"


def test_three_below_one_another() -> None:
    found = _read(on_one(ONE, OTHER, THIRD, beside=False))
    assert [each.legal_representative for each in found] == ["陈立群", "周敏", "何文"]


def test_each_has_its_own_seal() -> None:
    seals = [
        seal("浙江省通信管理局", (1150.0, 1450.0)),
        seal("上海市通信管理局", (WIDTH + 1150.0, 1450.0)),
    ]
    scan = on_one(ONE, OTHER, beside=True).model_copy(update={"seals": tuple(seals)})
    assert [(each.issuer, len(each.seals)) for each in _read(scan)] == [
        ("浙江省通信管理局", 1),
        ("上海市通信管理局", 1),
    ]


def test_a_watermark_over_both_parts_none() -> None:
    tiles = [line("仅供投标使用再次复印无效", WIDTH - 300, top, angle=-30) for top in (700, 1200, 1700)]
    scan = on_one(ONE, OTHER, beside=True)
    found = _read(scan.model_copy(update={"lines": (*scan.lines, *tiles)}))
    assert [each.legal_representative for each in found] == ["陈立群", "周敏"]


def test_a_code_of_one_is_not_both_ones() -> None:
    """Where on the page a code stands is not known."""
    scan = on_one(ONE, OTHER, beside=True).model_copy(update={"qr_payloads": ("编号：沪B2-20210317",)})
    assert [each.qr_payloads for each in _read(scan)] == [(), ()]


def test_a_title_that_stands_twice_on_one_license() -> None:
    """On the cover that lies open beside it, or in its foot."""
    for left, top in ((WIDTH + 480, 260), (480, 2100)):
        again = line("增值电信业务经营许可证", left, top, size=60)
        (found,) = _read(page(*ONE, again).model_copy(update={"width": 2 * WIDTH}))
        assert found.license_number == "浙B2-20190046" and found.valid_until == "2029-03-05"


def test_values_right_of_a_title_are_its_own() -> None:
    """A form in two columns: its title stands over both, and none of these is a license."""
    two = [*main_lines()[:5], *moved(main_lines()[5:], WIDTH, -300), title()]
    (found,) = _read(page(*two).model_copy(update={"width": 2 * WIDTH}))
    assert found.license_number == "浙B2-20190046"


def test_two_that_nothing_parts_are_told() -> None:
    """A phrase lies over the gap between them."""
    scan = on_one(ONE, OTHER, beside=True)
    across = line("仅供投标使用" * 6, WIDTH - 500, 60)
    level = line("本复印件与原件一致" * 6, WIDTH - 500, 420)
    over = scan.model_copy(update={"lines": (*scan.lines, across, level)})
    (found,) = _read(over)
    assert found.needs_review
    assert any(issue.code == "several_on_page" for issue in found.issues)
    (alone,) = _read(page(*ONE))
    assert not any(issue.code == "several_on_page" for issue in alone.issues)


def test_two_under_a_head_of_their_page() -> None:
    """As a bid shows them. What a copy is for is said of both, its other words of neither."""
    scan = on_one(ONE, OTHER, beside=True)
    head = line("附件5 供应商资质文件（许可证）" * 3, 300, 20)
    across = line("仅供南京地铁客服热线投标使用", WIDTH - 500, 80)
    foot = line("说明：复印件与原件一致，法定代表人：孟繁星。" * 3, 300, HEIGHT - 80)
    found = _read(scan.model_copy(update={"lines": (*scan.lines, head, across, foot)}))
    assert [one.license_number for one in found] == ["浙B2-20190046", "沪B2-20210317"]
    assert [one.legal_representative for one in found] == ["陈立群", "周敏"]
    assert [[each.purpose for each in one.use_restrictions] for one in found] == [
        ["仅供南京地铁客服热线投标使用"]
    ] * 2


def test_an_address_that_is_like_another_type_s_title_parts_nothing() -> None:
    """高新技术产业 is nearly 高新技术企业."""
    rows = (
        "经营许可证编号：湘B2-20190797",
        "公 司 名 称: 邵阳市松一合互动娱乐有限公司",
        "法定代表人: 逄航",
        "注 册 资 本: 人民币50000万元",
        "注 册 住 所: 湖南省邵阳市高新技术产业开发区祥科路299号虎美",
        "孵化园16号楼13层",
        "业 务 种 类: 第二类增值电信业务中的国内多方通信服务业务",
        "业务覆盖范围： (见附页)",
        "发证机关(盖章):",
        "发 证 日 期: 2024 年 5 月 2 日",
        "有 效 期 至: 2029 年 5 月 2 日",
    )
    (found,) = _read(
        page(title(), *(line(text, LABELS, 500 + 90 * number) for number, text in enumerate(rows)))
    )
    assert found.document_type == "telecom_license"
    assert (found.company, found.valid_until) == ("邵阳市松一合互动娱乐有限公司", "2029-05-02")


@pytest.mark.parametrize("size", [32.0, 52.0])
def test_an_address_in_a_zone_of_high_technology_is_no_title(size: float) -> None:
    """A PDF's line may be taller than the others: its label stands off its value's base line."""
    address = "邯郸市高新技术产业开发区阜通东大街13号"
    text = line(f"注 册 住 所： {address}", LABELS, 500 + 5 * 90, size=size)
    (found,) = _read(page(*main_lines("冀B2-20211772"), text, *row(9, "发证机关：")))
    assert (found.document_type, found.license_number) == ("telecom_license", "冀B2-20211772")
    assert found.fields["address"].value == address
    assert found.company is not None
    assert found.valid_until is not None


def test_a_title_that_names_no_certificate_is_all_of_its_row() -> None:
    titles = ("高新技术企业证书", "高新技术企业")
    assert title_similarity("高新技术企业", titles) == 1
    assert title_similarity("高新技术企业证书(副本)", titles) == 1
    assert title_similarity("住所:杭州市高新技术产业开发区", titles) < 0.78
    assert title_similarity("高新技术产业", titles) < 0.78
    long = ("城镇污水排入排水管网核准意见",)
    assert title_similarity("城镇污水排人排水管网核准意见（副本）", long) > 0.9
    assert title_similarity("依据城镇污水排入排水管网核准意见第三条办理", long) < 0.9
