"""Sites that an annex tells in sentences: 网站名称为晨曦在线，域名为chenxizx.com.cn；另开办草原短信网，…"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate

from extractors.candidates import Candidate, to_candidate
from extractors.page_lines.layout import Line, join, to_rows
from extractors.pages.page_facts import PageFacts
from schemas.document_type import FieldKind

_SITE = re.compile(
    r"(?:开[办设通](?:的)?|经营(?:的)?|运营(?:的)?|(?=(?:网站|平台|应用)名称))(?:网站|平台|应用)?(?:名称)?[为是:：]?"
    r"[“\"《]?(?P<name>[^,，;；。:：“”\"《》]{2,30}?)[”\"》]?(?:网站)?[,，](?:其)?(?:网站)?(?:域名|网址)[为是:：]*"
    r"(?P<domain>[A-Za-z0-9.\-、,，\s和及]*[A-Za-z0-9])"
)


def find_told_sites(page: PageFacts) -> list[dict[str, Candidate]]:
    """Each site's name and domains, in the order of the sentences."""
    rows = [join(row) for row in to_rows(page.lines)]
    text = "".join(row.text for row in rows)
    return [
        {
            "site_name": to_candidate(FieldKind.TEXT, list(_parts(rows, match.span("name")))),
            "site_domains": to_candidate(FieldKind.DOMAIN, list(_parts(rows, match.span("domain")))),
        }
        for match in _SITE.finditer(text)
    ]


def _parts(rows: Sequence[Line], span: tuple[int, int]) -> Iterator[Line]:
    """What of each row lies within a span of their joined text."""
    ends = accumulate(len(row.text) for row in rows)
    for row, end in zip(rows, ends, strict=True):
        begin = end - len(row.text)
        first, last = max(span[0], begin), min(span[1], end)
        if first < last:
            yield row.part(first - begin, last - begin)
