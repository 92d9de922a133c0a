"""Addresses: light cleaning only, since an address has no grammar that would carry a repair."""

from __future__ import annotations

import re

from extractors.normalize.normal import Check, Normal, Repair
from extractors.normalize.text import brackets_are_whole, clean_printed, fold, is_cjk

_EDGE = " 　:：;；,，.．。、|*√✓✔"  # √ as somebody ticked it
_SEAL = re.compile(r"[0-9](?:自治[区州县旗]|省)")  # a seal's, over the end of a line: 711自治区
_NEVER = re.compile(r"[=<>?!？！$%^{}\\←→]")  # what worn print leaves of #, 一 and others: 9=楼, 甲→号
# A capital's, which a row above ends in, or the other half of a label in another writing.
_BEFORE = re.compile("[壹贰叁肆伍陆柒捌玖拾佰仟]{2,}|[0-9.,]*[万亿][元圆]|[A-Za-z]{4,}")
_SOHO = re.compile("(?<![A-Za-z])S[0OQ]H[0OQ](?![A-Za-z])")  # of many houses, a number behind it: SOHO13号楼
_ZERO = re.compile(
    "(?<=[A-Za-z])0(?=[A-Za-z])|(?<=[A-Za-z]{2})0(?![0-9])|(?<=[A-Za-z]{3})0"
)  # an O of a word
_DIGIT_LOOKALIKES = {"O": "0", "o": "0", "l": "1", "I": "1", "|": "1"}
# Between two digits, or between a digit and 号, 层, 室, a letter can only be a misread digit, and so can an I
# between a street and its number; before 座 or 栋, or at the edge of a run of letters, it may be a letter.
_INNER = re.compile(r"(?<=\d)[OolI|]+(?=\d|[号层室楼])|(?<=[路街道巷弄段])[lI|](?=\d+号)")
_END = "(?<=[号楼层室房座栋幢院园厦0-9A-Za-z])"  # of one address
# Between the end of one address and the next place a colon can only be the semicolon that looks like it; but
# behind what says whose place it is: 自建机房：昆明市.
_COLON = re.compile(rf"{_END}[:：](?=[一-鿿]{{2,8}}?(?:省|市|州|盟|自治区))")
# A second address whose mark was lost, at a line's end mostly: B36吉林省长春市…
_RUN_ON = re.compile(
    rf"{_END}(?:[一-鿿]{{2,7}}?(?:省|自治区)[一-鿿]{{2,5}}?[市州盟]|(?:北京|天津|上海|重庆)市[一-鿿]{{2,4}}?[区县])"
)
# Between digits only a hyphen stands, worn to a dot or two, or dirt: 11:8号, 1.1楼; but 3.5公里.
_WORN = re.compile(r"\d[:：·]\d|\d[.．]\d+(?!\d|公里|千米|米|[Kk][Mm])")
_SPECK = re.compile("[一-鿿][.．][一-鿿]")  # 南宁.市
_CUT = re.compile("[-—–―]+号")  # a figure before it is lost, or 一 read so: 8-号
_NO_NUMBER = re.compile("[路街道巷弄][甲乙丙丁]?号")  # 金科路甲一号, of which 一 was not read
# What follows a figure in addresses.
_UNITS = (
    "号室房楼层栋幢座户院区间铺店厅门库馆段组队村巷弄单排柜位机列站亩口屋棚台园址旁内外上下东南西北侧边角线路"
    "街道里米部厂仓舱期社屯商甲乙丙丁等"
)
# Read of a seal, a speck or a remark: 11楼D09必, 37误18幢. Between two figures words part them too.
_STRAY = re.compile(rf"[0-9A-Za-z][一-鿿](?<![{_UNITS}])$|[0-9][一-鿿](?<![{_UNITS}至到与及和之第分附])[0-9]")
_LETTER_LOST = re.compile("[号)）]座")  # of 218号C座
# A neighbour's: a period, what a company does, its authority.
_OTHER_VALUE = re.compile(
    r"\d{4}(?:年|-\d{2}-|\.\d{2}\.)\d{1,2}|(?:销售|服务|开发|制造|制作|租赁|批发|零售|维修|咨询|推广|代理)[、；;。(（]"
    r"|。.|(?:管理局|审批局|审批服务局|监督管理所|委员会)$"
)
_ODD = (_SEAL, _NEVER, _ZERO, _RUN_ON, _WORN, _SPECK, _CUT, _NO_NUMBER, _STRAY, _LETTER_LOST, _OTHER_VALUE)
_SHORTEST = 7  # characters of an address
_SAME = re.compile("同上|同(?:公司|企业|单位)?(?:注册)?(?:住所|地址)")  # as the one above it


def normalize_address(text: str) -> Normal:
    """The address as printed, without the spaces and edges that reading left; signs that none has, and
    brackets of which the other one is missing, are told."""
    address = clean_printed(text).strip(_EDGE)
    if not address:
        return Normal(None, failed=(Check.NAME_EMPTY,))
    inner = _INNER.sub(lambda match: "".join(_DIGIT_LOOKALIKES[c] for c in match[0]), address)
    inner = _SOHO.sub("SOHO", inner)
    repaired = _COLON.sub(_to_semicolon, inner)
    short = sum(map(is_cjk, repaired)) < 4 and _SAME.fullmatch(repaired) is None
    odd = _BEFORE.match(repaired) or any(pattern.search(repaired) for pattern in _ODD)
    failed = [Check.ADDRESS_FORM] if short or odd else []
    if not brackets_are_whole(fold(repaired)):
        failed.append(Check.BRACKETS)
    repairs = [Repair.CONFUSION] if inner != address else []
    if repaired != inner:
        repairs.append(Repair.SEPARATOR)
    return Normal(repaired, repairs=tuple(repairs), failed=tuple(failed))


def _to_semicolon(colon: re.Match[str]) -> str:
    own = re.split("[；;]", colon.string[: colon.start()])[-1]
    return "；" if len(own) >= _SHORTEST else colon[0]
