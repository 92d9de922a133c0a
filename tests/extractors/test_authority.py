"""Issuers by the words of a declaration: to the letter accepted, alike for review, else as read."""

from __future__ import annotations

import pytest

from extractors.authorities.authority import Authority, resolve
from schemas.field import FieldStatus
from tests.lines import certificate, line, seal

WORDS = ("市场监督管理局", "行政审批服务局", "食品药品监督管理局")
PLACES = ("郑州高新区翠竹街1号", "郑州方大实业有限公司")
VALUES = ("山东省菏泽市牡丹区沙土镇", "菏泽裕隆塑料包装有限公司")


@pytest.mark.parametrize(
    ("rim", "values", "name", "borne_out"),
    [
        ("菏泽市牡丹区行政审批服务局", VALUES, "菏泽市牡丹区行政审批服务局", True),
        ("菏泽市市场监督管理局", VALUES, "菏泽市市场监督管理局", True),
        ("海泽市牡丹区行政审批服务局", VALUES, "菏泽市牡丹区行政审批服务局", False),
        ("圳带食品药品监督管理", ("深圳市龙岗区布吉街道",), "深圳市食品药品监督管理局", False),
        ("郑州市市场监督管理局", PLACES, "郑州市市场监督管理局", True),
        ("广州市市场监督管理局", VALUES, "广州市市场监督管理局", False),
        ("菏泽市市场监督管理局牡丹分局", VALUES, "菏泽市市场监督管理局牡丹分局", True),
        ("菏泽市市场监督管理局城西分局", VALUES, "菏泽市市场监督管理局城西分局", False),
    ],
)
def test_names(rim: str, values: tuple[str, ...], name: str, borne_out: bool) -> None:
    found = resolve(rim, WORDS, (), values)
    assert (found.name, found.borne_out) == (name, borne_out)


def test_a_place_within_the_name() -> None:
    words = ("国家能源局*监管办公室",)
    assert resolve("国家能源局河南监管办公室", words, ()).borne_out
    lost = resolve("家能源局山东监管办公室", words, (), ("山东省潍坊市奎文区",))
    assert (lost.name, lost.borne_out) == ("国家能源局山东监管办公室", False)


@pytest.mark.parametrize(
    ("rim", "name", "borne_out"),
    [
        ("广东省国家税务局", "广东省国家税务局", True),
        ("广东国家税务局", "广东省国家税务局", False),
        ("国家税务总局浙江省税务局", "国家税务总局浙江省税务局", True),
    ],
)
def test_a_place_before_a_word_that_begins_with_the_nation(rim: str, name: str, borne_out: bool) -> None:
    found = resolve(rim, ("*国家税务局", "国家税务总局*税务局"), ())
    assert (found.name, found.borne_out) == (name, borne_out)


def test_a_company_is_borne_out_by_print_alone() -> None:
    words = ("认证有限公司", "有限公司")
    assert resolve("北京中润兴认证有限公司", words, ("北京中润兴认证有限公司",)).borne_out
    assert not resolve("北京中润兴认证有限公司", words, ("北京市朝阳区",)).borne_out
    assert (
        resolve("北京中闰兴认证有限公司", words, ("北京中润兴认证有限公司",)).name == "北京中润兴认证有限公司"
    )


@pytest.mark.parametrize(
    ("rim", "words", "name"),
    [
        ("深圳市市场监督管理局", ("药品监督管理局",), "深圳市市场监督管理局"),
        ("深圳市药品监督管理厅", ("药品监督管理局",), "深圳市药品监督管理厅"),
        ("深圳市药品监督管理局", ("食品药品监督管理局", "卫生局"), "深圳市药品监督管理局"),
        ("深圳市建设厅", ("建设局",), "深圳市建设厅"),
        ("深圳市药晶监督管理局", ("药品监督管理局",), "深圳市药品监督管理局"),
        ("深圳市药品监督管理", ("药品监督管理局",), "深圳市药品监督管理局"),
    ],
)
def test_words_repair_what_is_near_to_them_alone(rim: str, words: tuple[str, ...], name: str) -> None:
    found = resolve(rim, words, (rim,), ("深圳市龙岗区布吉街道",))
    assert (found.name, found.borne_out) == (name, False)
    assert found.is_declared is (name != rim)


