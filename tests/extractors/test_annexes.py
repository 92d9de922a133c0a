"""What an annex page carries and nobody could read is told."""

from __future__ import annotations

import pytest

from schemas.certificate import Certificate
from schemas.field import FieldStatus
from tests.lines import certificates, line, main_lines, of_file, page, row, with_annex


def issues(found: Certificate) -> set[tuple[str, str | None]]:
    return {(entry.code, entry.field) for entry in found.issues}


def test_labels_without_values_are_told() -> None:
    labels = ("网站名称：", "网站域名：", "服务器放置地：", "网站接入服务提供单位：")
    found = with_annex(*(entry for at, label in enumerate(labels) for entry in row(2 + at, label)))
    assert found.annexes[0].server_location is None
    assert found.fields["annexes.0.server_location"].status == FieldStatus.ILLEGIBLE
    assert found.fields["annexes.0.access_provider"].status == FieldStatus.ILLEGIBLE
    assert ("illegible", "annexes.0.websites") in issues(found)
    assert found.needs_review


def test_a_label_within_a_text_is_told_as_well() -> None:
    found = with_annex(*row(2, "网站名称：", "清河社区"), line("（注：服务器放置地点 杭州市）", 700, 1500))
    assert found.annexes[0].websites[0].name == "清河社区"
    assert found.fields["annexes.0.server_location"].status == FieldStatus.ILLEGIBLE


def test_a_site_whose_name_was_not_read_is_told() -> None:
    found = with_annex(*row(2, "网站名称："), *row(3, "网站域名：", "qinghe-net.cn"))
    assert found.annexes[0].websites[0].domains == ("qinghe-net.cn",)
    assert found.fields["annexes.0.websites.0.name"].status == FieldStatus.ILLEGIBLE
    assert found.needs_review


def test_a_provider_in_one_line_with_its_label_is_told() -> None:
    """单位： lost a character, so nothing parts the label from its value."""
    found = with_annex(
        *row(2, "网站域名：", "qinghe-net.cn"), line("网站接入服务提供单网宿科技股份有限公司", 240, 900)
    )
    assert found.fields["annexes.0.access_provider"].status == FieldStatus.ILLEGIBLE


def test_an_annex_of_which_nothing_was_read_is_told() -> None:
    found = with_annex(line("杭州市滨江区江南大道88号", 700, 900))
    assert [annex.websites for annex in found.annexes] == [()]
    assert ("annex_unread", "annexes.0") in issues(found)
    assert found.needs_review


def test_a_table_of_code_numbers_is_told_and_lists_no_sites() -> None:
    heads, lefts = ("序号", "服务代码", "业务", "接入网络"), (200.0, 360.0, 640.0, 980.0)
    rows = (("1", "8168", "短消息", "中国移动"), ("2", "12590168", "语音杂志", "中国联通"))
    title = [line("附页（服务代码）", 660, 300, size=44), *row(0, "经营许可证编号：", "浙B2-20190046")]
    table = [
        line(text, left, 640 + 80 * at)
        for at, cells in enumerate((heads, *rows))
        for text, left in zip(cells, lefts, strict=True)
    ]
    (found,) = certificates(*of_file("a.pdf", page(*main_lines()), page(*title, *table, page_no=2)))
    assert [annex.websites for annex in found.annexes] == [()]
    assert ("annex_unread", "annexes.0") in issues(found)


def test_a_stroke_for_a_domain_says_that_there_is_none() -> None:
    heads, lefts = ("序号", "平台名称", "域名"), (200.0, 360.0, 760.0)
    rows = (("1", "清河社区", "qinghe-net.cn"), ("2", "清河商城（APP）", "/"))
    found = with_annex(
        *(
            line(text, left, 640 + 80 * at)
            for at, cells in enumerate((heads, *rows))
            for text, left in zip(cells, lefts, strict=True)
        )
    )
    sites = found.annexes[0].websites
    assert [(site.name, site.domains) for site in sites] == [
        ("清河社区", ("qinghe-net.cn",)),
        ("清河商城（APP）", ()),
    ]
    assert not found.needs_review


