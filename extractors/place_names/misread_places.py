"""Names of places that exist nowhere, and are read where a rare character of one that does is misread."""

from __future__ import annotations

import re
from typing import Final

from extractors.telecom_lists.issuers import REGION_NAMES

# As read, each but for one character a place that is: 鄠邑区, 亳州, 盱眙, 颍上, 沭阳, 璧山, 荥阳, 犍为 …
_NOWHERE: Final = (
    "鄂邑区", "毫州", "盱胎", "盯眙", "肝眙", "颖上县", "颖州区", "颖泉区", "颖东区", "沐阳县",
    "壁山区", "荣阳市", "荣经县", "健为县", "琪县", "滩溪县", "雎宁县", "雎县", "邢江区", "黔县",
    "敛县", "霸桥区", "涌桥区", "桶桥区", "戈阳县", "戈江区", "薪春县", "靳春县", "稀水县",
    "姊归县", "泪罗市", "汩罗市", "来阳市", "未阳市", "叙浦县", "鄙阳县", "都阳县", "浑春市",
    "湿县", "充州区", "衮州区", "剡城县", "甄城县", "荏平区", "荏平县", "蒿城区", "井径县",
    "井胫县", "奕城区", "绳池县", "祀县", "拓城县", "浙川县", "横川县", "詹州市", "檐州市",
    "岂宁区", "均连县", "闻中市", "阅中市", "岩昌县", "煌中区", "煌源县", "径阳县", "印崃市",
    "邓崃市", "培陵区", "孟腊县", "孟海县", "郸州区", "瞿州市", "乡城区",
)  # fmt: skip
_PROVINCE: Final = re.compile("[\u3400-\u9fff]{1,3}省")
_LONGEST: Final = [name for name in REGION_NAMES if len(name) > 4]  # 新疆维吾尔自治区
_ONE_OFF: Final = [
    f"{name[:at]}[^{name[at]}]{name[at + 1 :]}" for name in _LONGEST for at in range(len(name))
]
_ANY: Final = re.compile("|".join((*_NOWHERE, "[白目]治[区州县旗]", *_ONE_OFF)))


def holds_misread_place(text: str) -> bool:
    """Whether a name of a place in the text is none, but for a character that is another."""
    return _ANY.search(text) is not None


def begins_in_no_province(text: str) -> bool:
    """Whether an address or an authority begins with a province that is none, for a character was lost:
    江省义乌. Names of companies and services may: 三省堂, 跨省."""
    province = _PROVINCE.match(text)
    return province is not None and province[0] not in (*REGION_NAMES, "台湾省")
