"""The authorities that issue telecom licenses, and which of them a seal's text names.

The list is closed: the ministry, the one that it followed in 2008, and the 31 provincial communications
administrations (工业和信息化部 and 省、自治区、直辖市通信管理局, 电信条例 article 3).
"""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz import fuzz

from extractors.normalize.text import fold, is_cjk

MINISTRY = "工业和信息化部"
FORMER_MINISTRY, FORMER_UNTIL = "信息产业部", 2008  # year of the last numbers that it gave out

_REGIONS = {
    "京": "北京市", "津": "天津市", "沪": "上海市", "渝": "重庆市", "冀": "河北省", "豫": "河南省",
    "云": "云南省", "辽": "辽宁省", "黑": "黑龙江省", "湘": "湖南省", "皖": "安徽省", "鲁": "山东省",
    "新": "新疆维吾尔自治区", "苏": "江苏省", "浙": "浙江省", "赣": "江西省", "鄂": "湖北省",
    "桂": "广西壮族自治区", "甘": "甘肃省", "晋": "山西省", "蒙": "内蒙古自治区", "陕": "陕西省",
    "吉": "吉林省", "闽": "福建省", "贵": "贵州省", "粤": "广东省", "青": "青海省", "藏": "西藏自治区",
    "川": "四川省", "宁": "宁夏回族自治区", "琼": "海南省",
}  # fmt: skip
_SHORT_REGIONS = {
    "新": "新疆", "桂": "广西", "蒙": "内蒙古", "藏": "西藏", "宁": "宁夏",
}  # fmt: skip

_OTHER_MARKS = {"滇": "云", "黔": "贵"}  # of numbers of Yunnan and Guizhou, more often seen than those

PROVINCES = "".join((*_REGIONS, *_OTHER_MARKS))
"""The characters that stand for a province in a license number."""

REGION_NAMES = tuple(_REGIONS.values())
"""Full names of the 31 provinces, autonomous regions and municipalities."""

ISSUERS = (MINISTRY, FORMER_MINISTRY, *(f"{region}通信管理局" for region in REGION_NAMES))


def short_region_names() -> tuple[str, ...]:
    """北京, 广西, 内蒙古 …: the region names without 省, 市 or 自治区."""
    return tuple(_SHORT_REGIONS.get(mark, name[:-1]) for mark, name in _REGIONS.items())


_SPELLINGS = (
    (MINISTRY, MINISTRY),
    (MINISTRY, "中华人民共和国工业和信息化部"),
    (FORMER_MINISTRY, "中华人民共和国信息产业部"),
    *((issuer, issuer) for issuer in ISSUERS[1:]),
    *((f"{_REGIONS[mark]}通信管理局", f"{short}通信管理局") for mark, short in _SHORT_REGIONS.items()),
)

_LONGEST_RIM = 40


def rim_to_issuer(rim: str) -> str | None:
    """The authority whose name a rim is, to the letter; ``None`` for any other text."""
    return next((issuer for issuer, spelling in _SPELLINGS if spelling == rim), None)


def rim_spellings(issuer: str) -> tuple[str, ...]:
    """How the authority's name stands on its seals."""
    return tuple(spelling for name, spelling in _SPELLINGS if name == issuer)


@dataclass(frozen=True)
class IssuerMatch:
    """``score`` (0-1) is the similarity to ``name``, ``margin`` how far the next authority is behind.

    A text that holds 通信管理局 and no region has a fair score and no margin.
    """

    name: str
    score: float
    margin: float


def resolve_issuer(text: str, likely: str | None = None) -> IssuerMatch | None:
    """The authority most like a seal's text, of equals the ``likely`` one; ``None`` when the text
    holds no ideograph.

    A rim has no marked beginning, so the reading may start anywhere and break a name in two:
    every rotation is compared.
    """
    rim = "".join(filter(is_cjk, fold(text)))[:_LONGEST_RIM]
    if not rim:
        return None
    rotations = [rim[start:] + rim[:start] for start in range(len(rim))]
    scores = dict.fromkeys(ISSUERS, 0.0)
    for issuer, spelling in _SPELLINGS:
        best = max(fuzz.ratio(rotation, spelling) for rotation in rotations) / 100
        scores[issuer] = max(scores[issuer], best)
    (name, score), (_, second) = sorted(scores.items(), key=lambda entry: (-entry[1], entry[0] != likely))[:2]
    return IssuerMatch(name=name, score=score, margin=score - second)


def province_to_issuer(province: str | None) -> str:
    """Who issues a number with this prefix: none and 合字 (foreign-invested) are the ministry's.

    Raises:
        KeyError: no province has this mark.
    """
    if province is None or province == "合字":
        return MINISTRY
    return f"{_REGIONS[to_one_mark(province)]}通信管理局"


def to_one_mark(province: str) -> str:
    """The same mark for both that a province has: 云 for 滇, 贵 for 黔; any other as it is."""
    return _OTHER_MARKS.get(province, province)


def issuer_to_province(issuer: str) -> str | None:
    """The one mark of the issuer's province; ``None`` for any other authority."""
    for mark, region in _REGIONS.items():
        if issuer == f"{region}通信管理局":
            return mark
    return None