def test_nothing_is_told_of_an_annex_that_was_read() -> None:
    values = (
        ("网站名称：", "清河社区"),
        ("网站域名：", "qinghe-net.cn"),
        ("服务器放置地：", "浙江省杭州市滨江区江南大道88号"),
        ("网站接入服务提供单位：", "浙江云港数据有限公司"),
    )
    found = with_annex(*(entry for at, own in enumerate(values) for entry in row(2 + at, *own)))
    assert found.annexes[0].access_provider == "浙江云港数据有限公司"
    assert not {"illegible", "annex_unread"} & {code for code, _ in issues(found)}


@pytest.mark.parametrize(
    ("other", "status"),
    [
        ("中国联合网络通信有限公司杭州市分公司", FieldStatus.ACCEPTED),
        ("中国联合网络通信", FieldStatus.REVIEW),
        ("中国联合网络通信有限公司级化分公司", FieldStatus.REVIEW),
    ],
)
def test_several_companies_may_connect_the_sites(other: str, status: FieldStatus) -> None:
    both = f"浙江云港数据有限公司；{other}"
    found = with_annex(*row(2, "网站名称：", "清河网"), *row(3, "网站接入服务提供单位：", both))
    assert (found.annexes[0].access_provider, found.fields["annexes.0.access_provider"].status) == (
        both,
        status,
    )


def test_a_place_that_begins_with_a_domain_waits_for_a_person() -> None:
    site = row(2, "域名：", "qinghe-net.cn")
    found = with_annex(*site, *row(4, "服务器放置地点：", "fawutong.org.cn", "兰州市经开区民族大道40号"))
    field = found.fields["annexes.0.server_location"]
    assert (field.raw, field.status) == ("fawutong.org.cn\n兰州市经开区民族大道40号", FieldStatus.REVIEW)
    whole = with_annex(*site, *row(4, "服务器放置地点：", "兰州市经开区民族大道40号B.座3层"))
    assert whole.fields["annexes.0.server_location"].status == FieldStatus.ACCEPTED


@pytest.mark.parametrize("name", ["九曜Hel1o租", "吾爱020"])  # of Hello, O2O
def test_a_figure_within_a_latin_word_of_a_name_waits_for_a_person(name: str) -> None:
    found = with_annex(*row(3, "网站名称：", name), *row(4, "网站域名：", "jiuyaozu.com"))
    assert found.annexes[0].websites[0].name == name
    assert ("name_misread", "annexes.0.websites.0.name") in issues(found)
    right = with_annex(*row(3, "网站名称：", "K12在线B2B商城"), *row(4, "网站域名：", "jiuyaozu.com"))
    assert "name_misread" not in {code for code, _ in issues(right)}


def test_sites_side_by_side_have_the_domains_below_them() -> None:
    found = with_annex(
        line("1. 网站名称：清河社区", 240, 700), line("2. 网站名称：云上农场", 900, 700),
        line("网站域名：qinghe-net.cn", 272, 750), line("网站域名：yunshang-farm.com", 932, 750),
        line("3. 网站名称：潮汐商城", 240, 840), line("4. 网站名称：楚能算力", 900, 840),
        line("网站域名：chaoxi-mall.cn", 272, 890), line("网站域名：chuneng.com", 932, 890),
    )  # fmt: skip
    assert [(site.name, site.domains) for site in found.annexes[0].websites] == [
        ("清河社区", ("qinghe-net.cn",)),
        ("云上农场", ("yunshang-farm.com",)),
        ("潮汐商城", ("chaoxi-mall.cn",)),
        ("楚能算力", ("chuneng.com",)),
    ]


def pairs(found: Certificate) -> list[tuple[str | None, tuple[str, ...]]]:
    return [(site.name, site.domains) for site in found.annexes[0].websites]


