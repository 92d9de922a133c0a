"""The catalogue of telecom services (电信业务分类目录, 2015 edition), and what a misread name means."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from extractors.normalize.text import fold


@dataclass(frozen=True)
class Service:
    """``code`` and ``name`` of the catalogue; ``only`` when the words name a part of the service."""

    code: str
    name: str
    only: str | None = None


# Code, name, and other names in use: of older catalogues and as licenses abbreviate them.
_SERVICES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("A11", "固定通信业务", ()),
    ("A12", "蜂窝移动通信业务", ("移动通信业务",)),
    ("A13", "第一类卫星通信业务", ()),
    ("A14", "第一类数据通信业务", ()),
    ("A24", "国内通信设施服务业务", ()),
    ("B11", "互联网数据中心业务", ("因特网数据中心业务", "IDC业务")),
    ("B12", "内容分发网络业务", ("CDN业务",)),
    (
        "B13", "国内互联网虚拟专用网业务",
        ("国内因特网虚拟专用网业务", "互联网虚拟专用网业务", "IP-VPN业务", "VPN业务"),
    ),
    ("B14", "互联网接入服务业务", ("因特网接入服务业务", "ISP业务")),
    ("B21", "在线数据处理与交易处理业务", ("EDI业务",)),
    ("B22", "国内多方通信服务业务", ("多方通信服务业务",)),
    ("B23", "存储转发类业务", ()),
    ("B24", "呼叫中心业务", ()),
    ("B24-1", "国内呼叫中心业务", ()),
    ("B24-2", "离岸呼叫中心业务", ()),
    ("B25", "信息服务业务", ()),
    ("B26", "编码和规程转换业务", ()),
    ("B26-1", "互联网域名解析服务业务", ("互联网域名解析业务", "域名解析服务业务")),
)  # fmt: skip
_INFORMATION_ITEMS = (
    "信息发布平台和递送服务", "信息发布平台及递送服务", "信息搜索查询服务", "信息社区平台服务",
    "信息即时交互服务", "信息保护和处理服务", "信息保护和加工处理服务", "互联网信息服务", "因特网信息服务",
    "移动网信息服务", "固定网电话信息服务",
)  # fmt: skip

QUALIFIER_TERMS = (
    *_INFORMATION_ITEMS, "经营类电子商务", "互联网金融", "网络预约出租汽车服务",
    "网络借贷信息中介类的互联网信息服务", "新闻", "出版", "教育", "医疗保健", "药品和医疗器械", "文化",
    "视听节目", "广播电影电视节目", "电子公告服务", "互联网资源协作服务", "用户驻地网业务",
)  # fmt: skip

QUALIFIER = re.compile("(不包含|不包括|不含|仅限于|仅限|仅含|包含|包括|含有|(?<!包)含)")
"""What stands before what a service leaves out, is limited to, or holds."""

MATTERS = re.compile("|".join(sorted(map(re.escape, QUALIFIER_TERMS), key=len, reverse=True)))
_CLASS_WORDS = re.compile(
    r"^(?:(?:第?[一二]类)?(?:基础|增值)电信业务(?:中的|中|的|之|[:、-])?)?(?:[AB][1-4]\d(?:-\d)?)?"
)
_ENDINGS = re.compile(r"(?:服务业务|业务|服务)$")


def _stem(name: str) -> str:
    """The part of a service's name that tells it apart."""
    return _ENDINGS.sub("", fold(name).upper())


@lru_cache(maxsize=1)
def _names() -> dict[str, Service]:
    names: dict[str, Service] = {}
    for item in _INFORMATION_ITEMS:
        names[item] = names[_stem(item)] = Service("B25", "信息服务业务", only=item)
    names["经营类电子商务"] = Service("B21", "在线数据处理与交易处理业务", only="经营类电子商务")
    for code, name, others in _SERVICES:
        for spelling in (name, *others):
            names[spelling] = names[_stem(spelling)] = Service(code, name)
    return names


def service_names() -> tuple[str, ...]:
    """All names of services, those of older catalogues among them."""
    return tuple(name for _, name, others in _SERVICES for name in (name, *others))


def strip_class_words(text: str) -> str:
    """Folded, without 第二类增值电信业务中的 and B25 at the start; empty when there is nothing else."""
    return _CLASS_WORDS.sub("", fold(text))


def find_service(text: str) -> Service | None:
    """The service that ``text`` names, allowing for a few misread characters.

    A misread name keeps its length but for one character, and must be clearly nearer to one
    service than to any other: 互联网新闻信息服务 is not a misread 互联网信息服务.
    """
    words = strip_class_words(text).upper()
    names = _names()
    stem = _stem(words)
    if stem in names:
        return names[stem]
    return _nearest(words) or _nearest(stem)


def is_service(text: str) -> bool:
    """Whether ``text`` names a service to the letter."""
    return _stem(strip_class_words(text).upper()) in _names()


@lru_cache(maxsize=4096)
def _nearest(read: str) -> Service | None:
    if len(read) < 4:
        return None
    names = _names()
    ranked = sorted((Levenshtein.distance(read, name), name) for name in names)
    best, name = ranked[0]
    meant = names[name]
    second = next((distance for distance, other in ranked if names[other] != meant), len(read))
    substituted = len(read) == len(name) and best <= max(1, len(_stem(name)) * 3 // 10)
    one_lost = best == 1 and len(name) >= 6
    return meant if (substituted or one_lost) and second - best >= min(best, 2) else None


def qualifier_to_printed(text: str) -> str:
    """A qualifier's term with one misread character put right, if it is of the known terms."""
    alike = [
        term
        for term in QUALIFIER_TERMS
        if len(term) == len(text) >= 5 and Levenshtein.distance(text, term) <= 1
    ]
    return alike[0] if len(alike) == 1 else text
