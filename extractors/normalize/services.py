"""Services as printed: cleaned, and checked word by word against what licenses say.

Its words are those of the catalogue, of the matters that need another approval first, and of
places. A character that belongs to none of them is a seal's, a neighbour's, or misread.
"""

from __future__ import annotations

import re
from functools import lru_cache

from extractors.normalize.near_words import mend_near_words
from extractors.normalize.normal import Check, Normal, Repair
from extractors.normalize.see_annex import as_reference, refers_to_annex
from extractors.normalize.text import brackets_are_whole, clean_printed, fold, mend_standing_note
from extractors.place_names.cities import CITIES
from extractors.place_names.counted import without_counts
from extractors.telecom_lists.catalogue import MATTERS, QUALIFIER_TERMS, service_names
from extractors.telecom_lists.issuers import REGION_NAMES, short_region_names
from extractors.telecom_lists.run_on import number_items

# Parts of services that the catalogue of 2015 describes, and the matters of 前置审批.
PARTS = (
    "国内多方电话服务业务", "国内可视电话会议服务业务", "国内互联网会议电视及图像服务业务", "语音信箱",
    "互联网域名解析", "电子邮件", "传真存储转发",
    "X.400电子邮件", "交易处理", "电子数据交换", "网络/电子设备数据处理",
    "网络借贷信息中介", "为上网用户提供互联网接入服务", "为上网用户提供因特网接入服务",
    "为网站提供接入服务", "网站接入", "互联网信息服务提供者", "内容提供商", "电子公告", "宗教",
    "教育", "新闻",
    "出版", "医疗保健", "药品", "医疗器械", "文化", "广播电影电视节目", "视听节目", "电视剧", "金融", "证券",
    "短消息", "彩信", "声讯", "人工服务", "自动语音", "第一类", "第二类", "基础电信", "增值电信", "电信",
    "跨地区", "本省", "本市", "全国", "全国范围", "中国境内",
    "港澳台", "港澳台地区", "港澳台地区外", "港澳台外",
    "网上交易平台", "网络交易平台", "电子商务交易平台", "电子商务平台", "网上商城", "网上购物",
    "信息发布平台", "论坛", "网络游戏", "网络广告",  # what sites say of themselves
)  # fmt: skip
_AS_ABOVE = "同上"
_FUNCTION = (
    "不包含", "不包括", "不含", "仅限于", "仅限", "仅含", "包含", "包括", "含有", "含", "除", "以外", "限于",
    "覆盖范围", "业务覆盖范围", "服务区域", "经营范围", "服务项目", "业务种类", "依法须经批准的项目",
    "经相关部门批准后方可开展相应经营活动", "开展", "经营", "范围", "内容", "相关", "其他", "其它", "项目",
    "业务", "服务", "中的", "中", "的", "之", "类", "等", "及", "和", "与", "或", "为", "是", "以",
    "上", "下", "内", "机房所在地", "节点所在地",
)  # fmt: skip
_PLACE = re.compile(r"[㐀-鿿]{2,7}(?:特别行政区|自治区|自治州|省|市|地区|盟|县)")
_NUMBERING = re.compile(r"(?:\d{1,2}|[一二三四五六七八九十]{1,3}|[①-⑳])(?=[.、)])")
_BEHEADED = re.compile(r"[(]?(?:不含|仅限|仅含)|[)、,;:。]")  # how no list of services begins
_CUT_OFF = re.compile(r"(?:含|仅限于?|[、,])$")  # how none ends
_SERVICE = re.compile("服务|业务|接入|平台|商务|电话|信箱|经营活动")  # each names one of these
_REGIONS = "|".join(sorted({*REGION_NAMES, *short_region_names()}, key=len, reverse=True))
_REGION_COLON = re.compile(f"(?P<region>{_REGIONS})[:：·.](?={_REGIONS})")  # a semicolon misread
_REGIONS_RUN_ON = re.compile(f"(?P<mark>[、，,;；：:])(?P<run>(?:{_REGIONS}){{2,}})(?=[、，,;；。]|$)")
_DOT_BEFORE_MORE = re.compile(r"(?<=[㐀-鿿)）])[.．](?=含)")
_MARK_BEFORE_MORE = re.compile(r"(?<=[㐀-鿿)）])[·。、](?=含)")
_STOP_LOST = re.compile(r"(?P<limits>(?:不含|仅限)[^。.()（）]*[^。.()（）、，0-9])(?=[2-9][、.][㐀-鿿])")
_DIRT_BEFORE = re.compile(r"^[0-9A-Za-z](?=[㐀-鿿])")
_DOT = re.compile(r"(?<=[㐀-鿿)）])[.．·](?=[㐀-鿿])")
_DOT_BEFORE_LESS = re.compile(r"(?<=[㐀-鿿)）])[.．·](?=不含)")
_DOT_BEFORE_BRACKET = re.compile(r"(?<=业务)[.·](?=[(（])")
# Between two items of a list stands 、: a comma parts what is said of them. 网站接入，传真存储转发
_COMMA_OF_ITEMS = re.compile(
    r"(?<=[㐀-鿿])[,，](?![不含仅包除限且但其并及和与或经以凡应覆]|业务覆盖)(?=[㐀-鿿])"
)
_ITEM = re.compile(r"[^、,，;；]+(?:服务|业务)(?=[、,，;；]|$)")
_ITEM_NUMBER = re.compile(r"(?:^|(?<=[^\d.]))([1-9])[、.](?=第?[^\d])")
_CODE = re.compile(r"[AB]\d{1,2}(?:-\d)?")
_MARKS = re.compile(r"[\s.,;:、。/()<>\[\]【】〈〉《》\"'·-]+")


