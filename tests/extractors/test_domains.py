from __future__ import annotations

import pytest

from extractors.normalize.domain_list import normalize_domains
from extractors.normalize.domains import normalize_domain
from extractors.normalize.normal import Check, Repair
from extractors.normalize.pinyin import is_pinyin


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("dongchejuguang.com", ["dongchejuguang.com"]),
        ("WWW.DongCheJuGuang.COM", ["www.dongchejuguang.com"]),
        ("ｗｗｗ．ａｂｃ．ｃｏｍ", ["www.abc.com"]),
        ("http://www.abc.com/index", ["www.abc.com"]),
        ("www.dongche\njuguang.com", ["www.dongchejuguang.com"]),
        ("abc.com\n.cn", ["abc.com.cn"]),
        ("abc.net\n.cn\ndef.com.\ncn", ["abc.net.cn", "def.com.cn"]),
        ("abc.com def.cn", ["abc.com", "def.cn"]),
        ("abc.com / def.cn/ghi.net", ["abc.com", "def.cn", "ghi.net"]),
        ("http://abc.com/def.html", ["abc.com"]),
        ("abc.com/def", ["abc.com"]),
        ("abc.com:8443、def.cn", ["abc.com", "def.cn"]),
        ("abc.com、def.cn；ghi.net", ["abc.com", "def.cn", "ghi.net"]),
        ("abc.cn\ndef.net\nhan.com", ["abc.cn", "def.net", "han.com"]),
        ("abc.shop; dong\nxi.com、bei.co\nm.cn", ["abc.shop", "dongxi.com", "bei.com.cn"]),
        # a semicolon that is read as a colon throughout parts as well: no run.xin and di2.org
        ("shop365.top:runxin\ndi2.org:nantian.cc", ["shop365.top", "runxindi2.org", "nantian.cc"]),
        ("abc.shop,dong\nxi.com,bei.c\nn", ["abc.shop", "dongxi.com", "bei.cn"]),
        ("hua-\nzhong.shop", ["hua-zhong.shop"]),
        ("abc.co\nm.cn", ["abc.com.cn"]),  # no site is called m
        ("shi.com: zhutech.ne\nt.cn", ["shi.com", "zhutech.net.cn"]),
        ("huxing.cn、han-xu.club\nxun.shop", ["huxing.cn", "han-xu.club", "xun.shop"]),
        # what fills no line does not go on in the next: no d begins the third
        ("xin.shop\nyueshunan.lt\nd\nshui.pro", ["xin.shop", "yueshunan.ltd", "shui.pro"]),
        ("ding-shi.co\nm\nyunlei.com", ["ding-shi.com", "yunlei.com"]),
        ("abc.com:def.cn", ["abc.com", "def.cn"]),
        ("abc.com:cn", ["abc.com.cn"]),
        ("abc.com,def.com", ["abc.com", "def.com"]),
        ("abc,com", ["abc.com"]),
        ("abc。com", ["abc.com"]),
        ("abc.c0m", ["abc.com"]),
        ("abc.corn", ["abc.com"]),
        ("懂车.中国", ["懂车.中国"]),
        ("", []),
    ],
)
def test_domains(text: str, values: list[str]) -> None:
    found = normalize_domains(text)
    assert [domain.value for domain in found] == values
    assert all(domain.failed == () for domain in found)


@pytest.mark.parametrize(
    ("text", "check"),
    [
        ("abc", Check.DOMAIN_FORM),
        ("com.cn", Check.DOMAIN_FORM),
        ("a_b.com", Check.DOMAIN_FORM),
        ("-abc.com", Check.DOMAIN_FORM),
        ("见附页", Check.DOMAIN_FORM),
        ("abc.qqqq", Check.DOMAIN_SUFFIX),
    ],
)
def test_no_domain(text: str, check: Check) -> None:
    assert normalize_domain(text).failed == (check,)


@pytest.mark.parametrize("text", ["fly99.com", "dong1ejuguang.com", "a1i.top", "xo0k.cn", "AIb.com"])
def test_look_alikes_that_nothing_resolves_are_flagged(text: str) -> None:
    normal = normalize_domain(text)
    assert normal.failed == (Check.CONFUSABLE_DOMAIN,)
    assert normal.value == text.lower()
    assert all(text[offset] in "l1IO0" for offset in normal.doubtful)
    assert normal.doubtful


@pytest.mark.parametrize("text", ["lianxiang.com", "wanlong.vip", "10086.cn", "abc.online", "kuaile88.com"])
def test_look_alikes_with_one_sensible_reading_are_certain(text: str) -> None:
    normal = normalize_domain(text)
    assert (normal.value, normal.failed, normal.doubtful) == (text, (), ())