def test_sites_side_by_side_of_which_one_has_no_domain_or_the_right_ones_stands_higher() -> None:
    names = line("网站名称：清河社区", 240, 700), line("网站名称：云上农场", 900, 700)
    left, right = line("网站域名：jiuyaozu.com", 240, 750), line("网站域名：yunshang-farm.com", 900, 750)
    higher = line("网站域名：yunshang-farm.com", 900, 735)
    lower = line("网站域名：jiuyaozu.com", 240, 775)
    alone, both = ("清河社区", ()), ("云上农场", ("yunshang-farm.com",))
    assert pairs(with_annex(*names, right)) == [alone, both]
    assert pairs(with_annex(*names, left)) == [("清河社区", ("jiuyaozu.com",)), ("云上农场", ())]
    assert pairs(with_annex(*names, higher, lower)) == [("清河社区", ("jiuyaozu.com",)), both]


def test_a_site_without_a_domain_above_one_that_has_one() -> None:
    found = with_annex(
        line("网站名称：清河社区", 240, 700), line("网站名称：云上农场", 240, 750),
        line("网站域名：yunshang-farm.com", 240, 800),
    )  # fmt: skip
    assert pairs(found) == [("清河社区", ()), ("云上农场", ("yunshang-farm.com",))]


def test_domains_below_all_names_or_above_them_are_for_review() -> None:
    names = [line("网站名称：清河社区", 240, 700), line("网站名称：云上农场", 240, 750)]
    texts = ("网站域名：jiuyaozu.com", "网站域名：yunshang-farm.com")
    for tops in ((800, 850), (600, 650)):
        found = with_annex(*names, *(line(text, 240, top) for text, top in zip(texts, tops, strict=True)))
        own = [field for name, field in found.fields.items() if ".domains." in name]
        assert [field.status for field in own] == [FieldStatus.REVIEW] * 2


def test_a_domain_stands_in_the_column_that_begins_before_it() -> None:
    found = with_annex(
        line("网站名称：清河社区", 160, 700), line("网站名称：云上农场", 820, 700),
        line("网站域名：jiuyaozu.com", 560, 750), line("网站域名：yunshang-farm.com", 1000, 750),
    )  # fmt: skip
    assert pairs(found) == [("清河社区", ("jiuyaozu.com",)), ("云上农场", ("yunshang-farm.com",))]


def test_a_domain_of_another_column_is_not_given_to_the_only_name() -> None:
    """A name or a domain of one column is not read."""
    right = [line("2. 网站名称：云上农场", 900, 700), line("网站域名：yunshang-farm.com", 932, 750)]
    own = ("云上农场", ("yunshang-farm.com",))
    assert pairs(with_annex(*right, line("网站域名：qinghe-net.cn", 272, 750))) == [
        own,
        (None, ("qinghe-net.cn",)),
    ]
    assert pairs(with_annex(*right, line("1. 网站名称：清河社区", 240, 700))) == [("清河社区", ()), own]


def test_three_columns_and_domains_above_their_names() -> None:
    sites = [("清河社区", "qinghe-net.cn"), ("云上农场", "yunshang.com"), ("潮汐商城", "chaoxi-mall.cn")]
    names = [line(f"网站名称：{name}", 140 + 480 * at, 700) for at, (name, _) in enumerate(sites)]
    for top in (750, 650):
        domains = [line(f"网站域名：{domain}", 140 + 480 * at, top) for at, (_, domain) in enumerate(sites)]
        assert pairs(with_annex(*names, *domains)) == [(name, (domain,)) for name, domain in sites]


def test_a_name_amid_a_list_that_is_not_read() -> None:
    found = with_annex(
        *row(2, "网站名称：", "清河社区"), *row(3, "网站域名：", "qinghe-net.cn"),
        *row(4, "网站域名：", "yun.com"),
        *row(5, "网站名称：", "潮汐商城"), *row(6, "网站域名：", "chaoxi-mall.cn"),
    )  # fmt: skip
    assert pairs(found) == [
        ("清河社区", ("qinghe-net.cn",)), (None, ("yun.com",)), ("潮汐商城", ("chaoxi-mall.cn",))
    ]  # fmt: skip
    assert found.needs_review


