"""Names of companies and of people: cleaned and checked, never completed by guessing."""

from __future__ import annotations

import re

from extractors.normalize.normal import Check, Normal, Repair
from extractors.normalize.rare_names import NEVER_SURNAMES, RARELY_GIVEN
from extractors.normalize.text import clean_printed, fold, is_cjk, mixes_forms, to_simplified

_LEGAL_FORM = "有限公司"
_ORGANISATION_ENDS = (
    "公司", "集团", "中心", "厂", "店", "院", "社", "所", "部", "学校", "大学", "学院", "银行", "合伙",
    "企业", "合伙企业", "行", "馆", "场", "站", "庄", "室", "局", "会", "台", "坊", "园", "城", "吧",
    "铺", "屋", "楼", "超市", "商场", "市场", "基地", "工作室", "俱乐部", "农场", "林场", "电站", "户",
    "办公室", "幼儿园", "餐厅", "酒家", "食府", "药房",
)  # fmt: skip
_PARTNERSHIP = re.compile(r"\((?:有限合伙|普通合伙|特殊普通合伙|个人独资|个体工商户)\)$")
# Of a seal that lies beside it; what a mark parts from it is another owner: …有限公司；康拓.
_BEHIND = re.compile(r"(?<=有限公司|责任公司)(?![;；、,，])[^(（)）分支驻]{1,3}$")
_LABEL_WORDS = (
    "公司",
    "有限",
    "法定",
    "代表",
    "编号",
    "日期",
    "许可",
    "地址",
    "住所",
    "注册",
    "资本",
    "业务",
)
# Surnames of two characters: one that stands alone has lost the name after it.
_SURNAMES = frozenset((
    "欧阳", "上官", "司马", "东方", "独孤", "南宫", "万俟", "闻人", "夏侯", "诸葛", "尉迟", "赫连", "澹台",
    "皇甫", "宗政", "濮阳", "太叔", "申屠", "公孙", "慕容", "仲孙", "钟离", "长孙", "宇文", "司徒", "鲜于",
    "司空", "闾丘", "亓官", "令狐", "拓跋", "轩辕", "百里", "呼延", "东郭", "南门", "西门", "端木", "左丘",
    "梁丘", "达奚",
))  # fmt: skip
# Nobody is named so; ticks and rare characters of names (乜, 彧, 昝) are read as these.
_MAY_BE_RARER = frozenset("蒙")  # 濛 is read so, and as surely
_NEVER_NAMES = frozenset("丿乀丨丶亅乚也或处及等的被把但该这那些个们吗呢吧啊哪咎")
# What stands beside the title: (副本), (1-1).
_COPY = re.compile(r"^(?:[(（][正副]本[)）])?(?:[(（]\d{1,3}[-/]\d{1,3}[)）])?")
_EDGE = " 　:：;；,，.．。、·-—_|'\"“”‘’*□■☐☑☒◆●★√✓✔"  # √ as somebody ticked it
# Its dot is its own: Co., Ltd., S.A.R.L.
_ABBREVIATED = re.compile(
    rf"(?:\b(?:Ltda?|Inc|Corp|Co|Pte|Bros|LL[CP]|PLC)|\b[a-z](?:\.[a-z]){{1,4}})\.[{re.escape(_EDGE)}]*$",
    re.IGNORECASE | re.ASCII,
)
# One that was struck out and the one that replaced it, or those of two papers.
_TWO = re.compile(
    r"(?:有限|责任|股份)公司.{4,}(?:有限|责任)公司|公司.+合伙(?:企业|[)）])|合伙(?:企业|[)）]).*公司"
)
SEVERAL = "[、；;]"  # between the names of several companies
_CUT_BRANCH = re.compile(r"公司[^公司()（）、；;]{2,9}(?<![分子总母])公司$")  # of 有限公司潍坊分公司
_BARS = re.compile(r"(?<=[\u4e00-\u9fff])[|│](?=[\u4e00-\u9fff])")  # of dirt, or a rule
_STROKES = re.compile(r"(?<=[\u4e00-\u9fff])[—–―]+")  # 一 of 彭一一 is read as these, and so is dirt
# What no company's name has: marks of sentences, 股分有限, dirt amid it, 一一 read as a dash, Ourpa1m,
# and one character in brackets: （集） of （集团）.
_ODD = re.compile(
    r"[:：;；。?？]|[(（][\u3400-\u9fff][)）]|股[^份权东票]有限|(?<=[a-z])[01](?=[a-z])|(?<=[\u4e00-\u9fff)）])(?:[.．,，]|[—–―]+)(?=[\u4e00-\u9fff(（])"
)
# What specimens and instructions print in a name's place: ××××有限公司, XX省.
_PLACEHOLDER = re.compile(r"[×✕✖╳□]|[*＊]{2,}|(?<![A-Za-z0-9])[Xx]{2,}(?=[\u4e00-\u9fff])")
_FORM_ALONE = re.compile(
    "(?:股份|集团|控股|科技)?(?:有限)?(?:责任)?(?:公司|集团|中心)"
)  # the name's first row was lost
# A filing's number, a telephone's: another line that was read with the name.
_NUMBER = re.compile(r"[0-9]{6,}|ICP[备证]|网安备")
# A label that stands beside it on a page of cards: 许可证状态武汉市…公司.
_OTHERS_LABEL = re.compile(
    "许可证(?:状态|类[型别]|编号)|(?:登记|经营)状态|法定代表人|注册资[本金]|有效期|信用代码"
)
_LATIN_NAME = re.compile(r"[A-Za-z][A-Za-z .,'’-]{1,59}")
_DOTS = re.compile(r"(?<=[^\x00-\x7f])\s*[·•・‧∙●.．]\s*(?=[^\x00-\x7f])")