def normalize_services(text: str) -> Normal:
    """The services as printed; ``failed`` tells words that no license is known to use, brackets
    of which the other one is missing, and a comma, a beginning, an end or a numbered item that was lost.

    A colon between two regions is a misread semicolon, a dot before 不含, a dot or 、 before 含 a comma, one
    amid a word or at the end dirt, any other between ideographs is told; between two matters or regions that
    run on a comma was lost, told only where it may have been more (one at a line's end, or before 含); a word
    with one character misread is the catalogue's, a letter or figure before all is dirt, a bracket that is
    not closed is closed at the end. Limits outside brackets end in a full stop before the next number. All
    but dots at the end, before a bracket or 含 and amid words are told, and so are a comma between items
    where no others are parted so, and an item that comes twice. (见附页) is no service and has no fault."""
    whole = clean_printed(text).rstrip(".·").lstrip(".．·，；")
    printed = as_reference(_without_dirt(mend_standing_note(whole)))
    if not printed or printed == _AS_ABOVE or refers_to_annex(printed):
        return Normal(printed or None)
    dotted = _DOT_BEFORE_MORE.sub("，", printed)
    value = mend_regions(_STOP_LOST.sub(r"\g<limits>。", dotted))
    value = _without_dirt(_DOT_BEFORE_LESS.sub("，", _MARK_BEFORE_MORE.sub("，", value)))
    unsure = value != dotted or _DOT.search(value) or _is_odd_comma(value)
    failed = [Check.LIST_MARKS] if unsure else []
    near = mend_near_words(_DIRT_BEFORE.sub("", value), _words(), unknown_words)
    if near != value:
        value, failed = near, [*failed, *([] if _lost_first(near, value) else [Check.UNKNOWN_WORDS])]
    value, lost = _part_matters(value)
    folded = fold(number_items(value))
    if not brackets_are_whole(folded):
        failed.append(Check.BRACKETS)
        value = _closed(value)
    if unknown_words(folded):
        failed.append(Check.UNKNOWN_WORDS)
    if len(items := _ITEM.findall(folded)) > len(set(items)) or _region_behind().search(folded):
        failed.append(Check.PLACE)
    if lost > _lost_within_lines(text) or not _is_whole(folded):
        failed.append(Check.CHARACTER_LOST)
    repairs = () if value == printed else (Repair.SEPARATOR,)
    return Normal(value, repairs=repairs, failed=tuple(dict.fromkeys(failed)))


@lru_cache(maxsize=1)
def _region_behind() -> re.Pattern[str]:
    """A region behind the last service, as a coverage that was read with it."""
    return re.compile(rf"(?:业务|服务|\))(?:{'|'.join((*REGION_NAMES, *short_region_names()))})$")


def _is_odd_comma(text: str) -> bool:
    """Whether one comma alone, or commas beside 、, stand between items: each may be a 、 misread."""
    commas = len(_COMMA_OF_ITEMS.findall(text))
    return commas == 1 or (commas > 1 and "、" in text)


