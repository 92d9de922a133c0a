from __future__ import annotations

import pytest

from extractors.normalize.address import normalize_address
from extractors.normalize.names import normalize_company, normalize_person
from extractors.normalize.normal import Check, Repair


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("北 京 懂车帝科技有限公司", "北京懂车帝科技有限公司"),
        ("深圳市菜篮食品有限公司龙岗分公司。", "深圳市菜篮食品有限公司龙岗分公司"),
        ("某某资本(有限合伙)", "某某资本（有限合伙）"),
        ("北京大学第三医院", "北京大学第三医院"),
        ("Sunrise Bridge Telecom (China) Co.,\nLtd.", "Sunrise Bridge Telecom (China) Co., Ltd."),
        ("Bluewater Networks Inc.。", "Bluewater Networks Inc."),
        ("芜湖芮城物流股份有限公司√", "芜湖芮城物流股份有限公司"),
        ("Sunrise (Bluewater Networks Co., Ltd.)", "Sunrise (Bluewater Networks Co., Ltd.)"),
        ("Azur Telecom S.A.R.L.", "Azur Telecom S.A.R.L."),
        ("Azur Telecom (S) Pte. Ltd.", "Azur Telecom (S) Pte. Ltd."),
        ("Riverside Bank, N.A.", "Riverside Bank, N.A."),
        ("．宁波清河网络科技有限公司", "宁波清河网络科技有限公司"),
    ],
)
def test_companies(text: str, value: str) -> None:
    normal = normalize_company(text)
    assert (normal.value, normal.failed, normal.repairs) == (value, (), ())


@pytest.mark.parametrize("read", ["北京某某科技有很公司", "北京某某科技有限公"])
def test_the_legal_form_is_repaired_in_doubt(read: str) -> None:
    normal = normalize_company(read)
    assert (normal.value, normal.repairs) == ("北京某某科技有限公司", (Repair.SUFFIX,))
    assert normal.failed == (Check.COMPANY_CHARACTERS,)


@pytest.mark.parametrize(
    ("text", "check"),
    [
        ("北京某某科技有", Check.COMPANY_SUFFIX),
        ("北京(中国科技有限公司", Check.COMPANY_CHARACTERS),
        ("众北网络通信股分有限公司", Check.COMPANY_CHARACTERS),
        ("公司名称:北京某某有限公司", Check.COMPANY_CHARACTERS),
        ("北京某某集|团有限公司", Check.COMPANY_CHARACTERS),
        ("西安清河网络科技有限公司浙江潮汐网络技术股份有限公司", Check.COMPANY_CHARACTERS),  # two
        ("西安清河网络科技有限公司浙江潮汐网络有限公司北京分公司", Check.COMPANY_CHARACTERS),
        ("杭州清河网络科技有限公司宁波潮汐投资合伙企业（有限合伙）", Check.COMPANY_CHARACTERS),
        ("宁波潮汐投资合伙企业（有限合伙）杭州清河网络科技有限公司", Check.COMPANY_CHARACTERS),
        ("杭州清河股份公司浙江潮汐网络技术服务有限公司", Check.COMPANY_CHARACTERS),
        ("天津蓝和科技（集）股份有限公司", Check.COMPANY_CHARACTERS),  # 集团
        ("中国广电网络股份有限公司潍坊公司", Check.CHARACTER_LOST),  # 分公司
        ("  ", Check.NAME_EMPTY),
    ],
)
def test_doubtful_companies(text: str, check: Check) -> None:
    assert check in normalize_company(text).failed


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("潮州博光银祥云计算有限公司工业", "潮州博光银祥云计算有限公司"),
        ("果国和数据科技股份有限公司通\n★睡", "果国和数据科技股份有限公司"),
        ("宁波清河有限责任公司信", "宁波清河有限责任公司"),
        ("天和网络通信股份有限公司咸宁分公", "天和网络通信股份有限公司咸宁分公"),
        ("天和网络通信股份有限公司分公", "天和网络通信股份有限公司分公"),
    ],
)
def test_a_seal_s_character_behind_a_company_is_none_of_it(text: str, value: str) -> None:
    """It stays in doubt: there may have been more."""
    normal = normalize_company(text)
    assert normal.value == value
    assert Check.COMPANY_SUFFIX in normal.failed


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("马 骏", "马骏"),
        ("欧阳娜娜", "欧阳娜娜"),
        ("阿卜杜拉.买买提", "阿卜杜拉·买买提"),
        ("阿卜杜拉 • 买买提", "阿卜杜拉·买买提"),
        ("JOHN SMITH", "JOHN SMITH"),
        ("馬駿", "马骏"),
        ("王逢春", "王逢春"),
    ],
)
def test_people(text: str, value: str) -> None:
    normal = normalize_person(text)
    assert (normal.value, normal.failed) == (value, ())


