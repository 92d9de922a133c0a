"""Annexes among a certificate's pages: by what heads them, and by the sites that they list."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.pages.title import TITLE, WHOLE, title_similarity
from extractors.tables.site_table import SiteTable
from schemas.certificate import PageKind
from schemas.document_type import DocumentType

_ANNEX = re.compile(
    r"[(（]?附[页件录表][)）]?(之?[一二三四五六七八九十\d]+)?"
    r"|附页[(（]?(之?[一二三四五六七八九十\d]+)?[)）]?[(（]?[\u3400-\u9fff]{0,10}[)）]?"  # and what it lists
)
ANNEX_MARK = re.compile(r"附[页件录表]之?[一二三四五六七八九十\d]{0,2}[:：]")  # before an annex's title
_TABLE = re.compile(r"序号.*(网站|域名|机房|节点|码号)")


def names_annex(row: str) -> bool:
    """Whether a row says that its page is an annex, or stands before the annex's title."""
    titled = row.endswith(("(附页)", "(附件)")) and not row[:-4].endswith(":")  # no value: 覆盖范围:(附页)
    return titled or bool(_ANNEX.fullmatch(row) or ANNEX_MARK.match(row))


def is_captioned(rows: Sequence[str], document_type: DocumentType) -> bool:
    """Whether a main page is another paper's annex, and that or a program's window says so above its own
    title: 附件3:营业执照, a letter's 附件:许可证.jpg, 附页 among a file's bookmarks."""
    marks = [at for at, row in enumerate(rows) if names_annex(row)]
    titles = [
        at
        for at, row in enumerate(rows)
        if not ANNEX_MARK.match(row) and title_similarity(row, document_type.titles) >= WHOLE
    ]
    if not marks or not titles or marks[0] >= titles[-1]:
        return False
    below = rows[titles[0] :]  # where an annex says that it is one
    return not any(_ANNEX.fullmatch(row) or row.endswith(("附页", "附页)", "附件)")) for row in below)


def is_annex(rows: Sequence[str], head: Sequence[str], document_type: DocumentType) -> bool:
    """Whether a page is an annex by a heading among its first rows, ``head``, or by the heads of a table."""
    if any(map(names_annex, head)):
        return True
    titles = (row[:-2] for row in head if row.endswith(("附页", "附件")))
    if any(title_similarity(title, document_type.titles) >= TITLE / 100 for title in titles):
        return True
    return heads_list(rows)


def opens_list(row: str) -> bool:
    """Whether a list of sites begins with a row (folded): an annex's heading, or the heads of its table."""
    return names_annex(row) or heads_list([row])


def heads_list(rows: Sequence[str]) -> bool:
    """Whether a row is the heads of a table that annexes have."""
    return any(map(_TABLE.search, rows))


def lists_sites(rows: Sequence[str], annex: int, sites: SiteTable) -> bool:
    """Whether a page lists sites in a table, or has two ``annex`` labels of a list of them at least."""
    return bool(sites.rows) or annex >= 2 or heads_list(rows)


def is_site_annex(kind: PageKind, sites: SiteTable, *, is_main: bool) -> bool:
    """Whether a table of sites makes the page an annex: by its heads where the page has not the labels of a
    main one (``is_main``), without heads where the page is nothing else."""
    if sites.rows:
        return kind == PageKind.OTHER or (kind == PageKind.MAIN and not is_main)
    return sites.bare is not None and kind == PageKind.OTHER
