"""The older Beijing form: red title and frame, an issue date without a label under the seal."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from random import Random

from samples.draft import Draft
from samples.facts.business import grants_to_text
from samples.layouts.paper import SEE_ANNEX
from samples.layouts.rows import Columns, fit, put_row
from samples.sheet import Ink, Sheet, width_mm
from samples.typeset import Style, put, put_centered, put_lines, wrap
from schemas.certificate import Annex, PageKind

PREAMBLE = "根据国家有关规定，经审查，准许你单位经营本证所载明的电信业务，特颁发此证。"
YEARLY = "（此经营许可证每年需要年检，未经年检此证无效）"
FRAME_RED: Ink = (204, 32, 44)
FRAME = ((22.0, 70.0), (188.0, 272.0))


def put_beijing_title(sheet: Sheet, face: str, *lines: str) -> None:
    """The red lines above the frame, and the frame."""
    for number, line in enumerate(lines):
        put_centered(sheet, 36 + number * 14.5, line, Style(face, 27, FRAME_RED))
    sheet.box(*FRAME, 0.7, FRAME_RED)


def put_beijing_main(draft: Draft, *, annex_follows: bool) -> Sheet:
    """The whole page; with an annex the sites and services stand there."""
    draft.look = look = replace(
        draft.look, frame="web" if draft.look.frame in ("guilloche", "web") else "none"
    )
    facts, draw = draft.facts, draft.draw
    sheet = draft.begin(PageKind.MAIN)
    put_beijing_title(sheet, look.title_face, "中华人民共和国", "电信与信息服务业务经营许可证")
    number = Style(look.value_face, 14.5)
    label = "经营许可证编号：" if draw.random() < 0.7 else "经营许可证编号:"
    put(
        sheet,
        176 - width_mm(label + facts.number, number.face, number.size),
        80,
        label + facts.number,
        number,
    )
    draft.enter("license_number", facts.number)
    body = look.label(14, 8.4)
    lines = wrap(PREAMBLE, body.face, body.size, 144, indent=2 * body.em)
    put(sheet, 33 + 2 * body.em, 93, lines[0], body)
    put_lines(sheet, 33, 93 + body.leading, lines[1:], body)
    columns = Columns(33, 32, 75, 178, look.label(13.5, 8), look.value(13.5, 6), look.shift)
    _put_values(draft, sheet, columns, annex_follows=annex_follows)
    _put_dates(draft, sheet)
    return sheet


def _put_values(draft: Draft, sheet: Sheet, columns: Columns, *, annex_follows: bool) -> None:
    facts, draw = draft.facts, draft.draw
    item = facts.grants[0]
    scope = grants_to_text(draw, facts.grants, with_areas=False)
    draft.items = (item.item.model_copy(update={"areas": ()}),)
    site = facts.sites[0]
    see = draw.choice(SEE_ANNEX)
    services = see if annex_follows else site.services
    rows = (
        ("经营单位名称", "company", facts.company.name),
        ("法定代表人", "legal_representative", facts.company.legal_representative),
        ("注册住所", "address", facts.company.address),
        ("业务种类", "scope", scope),
        ("服务项目", "coverage", services),
        ("网站名称", None, see if annex_follows else site.name),
        ("网址", None, see if annex_follows else site.domain_text),
    )
    y = 116.0
    for label, name, value in rows:
        below = put_row(sheet, fit(value, columns, 3), y, label, value, rise=1.5)
        y = max(y + 12.4, below + 3)
        if name:
            draft.enter(name, value)
    if not annex_follows:
        website = site.website(with_services=False)
        draft.annexes.append(Annex(page_no=draft.page_no, websites=(website,)))


def _spaced(draw: Random, day: date) -> str:
    gap = draw.choice(("", " ", " "))
    return f"{day.year}{gap}年{gap}{day.month}{gap}月{gap}{day.day}{gap}日"


def _put_dates(draft: Draft, sheet: Sheet) -> None:
    """The issue date under the seal, the validity, the note on the yearly inspection."""
    look, facts, draw = draft.look, draft.facts, draft.draw
    style = look.value(15, 8)
    dx, dy = look.shift
    text = _spaced(draw, facts.issued)
    x = 116 + dx
    put(sheet, x, 226 + dy, text, style)
    draft.enter("issue_date", facts.issued.isoformat())
    middle = x + width_mm(text, style.face, style.size) / 2
    over = 0 if look.seal_over else draw.uniform(-6, 3)
    draft.seal(sheet, middle + draw.uniform(-4, 8), 224 + over, inner=facts.inner or "电信业务审批专用章")
    validity = f"本证有效期自{_spaced(draw, facts.issued)}至{_spaced(draw, facts.valid_until)}"
    put_centered(sheet, 254, validity, Style(style.face, 14, style.ink))
    draft.enter("valid_from", facts.issued.isoformat())
    draft.enter("valid_until", facts.valid_until.isoformat())
    draft.offer_spot(70, 226)
    put_centered(sheet, 265, YEARLY, Style(look.label_face, 13.5))
