"""How unlike a value of its kind a text is: evidence for whose value it is, never its check."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extractors.normalize.blank import is_blank_mark
from extractors.normalize.license_number import find_license_number
from extractors.normalize.money import is_amount
from extractors.normalize.names import is_surname, normalize_company
from extractors.normalize.normal import Check
from extractors.normalize.see_annex import refers_to_annex
from extractors.normalize.text import fold, is_cjk
from extractors.telecom_lists.issuers import REGION_NAMES
from extractors.telecom_lists.scope import begins_item, coverage_to_areas
from extractors.value_lines.own_rows import LEADS_ON
from schemas.document_type import FieldKind, FieldSpec, Grammar

_DATE = re.compile(r"\d{4}.?\d{1,2}.?\d{1,2}|[年月日]|长期|永久|无固定期限|[不未]约定期限|无限期")
_NAME_OF_BODY = re.compile(r"公司|集团|厂|中心|院|所|社|企业|商行|店|学校|协会|部$")
_AMOUNT = re.compile(r"[\d壹贰叁肆伍陆柒捌玖拾佰仟万亿].*[元万圆整币]|美元|人民币")
_AUTHORITY = re.compile(r"(?:[局部厅委会署]|公司|中心|办公室|研究院|检验所)$")
_COMPANY = re.compile("(?:股份)?有限(?:责任)?公司")
_WORDS = re.compile("[\u3400-\u9fff()]+")
_NUMBER = re.compile(r"\d{4,}")
_SERVICE = re.compile(r"业务|服务项目")
_SERVICES_END = re.compile(r"(?:业务|服务|[).。;】\]])$")
_ITEM = re.compile(r"[(]?(?P<number>[0-9]{1,2})(?:[)、]|\.(?![0-9]))")
_ADDRESS_END = re.compile(r"(?:[号室房楼层栋幢座户院]|单元|[A-Z]?\d+)$")
_REST = re.compile(r"[0-9A-Z-]{0,5}(?:号楼?|室|房|层|楼|单元|[栋幢座]).{0,12}|[0-9A-Z-]{1,5}")
_SCRATCH = re.compile("[0-9A-Za-z]")
_SENTENCE = re.compile("符合|标准|管理体系|特此|兹证明|准予|认证")
_SITE = re.compile(r"[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}")
_CURRENCY = re.compile("^(?:人民币|美元|港[元币]|欧元|日元|英镑):?")
_AMOUNT_REST = re.compile(
    "[0-9.,零〇一二三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾佰仟万亿元圆整角分]+(?:人民币)?"
)
LONGEST_GIVEN = 2  # characters of a given name
ODD, WRONG, NEVER = 0.6, 1.5, 4.0


def misfit(spec: FieldSpec, text: str) -> float:
    """0 for what a value of the field looks like, to 4 for what it never looks like. A mark that fills a
    blank may stand for any; of a text that is labelled as a date, 首次发表日期, a date may."""
    kind = _held_kind(spec)
    folded = fold(text)
    if refers_to_annex(text) or is_blank_mark(folded):
        fits = is_blank_mark(folded) or kind in (FieldKind.TEXT, FieldKind.SERVICES, FieldKind.DOMAIN)
        return 0.0 if fits else ODD
    is_date = len(_DATE.findall(folded)) >= 2 and len(folded) < 20
    match kind:
        case FieldKind.PERSON:
            return _person(folded)
        case FieldKind.NAME:
            is_number = _NUMBER.search(folded) is not None and not any(map(is_cjk, folded))
            return WRONG if is_date or is_number else 0.0 if _NAME_OF_BODY.search(folded) else ODD
        case FieldKind.PERIOD if folded.count("年") > 2:
            return NEVER
        case FieldKind.DATE | FieldKind.PERIOD:
            return 0.0 if _DATE.search(folded) or not folded else WRONG
        case FieldKind.MONEY:
            return 0.0 if _AMOUNT.search(folded) else WRONG
        case FieldKind.NUMBER | FieldKind.CODE:
            return 0.0 if _NUMBER.search(folded) else WRONG
        case FieldKind.AUTHORITY:
            return NEVER if is_date else 0.0 if _AUTHORITY.search(folded) else WRONG
        case FieldKind.ADDRESS:
            return WRONG if is_date or _SERVICE.search(folded) else 0.0
        case FieldKind.DOMAIN:
            return 0.0 if "." in folded else ODD
        case FieldKind.NONE:
            return 0.0
        case _:
            return WRONG if is_date else 0.0


def _held_kind(spec: FieldSpec) -> FieldKind:
    """The field's own kind, or one that holds anything."""
    is_day = spec.kind == FieldKind.TEXT and any(label.endswith("日期") for label in spec.labels)
    return FieldKind.NONE if is_day else spec.kind