def test_what_heads_the_page_straight_over_the_first_value_is_no_part_of_it() -> None:
    head = [line("经营许可证编号：浙B2-20190046", 900, 170), line("（附页）", 742, 329, size=70)]
    pairs = (
        ("网站名称：", "古都信息港"),
        ("域名：", "gudu.net.cn"),
        ("服务器放置地点：", "西安市电信枢纽机房"),
    )
    lines = [
        line(text, left, 435 + 72 * at, size=46)
        for at, pair in enumerate(pairs)
        for text, left in zip(pair, (200, 590), strict=True)
    ]
    (found,) = certificates(*of_file("a.pdf", page(*main_lines()), page(*head, *lines, page_no=2)))
    name = found.fields["annexes.0.websites.0.name"]
    assert (name.value, name.status) == ("古都信息港", FieldStatus.ACCEPTED)


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("清河社区（qinghe-net.cn）、清河搜索（so.cn）", FieldStatus.REVIEW),
        ("qinghe.cn", FieldStatus.ACCEPTED),
        ("清河社区V2.0版", FieldStatus.ACCEPTED),
    ],
)
def test_a_name_that_holds_a_domain_waits_for_a_person(name: str, status: FieldStatus) -> None:
    found = with_annex(*row(2, "网站名称：", name))
    assert found.fields["annexes.0.websites.0.name"].status == status


@pytest.mark.parametrize("going_on", ["、", "，", "-"])
def test_domains_of_one_site_go_on_at_the_mark_of_their_row(going_on: str) -> None:
    found = with_annex(
        *row(2, "网站名称：", "清河在线", "清河论坛"),
        *row(4, "网站域名：", "qinghe.cn", f"bbs.qinghe.cn、m{going_on}", "luntan.qinghe.cn"),
        *row(7, "网站接入服务提供单位：", "浙江云港数据科技股份有限公司杭州分公司"),
    )
    sites = [site.name for site in found.annexes[0].websites]
    assert sites == ["清河在线", "清河论坛"]
    assert found.annexes[0].websites[0].domains == ("qinghe.cn",)


def test_names_that_are_not_as_many_as_their_domains_wait_on_a_main_page_too() -> None:
    main = [*main_lines(), *row(4, "网站名称：", "清河在线", "清河论坛")]
    main += row(6, "网址：", "qinghe.cn", "bbs.qinghe.cn", "m.qinghe.cn")
    (found,) = certificates(*of_file("a.pdf", page(*main)))
    assert found.fields["annexes.0.websites.0.name"].status == FieldStatus.REVIEW


@pytest.mark.parametrize("domains", [2, 3])
def test_names_below_one_another_are_sites_of_their_own(domains: int) -> None:
    """Behind the first there is room for more; a provider's name shows how far the column reaches."""
    hosts = ("qinghe.cn", "bbs.qinghe.cn", "m.qinghe.cn")[:domains]
    found = with_annex(
        *row(2, "网站名称：", "清河在线", "清河论坛"),
        *row(4, "网站域名：", *hosts),
        *row(6, "服务项目：", "信息发布平台和递送服务"),
        *row(7, "网站接入服务提供单位：", "浙江云港数据科技股份有限公司杭州分公司"),
    )
    sites = [(site.name, site.domains) for site in found.annexes[0].websites]
    assert {site.services for site in found.annexes[0].websites} == {"信息发布平台和递送服务"}
    if domains == 2:
        assert sites == [("清河在线", hosts[:1]), ("清河论坛", hosts[1:])]
    else:
        assert [own for _, own in sites] == [hosts]
        assert found.fields["annexes.0.websites.0.name"].status == FieldStatus.REVIEW


def test_a_name_that_fills_its_line_goes_on_in_the_next() -> None:
    found = with_annex(
        *row(2, "网站名称：", "杭州清河网络科技有限公司官方", "网站"),
        *row(4, "网站域名：", "qinghe.cn", "qinghe.com"),
    )
    assert [site.name for site in found.annexes[0].websites] == ["杭州清河网络科技有限公司官方网站"]
