"""The table form of an annex: one website a row."""

from __future__ import annotations

import operator
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.normalize.text import fold, is_cjk
from extractors.page_lines.layout import Line
from extractors.page_lines.ruling import Edge
from extractors.tables.as_above import as_above
from extractors.tables.bare_table import BareTable, find_bare_table
from extractors.tables.table import TableRow, find_table, to_row
from extractors.tables.table_head import NUMBER, TableForm
from extractors.tables.transposed import find_transposed

_BOTH = "name and domains"  # a column whose cells hold a name and, below it, its domains
_ADDRESS = "address"  # of a server, which is no value of a site
_FORM = TableForm(
    heads={
        _BOTH: ("网站名称/域名", "名称/域名", "网站名称及域名", "网站名称和域名", "网站/域名", "网站及域名"),
        "name": (
            "网站名称",
            "网站中文名",
            "网站/APP名称",
            "网站或APP名称",
            "网站名",
            "网站/应用",
            "网站/APP",
            "平台名称",
            "应用名称",
            "APP名称",
            "小程序名称",
            "名称",
            "网站",
            "站点",
        ),
        "domains": (
            "域名",
            "网站域名",
            "网址",
            "网站网址",
            "首页网址",
            "网站地址",
            "站点域名",
            "域名/下载地址",
            "下载地址",
            "主域名",
            "首页地址",
            "域名/网址",
        ),
        "services": ("服务项目", "服务内容", "业务项目", "服务类别", "服务类型", "内容或服务", "业务内容"),
        "server_location": (
            "服务器放置地",
            "服务器放置地点",
            "服务器所在地",
            "服务器存放地",
            "服务器托管地",
            "服务器放置地址",
            "服务器存放地点",
            "服务器所在地址",
            "机房地址",
            "主机存放地",
            "主机放置地",
            "主机托管地",
        ),
        "access_provider": (
            "网站接入服务提供单位",
            "接入服务提供单位",
            "网站接入服务商",
            "接入服务商",
            "接入单位",
            "接入商",
            "接入商名称",
            "接入服务提供者",
            "接入服务单位",
            "网站接入商",
        ),
        _ADDRESS: ("IP地址", "IP", "服务器IP", "网站IP", "服务器IP地址", "网站IP地址"),
    },
    telling=(NUMBER, "domains", _BOTH),
    contents={"domains": re.compile(r"[a-zA-Z0-9.,;:、-]*[a-zA-Z0-9-][.:][a-zA-Z0-9.,;:、-]*")},
    last="services",
    never=re.compile("域名解析"),  # of the service 互联网域名解析服务
    untaken=frozenset({_ADDRESS}),
)


_OF_SITES = {"name", "domains", _BOTH}


@dataclass(frozen=True)
class SiteRow:
    """The lines of each cell of a row, top to bottom; empty where the table has none. ``addresses`` are those
    of servers, which are no value.

    ``ruled`` and ``number`` as in ``TableRow``; ``is_cut``: the page may end within it, or begin."""

    name: tuple[Line, ...]
    domains: tuple[Line, ...]
    services: tuple[Line, ...]
    server_location: tuple[Line, ...] = ()
    access_provider: tuple[Line, ...] = ()
    addresses: tuple[Line, ...] = ()
    ruled: bool = False
    number: int | None = None
    is_cut: bool = False


@dataclass(frozen=True)
class SiteTable:
    """The page's table of sites, if ``rows``; ``columns`` and ``unread`` as in ``Table``, ``rest`` the lines
    outside it. Or what seems to be one that goes on from the page before, ``bare`` of heads."""

    rows: tuple[SiteRow, ...] = ()
    rest: tuple[Line, ...] = ()
    columns: tuple[str, ...] = ()
    bare: BareTable | None = None
    unread: tuple[Line, ...] = ()


def find_site_table(
    lines: Sequence[Line], vertical: Sequence[Edge] = (), level: Sequence[Edge] = ()
) -> SiteTable:
    """The page's table of websites; no rows without a header."""
    table = find_table(lines, _FORM, vertical, level)
    if any(row.cells.keys() & _OF_SITES for row in table.rows):  # or it is one of code numbers
        return SiteTable(_to_sites(table.rows), table.rest, table.columns, unread=table.unread)
    entries, rest = find_transposed(lines, _FORM, vertical, level)
    if entries:
        return SiteTable(tuple(_to_site(to_row(entry, ruled=True)) for entry in entries), tuple(rest))
    bare = find_bare_table(lines, vertical, level)
    if bare is None:
        return SiteTable(rest=tuple(lines))
    inside = {id(line) for line in bare.lines}
    return SiteTable(rest=tuple(line for line in lines if id(line) not in inside), bare=bare)


def read_bare(table: BareTable, columns: Sequence[str]) -> tuple[SiteRow, ...]:
    """The sites of a table without heads by what the ``columns`` of the one before it held; none where these
    are not its own."""
    if len(columns) != table.width or "domains" not in columns:
        return ()
    if columns.index("domains") != table.domains:
        return ()
    named = [
        {name: row[column] for column, name in enumerate(columns) if name and column in row}
        for row in table.rows
        if not any(fold(line.text) in _FORM.by_head for cell in row.values() for line in cell)
    ]
    return _to_sites([to_row(cells, ruled=True) for cells in named if cells.keys() - {NUMBER}])


def _to_sites(rows: Sequence[TableRow]) -> tuple[SiteRow, ...]:
    """The sites of a table's rows; a place or a provider that is 同上 is that of the row above."""
    sites = _joined([_to_site(row) for row in rows])
    places = as_above([site.server_location for site in sites])
    providers = as_above([site.access_provider for site in sites])
    return tuple(
        replace(site, server_location=place, access_provider=provider)
        for site, place, provider in zip(sites, places, providers, strict=True)
    )


def _joined(rows: Sequence[SiteRow]) -> list[SiteRow]:
    """The sites, one whose cells but that of its domains are of several rows as one: a domain each."""
    sites: list[SiteRow] = []
    for row in rows:
        above = sites[-1] if sites else None
        if above is not None and row.name and _is_same(above, row):
            number = above.number if row.number is None else row.number
            sites[-1] = replace(above, domains=(*above.domains, *row.domains), number=number)
        else:
            sites.append(row)
    return sites


def _is_same(above: SiteRow, row: SiteRow) -> bool:
    """Whether all but the domains of two rows is the same print, and no more than one has a number."""
    one, other = (
        [line for cell in (own.name, own.services, own.server_location, own.access_provider) for line in cell]
        for own in (above, row)
    )
    same = len(one) == len(other) and all(map(operator.is_, one, other))
    return same and None in (above.number, row.number)


def _to_site(row: TableRow) -> SiteRow:
    cells = {column: row.cells.get(column, ()) for column in _FORM.heads}
    for line in cells.pop(_BOTH):
        own = "name" if any(map(is_cjk, line.text)) else "domains"
        cells[own] = (*cells[own], line)
    return SiteRow(
        name=cells["name"],
        domains=cells["domains"],
        services=cells["services"],
        server_location=cells["server_location"],
        access_provider=cells["access_provider"],
        addresses=cells[_ADDRESS],
        ruled=row.ruled,
        number=row.number,
    )