@pytest.mark.parametrize(
    ("text", "check"),
    [
        ("马", Check.PERSON_LENGTH),
        ("也康梓", Check.PERSON_CHARACTERS),
        ("咎康梓", Check.PERSON_CHARACTERS),
        ("逢景桓", Check.PERSON_CHARACTERS),  # of 逄景桓
        ("洗丽娟", Check.PERSON_CHARACTERS),  # of 冼丽娟
        ("蔺或", Check.PERSON_CHARACTERS),
        ("马骏法定代表人", Check.PERSON_CHARACTERS),
        ("马骏有限责任公司", Check.PERSON_LENGTH),
        ("李3", Check.PERSON_CHARACTERS),
        ("东方", Check.PERSON_LENGTH),  # of 东方洁
        ("", Check.NAME_EMPTY),
    ],
)
def test_doubtful_people(text: str, check: Check) -> None:
    assert check in normalize_person(text).failed


def test_a_character_that_no_name_has_but_some_of_other_peoples() -> None:
    assert normalize_person("那顺·巴雅尔").failed == normalize_person("那兰英").failed == ()
    assert normalize_person("李那").failed == (Check.PERSON_CHARACTERS,)


@pytest.mark.parametrize(("read", "value"), [("逢佳", "逄佳"), ("洗昱珺", "冼昱珺"), ("糕娜", "禚娜")])
def test_what_is_no_surname_is_the_one_that_it_is_read_for_in_doubt(read: str, value: str) -> None:
    normal = normalize_person(read)
    assert (normal.value, normal.failed, normal.repairs) == (
        value,
        (Check.PERSON_CHARACTERS,),
        (Repair.CONFUSION,),
    )


def test_strokes_read_as_dashes_are_a_name_s_in_doubt() -> None:
    found = normalize_person("彭——")
    assert (found.value, found.failed) == ("彭一一", (Check.PERSON_CHARACTERS,))


def test_addresses() -> None:
    normal = normalize_address("北京市朝阳区来广营 中路甲一号\n朝来产业园1O号院12号楼B座，")
    assert normal.value == "北京市朝阳区来广营中路甲一号朝来产业园10号院12号楼B座"
    assert normal.repairs == (Repair.CONFUSION,)
    assert normalize_address("北京市朝阳区来广营中路2107室√").value == "北京市朝阳区来广营中路2107室"
    assert normalize_address("见附页").failed == (Check.ADDRESS_FORM,)
    assert normalize_address("喀什市建设路337号7层711自治区").failed == (Check.ADDRESS_FORM,)  # a seal's


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("长春市衡阳路46号20楼B36吉林省长春市和谐路161号", True),
        ("广州市天河路5号北京市海淀区学院路2号", True),
        ("长春市衡阳路46号20楼B36、吉林省长春市和谐路161号", False),
        ("长沙市中山路11号湖南省通信大厦3楼", False),
    ],
)
def test_two_addresses_whose_mark_was_lost_are_told(text: str, *, told: bool) -> None:
    assert (Check.ADDRESS_FORM in normalize_address(text).failed) is told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("福州市滨江区北京中路11:8号F座10层", True),
        ("南宁.市城西区阜通东大街7号创业大厦B座1606号房", True),
        ("白银市青羊区黄河路8-号繁星数码广场16层", True),  # of 8-9号
        ("北京市顺义区湖滨南路甲--号F座21层", True),  # of 甲一号
        ("绵阳市历下区螺蛳湾路44-3号", False),
        ("北京市昌平区青年路6-9号软件园13栋1.1楼A36", True),
        ("北京市昌平区青年路6-9号软件园13栋11楼A36", False),
        ("喀什市建设路东3.5公里处", False),
    ],
)
def test_a_mark_between_digits_that_is_no_hyphen_is_told(text: str, *, told: bool) -> None:
    assert (Check.ADDRESS_FORM in normalize_address(text).failed) is told


