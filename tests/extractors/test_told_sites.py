"""Sites, servers and providers that sentences tell, on annexes and on main pages."""

from __future__ import annotations

import pytest

from schemas.certificate import Certificate
from tests.lines import certificate, line, main_lines, row, with_annex


def sites(found: Certificate) -> list[tuple[str | None, tuple[str, ...]]]:
    return [(site.name, site.domains) for annex in found.annexes for site in annex.websites]


def read(*rows: str) -> Certificate:
    return with_annex(*(line(text, 240, 700 + 60.0 * at) for at, text in enumerate(rows)))


def test_sites_in_quotes_with_their_domains_in_brackets() -> None:
    found = read(
        "　　杭州清河网络科技有限公司获准经营信息服务业务的网站为“清河",
        "生活”（域名qinghe-net.cn）和“清河商户中心”（域名b.qinghe",
        "-net.cn、hpdx.net），上述网站的服务器置于杭州市滨江区江南大道8",
        "8号2号楼机房，由中国电信股份有限公司杭州分公司接入。",
    )
    assert sites(found) == [
        ("清河生活", ("qinghe-net.cn",)),
        ("清河商户中心", ("b.qinghe-net.cn", "hpdx.net")),
    ]
    assert found.annexes[0].server_location == "杭州市滨江区江南大道88号2号楼机房"
    assert found.annexes[0].access_provider == "中国电信股份有限公司杭州分公司"
    assert "sites_unread" not in {issue.code for issue in found.issues}


def test_a_numbered_list_of_sites() -> None:
    found = read(
        "（1）清河官网，域名：qinghe-net.cn；",
        "（2）清河APP（安卓版），域名：dl.qinghe-net.cn/android/qh.apk；",
        "（3）“清河会员”小程序，域名：mp.qinghe-net.cn；",
        "以上网站服务器均放置于杭州市滨江区江南大道88号，接入服务由浙江云港数据有限公司提供。",
    )
    assert sites(found) == [
        ("清河官网", ("qinghe-net.cn",)),
        ("清河APP（安卓版）", ("dl.qinghe-net.cn",)),
        ("“清河会员”小程序", ("mp.qinghe-net.cn",)),
    ]
    assert found.annexes[0].access_provider == "浙江云港数据有限公司"


def test_a_program_without_a_domain_is_a_site_as_well() -> None:
    found = read(
        "该公司网站为清河社区（域名qinghe-net.cn），微信小程序为“清河高原文旅”，由浙江云港数据有限公司提供接入服务。"
    )
    assert sites(found) == [("清河社区", ("qinghe-net.cn",)), ("清河高原文旅", ())]


def test_a_name_in_quotes_before_its_domain() -> None:
    found = read("该公司开办网站“清河社区”，域名为qinghe-net.cn。")
    assert sites(found) == [("清河社区", ("qinghe-net.cn",))]


def test_a_main_page_s_own_site() -> None:
    found = certificate(*main_lines(), *row(6, "网站：", "清河社区(www.qinghe-net.cn)"))
    assert sites(found) == [("清河社区", ("www.qinghe-net.cn",))]


def test_where_an_authority_may_be_asked_is_no_site() -> None:
    found = certificate(*main_lines(), line("登录国家企业信用信息公示系统（www.gsxt.gov.cn）查询", 240, 2000))
    assert sites(found) == []


def test_blocks_of_labels_with_servers_of_their_own_are_annexes_of_their_own() -> None:
    hangzhou, ningbo = "浙江省杭州市滨江区江南大道88号", "浙江省宁波市海曙区中山路1号"
    first = (*row(2, "网站名称：", "清河社区"), *row(3, "服务器放置地：", hangzhou))
    found = with_annex(*first, *row(4, "网站名称：", "清河搜索"), *row(5, "服务器放置地：", ningbo))
    assert [(annex.server_location, annex.websites[0].name) for annex in found.annexes] == [
        (hangzhou, "清河社区"),
        (ningbo, "清河搜索"),
    ]
    alike = with_annex(*first, *row(4, "网站名称：", "清河搜索"), *row(5, "服务器放置地：", hangzhou))
    assert [len(annex.websites) for annex in alike.annexes] == [2]


def test_places_that_differ_without_a_site_each_are_told() -> None:
    found = with_annex(
        *row(2, "网站名称：", "清河社区"),
        *row(3, "服务器放置地：", "浙江省杭州市滨江区江南大道88号"),
        *row(4, "服务器放置地：", "浙江省宁波市海曙区中山路1号"),
    )
    assert found.annexes[0].server_location is None
    assert ("illegible", "annexes.0.server_location") in {(one.code, one.field) for one in found.issues}


@pytest.mark.parametrize(
    ("read", "told"), [("www.qinghe,net", "www.qinghe.net"), ("qinghe.net", "qinghe.net")]
)
def test_a_domain_behind_a_torn_label_of_a_main_page_that_names_a_site_is_told(read: str, told: str) -> None:
    lines = [*main_lines(), *row(7, "网站名称：", "清河社区"), *row(8, "门", f"址 {read}")]
    found = certificate(*lines)
    assert sites(found) == [("清河社区", ())]
    assert next(one.message for one in found.issues if one.code == "sites_unread").endswith(told)


def test_a_semicolon_parts_names_as_it_does_their_domains() -> None:
    found = with_annex(
        *row(2, "网站名称：", "清河动漫；清河冰雪"), *row(3, "网站域名：", "qhdm.cn；qinghe-net.cn")
    )
    assert sites(found) == [("清河动漫", ("qhdm.cn",)), ("清河冰雪", ("qinghe-net.cn",))]


def test_a_restriction_s_domain_below_a_table_is_no_site() -> None:
    """仅在…网站（…）上亮证 of a stamp, of which no more than the domain was left on the page."""
    found = read("佳木斯、琼海、遵义、茂名、莆田", "互联网接入服务业务", "(songmusuanmei0.tech)")
    assert sites(found) == []
    assert "sites_unread" in {issue.code for issue in found.issues}


def test_a_name_does_not_begin_in_a_row_that_ends_before_the_others() -> None:
    longest = "该公司应当按照本许可证正文及附页载明的内容开展经营活动。"
    found = read(longest, "以下为全部网站", "清河社区（域名qinghe-net.cn）")
    assert sites(found) == [("清河社区", ("qinghe-net.cn",))]


def test_a_companys_name_with_brackets_within_and_a_list_that_semicolons_part() -> None:
    found = read(
        "网站1：清河（浙江）物流（集团）股份有限公司官方网站（域名：qinghe-net.cn；qhdata.com.cn）",
        "网站2：清河社区（域名：so.qinghe-net.cn）",
    )
    assert sites(found) == [
        ("清河（浙江）物流（集团）股份有限公司官方网站", ("qinghe-net.cn", "qhdata.com.cn")),
        ("清河社区", ("so.qinghe-net.cn",)),
    ]
