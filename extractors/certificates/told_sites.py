"""What an annex tells in sentences: 网站名称为晨曦在线，域名为chenxizx.com.cn；另开办…。服务器置于…,
由…接入。"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.candidates import Candidate, to_candidate
from extractors.page_lines.sentences import RunningText, to_running_text
from extractors.pages.page_facts import PageFacts
from schemas.certificate import PageKind
from schemas.document_type import FieldKind

_NAMED = "site_name"
_NO_MARK = r"[^,，、;；。:：（）()“”\"《》\n]"
_BRACKETED = r"[（(](?!(?:其|网站)*(?:域名|网址))[^（）()\n]{1,8}[)）]"  # (集团) of a company's
_NAME = (
    rf"[“\"《]?(?P<name>{_NO_MARK}{{2,30}}?(?:{_BRACKETED}{_NO_MARK}{{0,20}}?){{0,2}})[”\"》]?"
    r"(?:网站)?"
)
_DOMAINS = (
    r"(?P<domain>[A-Za-z0-9.\-、,，/: 和及]*[A-Za-z0-9]"
    r"(?:[;；]\s*[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)*)"
)
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


@dataclass(frozen=True)
class Told:
    """What a page tells in sentences: each site's name and domains by field, in their order, and programs
    that have none; of servers and who connects them the first sentence."""

    sites: tuple[dict[str, Candidate], ...] = ()
    server_location: Candidate | None = None
    access_provider: Candidate | None = None


def read_told(page: PageFacts) -> Told:
    """On a main page only what it calls a site, and no provider."""
    if not _HINT.search(page.text.whole):
        return Told()
    running = to_running_text(page.lines)
    is_annex = page.kind == PageKind.ANNEX
    sites = _sites(running, is_annex=is_annex)
    if is_annex:
        programs = _WITHOUT.finditer(running.text)
        sites += [{_NAMED: _read(running, own.span("name"), FieldKind.TEXT)} for own in programs]
    return Told(
        sites=tuple(sites),
        server_location=_find(running, _LOCATION, FieldKind.ADDRESS),
        access_provider=_find(running, _PROVIDER, FieldKind.NAME) if is_annex else None,
    )


def _sites(running: RunningText, *, is_annex: bool) -> list[dict[str, Candidate]]:
    text, found = running.text, []
    for match in _SITE.finditer(text):
        lead = _LEAD.match(match["name"])
        start = _past_quotes(text, match.start("name") + (lead.end() if lead is not None else 0))
        is_told = bool(match["behind"] or match["within"])  # by 域名 or 网址
        is_own = (is_annex and is_told) or _OF_MAIN.search(text[:start]) is not None
        if "." in match["domain"] and not _AUTHORITY.search(match["domain"]) and is_own:
            name = _read(running, (start, _name_end(text, match)), FieldKind.TEXT)
            domains = _read(running, match.span("domain"), FieldKind.DOMAIN)
            found.append({_NAMED: name, "site_domains": domains})
    return found


def _name_end(text: str, match: re.Match[str]) -> int:
    """Where the name ends: 网站 behind it is said of it, but in 官方网站 and behind a company's name."""
    end = match.end("name")
    return end + 2 if text.startswith("网站", end) and match["name"].endswith(("官方", "公司")) else end


def _past_quotes(text: str, start: int) -> int:
    """Where a name begins of which a part stands in quotes before ``start``: “栖木会员”小程序."""
    opened = text.rfind("“", 0, start) if text[:start].rstrip().endswith("”") else -1
    return start if opened < 0 else opened


def _find(running: RunningText, sentence: re.Pattern[str], kind: FieldKind) -> Candidate | None:
    match = sentence.search(running.text)
    return None if match is None else _read(running, match.span("value"), kind)


def _read(running: RunningText, span: tuple[int, int], kind: FieldKind) -> Candidate:
    return to_candidate(kind, list(running.parts(span)))
