"""What an annex tells in sentences: 网站名称为晨曦在线，域名为chenxizx.com.cn；另开办…。服务器置于…,
由…接入。"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.candidates import Candidate, to_candidate
from extractors.page_lines.layout import Line, join, to_rows
from extractors.pages.page_facts import PageFacts
from schemas.certificate import PageKind
from schemas.document_type import FieldKind

MARGIN = 3.0  # line heights from the page's right edge of print within which a row is full
_NAMED = "site_name"
_NAME = (
    r"[“\"《]?(?P<name>[^,，、;；。:：（）()“”\"《》\n]{2,30}?(?:[（(][^（）()\n]{1,8}[)）])?)[”\"》]?"
    r"(?:网站)?"
)
_DOMAINS = r"(?P<domain>[A-Za-z0-9.\-、,，/: 和及]*[A-Za-z0-9])"
_WORD = r"(?:其)?(?:网站)?(?:域名|网址)(?:为|是|[:：])?"
_SITE = re.compile(rf"{_NAME}(?:[,，](?P<behind>{_WORD})|[（(](?P<within>{_WORD})?)\s*{_DOMAINS}")
_LEAD = re.compile(  # what stands before a name in its sentence
    r"^(?:.*(?:(?:开[办设通]|[经运]营)的?|(?:网站|平台|应用|小程序)(?:名称)?[为是]))?"
    r"(?:网站|平台|应用)?(?:名称)?[为是]?(?:和|及)?"
)
_OF_MAIN = re.compile(r"(?:网站(?:名称)?[为是:：]|开办的?)$")  # before a site whose domain no word announces
_HINT = re.compile("域名|网址|网站|小程序|服务器|接入")  # without which nothing is told here
_AUTHORITY = re.compile(r"\.gov\.cn")  # where an authority may be asked
_WITHOUT = re.compile(
    r"(?:小程序|公众号)(?:名称)?[为是:：]?[“\"](?P<name>[^”“\"]{2,30})[”\"](?![（(,，]?(?:域名|网址))"
)
_LOCATION = re.compile(
    r"服务器(?:均|都|分别|统一)?(?:放置|存放|托管|设置|置|放|位)[于在](?P<value>[^,，;；。\n]+)"
)
_PROVIDER = re.compile(
    r"由(?P<value>[^,，;；。由\n]{4,40}?)(?:提供(?:网站)?(?:接入)?(?:服务)?|接入(?:服务)?)(?=[,，;；。\n]|$)"
)


def find_told_sites(page: PageFacts) -> list[dict[str, Candidate]]:
    """Each site's name and domains, in the order of the sentences, and programs that have none. On a main
    page only what it calls a site."""
    if not _HINT.search(page.text.whole):
        return []
    rows, text = _text(page)
    found = []
    for match in _SITE.finditer(text):
        lead = _LEAD.match(match["name"])
        start = _past_quotes(text, match.start("name") + (lead.end() if lead is not None else 0))
        is_told = bool(match["behind"] or match["within"])  # by 域名 or 网址
        is_own = (page.kind == PageKind.ANNEX and is_told) or _OF_MAIN.search(text[:start]) is not None
        if "." in match["domain"] and not _AUTHORITY.search(match["domain"]) and is_own:
            name, domains = (start, match.end("name")), match.span("domain")
            found.append(
                {
                    _NAMED: _read(rows, name, FieldKind.TEXT),
                    "site_domains": _read(rows, domains, FieldKind.DOMAIN),
                }
            )
    if page.kind == PageKind.ANNEX:
        found += [{_NAMED: _read(rows, own.span("name"), FieldKind.TEXT)} for own in _WITHOUT.finditer(text)]
    return found


def _past_quotes(text: str, start: int) -> int:
    """Where a name begins of which a part stands in quotes before ``start``: “栖木会员”小程序."""
    opened = text.rfind("“", 0, start) if text[:start].rstrip().endswith("”") else -1
    return start if opened < 0 else opened


def find_told_location(page: PageFacts) -> Candidate | None:
    """Where the servers stand, of the first sentence that says so."""
    return _find(page, _LOCATION, FieldKind.ADDRESS)


def find_told_provider(page: PageFacts) -> Candidate | None:
    """Who connects the sites."""
    return _find(page, _PROVIDER, FieldKind.NAME) if page.kind == PageKind.ANNEX else None


def _find(page: PageFacts, sentence: re.Pattern[str], kind: FieldKind) -> Candidate | None:
    if not _HINT.search(page.text.whole):
        return None
    rows, text = _text(page)
    match = sentence.search(text)
    return None if match is None else _read(rows, match.span("value"), kind)


def _text(page: PageFacts) -> tuple[list[Line], str]:
    """The page's rows, and all that they say, a break behind each that is not full: no sentence goes on."""
    rows = [join(row) for row in to_rows(page.lines)]
    edge = max((row.box.right for row in rows), default=0.0)
    return rows, "".join(row.text + _break(row, edge) for row in rows)


def _break(row: Line, edge: float) -> str:
    return "" if row.box.right > edge - MARGIN * row.height else "\n"


def _read(rows: Sequence[Line], span: tuple[int, int], kind: FieldKind) -> Candidate:
    return to_candidate(kind, list(_parts(rows, span)))


def _parts(rows: Sequence[Line], span: tuple[int, int]) -> Iterator[Line]:
    """What of each row lies within a span of their joined text."""
    edge = max((row.box.right for row in rows), default=0.0)
    begin = 0
    for row in rows:
        first, last = max(span[0], begin), min(span[1], begin + len(row.text))
        if first < last:
            yield row.part(first - begin, last - begin)
        begin += len(row.text + _break(row, edge))