@pytest.mark.parametrize(
    ("text", "values", "check"),
    [
        ("dongche juguang.com", ["dongchejuguang.com"], Check.CHARACTER_LOST),
        ("abc.vip.def.com", ["abc.vip", "def.com"], Check.DOMAIN_BREAK),
        ("abc.com.cnm.abc.cn", ["abc.com", "cnm.abc.cn"], Check.DOMAIN_BREAK),
        ("abc.co\nmxunli.com", ["abc.co", "mxunli.com"], Check.DOMAIN_BREAK),
        (
            "yungame.club.lehui.net.technet.shop",
            ["yungame.club", "lehui.net", "technet.shop"],
            Check.DOMAIN_BREAK,
        ),
    ],
)
def test_where_a_domain_ends_is_doubtful(text: str, values: list[str], check: Check) -> None:
    found = normalize_domains(text)
    assert [domain.value for domain in found] == values
    assert all(check in domain.failed for domain in found)


def test_what_a_seal_hides_behind_a_dot_at_a_line_s_end_may_have_been_a_domain_s_end() -> None:
    first, last = normalize_domains("xu.cn、hanghua.\nhop.online")  # of hanghua.site、shop.online
    assert (first.value, first.failed) == ("xu.cn", ())
    assert Check.DOMAIN_BREAK in last.failed


def test_repairs_are_told() -> None:
    assert normalize_domains("abc,com")[0].repairs == (Repair.SEPARATOR,)
    assert normalize_domains("ab c.com")[0].repairs == (Repair.SPACE,)
    assert normalize_domains("abc.com")[0].repairs == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("chengliaughai.vip", True),  # of chenglianghai
        ("songyueuo.com", True),  # of songyuehuo
        ("ianhongyuafeng.ltd", True),
        ("fastfost.online", True),  # of fastfast, words
        ("iinshuifei.cn", True),
        ("chenglianghai.vip", False),
        ("song-yuehuo8.com", False),
        ("longlife1.tech", False),  # words
        ("zhongcloud.com", False),
        ("xgbdf.com", False),
        ("huawen.cn", False),
        ("bjxinhua.com", False),  # initials
        ("scjiazheng.com.cn", False),
        ("ahxuexi.cn", False),
        ("liuguangchill.net", True),
        ("so-qinghe.cn", False),
        ("lotrave-l.xyz", True),
    ],
)
def test_a_name_that_one_letter_keeps_from_being_pinyin_or_words(text: str, told: bool) -> None:
    assert (Check.MISSPELLED_DOMAIN in normalize_domain(text).failed) is told


def test_pinyin() -> None:
    assert all(map(is_pinyin, ["dongchejuguang", "lüe".replace("ü", "v"), "xian", "zhuangshi"]))
    assert not any(map(is_pinyin, ["fly", "abc", "dong1e", ""]))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("yue.ju520.com", True),  # dirt in a name
        ("shop.yueju520.com", False),
        ("bbs.yueju.com", False),
        ("kuaibo.cnyinshu.com", True),  # a mark between two is lost
        ("cn.yinshu.com", True),  # of .cn,yinshu.com, the end of the domain above
        ("shop.yinshu.com", False),
        ("kuaibo.topm.yinshu.org", True),
        ("fangnet.sitehengfeng101.net.cn", True),
        ("bangsuan.pr", True),  # .pro, whose end went to the next line
        ("bangsuan.pro", False),
        ("a.com.cn", True),  # of data.com.cn
        ("www.cnblogs.com", False),
        ("shop.qinghe.com.cn", False),
        ("qinghe.de", False),
    ],
)
def test_domains_that_may_be_two_or_cut_are_told(text: str, *, told: bool) -> None:
    assert (Check.DOMAIN_BREAK in normalize_domain(text).failed) is told


def test_a_suffix_alone_in_the_last_line_has_perhaps_lost_its_dot() -> None:
    told = normalize_domains(
        "miyinhang5\nnet.cn、yingtool.\nshop、milefe\nng.cc、yuan.te\nch、heng\nedu.shop"
    )
    assert [(Check.DOMAIN_BREAK in domain.failed) for domain in told] == [True, False, False, False, False]


@pytest.mark.parametrize(
    ("domain", "sure"),
    [
        ("linknet.cn", True),
        ("netease.cn", True),
        ("go1013.60.cn", False),
        ("360.cn", True),
        ("shop.guang360.cn", True),
    ],
)
def test_a_dot_that_may_be_dirt_is_told(domain: str, sure: bool) -> None:
    assert (Check.DOMAIN_BREAK not in normalize_domain(domain).failed) == sure