def test_without_words_a_printed_name_is_taken_as_read() -> None:
    found = resolve("深圳市卫生健康委员会", (), ("发证机关：深圳市卫生健康委员会",))
    assert found == Authority("深圳市卫生健康委员会", True, 0.5)
    assert not resolve("深圳市卫生健康委员会", (), ("深圳市龙岗区",)).borne_out


@pytest.mark.parametrize(
    ("rim", "name"),
    [
        ("圳市市场监督管理", "深圳市市场监督管理局"),  # both ends under the seal's rim
        ("州市工商行政管理局雁塔分", "苏州市工商行政管理局雁塔分局"),
        ("州市工商行政管理局雁塔区分", "苏州市工商行政管理局雁塔区分局"),
        ("州市工商行政管理局城西分", "州市工商行政管理局城西分"),  # no district on the paper
    ],
)
def test_a_name_whose_last_character_was_lost_is_the_word_declared_first(rim: str, name: str) -> None:
    words = ("市场监督管理局", "工商行政管理局", "市场监督管理所")
    values = ("深圳市龙岗区布吉街道",) if "圳" in rim else ("苏州市雁塔区科技路37号",)
    found = resolve(rim, words, (), values)
    assert (found.name, found.borne_out) == (name, False)


@pytest.mark.parametrize(
    ("rim", "name", "borne_out"),
    [
        ("江苏省无锡工商行政管理局", "江苏省无锡工商行政管理局", True),
        ("江苏省无场工商行政管理局", "无锡市工商行政管理局", False),
        ("无锡市工商行政管理局", "无锡市工商行政管理局", True),
        ("河南工商行政管理局", "河南省工商行政管理局", False),
        ("河南省工商行政管理局", "河南省工商行政管理局", True),
        ("新疆工商行政管理局", "新疆工商行政管理局", True),
    ],
)
def test_offices_of_a_province(rim: str, name: str, borne_out: bool) -> None:
    values = ("无锡国家高新技术产业开发区锡梅路56号", "无锡新吴汽车有限公司")
    found = resolve(rim, ("工商行政管理局",), (), values)
    assert (found.name, found.borne_out) == (name, borne_out)


@pytest.mark.parametrize(
    ("rim", "status"),
    [
        ("宁河市市场监督管理局", FieldStatus.REVIEW),  # given as 宁河区's, which the address tells
        ("宁河区市场监督管理局", FieldStatus.ACCEPTED),
    ],
)
def test_a_seal_is_no_surer_than_the_issuer_that_it_is_given_as(rim: str, status: FieldStatus) -> None:
    lines = [line("营业执照", 700, 200, size=70), line("统一社会信用代码 91110108MA01EBFH9B", 200, 330)]
    pairs = (
        ("名称", "唐山灵犀互动电子商务有限公司"),
        ("法定代表人", "陈立群"),
        ("住所", "宁河区张江路88号"),
        ("成立日期", "2019年03月05日"),
    )
    for at, (label, value) in enumerate(pairs):
        lines += [line(label, 200, 500 + 90 * at), line(value, 480, 500 + 90 * at)]
    found = certificate(*lines, seals=(seal(rim, (1200, 1500)),))
    assert found.issuer == "宁河区市场监督管理局"
    assert found.fields["issuer"].status == found.fields["seals.0.text"].status == status


