"""The table form of an annex: one website a row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.layout import Line
from extractors.ruling import Edge
from extractors.table import TableRow, find_table
from extractors.table_head import NUMBER, TableForm

_FORM = TableForm(
    heads={
        "name": ("网站名称", "网站名", "名称"),
        "domains": ("域名", "网站域名", "网址", "网站网址"),
        "services": ("服务项目", "服务内容", "业务项目"),
    },
    telling=(NUMBER, "domains"),
    contents={"domains": re.compile(r"[a-zA-Z0-9.,;:、-]*[a-zA-Z0-9-][.:][a-zA-Z0-9.,;:、-]*")},
    last="services",
)


@dataclass(frozen=True)
class SiteRow:
    """The lines of each cell of a row, top to bottom; empty where the table has none.

    ``ruled`` and ``number`` as in ``TableRow``."""

    name: tuple[Line, ...]
    domains: tuple[Line, ...]
    services: tuple[Line, ...]
    ruled: bool = False
    number: int | None = None


def find_site_table(
    lines: Sequence[Line], vertical: Sequence[Edge] = (), level: Sequence[Edge] = ()
) -> tuple[list[SiteRow], list[Line]]:
    """The rows of the page's website table, and the lines outside it; no rows without a header."""
    rows, rest = find_table(lines, _FORM, vertical, level)
    return [_to_site(row) for row in rows], rest


def _to_site(row: TableRow) -> SiteRow:
    name, domains, services = (row.cells.get(column, ()) for column in ("name", "domains", "services"))
    return SiteRow(name, domains, services, row.ruled, row.number)