def _lost_within_lines(text: str) -> int:
    """How many commas between two matters were lost elsewhere than at a line's end."""
    runs = (run for line in text.split("\n") for run in _matters_run_on().finditer(clean_printed(line)))
    return sum(run["after"] in QUALIFIER_TERMS for run in runs)


def _lost_first(mended: str, read: str) -> bool:
    """Whether nothing but the first character of the first service was lost, which its others tell, as a
    table's rule hides it: 联网信息服务."""
    return len(mended) == len(read) + 1 and mended.endswith(read)


def _part_matters(text: str) -> tuple[str, int]:
    """The text with a comma between any two matters that run on, and how many were lost: of three that do,
    the second and the third are two only once the first is parted from them."""
    lost = 0
    while True:
        text, count = _matters_run_on().subn(_parted, text)
        lost += count
        if not count:
            return text, lost


def _closed(text: str) -> str:
    """The text with the bracket that was lost at its end, or before the standing note."""
    body, note, rest = text.partition("【")
    opened = fold(body).count("(") - fold(body).count(")")
    return (body.rstrip("。") + "）" if opened == 1 else body) + note + rest


def mend_regions(text: str) -> str:
    """The text with the marks between regions that were misread (山西:陕西) or lost (、山西陕西、)."""
    return _REGIONS_RUN_ON.sub(_parted_regions, _REGION_COLON.sub(r"\g<region>；", text))


def _parted_regions(run: re.Match[str]) -> str:
    mark = run["mark"]
    return mark + ("、" if mark in ":：" else mark).join(re.findall(_REGIONS, run["run"]))


def _is_whole(folded: str) -> bool:
    """Whether a list of services begins, goes on and ends as one does, and names a service at all."""
    begun = _BEHEADED.match(folded) is None and _SERVICE.search(folded) is not None
    return begun and _CUT_OFF.search(folded) is None and _counts_up(folded)


def unknown_words(folded: str) -> str:
    """What is left of a folded text when all known words are taken out, the longest first."""
    rest = without_counts(_NUMBERING.sub("|", _CODE.sub("|", folded)), "|")
    rest = _towns().sub("|", rest)
    rest = _known().sub("|", rest)
    rest = _PLACE.sub("|", rest)
    return _MARKS.sub("", rest).replace("|", "")


def _counts_up(folded: str) -> bool:
    """Whether numbered services count from 1 without a gap; one alone has lost the others."""
    numbers = [int(number) for number in _ITEM_NUMBER.findall(folded)]
    return numbers == list(range(1, len(numbers) + 1)) and len(numbers) != 1


@lru_cache(maxsize=1)
def _matters_run_on() -> re.Pattern[str]:
    """Two matters of a list with no comma between them: 新闻视听节目."""
    matters = MATTERS.pattern
    begun = f"^(?!(?:{matters})含)|不含|仅限|[、,，]"
    return re.compile(f"(?P<before>(?:{begun})(?:{matters}))[:：.·]?(?P<after>{matters}|含电子)")


def _parted(run: re.Match[str]) -> str:
    return run["before"] + ("，" if run["after"].startswith("含") else "、") + run["after"]


def _without_dirt(text: str) -> str:
    """The text without dots amid words of the catalogue, or before a bracket: 电子.公告, 业务.(仅限."""
    text = _DOT_BEFORE_BRACKET.sub("", text)
    for dot in reversed(list(_DOT.finditer(text))):
        joined, place = text[: dot.start()] + text[dot.end() :], dot.start()
        if any(word.start() < place < word.end() for word in _known().finditer(joined)):
            text = joined
    return text


@lru_cache(maxsize=1)
def _towns() -> re.Pattern[str]:
    """A city or prefecture that is all of an item of a list: 业务：深圳、佛山市, 业务（北京、广州）."""
    names = "|".join(sorted(CITIES, key=lambda name: (-len(name), name)))
    return re.compile(f"(?:(?<=[:、,;()])|(?<=业务))(?:{names})(?:自治州|地区|[市州盟])?(?=[、,;。)|]|$)")


@lru_cache(maxsize=1)
def _words() -> frozenset[str]:
    return frozenset(map(fold, (*service_names(), *QUALIFIER_TERMS, *PARTS)))


@lru_cache(maxsize=1)
def _known() -> re.Pattern[str]:
    words = {*_words(), *map(fold, _FUNCTION), *REGION_NAMES, *short_region_names()}
    return re.compile("|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word)))))
