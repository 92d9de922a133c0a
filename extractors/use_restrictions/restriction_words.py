"""The words of use restrictions, with their look-alikes: what they begin with, say and end with."""

from __future__ import annotations

import re

# 仅 and 供 with their look-alikes; 仅供 is a closed form, so one of the two may be misread.
ONLY = "[仅仪权汉伩伙双叉又只僅]"
FOR = "[供洪拱共烘哄恭]"
SUBJECT = "(?:此|本|该)(?:复印件|扫描件|电子件|证书|证照|执照|证|件|图片|文件)"
START = re.compile(
    rf"(?P<subject>{SUBJECT})?(?P<only>仅{FOR}|{ONLY}供|仅用于|仅作为?|仅为|仅限于?|{ONLY}在(?=.*网站)|仅在|专供|只能?用于|限用于)"
)
HINT = re.compile(
    "使用|[他它其]用|复印|无效|有效期|[仅限专只]供|仅限|挪作|严禁|禁用|[他它]业务|投标|招标|开户|备案|入驻|[商客]户认证"
)
TWICE = re.compile(r"^(.{4,})\1+$")  # two tiles of a watermark in one line
USE = re.compile(
    r"(?:使用|使甩|便用|[^应利]用|之用|亮证|展示|公示|审核|备案|办理|查验|参考|报名|投标|招标|认证|查询|核对|变更|申请|登记|存档|开户|年检"
    r"|入驻|留存|备查|核验|验证|审查|审批|评审|竞标|签约|上架|上线|年审)"
    r"(?:使用|专用)?$"
)
COPY_RULES = (
    "再次复印无效", "复印无效", "再复印无效", "复印件无效", "他用无效", "他用一律无效", "它用无效",
    "另作他用无效", "挪作他用无效", "做他用无效", "转借无效", "转让无效", "翻印无效", "再次复制无效",
    "严禁用于其他业务", "不得用于其他用途", "不得挪作他用", "不得作为他用", "严禁他用", "禁止复印",
    "不得复印",
)  # fmt: skip
OTHER_USE = re.compile("[他它其][他它]?用|其[他它]")  # than one that must stand there as well
ORIGINAL = ("与原件一致", "与原件相符", "与原件核对无误", "复印件与原件一致")
# 有效期至 with a character lost, misread, or dirt in it, where a date follows.
LIKE_EXPIRY = re.compile(
    r"(?:有\W?效\W?期|.?\W?效\W?期\W?[至限]|有.\W?期\W?[至限]).{0,3}(?=\d|二)"
    r"|有效期|有效日期|有效至|截止|截至|使用(?:期限?|时间)?至|限期至"
)
EXPIRY = re.compile(r"有效期限?|有效日期|有效至|截止|截至|期限|[至到](?=\W*$)")
RULE_START = re.compile(
    r"(?:再次|再|二次|重复)?(?:复印|复制|翻印)(?:件)?(?:一律)?无效"
    r"|(?:另|挪|移)?[作做]?[他它其][他它]?用(?:途|处)?(?:一律|均)?无效"
    r"|(?:严禁|不得|禁止|请勿)(?:用于|挪作|移作|另作|作为?|做)?(?:其[他它]|[他它]用|复印|翻印|复制|转借).*"
)
WHOLE_RULE = re.compile(f"(?:{SUBJECT}|复印件|扫描件)?(?:{RULE_START.pattern})")
RAN_IN = re.compile(f"^使?用(?={RULE_START.pattern})")
RAN_ON = re.compile(r"(?<=无效)(?:.{1,2}|[0-9A-Za-z]+)$")
# 仅供办理, of which what is done is lost
VERB_ALONE = re.compile(f"(?:仅?{FOR}|仅限于?|用于|仅为)(?:办理|申请|参加|变更|使用)$")
DOMAIN = re.compile(r"[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