def test_a_seal_is_no_surer_than_the_issuer_as_read() -> None:
    """家庄市裕华区 of 石家庄市裕华区: nothing on the paper bears it out."""
    lines = [line("营业执照", 700, 200, size=70), line("统一社会信用代码 91110108MA01EBFH9B", 200, 330)]
    pairs = (
        ("名称", "唐山灵犀互动电子商务有限公司"), ("法定代表人", "陈立群"), ("住所", "槐安东路162号"),
    )  # fmt: skip
    for at, (label, value) in enumerate(pairs):
        lines += [line(label, 200, 500 + 90 * at), line(value, 480, 500 + 90 * at)]
    found = certificate(*lines, seals=(seal("家庄市裕华区行政审批局", (1200, 1500)),))
    assert found.fields["issuer"].value == found.fields["seals.0.text"].value == "家庄市裕华区行政审批局"
    assert found.fields["issuer"].status == found.fields["seals.0.text"].status == FieldStatus.REVIEW


@pytest.mark.parametrize(
    ("inner", "status"),
    [
        ("年六月", FieldStatus.REVIEW),
        ("年度已年检", FieldStatus.REVIEW),
        ("一月", FieldStatus.REVIEW),
        ("登记注册专用章", FieldStatus.ACCEPTED),
        ("年检合格专用章", FieldStatus.ACCEPTED),
        ("3301060012345", FieldStatus.ACCEPTED),
        ("雁塔分局", FieldStatus.ACCEPTED),
    ],
)
def test_a_date_under_a_seal_is_no_line_of_it(inner: str, status: FieldStatus) -> None:
    rim = seal("唐山市市场监督管理局", (1200, 1500)).model_copy(
        update={"inner_text": inner, "inner_confidence": 0.98}
    )
    lines = [line("营业执照", 700, 200, size=70), line("统一社会信用代码 91110108MA01EBFH9B", 200, 330)]
    found = certificate(*lines, line("名称", 200, 500), line("唐山灵犀有限公司", 480, 500), seals=(rim,))
    assert found.fields["seals.0.inner_text"].status == status


@pytest.mark.parametrize(
    ("office", "name", "status"),
    [
        ("路北分局", "唐山市市场监督管理局路北分局", FieldStatus.ACCEPTED),
        ("路化分局", "唐山市市场监督管理局路北分局", FieldStatus.REVIEW),
        ("登记专用章", "唐山市市场监督管理局", FieldStatus.ACCEPTED),
    ],
)
def test_an_office_in_the_seal_s_straight_line(office: str, name: str, status: FieldStatus) -> None:
    """As the seal's own line, or read as one of the page's."""
    lines = [line("营业执照", 700, 200, size=70), line("统一社会信用代码 91110108MA01EBFH9B", 200, 330)]
    rows = (
        ("名称", "唐山灵犀互动电子商务有限公司"), ("法定代表人", "陈立群"),
        ("住所", "河北省唐山市路北区建设路88号"),
    )  # fmt: skip
    for at, (label, value) in enumerate(rows):
        lines += [line(label, 200, 500 + 80 * at), line(value, 420, 500 + 80 * at)]
    rim = seal("唐山市市场监督管理局", (1200, 1800))
    with_line = rim.model_copy(update={"inner_text": office, "inner_confidence": 0.9})
    inner = certificate(*lines, seals=[with_line])
    among = certificate(*lines, line(office, 1120, 1850), seals=[rim])
    for found in (inner, among):
        assert (found.fields["issuer"].value, found.fields["issuer"].status) == (name, status)


@pytest.mark.parametrize("above", [(), ("杭州市西湖区市场监督管理局",)])
def test_an_office_in_another_field_under_the_seal_is_no_part_of_the_issuer(above: tuple[str, ...]) -> None:
    pairs = (
        ("经营者名称", ("西湖区好味餐厅",)), ("法定代表人", ("陈立群",)),
        ("住所", ("浙江省杭州市西湖区文三路88号",)), ("主体业态", ("餐饮服务经营者",)),
        ("许可证编号", ("JY23301060123456",)), ("日常监督管理机构", (*above, "文新市场监督管理所")),
        ("投诉举报电话", ("12315",)),
    )  # fmt: skip
    lines = [line("食品经营许可证", 600, 200, size=70)]
    for at, (label, values) in enumerate(pairs):
        lines.append(line(label, 200, 500 + 100 * at))
        lines += [line(value, 640, 500 + 100 * at + 42 * row) for row, value in enumerate(values)]
    found = certificate(*lines, seals=(seal("杭州市西湖区市场监督管理局", (800, 1060)),))
    field = found.fields["issuer"]
    assert (field.value, field.status) == ("杭州市西湖区市场监督管理局", FieldStatus.ACCEPTED)