@pytest.mark.parametrize(
    ("read", "address"),
    [
        ("产业园3号楼1层机房：甘肃省兰州市滨河路34号", "产业园3号楼1层机房；甘肃省兰州市滨河路34号"),
        ("产业园A座4楼B32:南充市兴庆路369号", "产业园A座4楼B32；南充市兴庆路369号"),
        ("服务器放置地：甘肃省兰州市滨河路34号", "服务器放置地：甘肃省兰州市滨河路34号"),
        ("南京市建邺区学府街I82号7幢", "南京市建邺区学府街182号7幢"),  # old-style figures
        ("南京市建邺区学府街A82号7幢", "南京市建邺区学府街A82号7幢"),
        (
            "自建机房：昆明市五华区一二·一大街298号",
            "自建机房：昆明市五华区一二·一大街298号",
        ),  # whose place it is
    ],
)
def test_a_colon_between_two_addresses_is_a_semicolon(read: str, address: str) -> None:
    assert normalize_address(read).value == address


@pytest.mark.parametrize(
    "address",
    [
        "裕华区观日路145号创业园9=楼4层",
        "裕华区观日路甲→号创业园9楼4层",
        "雁塔区软件园A座18层1801室（集群",
    ],
)
def test_an_address_that_has_a_sign_none_has_or_half_a_bracket_is_for_review(address: str) -> None:
    normal = normalize_address(address)
    assert normal.value == address
    assert normal.failed
    assert normalize_address("裕华区观日路145号创业园9#楼4F-11（一址多照）").failed == ()


def test_which_copy_it_is_is_no_part_of_a_name() -> None:
    assert (
        normalize_company("（副本）蚂蚁传媒股份有限公司山南分公司").value == "蚂蚁传媒股份有限公司山南分公司"
    )


def test_a_traditional_form_among_simplified_ones_is_in_doubt() -> None:
    assert normalize_person("宇文龔涛").failed == (Check.NAME_MISREAD,)
    assert normalize_person("龚宇文").failed == ()
    assert normalize_person("龔涛").failed == (Check.NAME_MISREAD,)
    assert normalize_person("刘國威").failed == (Check.NAME_MISREAD,)
    assert normalize_person("陳立群").failed == ()
    for surname in ("黃祎", "鄔国成"):  # read for 黄 and 邬, which are the same
        assert normalize_person(surname).failed == ()


@pytest.mark.parametrize(
    ("read", "name"),
    [
        ("崔俊龔", "崔俊龑"),
        ("崔俊龚", "崔俊䶮"),
        ("李契", "李㛃"),
        ("龚俊", "龚俊"),
        ("宇文龔涛", "宇文龑涛"),
    ],
)
def test_a_rare_character_of_a_given_name_is_given_in_doubt(read: str, name: str) -> None:
    normal = normalize_person(read)
    assert normal.value == name
    assert (Check.NAME_MISREAD in normal.failed) is (read[1:] != name[1:])


def test_a_bar_is_no_part_of_a_company_s_name() -> None:
    assert normalize_company("北京某某集|团有限公司").value == "北京某某集团有限公司"


@pytest.mark.parametrize("text", ["某某有限公司潍坊分公司", "某某集团公司", "某某网络公司", "某某有限公司"])
def test_companies_that_lost_nothing(text: str) -> None:
    assert normalize_company(text).failed == ()


def test_a_person_behind_a_mark_is_another_owner() -> None:
    """著作权人 of software may be a company and a person: both, for review."""
    normal = normalize_company("陕西师联教育科技有限公司；康拓")
    assert normal.value == "陕西师联教育科技有限公司；康拓"
    assert normal.failed


@pytest.mark.parametrize(
    "name", ["柳州——软件有限责任公司", "中三联合科技（山东）.投资有限公司", "清河，信息有限公司"]
)
def test_a_company_with_a_dash_or_dirt_amid_its_name_is_for_review(name: str) -> None:
    """一一 is read as a dash."""
    assert normalize_company(name).failed == (Check.COMPANY_CHARACTERS,)
    assert normalize_company("柳州一一软件（集团）有限责任公司").failed == ()


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("银河MALL0甲座20层", True),
        ("银河MALL013号楼", True),
        ("M0LL大厦B座", True),
        ("银河SOHO甲座B01室", False),
    ],
)
def test_a_zero_among_letters_of_an_address_is_for_review(address: str, told: bool) -> None:
    assert bool(normalize_address(f"福州市鼓楼区{address}").failed) is told


@pytest.mark.parametrize("read", ["银河SOH013号楼", "银河S0HO13号楼", "银河SOHO13号楼"])
def test_soho_of_a_house_is_no_figure(read: str) -> None:
    address = normalize_address(f"郑州市中关村东路1651号{read}2单元")
    assert (address.value, address.failed) == ("郑州市中关村东路1651号银河SOHO13号楼2单元", ())


def test_a_tick_beside_a_person_is_none_of_the_name() -> None:
    assert normalize_person("区志航√") == normalize_person("区志航")
    assert normalize_person("区志航丿").failed