def row_misfit(kind: FieldKind, rows: Sequence[str]) -> float:
    """0 to 1.2 for rows that look as if they belonged to another value than the rest, 1.5 for a domain under
    a site's name, an amount of money in an address, or a figure alone among words, which is a scratch; 4 for
    a sentence under an address.

    (见附页) is a value by itself, and so is ******; what ends as an address does is not where a scope
    begins, and places that nothing above leads up to are the coverage.
    """
    alone = any(refers_to_annex(text) or is_blank_mark(text) for text in rows)
    cost = ODD if len(rows) > 1 and alone else 0.0
    if kind == FieldKind.ADDRESS and any(map(_SENTENCE.search, rows[1:])):
        return NEVER
    if kind == FieldKind.ADDRESS and (any(map(is_amount, rows)) or _begins_below(rows)):
        return cost + WRONG
    of_words = kind in (FieldKind.NAME, FieldKind.PERSON, FieldKind.SERVICES)
    if of_words and len(rows) > 1 and any(_SCRATCH.fullmatch(fold(text)) for text in rows):
        return cost + WRONG
    if kind == FieldKind.TEXT and any(map(_SITE.fullmatch, rows[1:])):
        return cost + WRONG
    if kind != FieldKind.SERVICES:
        return cost
    first = fold(rows[0])
    strays = _ADDRESS_END.search(first) is not None and not _SERVICE.search(first)
    places = any(
        coverage_to_areas(below) and not LEADS_ON.search(fold(above)) for above, below in pairwise(rows)
    )
    return cost + (ODD if strays else 0.0) + (ODD if places else 0.0)


def goes_on(kind: FieldKind, row: str, below: str = "") -> bool:
    """Whether a row that is not full must go on in the next: an address or a name that does not end,
    a house number that ``below``, the next row, is the rest of, and an item that the next number follows; or
    may go on, as services do with one in each row."""
    folded = fold(row)
    if is_blank_mark(folded):
        return False
    if kind == FieldKind.SERVICES:
        return bool(below) and begins_item(fold(below))
    if kind in (FieldKind.ADDRESS, FieldKind.NAME) and _follows(folded, fold(below)):
        return True
    if kind == FieldKind.ADDRESS:
        return _ADDRESS_END.search(folded) is None or _is_rest(folded, fold(below))
    return kind == FieldKind.NAME and Check.COMPANY_SUFFIX in normalize_company(row).failed


def _follows(row: str, below: str) -> bool:
    """Whether both begin with numbers of a list, one after the other: 1.重庆市… and 2.四川省…."""
    one, other = (_ITEM.match(text) for text in (row, below))
    return one is not None and other is not None and int(other["number"]) == int(one["number"]) + 1


def leads_on(kind: FieldKind, row: str, below: str) -> bool:
    """Whether a value plainly does not end in a row: it ``goes_on``, or its services break off within a
    word or a bracket."""
    folded = fold(row)
    if kind != FieldKind.SERVICES:
        return goes_on(kind, row, below)
    return folded.count("(") > folded.count(")") or _SERVICES_END.search(folded) is None


def completes(spec: FieldSpec, row: str, below: str) -> bool:
    """Whether a row of what is never set over two is no whole value, and one with ``below``, the next: 人民币
    and 壹仟万元, 黑B2-2014 and 0037, 皇甫 and 嵩, 市场监督管 and 理局, as a narrow column breaks them."""
    above, rest = fold(row), fold(below)
    match spec.kind:
        case FieldKind.MONEY:
            bare = _CURRENCY.sub("", above)
            return not re.search("[元圆]", bare) and _AMOUNT_REST.fullmatch(rest) is not None
        case FieldKind.PERSON:
            return is_surname(above) and 0 < len(rest) <= LONGEST_GIVEN and all(map(is_cjk, rest))
        case FieldKind.NAME:  # …集团 and 有限公司
            return _COMPANY.fullmatch(rest) is not None and not above.endswith("公司")
        case FieldKind.AUTHORITY:
            ends = _AUTHORITY.search(above) is not None and _COMPANY.fullmatch(rest) is None
            return (
                not ends
                and _WORDS.fullmatch(rest) is not None
                and _AUTHORITY.search(above + rest) is not None
            )
        case FieldKind.NUMBER if spec.grammar == Grammar.TELECOM:
            whole = find_license_number(above + rest)
            is_all = whole is not None and (whole.start, whole.end) == (0, len(above + rest))
            return is_all and find_license_number(above) is None
        case _:
            return False


def is_address_rest(text: str) -> bool:
    """Whether a row can only be the rest of an address: 室, 2室, 号楼3层, 12."""
    return _REST.fullmatch(fold(text)) is not None


def _is_rest(above: str, below: str) -> bool:
    return above[-1:].isalnum() and above.isascii() is False and _REST.fullmatch(below) is not None


def _begins_below(rows: Sequence[str]) -> bool:
    """Whether an address begins with a province in a row but the first, which begins with none: the end of
    the address above."""
    folded = [_ITEM.sub("", fold(row), count=1).lstrip(":") for row in rows]
    begins = [row.startswith(REGION_NAMES) for row in folded]
    return any(begins[1:]) and not begins[0] and _REST.match(folded[0]) is not None


def _person(folded: str) -> float:
    if any(char.isdigit() for char in folded) or _NAME_OF_BODY.search(folded):
        return WRONG
    return 0.0 if len(folded) <= 4 else ODD if len(folded) <= 15 else WRONG