@pytest.mark.parametrize("inner", ["2010年度已年检", "年度验照", None])
def test_a_round_stamp_of_an_inspection_is_no_issuer_s(inner: str | None) -> None:
    """Where the line in it was not read, which of the two issued the license a person must see."""
    lines = [line("企业法人营业执照", 600, 200, size=70), line("注册号 110108009613274", 200, 330)]
    rows = (
        ("名称", "北京中科汇智信息技术有限公司"), ("法定代表人姓名", "陈立群"),
        ("住所", "北京市海淀区知春路6号"),
    )  # fmt: skip
    for at, (label, value) in enumerate(rows):
        lines += [line(label, 200, 500 + 80 * at), line(value, 480, 500 + 80 * at)]
    stamp = seal("北京市工商行政管理局", (1200, 1200)).model_copy(
        update={"inner_text": inner, "inner_confidence": 0.9 if inner else 0.0}
    )
    own = "北京市工商行政管理局海淀分局"
    field = certificate(*lines, seals=(seal(own, (1200, 1800)), stamp)).fields["issuer"]
    unread = certificate(*lines, seals=(seal(None, (1200, 1800)), stamp)).fields["issuer"]
    assert inner is None or unread.status == FieldStatus.REVIEW
    if inner is None:
        assert field.status == FieldStatus.REVIEW
    else:
        assert (field.value, field.status) == (own, FieldStatus.ACCEPTED)


@pytest.mark.parametrize(
    ("printed", "status"),
    [
        ("华信国际认证（北京）有限公司", FieldStatus.ACCEPTED),
        ("华信国际认证（北京有限公司", FieldStatus.REVIEW),
    ],
)
def test_an_issuer_with_one_bracket_is_for_review(printed: str, status: FieldStatus) -> None:
    """The seal, which has none, bears both out."""
    found = certificate(
        line("质量管理体系认证证书", 400, 200, size=70),
        line("证书编号：05319Q30284R0M", 400, 330),
        line("兹证明", 600, 430),
        line("郑州方大实业有限公司", 480, 500),
        line("认证覆盖范围：", 480, 700),
        line("电梯的安装", 480, 770),
        line(printed, 300, 1700),
        seals=(seal("华信国际认证北京有限公司", (450, 1690)),),
    )
    assert found.document_type == "management_system_certificate"
    assert found.fields["issuer"].status == status


@pytest.mark.parametrize(
    ("read", "name"),
    [
        (
            "唐山市工商行政管理局路南区分局",
            "唐山市工商行政管理局路南区分局",
        ),  # of another district than the holder's
        ("唐山市工商行政管理局丰润区分局", "唐山市工商行政管理局丰润区分局"),
        ("唐山市工商行政管理局高化区分局", "唐山市工商行政管理局高北区分局"),  # a character misread
    ],
)
def test_an_office_of_another_district_is_none_of_the_holder_s(read: str, name: str) -> None:
    """海淀区分局 was given as 朝阳区分局, the address's district, and accepted."""
    lines = [line("营业执照", 700, 200, size=70), line("统一社会信用代码 91110108MA01EBFH9B", 200, 330)]
    rows = (("名称", "唐山灵犀互动电子商务有限公司"), ("住所", "河北省唐山市高北区建设路88号"))
    for at, (label, value) in enumerate(rows):
        lines += [line(label, 200, 500 + 80 * at), line(value, 420, 500 + 80 * at)]
    found = certificate(*lines, seals=[seal(read, (1200, 1800))])
    assert (found.fields["issuer"].value, found.fields["issuer"].status) == (name, FieldStatus.REVIEW)
    assert found.fields["seals.0.text"].value == name