@pytest.mark.parametrize("second", ["dom", "con", "nel", "0rg"])
def test_a_second_level_one_letter_off_a_usual_one_is_told(second: str) -> None:
    assert Check.UNSURE_DOMAIN in normalize_domain(f"guangjie.{second}.cn").failed
    assert Check.UNSURE_DOMAIN not in normalize_domain(f"{second}.cn").failed


@pytest.mark.parametrize("text", ["www.cnblogs.com", "mail.shop.jd.com", "bbs.netease.com", "shop", "onli"])
def test_hosts_and_pieces_are_not_taken_apart(text: str) -> None:
    assert [domain.value for domain in normalize_domains(text)] == [text]


def test_a_space_at_a_line_s_end_parts_nothing() -> None:
    found = normalize_domains("booklink.vip,lulive.com. \ncn,mu-mei.top")
    assert [domain.value for domain in found] == ["booklink.vip", "lulive.com.cn", "mu-mei.top"]
    assert Check.DOMAIN_BREAK in normalize_domains("cn,mu-mei.top")[0].failed


@pytest.mark.parametrize("text", ["业务a8-dab.tech", "a8-dab.tech电信业"])
def test_a_seal_s_characters_beside_a_domain_are_none_of_it(text: str) -> None:
    kept, found = normalize_domains(f"abc.cn、{text}")
    assert (kept.value, kept.failed) == ("abc.cn", ())
    assert (found.value, found.failed) == ("a8-dab.tech", (Check.DOMAIN_BREAK,))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "a1.com.cn\nchuangguoche.com、cn.yunji11.com.cn",
            ["a1.com.cn", "chuangguoche.com.cn", "yunji11.com.cn"],
        ),
        ("tutech.net;cn.Hangh\nuaruibei.cn", ["tutech.net.cn", "hanghuaruibei.cn"]),
    ],
)
def test_a_suffix_s_end_does_not_begin_the_next_domain(text: str, found: list[str]) -> None:
    """The mark before .cn was read as what parts domains, and what parts them as a dot. It stays in doubt."""
    domains = normalize_domains(text)
    assert [domain.value for domain in domains] == found
    assert all(Check.DOMAIN_BREAK in domain.failed for domain in domains[-2:])


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("luli.ontiwe", "luli.online"),
        ("xinlei.yip", "xinlei.vip"),
        ("si-live.comcn", "si-live.com.cn"),
        ("abc.qqqq", "abc.qqqq"),
        ("abc.zq", "abc.zq"),
    ],
)
def test_a_misread_suffix_is_given_as_the_usual_one_it_is_like(text: str, value: str) -> None:
    domain = normalize_domain(text)
    assert (domain.value, domain.failed) == (value, (Check.DOMAIN_SUFFIX,))


@pytest.mark.parametrize(
    ("text", "value", "sure"),
    [
        ("tianzhu.ontine", "tianzhu.online", True),
        ("jinchuang.ctub", "jinchuang.club", True),
        ("lianlol.toch", "lianlol.tech", True),
        ("jinchuang.cub", "jinchuang.club", False),  # may be pub
        ("mibolefeng.cor", "mibolefeng.com", False),
    ],
)
def test_of_a_long_suffix_with_one_letter_misread_only_one_is_left(
    text: str, value: str, *, sure: bool
) -> None:
    domain = normalize_domain(text)
    assert (domain.value, Check.DOMAIN_SUFFIX not in domain.failed) == (value, sure)
    assert Repair.CONFUSION in domain.repairs


def test_two_figures_that_may_be_letters_of_a_word_are_for_the_pixels_to_tell() -> None:
    """ma and 11 are as good as mall."""
    assert normalize_domain("ma11.com").failed == (Check.CONFUSABLE_DOMAIN,)
    assert normalize_domain("mashang11.com").failed == ()


def test_a_slash_before_what_the_next_line_goes_on_with_may_be_a_comma() -> None:
    """kuaistar100.site was accepted as r100.site, its beginning taken for a path."""
    found = normalize_domains("maisi.com.cn/kuaista\nr100.site")
    assert [domain.value for domain in found] == ["maisi.com.cn", "kuaistar100.site"]
    assert all(Check.DOMAIN_BREAK in domain.failed for domain in found)
    assert [domain.value for domain in normalize_domains("maisi.com.cn/index")] == ["maisi.com.cn"]


def test_a_country_s_code_that_licenses_hardly_have_is_told_where_it_was_not_read_so() -> None:
    """1d is ltd without its t as well."""
    assert normalize_domain("chuangliang.1d").failed == (Check.UNSURE_DOMAIN,)
    assert normalize_domain("chuangliang.id").failed == ()
