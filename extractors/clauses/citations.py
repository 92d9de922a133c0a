"""The laws and decrees that a text cites: 《title》, and 令第N号 with its authority."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.normalize.text import clean_printed
from schemas.certificate import Citation

_NUMBER = r"(?P<no>[0-9OoIl|]{1,4}|[〇零一二三四五六七八九十百]{1,6})"
_QUOTED = r"《(?P<title>[^《》]{2,60})》"
# 《title》(工业和信息化部令第11号)
_AFTER = re.compile(
    rf"{_QUOTED}(?:[（(](?P<authority>[^（）()《》]{{2,40}}?)第{_NUMBER}号[^（）()《》]*[）)])?"
)
# 国务院令第291号《title》、第292号《title》
_BEFORE = re.compile(
    r"(?P<authority>(?:中华人民共和国)?(?:国务院|主席|全国人民代表大会常务委员会|工业和信息化部|信息产业部|公安部|文化部|"
    r"文化和旅游部|商务部|国家互联网信息办公室|国家广播电视总局|国家广播电影电视总局|国家工商行政管理总局|"
    rf"国家市场监督管理总局|国家新闻出版总署|国家新闻出版广电总局)令)?第{_NUMBER}号(?P<quoted>《(?P<title>[^《》]{{2,60}})》)?"
)
_LOOKALIKES = str.maketrans("OoIl|", "00111")


def find_citations(text: str) -> tuple[Citation, ...]:
    """Citations in order of first mention, each title and each untitled decree once."""
    printed = clean_printed(text)
    decrees: dict[str | None, str | None] = {}
    untitled: dict[str, None] = {}
    order: list[tuple[str | None, str | None]] = []
    for _, title, decree in sorted(_mentions(printed), key=lambda mention: mention[0]):
        if title is None:
            if decree is not None and decree not in untitled:
                untitled[decree] = None
                order.append((None, decree))
        elif title not in decrees:
            decrees[title] = decree
            order.append((title, None))
        else:
            decrees[title] = decrees[title] or decree
    titled = set(decrees.values())
    return tuple(
        Citation(title=title, decree=decrees[title] if title else decree)
        for title, decree in order
        if title or decree not in titled
    )


def _mentions(printed: str) -> Iterator[tuple[int, str | None, str | None]]:
    """Place, title, decree. A decree in brackets belongs to the title before it, one in the open
    to the title after it, with the authority named last (国务院令第291号《…》、第292号《…》)."""
    taken: list[tuple[int, int]] = []
    authority: str | None = None
    for match in _BEFORE.finditer(printed):
        bracketed = printed[: match.start()].count("（") > printed[: match.start()].count("）")
        if match["authority"]:
            authority = match["authority"]
        elif not match["title"]:
            continue  # 第3号 of something that is no decree
        if authority is None or bracketed:
            continue
        taken.append(match.span())
        yield match.start(), match["title"], f"{authority}第{_number(match)}号"
    for match in _AFTER.finditer(printed):
        if any(start <= match.start() < end for start, end in taken):
            continue
        decree = f"{match['authority']}第{_number(match)}号" if match["authority"] else None
        yield match.start(), match["title"], decree


def _number(match: re.Match[str]) -> str:
    return match["no"].translate(_LOOKALIKES)
