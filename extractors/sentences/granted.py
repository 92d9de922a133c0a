"""Values of a license in sentences: 准许某公司（住所：…，法定代表人：…）在…范围内经营…业务."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from extractors.page_lines.layout import Line
from extractors.sentences.running import to_running
from extractors.telecom_lists.scope import parse_scope
from schemas.document_type import DocumentType, FieldKind

LEAST: Final = 3  # values that sentences tell, from which a page is written so

_DAY: Final = (
    r"(?:(?:19|20)\d\d(?:年\d{1,2}月\d{1,2}日|[.\-/]\d{1,2}[.\-/]\d{1,2})"
    "|[一二][0〇○零一二三四五六七八九]{2,3}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日)"
)
_HOLDER: Final = "(?:公司|中心|厂|集团|研究院|研究所|大学|学院|报社|电视台)"
_COMPANY: Final = f"(?!你|贵|该|其|我)(?P<value>[^,。;:《》]{{3,40}}?{_HOLDER})"
_GRANT: Final = "准许|准予|同意|批准|特许|许可(?!证|管理|申请|办法|的)|核准|授予|授权|颁发给|发给|兹?证明"
_IS: Final = "(?:为|是|:|系)?"
_LIMITS: Final = r"(?:\((?:仅限|不含|含|限)[^()]*\))*"
_SERVICE: Final = rf"(?P<value>(?:第[一二]类)?(?:增值电信业务中的)?[^,。;:()《》]{{2,30}}?业务{_LIMITS})"
_PLACES: Final = r"(?P<value>[^,。;()]{2,60}?)"

# By the names of fields; where several patterns fit, the first of the first pattern is taken.
_SAID: Final[dict[str, tuple[re.Pattern[str], ...]]] = {
    "company": (
        re.compile(rf"(?:{_GRANT}){_COMPANY}(?=[(,。]|在|自|经营|从事|开展)"),
        re.compile(rf"(?<=[,。;》]){_COMPANY}(?:提交|提出)?的?申请"),
        re.compile(rf"(?:设立于|位于|住所地?在)[^,。;]{{6,60}}?的{_COMPANY}(?=[(,。])"),
    ),
    "license_number": (
        re.compile(rf"(?:编号|许可证号|证书?号){_IS}(?P<value>[^,。;:的号]{{6,24}}?)(?=[,。;的号])"),
    ),
    "legal_representative": (
        re.compile(rf"法定代表人(?:姓名)?{_IS}(?P<value>[\u3400-\u9fff·]{{2,5}}?)(?=[,。;)]|注册|住所)"),
        re.compile(
            r"由(?P<value>[\u3400-\u9fff·]{2,5}?)(?:同志|先生|女士)?(?:担任|任)(?:其|公司)?法定代表人"
        ),
    ),
    "address": (
        re.compile(
            r"(?:注册)?(?:住所|地址)地?(?:为|是|:|系|位于|设于|在)?"
            r"(?P<value>[^,。;]{6,70}?)(?=[,。;]|法定代表|注册资|\)[在自可])"
        ),
        re.compile(r"设立于(?P<value>[^,。;]{6,70}?)的[^,。;]{4,40}(?:公司|中心|厂)"),
    ),
    "registered_capital": (
        re.compile(
            rf"注册资[本金]{_IS}(?P<value>(?:人民币)?[0-9,.一二三四五六七八九十百千零壹贰叁肆伍陆柒捌玖拾佰仟]+"
            r"[万亿]?[元圆](?:人民币|\(人民币\)|整)*)"
        ),
    ),
    "scope": (re.compile(rf"(?:经营|从事|开办|开展|提供){_SERVICE}(?=[,。;(]|$)"),),
    "coverage": (
        re.compile(rf"(?:业务)?(?:覆盖范围|经营的?地域范围|地域范围|经营区域){_IS}{_PLACES}(?=[,。;)])"),
        re.compile(rf"在{_PLACES}(?:范围|境|辖区)内(?:经营|从事|开办|开展|提供)"),
    ),
    "validity": (re.compile(rf"自(?P<value>{_DAY}起?(?:至|到){_DAY}止?)"),),
    "valid_until": (
        re.compile(rf"有效期(?:限)?(?:截?至|到)(?P<value>{_DAY})"),
        re.compile(rf"(?P<value>{_DAY})(?:前|以前|之前)有效"),
        re.compile(rf"至(?P<value>{_DAY})(?:届满|期满|止|失效)"),
    ),
    "issue_date": (re.compile(rf"(?P<value>{_DAY})(?:颁发|签发|核发|发证|发给)"),),
}
_GRANTS: Final = re.compile(f"{_GRANT}|获准|依法审[查核]|审[查核]合格")


def says_grant(rows: Sequence[str], document_type: DocumentType) -> bool:
    """Whether the ``rows`` (folded) of a page are sentences that grant what the type does."""
    text = "".join(rows)
    return _grants(text) and len(list(_spans(text, document_type))) >= LEAST


def find_granted(lines: Sequence[Line], document_type: DocumentType) -> dict[str, list[Line]]:
    """What sentences among the ``lines`` (in reading order) say, by the names of the type's fields: empty
    where they say less than ``LEAST`` values."""
    running = to_running(lines)
    if not _grants(running.text):
        return {}
    found = {name: running.part(start, end) for name, start, end in _spans(running.text, document_type)}
    return found if len(found) >= LEAST else {}


def _grants(text: str) -> bool:
    """Whether a sentence grants something."""
    found = _GRANTS.search(text)
    return found is not None and "。" in text[found.end() :]


def _spans(text: str, document_type: DocumentType) -> Iterator[tuple[str, int, int]]:
    """The name of each field that sentences of ``text`` tell, and from where to where its value stands."""
    kinds = {spec.name: spec.kind for spec in document_type.fields}
    for name, patterns in _SAID.items():
        matches = (match for pattern in patterns for match in pattern.finditer(text))
        first = next((match for match in matches if _fits(match["value"], kinds.get(name))), None)
        if first is not None:
            yield name, *first.span("value")


def _fits(value: str, kind: FieldKind | None) -> bool:
    """Whether the type has such a field; of services one that is known."""
    if kind is None:
        return False
    return kind != FieldKind.SERVICES or any(item.code for item in parse_scope(value))
