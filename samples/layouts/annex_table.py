"""Annexes as ruled tables: sites, machine rooms, or numbers, with a seal over the head."""

from __future__ import annotations

from dataclasses import dataclass

from samples.draft import Draft
from samples.facts.business import cities
from samples.layouts.annex_list import put_annex_head
from samples.layouts.beijing import put_beijing_title
from samples.sheet import BLACK, Sheet, width_mm
from samples.typeset import Style, put, wrap
from schemas.certificate import Annex, PageKind

SITE_HEAD = ("序号", "网站名称", "域名", "服务项目")
PAD = 1.2


@dataclass(frozen=True)
class Table:
    """Column widths in mm, type, thickness of rules in mm, whether cells are centered."""

    widths: tuple[float, ...]
    style: Style
    rule: float
    centered: bool


def put_table(sheet: Sheet, left: float, top: float, rows: list[tuple[str, ...]], table: Table) -> float:
    """A ruled table with wrapped cells; its lower edge in mm."""
    style, y = table.style, top
    edges = [left + sum(table.widths[:number]) for number in range(len(table.widths) + 1)]
    for row in rows:
        cells = [
            wrap(text, style.face, style.size, width - 2 * PAD, hang=False)
            for text, width in zip(row, table.widths, strict=True)
        ]
        height = max(len(lines) for lines in cells) * style.leading + 2.4
        for lines, x, width in zip(cells, edges, table.widths, strict=False):
            _put_cell(sheet, lines, (x, y, width, height), table)
        sheet.rule((left, y), (edges[-1], y), table.rule)
        for x in edges:
            sheet.rule((x, y), (x, y + height), table.rule)
        y += height
    sheet.rule((left, y), (edges[-1], y), table.rule)
    return y


def _put_cell(sheet: Sheet, lines: list[str], box: tuple[float, float, float, float], table: Table) -> None:
    x, y, width, height = box
    style = table.style
    top = y + (height - len(lines) * style.leading) / 2 + 0.5 * style.leading + 0.36 * style.em
    for number, line in enumerate(lines):
        room = (width - width_mm(line, style.face, style.size)) / 2 if table.centered else PAD
        put(sheet, x + max(PAD, room), top + number * style.leading, line, style)


def put_site_table(draft: Draft) -> Sheet:
    """序号, 网站名称, 域名, 服务项目: one site a row."""
    draw, facts = draft.draw, draft.facts
    sheet = draft.begin(PageKind.ANNEX)
    top = put_annex_head(draft, sheet) - 4
    rows = [SITE_HEAD, *_site_rows(draft)]
    widths = draw.choice(((13, 42, 45, 52), (13, 50, 40, 49), (15, 36, 50, 51)))
    _offer_spot_below(draft, put_table(sheet, 29, top, rows, _table(draft, widths)))
    _enter_sites(draft)
    draft.seal(sheet, draw.uniform(95, 150), top - 2 + draw.uniform(-8, 6), inner=facts.inner)
    return sheet


def put_beijing_table(draft: Draft) -> Sheet:
    """The annex of the older Beijing form: company and number above the table, in the red frame."""
    draw, look, facts = draft.draw, draft.look, draft.facts
    sheet = draft.begin(PageKind.ANNEX)
    put_beijing_title(sheet, look.title_face, "中华人民共和国", "电信与信息服务业务经营许可证", "附页")
    style = look.value(13, 7)
    put(sheet, 29, 79, facts.company.name, style)
    number_x = max(125.0, 31 + width_mm(facts.company.name, style.face, style.size))
    put(sheet, number_x, 79 if number_x < 150 else 86, facts.number, style)
    draft.enter("license_number", facts.number)
    draft.enter("company", facts.company.name)
    table = _table(draft, (11, 38, 50, 57))
    _offer_spot_below(draft, put_table(sheet, 27, 90, [SITE_HEAD, *_site_rows(draft)], table))
    _enter_sites(draft)
    inner = facts.inner or "电信业务审批专用章"
    draft.seal(
        sheet, draw.uniform(105, 140), draw.uniform(70, 84), inner=inner, strength=draw.uniform(0.6, 0.8)
    )
    return sheet


def put_city_table(draft: Draft) -> Sheet:
    """Machine rooms or nodes: one service a row with its cities, or its numbers and provinces."""
    draw, facts = draft.draw, draft.facts
    sheet = draft.begin(PageKind.ANNEX)
    top = put_annex_head(draft, sheet) - 4
    call_center = any(grant.service.code.startswith("B24") for grant in facts.grants)
    head = (
        ("序号", "业务种类", "码号", "覆盖省")
        if call_center
        else ("序号", "业务种类", draw.choice(("机房所在城市", "节点城市")))
    )
    gap = draw.choice(("、", ";", "；"))
    rows: list[tuple[str, ...]] = [head]
    items = []
    for number, grant in enumerate(facts.grants, 1):
        areas = grant.areas if call_center and grant.areas else cities(draw, draw.randint(1, 12))
        code = f"{draw.choice(('95', '1069', '400'))}{draw.randint(1000, 99999)}"
        rows.append((str(number), grant.name, *((code,) if call_center else ()), gap.join(areas)))
        items.append(grant.item.model_copy(update={"areas": areas}))
    table = _table(draft, (13, 48, 30, 61) if call_center else (13, 58, 81))
    _offer_spot_below(draft, put_table(sheet, 29, top, rows, table))
    draft.items = tuple(items)
    draft.annexes.append(Annex(page_no=draft.page_no))
    draft.seal(sheet, draw.uniform(95, 150), top - 2 + draw.uniform(-8, 6), inner=facts.inner)
    return sheet


def _site_rows(draft: Draft) -> list[tuple[str, ...]]:
    return [
        (str(number), site.name, site.domain_text, site.services)
        for number, site in enumerate(draft.facts.sites, 1)
    ]


def _offer_spot_below(draft: Draft, table_foot: float) -> None:
    draft.offer_spot(draft.draw.uniform(75, 135), table_foot + draft.draw.uniform(22, 44))


def _enter_sites(draft: Draft) -> None:
    websites = tuple(site.website(with_services=True) for site in draft.facts.sites)
    draft.annexes.append(Annex(page_no=draft.page_no, websites=websites))


def _table(draft: Draft, widths: tuple[float, ...]) -> Table:
    draw, look = draft.draw, draft.look
    size = draw.choice((10.5, 11, 12))
    style = Style(look.value_face, size, BLACK if look.value_ink[0] > 90 else look.value_ink, size * 0.5)
    return Table(widths, style, draw.choice((0.25, 0.35, 0.5)), draw.random() < 0.4)