def normalize_company(text: str) -> Normal:
    """A company's or organisation's name as printed.

    有限公司 at the end with one character misread, or 司 lost, has one reading and is repaired; any other
    unknown ending is flagged, and up to three characters behind 有限公司 are left out.
    """
    printed = clean_printed(text)
    read = _COPY.sub("", printed.strip(_EDGE)) + ("." if _ABBREVIATED.search(printed) else "")
    name = _BARS.sub("", read)
    if not name:
        return Normal(None, failed=(Check.NAME_EMPTY,))
    repairs: tuple[Repair, ...] = ()
    tail = name[-len(_LEGAL_FORM) :]
    if len(name) > len(_LEGAL_FORM) + 1 and _differences(tail, _LEGAL_FORM) == 1:
        name, repairs = name[: -len(_LEGAL_FORM)] + _LEGAL_FORM, (Repair.SUFFIX,)
    elif name.endswith(_LEGAL_FORM[:-1]):  # under a seal, where more may stand behind it: in doubt
        name, repairs = f"{name}司", (Repair.SUFFIX,)
    failed: list[Check] = []
    if not (name.endswith(_ORGANISATION_ENDS) or _PARTNERSHIP.search(fold(name))) and any(map(is_cjk, name)):
        failed.append(Check.COMPANY_SUFFIX)
        name, cut = _BEHIND.subn("", name)
        repairs = (Repair.SUFFIX,) if cut else repairs
    if _CUT_BRANCH.search(name):
        failed.append(Check.CHARACTER_LOST)
    ideographs = sum(map(is_cjk, name))
    if not ideographs and re.search("[0-9]{4}", name):  # a certificate's number: XY2024B00563
        failed.append(Check.COMPANY_SUFFIX)
    odd = len(name) < 4 or (ideographs and not _balanced(name)) or _ODD.search(name) or _TWO.search(name)
    begun = name[0] in "(（" or _FORM_ALONE.fullmatch(name)
    if (
        odd
        or begun
        or name != read
        or _PLACEHOLDER.search(name)
        or _NUMBER.search(name)
        or _OTHERS_LABEL.search(name)
    ):
        failed.append(Check.COMPANY_CHARACTERS)
    return Normal(name, repairs=repairs, failed=tuple(failed))


def are_companies(text: str) -> bool:
    """Whether it is several names of companies that 、 or ； parts, each as such a name is."""
    names = re.split(SEVERAL, text)
    return len(names) > 1 and not any(normalize_company(name).failed for name in names)


def is_surname(text: str) -> bool:
    """Whether it is a surname of two characters, 欧阳."""
    return text in _SURNAMES


def normalize_person(text: str) -> Normal:
    """A person's name: 2-15 ideographs, with · between the parts of a transliterated one, or Latin. A dash
    in it is taken for 一, in doubt; so are a traditional form among simplified ones (龔涛, of 龑涛) and what
    hardly any given name has. What is no surname is taken for the one that it is read for, in doubt."""
    printed = clean_printed(text)
    name = _STROKES.sub(lambda read: "一" * len(read.group()), printed).strip(_EDGE)
    if not name:
        return Normal(None, failed=(Check.NAME_EMPTY,))
    dotted = _DOTS.sub("·", name)
    repairs = (Repair.SEPARATOR,) if dotted != name else ()
    letters = dotted.replace("·", "")
    if _LATIN_NAME.fullmatch(dotted):
        return Normal(dotted)
    failed: list[Check] = []
    others = letters[letters[:1] == "那" :]  # 那英
    given = letters.replace("那", "") if "·" in dotted else others  # 那顺·巴雅尔
    never = any(word in dotted for word in _LABEL_WORDS) or not _NEVER_NAMES.isdisjoint(given)
    if letters[:1] in NEVER_SURNAMES and "·" not in dotted:
        dotted, repairs, never = NEVER_SURNAMES[letters[0]] + dotted[1:], (Repair.CONFUSION,), True
    never = never or (letters[:1] == "人" and len(letters) > 2)  # the end of its label
    if never or _STROKES.search(printed) or not all(map(is_cjk, letters)):
        failed.append(Check.PERSON_CHARACTERS)
    rare = not RARELY_GIVEN.keys().isdisjoint(letters[1:])
    if rare:
        dotted, repairs = dotted[0] + _with_rare(dotted[1:], text), (Repair.CONFUSION,)
    rarer = not _MAY_BE_RARER.isdisjoint(letters[1:])
    if rare or rarer or (mixes_forms(text) and not _has_older_surname(text)):
        failed.append(Check.NAME_MISREAD)
    too_long = len(letters) > 15 or (len(letters) > 4 and "·" not in dotted)
    if len(letters) < 2 or too_long or letters in _SURNAMES:
        failed.append(Check.PERSON_LENGTH)
    return Normal(dotted, repairs=repairs, failed=tuple(failed))


def _has_older_surname(text: str) -> bool:
    """Whether of a name as read the surname alone is in its older form, 黃 for 黄, which is no other: a rare
    one that it may be read for is none of surnames."""
    first, given = text.strip()[:1], text.strip()[1:]
    return first not in RARELY_GIVEN and to_simplified(given) == given


def _with_rare(given: str, printed: str) -> str:
    """A given name with the rare characters that its own are read for: 龑 is 䶮 with the dragon of 龔."""
    read = ["龔" if char == "龚" and "龔" in printed else char for char in given]
    return "".join(RARELY_GIVEN.get(char, char)[-1] for char in read)


def _differences(read: str, meant: str) -> int:
    return sum(a != b for a, b in zip(read, meant, strict=True)) if len(read) == len(meant) else len(meant)


def _balanced(name: str) -> bool:
    folded = fold(name)
    return folded.count("(") == folded.count(")")
