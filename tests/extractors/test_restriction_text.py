from __future__ import annotations

import pytest

from extractors.use_restrictions.restriction_text import looks_like_restriction, parse_restriction, says_rule


@pytest.mark.parametrize(
    ("text", "purpose", "valid_until", "copy_rule"),
    [
        (
            "仅供懂车聚光首页信息变更使用\n有效期至2024年3月27日\n再次复印无效",
            "仅供懂车聚光首页信息变更使用", "2024-03-27", "再次复印无效",
        ),
        ("仅供支付接口申请使用政许可专用章", "仅供支付接口申请使用", None, None),
        ("仅供刻制合同专用章使用", "仅供刻制合同专用章使用", None, None),
        ("仅供懂车聚光首页\n信息变更使用 再次复印无效", "仅供懂车聚光首页信息变更使用", None, "再次复印无效"),
        (
            "仅在收藏天下网站（sctx.com）上亮证，复印无效",
            "仅在收藏天下网站（sctx.com）上亮证", None, "复印无效",
        ),
        ("仅供有卡啦网站展示使用", "仅供有卡啦网站展示使用", None, None),
        (
            "仅用于公众平台认证\n本复印件有效期至2024年12月31日\n再次复印无效",
            "仅用于公众平台认证", "2024-12-31", "再次复印无效",
        ),
        (
            "仅供参加项目投标使用\n有效期至2025年6月30日复印无效",
            "仅供参加项目投标使用", "2025-06-30", "复印无效",
        ),
        ("此件仅供招聘审核用，再次复印无效", "此件仅供招聘审核用", None, "再次复印无效"),
        (
            "仅供票据交易所接入审核之用\n使用期限至二〇二〇年十月十五日\n复印无效·",
            "仅供票据交易所接入审核之用", "2020-10-15", "复印无效",
        ),
        ("仅供某平台入驻 他用一律无效", "仅供某平台入驻", None, "他用一律无效"),
        ("仅供投标使用他用无效", "仅供投标使用", None, "他用无效"),
        ("仅限某某备案使用，再次复印无效", "仅限某某备案使用", None, "再次复印无效"),
        ("仅限某某商城入驻，再次复印无效", "仅限某某商城入驻", None, "再次复印无效"),
        ("仅供办理备案用 截止2025年1月1日", "仅供办理备案用", "2025-01-01", None),
        ("严禁用于其他业务", None, None, "严禁用于其他业务"),
        ("只在有卡啦网站展示使用", "只在有卡啦网站展示使用", None, None),
        ("只供青禾商城资质展示使用\n他用无效", "只供青禾商城资质展示使用", None, "他用无效"),
        ("仪供懂车聚光首页信息变更使甩\n冉次复印无效", "仅供懂车聚光首页信息变更使用", None, "再次复印无效"),
        ("仅供投标使用\n2024年3月1日", "仅供投标使用", None, None),
        ("又在码上网站(bluellama.info)上:", "仅在码上网站（bluellama.info）上", None, None),
        ("仅在海淘网站（haitao.cn）\n他用一律无效", "仅在海淘网站（haitao.cn）", None, "他用一律无效"),
        ("月仅供平台入驻时使用仅供平台入驻时使用", "仅供平台入驻时使用", None, None),
    ],
)  # fmt: skip
def test_fields(text: str, purpose: str | None, valid_until: str | None, copy_rule: str | None) -> None:
    restriction = parse_restriction(text, 2)
    assert (restriction.purpose, restriction.valid_until, restriction.copy_rule) == (
        purpose, valid_until, copy_rule,
    )  # fmt: skip
    assert restriction.page_no == 2


@pytest.mark.parametrize(
    "text",
    [
        "仅供懂车聚光首页信息变更使用", "再次复印无效", "仅在收藏天下网站（sctx.com）上亮证，复印无效",
        "仅供有卡啦网站展示使用", "此件仅供招聘审核用，再次复印无效", "仅供X 他用一律无效",
        "仅限某某，再次复印无效", "严禁用于其他业务", "与原件一致", "与原件相符",
        "仪供懂车聚光首页信息变更使甩", "再次复E无效", "冉次复印无效", "权供有卡啦网站展示",
        "仅洪投标使用", "與原件一致", "再 次 复 印 无 效",
    ],
)  # fmt: skip
def test_restrictions_score_high(text: str) -> None:
    assert looks_like_restriction(text) >= 0.7


@pytest.mark.parametrize(
    "text",
    [
        "仅限互联网信息服务", "信息服务业务（仅限互联网信息服务）", "仅限互朕网信息服务",
        "仅限经营类电子商务不含互联网金融、网络预约出租汽车服务。",
        "不含信息搜索查询服务、信息即时交互服务。", "有效期至2029年01月25日",
        "③信息服务业务（仅限互联网信息服务）不含信息搜索查询",
        "有效期至：2029年 01月 25日", "此经营许可证每年需要年检，未经年检此证无效",
        "(此经营许可证每年需要年检，未经年检此证无效)", "北京懂车帝科技有限公司", "电信业务审批专用章",
        "", "马骏", "电信业务经营许可证不得伪造、涂改、冒用、租借、买卖和转让。",
        "禁止用户利用你公司的电信资源违规经营电信业务。",
    ],
)  # fmt: skip
def test_other_lines_score_low(text: str) -> None:
    assert looks_like_restriction(text) <= 0.3


@pytest.mark.parametrize(
    ("rule", "whole"),
    [
        ("再次复印无效", True),
        ("复印件再复印无效", True),
        ("本件再次复印无效", True),
        ("再次复印", False),
        ("甘肃省次复印无效", False),
    ],
)
def test_a_rule_with_print_before_it_is_not_whole(rule: str, *, whole: bool) -> None:
    assert says_rule(rule) == whole


def test_of_two_rules_that_on_copies_is_the_copy_rule() -> None:
    found = parse_restriction("仅供清河社区备案使用\n他用无效\n再次复印无效", 1)
    assert (found.purpose, found.copy_rule) == ("仅供清河社区备案使用", "再次复印无效")
    assert parse_restriction("仅供清河社区备案使用\n他用无效", 1).copy_rule == "他用无效"
